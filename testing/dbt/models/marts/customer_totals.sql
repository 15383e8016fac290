{{ config(table_type='iceberg', format='parquet', partitioned_by=['bucket(customer_id, 2)']) }}
select
    c.customer_id,
    c.name,
    c.city,
    count(o.order_id) as orders,
    coalesce(sum(o.amount), cast(0 as decimal(12, 2))) as total
from {{ ref('customers') }} c
left join {{ ref('stg_orders') }} o on o.customer_id = c.customer_id
group by 1, 2, 3
