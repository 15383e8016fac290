-- rows are failures
select 1
where (select sum(total) from {{ ref('customer_totals') }}) <> (select sum(amount) from {{ ref('orders') }})
