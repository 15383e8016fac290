--- CREATE TABLE AS of Hive tables: the properties of Athena with its defaults.
-- kinds: DDL CREATE_TABLE_AS_SELECT table

CREATE TABLE source AS SELECT * FROM (VALUES
  (1, 'a', 1.5, DATE '2024-01-01'), (2, 'b', 2.5, DATE '2024-01-02'), (3, NULL, NULL, DATE '2024-01-02'))
  AS t (id, name, price, day);
-- count: 3

SELECT * FROM source ORDER BY id;
-- kind: DML SELECT csv
-- types: integer | varchar(1) | double | date
-- rows:
--   id | name | price | day
--   1 | a | 1.5 | 2024-01-01
--   2 | b | 2.5 | 2024-01-02
--   3 | \N | \N | 2024-01-02

--- The format is Parquet unless another is named, and the location is below the results.
SHOW CREATE TABLE source;
-- kind: UTILITY SHOW_CREATE_TABLE text
-- text includes:
--   CREATE EXTERNAL TABLE `source`(
--   ${any}'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'${any}
--   ${any}'${results}tables/${uuid}${any}'

CREATE TABLE filtered AS SELECT id FROM source WHERE id > 1;
-- count: 2

CREATE TABLE empty AS SELECT * FROM source WITH NO DATA;
-- count: 0

SELECT * FROM empty;
-- kind: DML SELECT csv
-- rows:
--   id | name | price | day

CREATE TABLE with_data AS SELECT id FROM source WITH DATA;
-- count: 3

CREATE TABLE ${database}.parquet_snappy WITH (format = 'Parquet', write_compression = 'SNAPPY') AS SELECT * FROM source;
-- count: 3

CREATE TABLE orc_snappy WITH (format = 'ORC', write_compression = 'SNAPPY') AS SELECT * FROM source;
-- count: 3

SELECT count(*) AS n, sum(id) AS s FROM orc_snappy;
-- kind: DML SELECT csv
-- rows:
--   n | s
--   3 | 6

CREATE TABLE text_gzip
WITH (format = 'TEXTFILE', external_location = '${location}text_gzip/')
AS SELECT * FROM source;
-- count: 3

SELECT * FROM text_gzip ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | name | price | day
--   1 | a | 1.5 | 2024-01-01
--   2 | b | 2.5 | 2024-01-02
--   3 | \N | \N | 2024-01-02

SELECT DISTINCT regexp_extract("$path", '^(.*/text_gzip/).*(\.gz)$', 2) AS ending FROM text_gzip;
-- kind: DML SELECT csv
-- rows:
--   ending
--   .gz

CREATE TABLE text_plain
WITH (format = 'TEXTFILE', field_delimiter = ',', write_compression = 'NONE', external_location = '${location}text_plain/')
AS SELECT id, name FROM source;
-- count: 3

CREATE EXTERNAL TABLE text_lines (line string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t'
LOCATION '${location}text_plain/';
-- kind: DDL CREATE_TABLE text
-- ok

SELECT line FROM text_lines ORDER BY 1;
-- kind: DML SELECT csv
-- rows:
--   line
--   1,a
--   2,b
--   3,\\N

CREATE TABLE json_gzip WITH (format = 'JSON', external_location = '${location}json/') AS
SELECT id, ARRAY[name] AS names, MAP(ARRAY['k'], ARRAY[id]) AS m FROM source WHERE id < 3;
-- count: 2

SELECT * FROM json_gzip ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | names | m
--   1 | [a] | {k=1}
--   2 | [b] | {k=2}

CREATE TABLE avro WITH (format = 'AVRO', external_location = '${location}avro/') AS SELECT id, name, price FROM source;
-- count: 3

SELECT * FROM avro WHERE id = 1;
-- kind: DML SELECT csv
-- rows:
--   id | name | price
--   1 | a | 1.5

CREATE TABLE parted WITH (format = 'PARQUET', partitioned_by = ARRAY['day']) AS SELECT id, name, day FROM source;
-- count: 3

SHOW PARTITIONS parted;
-- kind: UTILITY SHOW_PARTITIONS text
-- rows unordered:
--   day=2024-01-01
--   day=2024-01-02

SELECT id FROM parted WHERE day = DATE '2024-01-02' ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id
--   2
--   3

CREATE TABLE two_keys
WITH (format = 'JSON', partitioned_by = ARRAY['name', 'day'], external_location = '${location}two_keys/')
AS SELECT id, name, day FROM source WHERE name IS NOT NULL;
-- count: 2

SHOW PARTITIONS two_keys;
-- kind: UTILITY SHOW_PARTITIONS text
-- rows unordered:
--   name=a/day=2024-01-01
--   name=b/day=2024-01-02

CREATE TABLE null_key WITH (partitioned_by = ARRAY['name']) AS SELECT id, name FROM source;
-- count: 3

SHOW PARTITIONS null_key;
-- kind: UTILITY SHOW_PARTITIONS text
-- rows unordered:
--   name=a
--   name=b
--   name=__HIVE_DEFAULT_PARTITION__

CREATE TABLE bucketed
WITH (format = 'PARQUET', bucketed_by = ARRAY['id'], bucket_count = 3) AS SELECT id, name FROM source;
-- count: 3

SELECT count(*) AS n FROM bucketed WHERE id = 2;
-- kind: DML SELECT csv
-- rows:
--   n
--   1

CREATE TABLE zstd WITH (format = 'PARQUET', write_compression = 'ZSTD', compression_level = 3) AS SELECT * FROM source;
-- count: 3

CREATE TABLE old_names WITH (format = 'PARQUET', parquet_compression = 'SNAPPY') AS SELECT * FROM source;
-- count: 3

CREATE TABLE old_orc WITH (format = 'ORC', orc_compression = 'ZLIB') AS SELECT * FROM source;
-- count: 3

CREATE TABLE of_hive WITH (table_type = 'HIVE', is_external = true) AS SELECT * FROM source;
-- count: 3

CREATE TABLE IF NOT EXISTS source AS SELECT 1 AS x;
-- count: 0

CREATE TABLE IF NOT EXISTS made AS SELECT 1 AS x;
-- count: 1

CREATE TABLE ordered AS SELECT id FROM source ORDER BY id DESC;
-- count: 3

CREATE TABLE "123quoted" AS SELECT 1 AS "order", 2 AS "1st";
-- count: 1

CREATE TABLE of_with AS WITH a AS (SELECT 1 AS x) SELECT x FROM a;
-- count: 1

CREATE TABLE of_union AS SELECT 1 AS x UNION ALL SELECT 2;
-- count: 2

CREATE TABLE uuid_text AS SELECT CAST(uuid() AS varchar) AS id;
-- count: 1

CREATE TABLE reals AS SELECT CAST(1 AS real) AS r, X'01' AS b, TIMESTAMP '2024-01-01 00:00:00.123' AS t, ROW(1, 'x') AS s;
-- failed: 2/1200
--   NOT_SUPPORTED: Anonymous row type is not supported in Hive. Please give each field a name: row(integer, varchar(1))

CREATE TABLE structures AS
SELECT CAST(ROW(1, 'x') AS ROW(id integer, name varchar)) AS s, ARRAY[1, 2] AS a, MAP(ARRAY['k'], ARRAY[true]) AS m;
-- count: 1

SELECT s.name, a, m FROM structures;
-- kind: DML SELECT csv
-- rows:
--   name | a | m
--   x | [1, 2] | {k=true}
