--- UNLOAD.
-- kinds: DML UNLOAD plain

CREATE TABLE t AS SELECT * FROM (VALUES (1, 'a', '2024'), (2, 'b', '2025')) AS v (id, name, year);
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

UNLOAD (SELECT * FROM t) TO '${location}parquet/' WITH (format = 'PARQUET');
-- count: 2

CREATE EXTERNAL TABLE parquet (id int, name string, year string) STORED AS PARQUET LOCATION '${location}parquet/';
-- kind: DDL CREATE_TABLE text
-- ok

SELECT * FROM parquet ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | name | year
--   1 | a | 2024
--   2 | b | 2025

UNLOAD (SELECT id, name FROM t) TO '${location}json/' WITH (format = 'JSON');
-- count: 2

CREATE EXTERNAL TABLE json (id int, name string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
LOCATION '${location}json/';
-- kind: DDL CREATE_TABLE text
-- ok

SELECT * FROM json ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | name
--   1 | a
--   2 | b

UNLOAD (SELECT id, name, year FROM t)
TO '${location}text/'
WITH (format = 'TEXTFILE', field_delimiter = '|', compression = 'none');
-- count: 2

CREATE EXTERNAL TABLE text (line string) ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' LOCATION '${location}text/';
-- kind: DDL CREATE_TABLE text
-- ok

SELECT line FROM text ORDER BY 1;
-- kind: DML SELECT csv
-- rows:
--   line
--   1\pa\p2024
--   2\pb\p2025

UNLOAD (SELECT id, name, year FROM t)
TO '${location}parted/'
WITH (format = 'ORC', compression = 'snappy', partitioned_by = ARRAY['year']);
-- count: 2

CREATE EXTERNAL TABLE parted (id int, name string) PARTITIONED BY (year string)
STORED AS ORC
LOCATION '${location}parted/';
-- kind: DDL CREATE_TABLE text
-- ok

MSCK REPAIR TABLE parted;
-- kind: DDL MSCK_REPAIR text
-- text includes:
--   Repair: Added partition to metastore ${any}year=2024

SELECT * FROM parted ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | name | year
--   1 | a | 2024
--   2 | b | 2025

UNLOAD (SELECT id FROM t) TO '${location}avro/' WITH (format = 'AVRO');
-- count: 2

UNLOAD (SELECT id FROM t) TO '${location}zstd/' WITH (format = 'PARQUET', compression = 'ZSTD', compression_level = 4);
-- count: 2

--- What is not empty is not written to.
UNLOAD (SELECT * FROM t) TO '${location}parquet/' WITH (format = 'PARQUET');
-- failed:
--   ${any}${location}parquet${any}

UNLOAD (SELECT * FROM t) TO '${location}none/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}format${any}

UNLOAD (SELECT * FROM t) TO '${location}csv/' WITH (format = 'CSV');
-- failed:
--   ${any}CSV${any}

UNLOAD (SELECT * FROM t) TO '${location}x/' WITH (format = 'PARQUET', nothing = 1);
-- failed:
--   ${any}nothing${any}

UNLOAD (SELECT * FROM t) TO '${location}x/' WITH (format = 'PARQUET', compression = 'NONSENSE');
-- failed:
--   ${any}NONSENSE${any}

UNLOAD (SELECT * FROM t) TO '${location}x/' WITH (format = 'PARQUET', partitioned_by = ARRAY['missing']);
-- failed:
--   ${any}missing${any}

UNLOAD (SELECT * FROM t) TO 'somewhere' WITH (format = 'PARQUET');
-- failed: 2/1000
--   INVALID_INPUT: somewhere is no folder in S3: write s3://bucket/folder/

UNLOAD (SELECT * FROM missing) TO '${location}x/' WITH (format = 'PARQUET');
-- failed: 2/1301
--   TABLE_NOT_FOUND: ${any}

UNLOAD (SELECT 1 / (id - 1) AS x FROM t) TO '${location}x/' WITH (format = 'PARQUET');
-- failed: 2/1001
--   DIVISION_BY_ZERO: Division by zero

--- Nothing was left there.
UNLOAD (SELECT id FROM t) TO '${location}x/' WITH (format = 'PARQUET');
-- count: 2

UNLOAD SELECT * FROM t TO '${location}y/' WITH (format = 'PARQUET');
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: mismatched input 'SELECT'. Expecting: '('

UNLOAD (SELECT * FROM t) WITH (format = 'PARQUET');
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:26: mismatched input 'WITH'. Expecting: 'TO'

UNLOAD (SELECT * FROM t) TO ${location} WITH (format = 'PARQUET');
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:29: mismatched input 's3'. Expecting: <string>

UNLOAD t TO '${location}y/' WITH (format = 'PARQUET');
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: mismatched input 't'. Expecting: '('
