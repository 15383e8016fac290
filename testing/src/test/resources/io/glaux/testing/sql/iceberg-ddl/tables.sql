--- CREATE and ALTER TABLE of Iceberg tables.
-- kinds: DDL CREATE_TABLE text

CREATE TABLE iceberg_table (id bigint, data string, category string)
PARTITIONED BY (category, bucket(16, id))
LOCATION '${location}iceberg/'
TBLPROPERTIES ('table_type' = 'ICEBERG');
-- ok

INSERT INTO iceberg_table VALUES (1, 'a', 'c1'), (2, 'b', 'c2');
-- kind: DML INSERT plain
-- count: 2

SELECT partition.category, record_count FROM "iceberg_table$partitions" ORDER BY 1;
-- kind: DML SELECT csv
-- rows:
--   category | record_count
--   c1 | 1
--   c2 | 1

SHOW CREATE TABLE iceberg_table;
-- kind: UTILITY SHOW_CREATE_TABLE text
-- text includes:
--   CREATE TABLE ${any}iceberg_table${any}(
--   ${any}`id` bigint,${any}
--   PARTITIONED BY (${any}
--   LOCATION${any}${any}
--   TBLPROPERTIES (${any}
--   ${any}'table_type'='${any}'${any}

CREATE TABLE transforms (ts timestamp, d date, name string COMMENT 'the name')
PARTITIONED BY (month(ts), year(d), truncate(name, 3))
LOCATION '${location}transforms/'
TBLPROPERTIES (
  'table_type'='ICEBERG', 'format'='parquet', 'write_compression'='zstd',
  'optimize_rewrite_delete_file_threshold'='10', 'write_target_data_file_size_bytes'='536870912',
  'vacuum_min_snapshots_to_keep'='3');
-- ok

CREATE TABLE days (ts timestamp) PARTITIONED BY (day(ts)) LOCATION '${location}days/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='ORC');
-- ok

CREATE TABLE hours (ts timestamp) PARTITIONED BY (hour(ts)) LOCATION '${location}hours/'
TBLPROPERTIES ('table_type'='ICEBERG', 'format'='AVRO');
-- ok

CREATE TABLE all_types (
  a boolean, b int, c bigint, d float, e double, f decimal(10,2), g string, h binary, i date, j timestamp,
  k array<int>, l map<string,int>, m struct<x:double, y:double>)
LOCATION '${location}all_types/'
TBLPROPERTIES ('table_type'='ICEBERG');
-- ok

CREATE TABLE IF NOT EXISTS iceberg_table (id int) LOCATION '${location}again/' TBLPROPERTIES ('table_type'='ICEBERG');
-- ok

CREATE TABLE iceberg_table (id int) LOCATION '${location}again/' TBLPROPERTIES ('table_type'='ICEBERG');
-- failed:
--   ${any}already exists${any}

CREATE EXTERNAL TABLE outside (id int) LOCATION '${location}outside/' TBLPROPERTIES ('table_type'='ICEBERG');
-- refused: InvalidRequestException MALFORMED_QUERY
--   External keyword not supported for table type ICEBERG

CREATE TABLE nowhere (id int) TBLPROPERTIES ('table_type'='ICEBERG');
-- refused: InvalidRequestException MALFORMED_QUERY
--   No location was specified for table. An S3 location must be specified

--- The properties are a closed list.
CREATE TABLE properties (id int) LOCATION '${location}properties/'
TBLPROPERTIES ('table_type'='ICEBERG', 'my_own'='x');
-- failed:
--   ${any}my_own${any}

CREATE TABLE wrong (id int) LOCATION '${location}wrong/' TBLPROPERTIES ('table_type'='ICEBERG', 'format'='json');
-- failed: 2/1000
--   INVALID_INPUT: Table property format cannot be 'json': it is one of parquet, orc, avro

CREATE TABLE wrong (id tinyint) LOCATION '${location}wrong/' TBLPROPERTIES ('table_type'='ICEBERG');
-- failed: 2/1000
--   INVALID_INPUT: Type tinyint of column id is not one that Iceberg tables have: use boolean, int, bigint, float, double, decimal, string, binary, date, timestamp, array, map or struct

CREATE TABLE wrong (id int) PARTITIONED BY (missing) LOCATION '${location}wrong/' TBLPROPERTIES ('table_type'='ICEBERG');
-- failed:
--   ${any}missing${any}

CREATE TABLE wrong (id int) PARTITIONED BY (month(id)) LOCATION '${location}wrong/' TBLPROPERTIES ('table_type'='ICEBERG');
-- failed: 2/1103
--   INVALID_TABLE_PROPERTY: Unable to parse partitioning value: Invalid source type int for transform: month

-- kinds: DDL ALTER_TABLE_ADD_COLUMN text

ALTER TABLE iceberg_table ADD COLUMNS (comment string);
-- ok

ALTER TABLE iceberg_table ADD COLUMNS (point struct<x: double, y: double>, points array<struct<x: double, y: double>>);
-- ok

ALTER TABLE iceberg_table ADD COLUMNS (comment string);
-- failed: 2/1006
--   COLUMN_ALREADY_EXISTS: Column 'comment' already exists

ALTER TABLE iceberg_table CHANGE comment blog_comment string AFTER id;
-- kind: DDL ALTER_TABLE_CHANGE_COLUMN text
-- ok

SELECT * FROM iceberg_table ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | blog_comment | data | category | point | points
--   1 | \N | a | c1 | \N | \N
--   2 | \N | b | c2 | \N | \N

ALTER TABLE iceberg_table CHANGE COLUMN data data string COMMENT 'text' FIRST;
-- kind: DDL ALTER_TABLE_CHANGE_COLUMN text
-- ok

ALTER TABLE iceberg_table DROP COLUMN point;
-- kind: DDL ALTER_TABLE_DROP_COLUMN text
-- ok

ALTER TABLE iceberg_table DROP COLUMN missing;
-- kind: DDL ALTER_TABLE_DROP_COLUMN text
-- failed:
--   ${any}missing${any}

SELECT * FROM iceberg_table ORDER BY id LIMIT 1;
-- kind: DML SELECT csv
-- rows:
--   data | id | blog_comment | category | points
--   a | 1 | \N | c1 | \N

--- Types may become wider.
ALTER TABLE all_types CHANGE b b bigint;
-- kind: DDL ALTER_TABLE_CHANGE_COLUMN text
-- ok

ALTER TABLE all_types CHANGE d d double;
-- kind: DDL ALTER_TABLE_CHANGE_COLUMN text
-- ok

ALTER TABLE all_types CHANGE f f decimal(20,2);
-- kind: DDL ALTER_TABLE_CHANGE_COLUMN text
-- ok

ALTER TABLE all_types CHANGE c c int;
-- kind: DDL ALTER_TABLE_CHANGE_COLUMN text
-- failed: 2/1200
--   NOT_SUPPORTED: Cannot change column type: c: long -> int. Iceberg widens int to bigint, float to double, and the precision of a decimal

ALTER TABLE all_types CHANGE g g int;
-- kind: DDL ALTER_TABLE_CHANGE_COLUMN text
-- failed: 2/1200
--   NOT_SUPPORTED: Cannot change column type: g: string -> int. Iceberg widens int to bigint, float to double, and the precision of a decimal

ALTER TABLE iceberg_table SET TBLPROPERTIES ('write_target_data_file_size_bytes'='536870912', 'format'='orc');
-- kind: DDL ALTER_TABLE_PROPERTIES text
-- ok

ALTER TABLE iceberg_table UNSET TBLPROPERTIES ('write_target_data_file_size_bytes');
-- kind: DDL ALTER_TABLE_PROPERTIES text
-- ok

ALTER TABLE iceberg_table SET TBLPROPERTIES ('my_own'='x');
-- kind: DDL ALTER_TABLE_PROPERTIES text
-- failed:
--   ${any}my_own${any}

ALTER TABLE iceberg_table REPLACE COLUMNS (id bigint);
-- kind: DDL ALTER_TABLE_REPLACE_COLUMN text
-- failed:
--   ${any}Query type not supported by Athena Iceberg at this time${any}

ALTER TABLE iceberg_table SET LOCATION '${location}elsewhere/';
-- kind: DDL ALTER_TABLE_SET_LOCATION text
-- failed: 2/1200
--   NOT_SUPPORTED: Query type not supported by Athena Iceberg at this time

ALTER TABLE iceberg_table ADD PARTITION (category = 'c3');
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- failed: 2/1200
--   NOT_SUPPORTED: Query type not supported by Athena Iceberg at this time

ALTER TABLE iceberg_table RENAME TO renamed;
-- kind: DDL ALTER_TABLE_RENAME text
-- ok

SELECT count(*) AS n FROM renamed;
-- kind: DML SELECT csv
-- rows:
--   n
--   2

CREATE DATABASE ${database}_other;
-- kind: DDL CREATE_DATABASE text
-- ok

ALTER TABLE ${database}.renamed RENAME TO ${database}_other.iceberg_table;
-- kind: DDL ALTER_TABLE_RENAME text
-- ok

SELECT count(*) AS n FROM ${database}_other.iceberg_table;
-- kind: DML SELECT csv
-- rows:
--   n
--   2

SHOW TABLES;
-- kind: UTILITY SHOW_TABLES text
-- rows unordered:
--   all_types
--   days
--   hours
--   transforms

--- DROP TABLE deletes the data of an Iceberg table.
DROP TABLE ${database}_other.iceberg_table;
-- kind: DDL DROP_TABLE text
-- ok

CREATE EXTERNAL TABLE left_over (line string) LOCATION '${location}iceberg/';
-- kind: DDL CREATE_TABLE text
-- ok

SELECT count(*) AS n FROM left_over;
-- kind: DML SELECT csv
-- rows:
--   n
--   0

DROP DATABASE ${database}_other CASCADE;
-- kind: DDL DROP_DATABASE text
-- ok

DROP TABLE IF EXISTS iceberg_table;
-- kind: DDL DROP_TABLE text
-- ok
