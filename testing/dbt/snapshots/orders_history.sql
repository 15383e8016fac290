{% snapshot orders_history %}
{{ config(
    target_schema=env_var('DBT_DATABASE'),
    unique_key='order_id',
    strategy='check',
    check_cols=['status'],
    table_type='hive'
) }}
select order_id, status from {{ ref('orders') }}
{% endsnapshot %}
