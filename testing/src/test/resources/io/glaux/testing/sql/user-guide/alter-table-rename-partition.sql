--- Examples of the page alter-table-rename-partition of AWS's user guide, as they stand there.

CREATE EXTERNAL TABLE orders (id int) PARTITIONED BY (dt string, country string) LOCATION '${location}orders/';
-- kind: DDL CREATE_TABLE text
-- ok

ALTER TABLE orders ADD PARTITION (dt = '2014-05-14', country = 'IN');
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

--- alter-table-rename-partition, line 20
ALTER TABLE orders
PARTITION (dt = '2014-05-14', country = 'IN') RENAME TO PARTITION (dt = '2014-05-15', country = 'IN');
-- kind: DDL ALTER_TABLE_RENAME_PARTITION text
-- ok
