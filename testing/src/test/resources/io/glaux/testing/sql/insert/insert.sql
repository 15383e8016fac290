--- INSERT INTO.
-- kinds: DML INSERT plain

CREATE TABLE t WITH (external_location = '${location}t/') AS SELECT 1 AS id, CAST('a' AS varchar) AS name, 1e0 AS ratio;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

INSERT INTO t VALUES (2, 'b', 2e0);
-- count: 1

INSERT INTO t SELECT id + 10, name, ratio FROM t;
-- count: 2

INSERT INTO t (name, id) VALUES ('c', 3);
-- count: 1

INSERT INTO ${database}.t SELECT 4, 'd', NULL WHERE false;
-- count: 0

INSERT INTO "t" WITH w AS (SELECT 5 AS a) SELECT a, 'e', 5.5 FROM w;
-- count: 1

SELECT * FROM t ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | name | ratio
--   1 | a | 1.0
--   2 | b | 2.0
--   3 | c | \N
--   5 | e | 5.5
--   11 | a | 1.0
--   12 | b | 2.0

INSERT INTO t VALUES (6, 'f');
-- failed: 2/1002
--   TYPE_MISMATCH: ${any}

INSERT INTO t VALUES (1 / 0, 'g', 1e0);
-- failed: 2/1001
--   DIVISION_BY_ZERO: Division by zero

CREATE TABLE parted WITH (partitioned_by = ARRAY['year', 'month']) AS SELECT 1 AS id, '2024' AS year, '01' AS month;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

INSERT INTO parted SELECT 2, '2024', '02' UNION ALL SELECT 3, '2025', '01';
-- count: 2

SHOW PARTITIONS parted;
-- kind: UTILITY SHOW_PARTITIONS text
-- rows unordered:
--   year=2024/month=01
--   year=2024/month=02
--   year=2025/month=01

--- Into a table that DDL made, in text.
CREATE EXTERNAL TABLE lines (id int, name string, tags array<string>)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' COLLECTION ITEMS TERMINATED BY ';'
LOCATION '${location}lines/';
-- kind: DDL CREATE_TABLE text
-- ok

INSERT INTO lines VALUES (1, 'x', ARRAY['a', 'b']), (2, NULL, NULL);
-- count: 2

SELECT * FROM lines ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | name | tags
--   1 | x | [a, b]
--   2 | \N | \N

CREATE EXTERNAL TABLE orc (id int, d decimal(10,2), ts timestamp, b boolean) STORED AS ORC LOCATION '${location}orc/';
-- kind: DDL CREATE_TABLE text
-- ok

INSERT INTO orc VALUES (1, DECIMAL '1.50', TIMESTAMP '2024-01-01 10:11:12.123', true);
-- count: 1

SELECT * FROM orc;
-- kind: DML SELECT csv
-- types: integer | decimal(10,2) | timestamp | boolean
-- rows:
--   id | d | ts | b
--   1 | 1.50 | 2024-01-01 10:11:12.123 | true

CREATE EXTERNAL TABLE json (id int, m map<string,int>)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
LOCATION '${location}json/';
-- kind: DDL CREATE_TABLE text
-- ok

INSERT INTO json VALUES (1, MAP(ARRAY['a'], ARRAY[1]));
-- count: 1

SELECT * FROM json;
-- kind: DML SELECT csv
-- rows:
--   id | m
--   1 | {a=1}

--- Athena writes no bucketed tables.
CREATE TABLE bucketed WITH (bucketed_by = ARRAY['id'], bucket_count = 2) AS SELECT 1 AS id;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

INSERT INTO bucketed VALUES 2;
-- failed:
--   ${any}bucketed${any}

UPDATE t SET name = 'x' WHERE id = 1;
-- kind: DML UPDATE csv
-- failed: 2/1200
--   NOT_SUPPORTED: Modifying Hive table rows is only supported for transactional tables

DELETE FROM t WHERE id = 1;
-- kind: DML DELETE csv
-- failed: 2/1200
--   NOT_SUPPORTED: Modifying Hive table rows is only supported for transactional tables
