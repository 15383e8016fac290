--- ALTER TABLE of Hive tables.
-- kinds: DDL CREATE_TABLE text

-- file: events/a.csv
--   1,one,extra
CREATE EXTERNAL TABLE events (id int, name string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
LOCATION '${location}events/';
-- ok

ALTER TABLE events ADD COLUMNS (eventowner string);
-- kind: DDL ALTER_TABLE_ADD_COLUMN text
-- ok

SELECT * FROM events;
-- kind: DML SELECT csv
-- rows:
--   id | name | eventowner
--   1 | one | extra

ALTER TABLE ${database}.events ADD COLUMNS (a int COMMENT 'first', `date` string);
-- kind: DDL ALTER_TABLE_ADD_COLUMN text
-- ok

ALTER TABLE events ADD COLUMNS (name string);
-- kind: DDL ALTER_TABLE_ADD_COLUMN text
-- failed: 2/1003
--   FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. Duplicate column name: name

ALTER TABLE events REPLACE COLUMNS (id bigint, label string);
-- kind: DDL ALTER_TABLE_REPLACE_COLUMN text
-- ok

SELECT * FROM events;
-- kind: DML SELECT csv
-- types: bigint | varchar
-- rows:
--   id | label
--   1 | one

ALTER TABLE events CHANGE label title string COMMENT 'renamed';
-- kind: DDL ALTER_TABLE_CHANGE_COLUMN text
-- ok

SELECT title FROM events;
-- kind: DML SELECT csv
-- rows:
--   title
--   one

ALTER TABLE events DROP COLUMN title;
-- kind: DDL ALTER_TABLE_DROP_COLUMN text
-- failed: 2/1200
--   Query type not supported by DDL engine. Only Iceberg tables have DROP COLUMN: ALTER TABLE .. REPLACE COLUMNS lists the columns that stay

ALTER TABLE events RENAME TO other;
-- kind: DDL ALTER_TABLE_RENAME text
-- failed: 2/1003
--   FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. Unable to alter table. Unable to change partition or table: com.amazonaws.services.datacatalog.model.InvalidInputException: Table cannot be renamed (Service: AmazonDataCatalog; Status Code: 400; Error Code: InvalidInputException; Request ID: ${id}; Proxy: null)

ALTER TABLE events SET TBLPROPERTIES ('notes'="Please don't drop this table.", 'classification'='csv');
-- kind: DDL ALTER_TABLE_PROPERTIES text
-- ok

SHOW TBLPROPERTIES events('notes');
-- kind: UTILITY SHOW_TABLE_PROPERTIES text
-- text includes:
--   ${any}Please don't drop this table.

-- file: moved/a.csv
--   2,two
ALTER TABLE events SET LOCATION '${location}moved/';
-- kind: DDL ALTER_TABLE_SET_LOCATION text
-- ok

SELECT * FROM events;
-- kind: DML SELECT csv
-- rows:
--   id | title
--   2 | two

ALTER TABLE events SET LOCATION 'not a location';
-- kind: DDL ALTER_TABLE_SET_LOCATION text
-- failed: 2/1100
--   The location 'not a location' is not a path in S3: write 's3://bucket/folder/'

ALTER TABLE missing ADD COLUMNS (a int);
-- kind: DDL ALTER_TABLE_ADD_COLUMN text
-- failed:
--   ${any}missing${any}

ALTER TABLE missing SET TBLPROPERTIES ('a'='b');
-- kind: DDL ALTER_TABLE_PROPERTIES text
-- failed:
--   ${any}missing${any}

--- A partition has columns of its own.
-- file: logs/region=us/a.csv
--   1,x
CREATE EXTERNAL TABLE logs (id int) PARTITIONED BY (region string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
LOCATION '${location}logs/';
-- ok

ALTER TABLE logs ADD PARTITION (region='us');
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

ALTER TABLE logs PARTITION (region='us') ADD COLUMNS (event string);
-- kind: DDL ALTER_TABLE_ADD_COLUMN text
-- ok

ALTER TABLE logs ADD COLUMNS (event string);
-- kind: DDL ALTER_TABLE_ADD_COLUMN text
-- ok

SELECT * FROM logs;
-- kind: DML SELECT csv
-- rows:
--   id | event | region
--   1 | x | us

ALTER TABLE logs PARTITION (region='missing') ADD COLUMNS (other string);
-- kind: DDL ALTER_TABLE_ADD_COLUMN text
-- failed: 2/1006
--   FAILED: SemanticException [Error 10006]: Partition not found {region=missing}

ALTER TABLE logs ADD COLUMNS (region string);
-- kind: DDL ALTER_TABLE_ADD_COLUMN text
-- failed: 2/1003
--   FAILED: Execution Error, return code 1 from org.apache.hadoop.hive.ql.exec.DDLTask. Duplicate column name: region
