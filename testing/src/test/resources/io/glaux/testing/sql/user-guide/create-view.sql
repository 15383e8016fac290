--- Examples of the page create-view of AWS's user guide, as they stand there.

CREATE TABLE orders AS SELECT 1 AS orderkey, 'O' AS orderstatus, 10e0 AS totalprice, DATE '2024-01-01' AS orderdate;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

--- create-view, line 22
CREATE VIEW test AS
SELECT
orderkey,
orderstatus,
totalprice / 2 AS half
FROM orders;
-- kind: DDL CREATE_VIEW text
-- ok

--- create-view, line 33
CREATE VIEW orders_by_date AS
SELECT orderdate, sum(totalprice) AS price
FROM orders
GROUP BY orderdate;
-- kind: DDL CREATE_VIEW text
-- ok

--- create-view, line 42
CREATE OR REPLACE VIEW test AS
SELECT orderkey, orderstatus, totalprice / 4 AS quarter
FROM orders;
-- kind: DDL CREATE_VIEW text
-- ok
