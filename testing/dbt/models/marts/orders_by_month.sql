{{ config(table_type='hive', format='parquet', write_compression='SNAPPY', partitioned_by=['month']) }}
select order_id, customer_id, amount, status, month
from {{ ref('stg_orders') }}
