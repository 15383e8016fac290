{{ config(
    materialized='incremental',
    incremental_strategy='merge',
    unique_key='order_id',
    table_type='iceberg',
    partitioned_by=['month(ordered_on)']
) }}
select
    order_id,
    ordered_on,
    {% if is_incremental() %} 'again' {% else %} 'first' {% endif %} as run,
    amount
from {{ ref('stg_orders') }}
{% if is_incremental() %} where order_id > 3 {% endif %}
