{{ config(materialized='incremental', incremental_strategy='append', table_type='hive', format='json') }}
select
    order_id,
    status,
    {% if is_incremental() %} 'again' {% else %} 'first' {% endif %} as run
from {{ ref('stg_orders') }}
