--- Earlier versions of Iceberg tables, and what is known of them.
-- kinds: DML SELECT csv

CREATE TABLE t (id int) LOCATION '${location}t/' TBLPROPERTIES ('table_type'='ICEBERG');
-- kind: DDL CREATE_TABLE text
-- ok

INSERT INTO t VALUES 1;
-- kind: DML INSERT plain
-- count: 1

INSERT INTO t VALUES 2;
-- kind: DML INSERT plain
-- count: 1

SELECT id FROM t FOR TIMESTAMP AS OF current_timestamp ORDER BY id;
-- rows:
--   id
--   1
--   2

SELECT id FROM t FOR TIMESTAMP AS OF TIMESTAMP '2000-01-01 00:00:00 UTC';
-- failed: 2/1000
--   INVALID_ARGUMENTS: No version history table "${database}".t at or before 2000-01-01T00:00:00Z

SELECT id FROM t FOR VERSION AS OF 1;
-- failed: 2/1200
--   NOT_SUPPORTED: Unsupported type for table version: integer

SELECT id FROM t FOR SYSTEM_TIME AS OF current_timestamp;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:22: mismatched input 'SYSTEM_TIME'. Expecting: 'TIMESTAMP', 'VERSION'

SELECT count(*) AS n FROM "t$snapshots" WHERE operation = 'append';
-- rows:
--   n
--   ${number}

SELECT count(*) AS n, bool_and(is_current_ancestor) AS ancestors FROM "t$history";
-- rows:
--   n | ancestors
--   ${number} | true

SELECT count(*) AS n, sum(record_count) AS rows FROM "t$files";
-- rows:
--   n | rows
--   2 | 2

SELECT sum(added_rows_count) AS added FROM "t$manifests" WHERE added_data_files_count > 0;
-- rows:
--   added
--   2

SELECT record_count FROM "t$partitions";
-- rows:
--   record_count
--   2

SELECT name, type FROM "t$refs";
-- rows:
--   name | type
--   main | BRANCH

SELECT * FROM ${database}."t$nothing";
-- failed:
--   ${any}t$nothing${any}

--- A Hive table has one version.
CREATE TABLE hive AS SELECT 1 AS id;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

SELECT * FROM hive FOR VERSION AS OF 1;
-- failed: 2/1200
--   NOT_SUPPORTED: ${any}
