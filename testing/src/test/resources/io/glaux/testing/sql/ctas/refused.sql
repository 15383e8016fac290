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
-- failed:
--   ${any}

CREATE TABLE t5 WITH (nothing = 'x') AS SELECT 1 AS id;
-- failed:
--   ${any}nothing${any}

CREATE TABLE t6 WITH (FORMAT = 5) AS SELECT 1 AS id;
-- failed:
--   ${any}

CREATE TABLE t7 WITH (write_compression = 'NONSENSE') AS SELECT 1 AS id;
-- failed:
--   ${any}NONSENSE${any}

CREATE TABLE t8 WITH (format = 'PARQUET', write_compression = 'ZSTD', parquet_compression = 'GZIP') AS SELECT 1 AS id;
-- failed:
--   ${any}

--- A compression of another format counts for nothing.
CREATE TABLE t9 WITH (format = 'PARQUET', orc_compression = 'ZLIB') AS SELECT 1 AS id;
-- count: 1

CREATE TABLE t10 WITH (write_compression = 'ZSTD', compression_level = 99) AS SELECT 1 AS id;
-- failed:
--   ${any}

CREATE TABLE t11 WITH (partitioned_by = ARRAY['missing']) AS SELECT 1 AS id, 'x' AS k;
-- failed:
--   ${any}missing${any}

--- Partition columns come last.
CREATE TABLE t12 WITH (partitioned_by = ARRAY['k']) AS SELECT 'x' AS k, 1 AS id;
-- failed:
--   ${any}

CREATE TABLE t13 WITH (partitioned_by = ARRAY['k']) AS SELECT 'x' AS k;
-- failed:
--   ${any}

CREATE TABLE t14 WITH (bucketed_by = ARRAY['id']) AS SELECT 1 AS id;
-- failed:
--   ${any}

CREATE TABLE t15 WITH (bucket_count = 4) AS SELECT 1 AS id;
-- failed:
--   ${any}

CREATE TABLE t16 WITH (bucketed_by = ARRAY['missing'], bucket_count = 4) AS SELECT 1 AS id;
-- failed:
--   ${any}missing${any}

CREATE TABLE t17 WITH (field_delimiter = ',') AS SELECT 1 AS id;
-- failed:
--   ${any}

CREATE TABLE t18 WITH (format = 'TEXTFILE', field_delimiter = ',,') AS SELECT 1 AS id;
-- failed:
--   ${any}

--- The location must be empty.
-- file: full/a.txt
--   1
CREATE TABLE t19 WITH (external_location = '${location}full/') AS SELECT 1 AS id;
-- failed:
--   ${any}${location}full${any}

CREATE TABLE t20 WITH (external_location = 'nowhere') AS SELECT 1 AS id;
-- failed:
--   ${any}

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
-- failed:
--   ${any}

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
--   ${any}

CREATE TABLE u WITH (format = ) AS SELECT 1 AS id;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE TABLE u AS;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE TABLE u AS SELECT 1 AS id WITH NOTHING;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}
