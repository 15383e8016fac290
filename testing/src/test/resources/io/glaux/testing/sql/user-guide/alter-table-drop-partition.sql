--- Examples of the page alter-table-drop-partition of AWS's user guide, as they stand there.

CREATE EXTERNAL TABLE orders (id int) PARTITIONED BY (dt string, country string) LOCATION '${location}orders/';
-- kind: DDL CREATE_TABLE text
-- ok

ALTER TABLE orders ADD PARTITION (dt = '2014-05-14', country = 'IN') PARTITION (dt = '2014-05-15', country = 'IN');
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

--- alter-table-drop-partition, line 21
ALTER TABLE orders
DROP PARTITION (dt = '2014-05-14', country = 'IN');
-- kind: DDL ALTER_TABLE_DROP_PARTITION text
-- ok

ALTER TABLE orders ADD PARTITION (dt = '2014-05-14', country = 'IN');
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

--- alter-table-drop-partition, line 26
ALTER TABLE orders
DROP PARTITION (dt = '2014-05-14', country = 'IN'), PARTITION (dt = '2014-05-15', country = 'IN');
-- kind: DDL ALTER_TABLE_DROP_PARTITION text
-- ok
