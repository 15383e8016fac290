--- CREATE TABLE AS of Iceberg tables.
-- kinds: DDL CREATE_TABLE_AS_SELECT table

CREATE TABLE ice
WITH (table_type = 'ICEBERG', is_external = false, format = 'PARQUET', location = '${location}ice/')
AS SELECT * FROM (VALUES (1, 'a', TIMESTAMP '2024-01-01 00:00:00'), (2, 'b', TIMESTAMP '2024-02-01 00:00:00'))
  AS t (id, name, ts);
-- count: 2

SELECT * FROM ice ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | name | ts
--   1 | a | 2024-01-01 00:00:00.000000
--   2 | b | 2024-02-01 00:00:00.000000

CREATE TABLE ice_parted
WITH (table_type = 'ICEBERG', is_external = false, location = '${location}ice_parted/',
  partitioning = ARRAY['month(ts)', 'bucket(id, 4)', 'truncate(name, 1)'],
  vacuum_min_snapshots_to_keep = 10, vacuum_max_snapshot_age_seconds = 259200,
  optimize_rewrite_delete_file_threshold = 3, optimize_rewrite_data_file_threshold = 6,
  write_target_data_file_size_bytes = 268435456)
AS SELECT * FROM ice;
-- count: 2

SELECT count(*) AS n FROM "ice_parted$partitions";
-- kind: DML SELECT csv
-- rows:
--   n
--   2

SHOW TBLPROPERTIES ice_parted;
-- kind: UTILITY SHOW_TABLE_PROPERTIES text
-- text includes:
--   vacuum_min_snapshots_to_keep\t10
--   vacuum_max_snapshot_age_seconds\t259200

CREATE TABLE ice_avro
WITH (table_type = 'ICEBERG', is_external = false, format = 'AVRO', location = '${location}ice_avro/')
AS SELECT * FROM ice;
-- count: 2

CREATE TABLE ice_orc
WITH (table_type = 'ICEBERG', is_external = false, format = 'ORC', write_compression = 'ZLIB',
  location = '${location}ice_orc/')
AS SELECT * FROM ice;
-- count: 2

SELECT file_format, record_count FROM "ice_orc$files";
-- kind: DML SELECT csv
-- rows:
--   file_format | record_count
--   ORC | 2

CREATE TABLE ice_empty
WITH (table_type = 'ICEBERG', is_external = false, location = '${location}ice_empty/')
AS SELECT * FROM ice WITH NO DATA;
-- count: 0

--- The location has to be given.
CREATE TABLE nowhere WITH (table_type = 'ICEBERG', is_external = false) AS SELECT 1 AS id;
-- failed:
--   ${any}location${any}

CREATE TABLE external
WITH (table_type = 'ICEBERG', is_external = true, location = '${location}external/') AS SELECT 1 AS id;
-- failed:
--   ${any}is_external${any}

CREATE TABLE wrong
WITH (table_type = 'ICEBERG', is_external = false, location = '${location}wrong/', partitioned_by = ARRAY['k'])
AS SELECT 1 AS id, 'x' AS k;
-- failed:
--   ${any}partitioned_by${any}

CREATE TABLE wrong
WITH (table_type = 'ICEBERG', is_external = false, location = '${location}wrong/', partitioning = ARRAY['century(ts)'])
AS SELECT * FROM ice;
-- failed:
--   ${any}century${any}

CREATE TABLE wrong
WITH (table_type = 'ICEBERG', is_external = false, location = '${location}wrong/', format = 'JSON')
AS SELECT * FROM ice;
-- failed: 2/1103
--   INVALID_TABLE_PROPERTY: line 2:${number}: Invalid format 'JSON': it is PARQUET, ORC or AVRO
