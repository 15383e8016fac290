--- Examples of the page msck-repair-table of AWS's user guide, as they stand there.

CREATE EXTERNAL TABLE orders (id int) PARTITIONED BY (dt string, country string) LOCATION '${location}orders/';
-- kind: DDL CREATE_TABLE text
-- ok

--- msck-repair-table, line 29
MSCK REPAIR TABLE orders;
-- kind: DDL MSCK_REPAIR text
-- ok
