{{ config(table_type='hive', format='orc', ha=true, s3_data_naming='schema_table_unique') }}
select order_id, amount from {{ ref('stg_orders') }}
