--- ADD, DROP, RENAME, SET LOCATION and SHOW PARTITIONS.
-- kinds: DDL ALTER_TABLE_ADD_PARTITION text

-- file: orders/dt=2016-05-14/country=IN/a.csv
--   1
-- file: orders/dt=2016-05-15/country=IN/a.csv
--   2
-- file: elsewhere/a.csv
--   3
CREATE EXTERNAL TABLE orders (id int) PARTITIONED BY (dt string, country string) LOCATION '${location}orders/';
-- kind: DDL CREATE_TABLE text
-- ok

SHOW PARTITIONS orders;
-- kind: UTILITY SHOW_PARTITIONS text
-- ok

ALTER TABLE orders ADD PARTITION (dt = '2016-05-14', country = 'IN');
-- ok

SELECT * FROM orders;
-- kind: DML SELECT csv
-- rows:
--   id | dt | country
--   1 | 2016-05-14 | IN

ALTER TABLE orders ADD PARTITION (dt = '2016-05-14', country = 'IN');
-- failed:
--   ${any}lready exists${any}

ALTER TABLE orders ADD IF NOT EXISTS PARTITION (dt = '2016-05-14', country = 'IN')
  PARTITION (dt = '2016-05-15', country = 'IN')
  PARTITION (dt = '2016-05-16', country = 'US') LOCATION '${location}elsewhere/';
-- ok

SELECT * FROM orders ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | dt | country
--   1 | 2016-05-14 | IN
--   2 | 2016-05-15 | IN
--   3 | 2016-05-16 | US

SHOW PARTITIONS orders;
-- kind: UTILITY SHOW_PARTITIONS text
-- rows unordered:
--   dt=2016-05-14/country=IN
--   dt=2016-05-15/country=IN
--   dt=2016-05-16/country=US

SELECT dt, country FROM "orders$partitions" ORDER BY dt;
-- kind: DML SELECT csv
-- rows:
--   dt | country
--   2016-05-14 | IN
--   2016-05-15 | IN
--   2016-05-16 | US

SELECT DISTINCT "$path" = '${location}elsewhere/a.csv' AS elsewhere FROM orders WHERE country = 'US';
-- kind: DML SELECT csv
-- rows:
--   elsewhere
--   true

ALTER TABLE orders PARTITION (dt = '2016-05-16', country = 'US') SET LOCATION '${location}orders/dt=2016-05-14/';
-- kind: DDL ALTER_TABLE_SET_LOCATION text
-- ok

SELECT id FROM orders WHERE country = 'US';
-- kind: DML SELECT csv
-- rows:
--   id
--   1

ALTER TABLE orders PARTITION (dt = '2016-05-16', country = 'US') RENAME TO PARTITION (dt = '2016-05-17', country = 'CA');
-- kind: DDL ALTER_TABLE_RENAME_PARTITION text
-- ok

SHOW PARTITIONS orders;
-- kind: UTILITY SHOW_PARTITIONS text
-- rows unordered:
--   dt=2016-05-14/country=IN
--   dt=2016-05-15/country=IN
--   dt=2016-05-17/country=CA

ALTER TABLE orders PARTITION (dt = 'missing', country = 'x') RENAME TO PARTITION (dt = '1', country = 'y');
-- kind: DDL ALTER_TABLE_RENAME_PARTITION text
-- failed: 2/1006
--   FAILED: SemanticException [Error 10006]: Partition not found {dt=missing, country=x}

ALTER TABLE orders DROP PARTITION (dt = '2016-05-14', country = 'IN'), PARTITION (dt = '2016-05-15', country = 'IN');
-- kind: DDL ALTER_TABLE_DROP_PARTITION text
-- ok

ALTER TABLE orders DROP PARTITION (dt = '2016-05-14', country = 'IN');
-- kind: DDL ALTER_TABLE_DROP_PARTITION text
-- failed: 2/1006
--   FAILED: SemanticException [Error 10006]: Partition not found (dt = '2016-05-14' AND country = 'IN')

ALTER TABLE orders DROP IF EXISTS PARTITION (dt = '2016-05-14', country = 'IN');
-- kind: DDL ALTER_TABLE_DROP_PARTITION text
-- ok

SHOW PARTITIONS orders;
-- kind: UTILITY SHOW_PARTITIONS text
-- text:
--   dt=2016-05-17/country=CA

--- The file is still there.
ALTER TABLE orders ADD PARTITION (dt = '2016-05-15', country = 'IN');
-- ok

SELECT id FROM orders WHERE dt = '2016-05-15';
-- kind: DML SELECT csv
-- rows:
--   id
--   2

ALTER TABLE orders ADD PARTITION (dt = '2016-05-18');
-- failed: 2/1006
--   FAILED: SemanticException partition spec {dt=2016-05-18} doesn't contain all (2) partition columns

ALTER TABLE orders ADD PARTITION (nothing = '1', country = 'x');
-- failed: 2/1006
--   FAILED: SemanticException ${database}.orders: Partition spec {nothing=1, country=x} contains non-partition columns

ALTER TABLE missing ADD PARTITION (dt = '1');
-- failed:
--   ${any}missing${any}

CREATE EXTERNAL TABLE typed (id int) PARTITIONED BY (year int, day date) LOCATION '${location}typed/';
-- kind: DDL CREATE_TABLE text
-- ok

ALTER TABLE typed ADD PARTITION (year = 2024, day = '2024-01-01');
-- ok

SHOW PARTITIONS typed;
-- kind: UTILITY SHOW_PARTITIONS text
-- text:
--   year=2024/day=2024-01-01

SELECT year, day FROM "typed$partitions";
-- kind: DML SELECT csv
-- types: integer | date
-- rows:
--   year | day
--   2024 | 2024-01-01

CREATE EXTERNAL TABLE flat (id int) LOCATION '${location}flat/';
-- kind: DDL CREATE_TABLE text
-- ok

ALTER TABLE flat ADD PARTITION (dt = '1');
-- failed: 2/1003
--   FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. Table flat is not a partitioned table

SHOW PARTITIONS flat;
-- kind: UTILITY SHOW_PARTITIONS text
-- failed: 2/1003
--   FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. Table flat is not a partitioned table

--- Values of partitions with characters that paths have escaped.
CREATE EXTERNAL TABLE marks (id int) PARTITIONED BY (k string) LOCATION '${location}marks/';
-- kind: DDL CREATE_TABLE text
-- ok

ALTER TABLE marks ADD PARTITION (k = 'a b') PARTITION (k = '10:30') PARTITION (k = 'x/y');
-- ok

SELECT k FROM "marks$partitions" ORDER BY k;
-- kind: DML SELECT csv
-- rows:
--   k
--   10:30
--   a b
--   x/y
