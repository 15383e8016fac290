{% snapshot customers_history %}
{{ config(
    target_schema=env_var('DBT_DATABASE'),
    unique_key='customer_id',
    strategy='check',
    check_cols=['city'],
    table_type='iceberg'
) }}
select customer_id, name, {{ env_var('DBT_CITY', 'city') }} as city from {{ ref('customers') }}
{% endsnapshot %}
