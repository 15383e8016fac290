{{ config(
    materialized='incremental',
    incremental_strategy='append',
    table_type='iceberg',
    on_schema_change='append_new_columns'
) }}
select order_id, current_timestamp(6) at time zone 'UTC' is not null as known
{% if is_incremental() %} , 'new' as added {% endif %}
from {{ ref('stg_orders') }}
