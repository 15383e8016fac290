select
    order_id,
    customer_id,
    ordered_on,
    amount,
    status,
    date_format(ordered_on, '%Y-%m') as month
from {{ ref('orders') }}
