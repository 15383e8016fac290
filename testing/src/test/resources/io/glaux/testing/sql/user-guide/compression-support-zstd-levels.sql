--- Examples of the page compression-support-zstd-levels of AWS's user guide, as they stand there.
-- replace: s3://DOC-EXAMPLE-BUCKET/ with ${location}doc-example-bucket/

CREATE EXTERNAL TABLE existing_table (id int) STORED AS PARQUET LOCATION '${location}existing/';
-- kind: DDL CREATE_TABLE text
-- ok

CREATE TABLE old_table AS SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t (id, name);
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

--- compression-support-zstd-levels, line 57
ALTER TABLE existing_table
SET TBLPROPERTIES ('parquet.compression' = 'ZSTD', 'compression_level' = '4');
-- kind: DDL ALTER_TABLE_PROPERTIES text
-- ok

--- compression-support-zstd-levels, line 70
CREATE EXTERNAL TABLE new_table (
  `col0` string COMMENT '',
  `col1` string COMMENT ''
)
STORED AS PARQUET
LOCATION 's3://DOC-EXAMPLE-BUCKET/'
TBLPROPERTIES ("write.compression" = "ZSTD", "compression_level" = "4");
-- kind: DDL CREATE_TABLE text
-- ok

DROP TABLE new_table;
-- kind: DDL DROP_TABLE text
-- ok

--- compression-support-zstd-levels, line 88
CREATE TABLE new_table
WITH ( format = 'PARQUET', write_compression = 'ZSTD', compression_level = '4')
AS SELECT * FROM old_table;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

--- compression-support-zstd-levels, line 102
UNLOAD (SELECT * FROM old_table)
TO 's3://DOC-EXAMPLE-BUCKET/'
WITH (format = 'PARQUET', compression = 'ZSTD', compression_level = '4');
-- kind: DML UNLOAD plain
-- count: 2
