{{ config(
    materialized='incremental',
    incremental_strategy='insert_overwrite',
    table_type='hive',
    format='parquet',
    partitioned_by=['month']
) }}
select
    count(*) as orders,
    {% if is_incremental() %} 'again' {% else %} 'first' {% endif %} as run,
    month
from {{ ref('stg_orders') }}
{% if is_incremental() %} where month >= '2024-02' {% endif %}
group by month
