--- Examples of the page alter-table-add-partition of AWS's user guide, as they stand there.
-- replace: s3://mystorage/ with ${location}mystorage/

CREATE EXTERNAL TABLE orders (id int) PARTITIONED BY (dt string, country string) LOCATION '${location}orders/';
-- kind: DDL CREATE_TABLE text
-- ok

--- alter-table-add-partition, line 41
ALTER TABLE orders ADD
  PARTITION (dt = '2016-05-14', country = 'IN');
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

ALTER TABLE orders DROP PARTITION (dt = '2016-05-14', country = 'IN');
-- kind: DDL ALTER_TABLE_DROP_PARTITION text
-- ok

--- alter-table-add-partition, line 46
ALTER TABLE orders ADD
  PARTITION (dt = '2016-05-14', country = 'IN')
  PARTITION (dt = '2016-05-15', country = 'IN');
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

ALTER TABLE orders DROP PARTITION (dt = '2016-05-14', country = 'IN'), PARTITION (dt = '2016-05-15', country = 'IN');
-- kind: DDL ALTER_TABLE_DROP_PARTITION text
-- ok

--- alter-table-add-partition, line 52
ALTER TABLE orders ADD
  PARTITION (dt = '2016-05-14', country = 'IN') LOCATION 's3://mystorage/path/to/INDIA_14_May_2016/'
  PARTITION (dt = '2016-05-15', country = 'IN') LOCATION 's3://mystorage/path/to/INDIA_15_May_2016/';
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

CREATE EXTERNAL TABLE flights_parquet (id int) PARTITIONED BY (year string) STORED AS PARQUET LOCATION '${location}flights/';
-- kind: DDL CREATE_TABLE text
-- ok

--- alter-table-add-partition, line 58
ALTER TABLE flights_parquet ADD IF NOT EXISTS
  PARTITION (year = '2021');
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok
