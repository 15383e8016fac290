--- Examples of the page unload of AWS's user guide, as they stand there.
-- replace: s3://DOC-EXAMPLE-BUCKET/ with ${location}doc-example-bucket/

CREATE TABLE old_table AS SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS t (id, name);
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

CREATE TABLE table1 AS SELECT * FROM (VALUES
  (1, 'n1', 'a1', 'c1', 'p1', 1e0, 'm1', 10, TIMESTAMP '2024-01-01 00:00:00.000', DATE '2024-01-01'),
  (2, 'n2', 'a2', 'c2', 'p2', 2e0, 'm2', 20, TIMESTAMP '2024-02-01 00:00:00.000', DATE '2024-02-01'))
  AS t (key1, name1, address1, comment1, phone1, acctbal, mktsegment, nationkey, dt, "date");
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

--- unload, line 62
UNLOAD (SELECT * FROM old_table)
TO 's3://DOC-EXAMPLE-BUCKET/unload_test_1/'
WITH (format = 'JSON');
-- kind: DML UNLOAD plain
-- count: 2

--- unload, line 70. The example before it has left files below its folder.
UNLOAD (SELECT * FROM old_table)
TO 's3://DOC-EXAMPLE-BUCKET/'
WITH (format = 'PARQUET',compression = 'SNAPPY');
-- kind: DML UNLOAD plain
-- failed: 2/1109
--   HIVE_PATH_ALREADY_EXISTS: ${any}

--- unload, line 78
UNLOAD (SELECT name1, address1, comment1, key1 FROM table1)
TO 's3://DOC-EXAMPLE-BUCKET/ partitioned/'
WITH (format = 'TEXTFILE', partitioned_by = ARRAY['key1']);
-- kind: DML UNLOAD plain
-- count: 2

--- unload, line 86. The same.
UNLOAD (SELECT * FROM old_table)
TO 's3://DOC-EXAMPLE-BUCKET/'
WITH (format = 'PARQUET', compression = 'ZSTD', compression_level = 4);
-- kind: DML UNLOAD plain
-- failed: 2/1109
--   HIVE_PATH_ALREADY_EXISTS: ${any}
