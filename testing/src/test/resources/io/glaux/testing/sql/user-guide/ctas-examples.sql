--- Examples of the page ctas-examples of AWS's user guide, as they stand there.
-- replace: s3://my_athena_results/ with ${location}my-athena-results/

CREATE TABLE old_table AS SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t (id, name);
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

CREATE TABLE table1 AS SELECT * FROM (VALUES
  (1, 'n1', 'a1', 'c1', 'p1', 1e0, 'm1', 10, TIMESTAMP '2024-01-01 00:00:00.000', DATE '2024-01-01'),
  (2, 'n2', 'a2', 'c2', 'p2', 2e0, 'm2', 20, TIMESTAMP '2024-02-01 00:00:00.000', DATE '2024-02-01'))
  AS t (key1, name1, address1, comment1, phone1, acctbal, mktsegment, nationkey, dt, "date");
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

CREATE TABLE tables1 AS SELECT * FROM table1;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

--- ctas-examples, line 20
CREATE TABLE new_table AS
SELECT *
FROM old_table;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

DROP TABLE new_table;
-- kind: DDL DROP_TABLE text
-- ok

--- ctas-examples, line 53
CREATE TABLE new_table
AS SELECT *
FROM old_table
WITH NO DATA;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 0

DROP TABLE new_table;
-- kind: DDL DROP_TABLE text
-- ok

--- ctas-examples, line 66
CREATE TABLE new_table
WITH (
      format = 'Parquet',
      write_compression = 'SNAPPY')
AS SELECT *
FROM old_table;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

DROP TABLE new_table;
-- kind: DDL DROP_TABLE text
-- ok

--- ctas-examples, line 76
CREATE TABLE new_table
WITH (format = 'ORC',
      write_compression = 'SNAPPY')
AS SELECT *
FROM old_table;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

DROP TABLE new_table;
-- kind: DDL DROP_TABLE text
-- ok

--- ctas-examples, line 85
CREATE TABLE new_table
WITH (format = 'TEXTFILE',
      write_compression = 'SNAPPY')
AS SELECT *
FROM old_table;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

--- ctas-examples, line 96
CREATE TABLE my_orc_ctas_table
WITH (
      external_location = 's3://my_athena_results/my_orc_stas_table/',
      format = 'ORC')
AS SELECT *
FROM old_table;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

--- ctas-examples, line 109
CREATE TABLE ctas_csv_unpartitioned
WITH (
     format = 'TEXTFILE',
     external_location = 's3://my_athena_results/ctas_csv_unpartitioned/')
AS SELECT key1, name1, address1, comment1
FROM table1;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

--- ctas-examples, line 119
CREATE TABLE ctas_parquet_unpartitioned
WITH (format = 'PARQUET')
AS SELECT key1, name1, comment1
FROM table1;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

--- ctas-examples, line 127
CREATE TABLE ctas_json_unpartitioned
WITH (
     format = 'JSON',
     external_location = 's3://my_athena_results/ctas_json_unpartitioned/')
AS SELECT key1, name1, address1, comment1
FROM table1;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

--- ctas-examples, line 137
CREATE TABLE ctas_orc_unpartitioned
WITH (
     format = 'ORC')
AS SELECT key1, name1, comment1
FROM table1;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

--- ctas-examples, line 146
CREATE TABLE ctas_avro_unpartitioned
WITH (
     format = 'AVRO',
     external_location = 's3://my_athena_results/ctas_avro_unpartitioned/')
AS SELECT key1, name1, comment1
FROM table1;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

--- ctas-examples, line 159
CREATE TABLE ctas_csv_partitioned
WITH (
     format = 'TEXTFILE',
     external_location = 's3://my_athena_results/ctas_csv_partitioned/',
     partitioned_by = ARRAY['key1'])
AS SELECT name1, address1, comment1, key1
FROM tables1;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

--- ctas-examples, line 169
CREATE TABLE ctas_json_partitioned
WITH (
     format = 'JSON',
     external_location = 's3://my_athena_results/ctas_json_partitioned/',
     partitioned_by = ARRAY['key1'])
AS select name1, address1, comment1, key1
FROM table1;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

--- ctas-examples, line 183
CREATE TABLE ctas_avro_bucketed
WITH (
      format = 'AVRO',
      external_location = 's3://my_athena_results/ctas_avro_bucketed/',
      partitioned_by = ARRAY['nationkey'],
      bucketed_by = ARRAY['mktsegment'],
      bucket_count = 3)
AS SELECT key1, name1, address1, phone1, acctbal, mktsegment, comment1, nationkey
FROM table1;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

--- ctas-examples, line 199: the property is called vacuum_max_snapshot_age_seconds
CREATE TABLE ctas_iceberg_parquet
WITH (table_type = 'ICEBERG',
      format = 'PARQUET',
      location = 's3://my_athena_results/ctas_iceberg_parquet/',
      is_external = false,
      partitioning = ARRAY['month(dt)'],
      vacuum_min_snapshots_to_keep = 10,
      vacuum_max_snapshot_age_ms = 259200
   )
AS SELECT key1, name1, dt FROM table1;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- failed:
--   ${any}vacuum_max_snapshot_age_ms${any}

--- ctas-examples, line 215
CREATE TABLE ctas_iceberg_avro
WITH ( format = 'AVRO',
       location = 's3://my_athena_results/ctas_iceberg_avro/',
       is_external = false,
       table_type = 'ICEBERG',
       partitioning = ARRAY['key1'])
AS SELECT key1, name1, date FROM table1;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2
