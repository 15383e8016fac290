--- INSERT, UPDATE, DELETE and MERGE of Iceberg tables.
-- kinds: DML INSERT plain

CREATE TABLE t (id int, name string, amount double) LOCATION '${location}t/' TBLPROPERTIES ('table_type'='ICEBERG');
-- kind: DDL CREATE_TABLE text
-- ok

INSERT INTO t VALUES (1, 'a', 10e0), (2, 'b', 20e0), (3, 'c', 30e0);
-- count: 3

INSERT INTO t (id) SELECT 4;
-- count: 1

UPDATE t SET amount = amount + 1, name = upper(name) WHERE id <= 2;
-- kind: DML UPDATE csv
-- count: 2

SELECT * FROM t ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | name | amount
--   1 | A | 11.0
--   2 | B | 21.0
--   3 | c | 30.0
--   4 | \N | \N

UPDATE t SET amount = 0 WHERE id = 99;
-- kind: DML UPDATE csv
-- count: 0

DELETE FROM t WHERE amount IS NULL;
-- kind: DML DELETE csv
-- count: 1

DELETE FROM t WHERE id IN (SELECT max(id) FROM t);
-- kind: DML DELETE csv
-- count: 1

MERGE INTO t AS target USING (VALUES (1, 'merged', 1e0), (9, 'new', 9e0)) AS source (id, name, amount)
ON target.id = source.id
WHEN MATCHED THEN UPDATE SET name = source.name, amount = target.amount + source.amount
WHEN NOT MATCHED THEN INSERT (id, name, amount) VALUES (source.id, source.name, source.amount);
-- kind: DML MERGE csv
-- count: 2

SELECT * FROM t ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | name | amount
--   1 | merged | 12.0
--   2 | B | 21.0
--   9 | new | 9.0

MERGE INTO t USING (VALUES 9) AS s (id) ON t.id = s.id WHEN MATCHED AND t.name = 'new' THEN DELETE;
-- kind: DML MERGE csv
-- count: 1

MERGE INTO t USING (VALUES (1, 'x'), (1, 'y')) AS s (id, name) ON t.id = s.id WHEN MATCHED THEN UPDATE SET name = s.name;
-- kind: DML MERGE csv
-- failed:
--   ${any}One MERGE target table row matched more than one source row

SELECT count(*) AS n FROM t;
-- kind: DML SELECT csv
-- rows:
--   n
--   2

--- Deleted rows are in files of positions.
SELECT count(*) > 0 AS position_deletes FROM "t$files" WHERE content = 1;
-- kind: DML SELECT csv
-- rows:
--   position_deletes
--   true

UPDATE t SET missing = 1;
-- kind: DML UPDATE csv
-- failed:
--   ${any}missing${any}

UPDATE t SET id = 'x';
-- kind: DML UPDATE csv
-- failed: 2/1002
--   TYPE_MISMATCH: ${any}

DELETE FROM missing WHERE id = 1;
-- kind: DML DELETE csv
-- failed: 2/1301
--   TABLE_NOT_FOUND: ${any}

INSERT INTO t VALUES (1);
-- failed: 2/1002
--   TYPE_MISMATCH: ${any}

--- Partitions by transforms of columns.
CREATE TABLE events (id int, at timestamp) PARTITIONED BY (day(at)) LOCATION '${location}events/'
TBLPROPERTIES ('table_type'='ICEBERG');
-- kind: DDL CREATE_TABLE text
-- ok

INSERT INTO events SELECT x, date_add('day', x, TIMESTAMP '2024-01-01 12:00:00') FROM UNNEST(sequence(1, 5)) AS s (x);
-- count: 5

SELECT count(*) AS partitions FROM "events$partitions";
-- kind: DML SELECT csv
-- rows:
--   partitions
--   5

SELECT id FROM events WHERE at >= TIMESTAMP '2024-01-05 00:00:00' ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id
--   4
--   5

DELETE FROM events WHERE at < TIMESTAMP '2024-01-03 00:00:00';
-- kind: DML DELETE csv
-- count: 1

DELETE FROM events;
-- kind: DML DELETE csv
-- count: 4
