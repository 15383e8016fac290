--- What CREATE TABLE AS refuses.
-- kinds: DDL CREATE_TABLE_AS_SELECT table

CREATE TABLE source AS SELECT 1 AS id, 'a' AS name;
-- count: 1

CREATE TABLE source AS SELECT 1 AS id;
-- failed:
--   ${any}already exists${any}

CREATE TABLE t1 AS SELECT 1;
-- failed: 2/1006
--   MISSING_COLUMN_NAME: ${any}

CREATE TABLE t2 (a) AS SELECT 1;
-- failed: 2/1006
--   MISSING_COLUMN_NAME: ${any}

CREATE TABLE t3 AS SELECT 1 AS a, 2 AS a;
-- failed: 2/1006
--   DUPLICATE_COLUMN_NAME: ${any}

CREATE TABLE t4 WITH (format = 'CSV') AS SELECT 1 AS id;
-- failed: 2/1103
--   INVALID_TABLE_PROPERTY: line 1:23: Invalid format 'CSV': it is PARQUET, ORC, AVRO, JSON or TEXTFILE

CREATE TABLE t5 WITH (nothing = 'x') AS SELECT 1 AS id;
-- failed:
--   ${any}nothing${any}

CREATE TABLE t6 WITH (FORMAT = 5) AS SELECT 1 AS id;
-- failed: 2/1103
--   INVALID_TABLE_PROPERTY: line 1:23: Invalid format '5': it is PARQUET, ORC, AVRO, JSON or TEXTFILE

CREATE TABLE t7 WITH (write_compression = 'NONSENSE') AS SELECT 1 AS id;
-- failed:
--   ${any}NONSENSE${any}

CREATE TABLE t8 WITH (format = 'PARQUET', write_compression = 'ZSTD', parquet_compression = 'GZIP') AS SELECT 1 AS id;
-- failed: 2/1103
--   INVALID_TABLE_PROPERTY: line 1:43: Only one compression property may be given, not parquet_compression and write_compression

--- A compression of another format counts for nothing.
CREATE TABLE t9 WITH (format = 'PARQUET', orc_compression = 'ZLIB') AS SELECT 1 AS id;
-- count: 1

CREATE TABLE t10 WITH (write_compression = 'ZSTD', compression_level = 99) AS SELECT 1 AS id;
-- failed: 2/1103
--   INVALID_TABLE_PROPERTY: line 1:52: compression_level is a number from 1 to 22

CREATE TABLE t11 WITH (partitioned_by = ARRAY['missing']) AS SELECT 1 AS id, 'x' AS k;
-- failed:
--   ${any}missing${any}

--- Partition columns come last.
CREATE TABLE t12 WITH (partitioned_by = ARRAY['k']) AS SELECT 'x' AS k, 1 AS id;
-- failed: 2/1000
--   HIVE_COLUMN_ORDER_MISMATCH: Partition keys must be the last columns in the table and in the same order as the table properties: [k]

CREATE TABLE t13 WITH (partitioned_by = ARRAY['k']) AS SELECT 'x' AS k;
-- failed: 2/1103
--   INVALID_TABLE_PROPERTY: Table contains only partition columns

CREATE TABLE t14 WITH (bucketed_by = ARRAY['id']) AS SELECT 1 AS id;
-- failed: 2/1103
--   INVALID_TABLE_PROPERTY: bucketed_by and bucket_count must be specified together

CREATE TABLE t15 WITH (bucket_count = 4) AS SELECT 1 AS id;
-- failed: 2/1103
--   INVALID_TABLE_PROPERTY: bucketed_by and bucket_count must be specified together

CREATE TABLE t16 WITH (bucketed_by = ARRAY['missing'], bucket_count = 4) AS SELECT 1 AS id;
-- failed:
--   ${any}missing${any}

CREATE TABLE t17 WITH (field_delimiter = ',') AS SELECT 1 AS id;
-- failed: 2/1103
--   INVALID_TABLE_PROPERTY: line 1:24: field_delimiter is for the format TEXTFILE only

CREATE TABLE t18 WITH (format = 'TEXTFILE', field_delimiter = ',,') AS SELECT 1 AS id;
-- failed: 2/1103
--   INVALID_TABLE_PROPERTY: line 1:45: field_delimiter is one character

--- The location must be empty.
-- file: full/a.txt
--   1
CREATE TABLE t19 WITH (external_location = '${location}full/') AS SELECT 1 AS id;
-- failed:
--   ${any}${location}full${any}

CREATE TABLE t20 WITH (external_location = 'nowhere') AS SELECT 1 AS id;
-- failed: 2/1000
--   INVALID_INPUT: nowhere is no folder in S3: write s3://bucket/folder/

CREATE TABLE no_such_database.t AS SELECT 1 AS id;
-- failed:
--   ${any}no_such_database${any}

CREATE TABLE t21 AS SELECT * FROM missing;
-- failed: 2/1301
--   TABLE_NOT_FOUND: ${any}

CREATE TABLE t22 AS SELECT uuid() AS myuuid;
-- failed: 2/1200
--   NOT_SUPPORTED: Unsupported Hive type: uuid

CREATE TABLE t23 AS SELECT TIME '01:02:03' AS x;
-- failed: 2/1200
--   NOT_SUPPORTED: Unsupported Hive type: ${any}

CREATE TABLE t24 WITH (table_type = 'NONSENSE') AS SELECT 1 AS id;
-- failed: 2/1103
--   INVALID_TABLE_PROPERTY: line 1:24: Unknown table type NONSENSE: it is HIVE or ICEBERG

--- A statement that fails while it runs leaves no table and no file.
CREATE TABLE t WITH (external_location = '${location}left/') AS SELECT 1 / (id - 1) AS x FROM source;
-- failed: 2/1001
--   DIVISION_BY_ZERO: Division by zero

SELECT * FROM t;
-- kind: DML SELECT csv
-- failed: 2/1301
--   TABLE_NOT_FOUND: ${any}

CREATE TABLE t WITH (external_location = '${location}left/') AS SELECT 1 AS x;
-- count: 1

CREATE TABLE u WITH format = 'ORC' AS SELECT 1 AS id;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:21: mismatched input 'format'. Expecting: '('

CREATE TABLE u WITH (format = ) AS SELECT 1 AS id;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:31: mismatched input ')'. Expecting: 'DEFAULT', <expression>

CREATE TABLE u AS;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:18: mismatched input '<EOF>'. Expecting: '(', 'WITH', <query>

CREATE TABLE u AS SELECT 1 AS id WITH NOTHING;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:39: mismatched input 'NOTHING'. Expecting: 'DATA', 'NO'
