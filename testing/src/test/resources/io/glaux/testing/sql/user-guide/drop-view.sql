--- Examples of the page drop-view of AWS's user guide, as they stand there.

CREATE VIEW orders_by_date AS SELECT 1 AS x;
-- kind: DDL CREATE_VIEW text
-- ok

--- drop-view, line 15
DROP VIEW orders_by_date;
-- kind: DDL DROP_VIEW text
-- ok

--- drop-view, line 19
DROP VIEW IF EXISTS orders_by_date;
-- kind: DDL DROP_VIEW text
-- ok
