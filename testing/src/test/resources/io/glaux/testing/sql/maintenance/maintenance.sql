--- OPTIMIZE and VACUUM of Iceberg tables.
-- kinds: DDL OPTIMIZE text

CREATE TABLE t (id int, day date) PARTITIONED BY (day) LOCATION '${location}t/' TBLPROPERTIES ('table_type'='ICEBERG');
-- kind: DDL CREATE_TABLE text
-- ok

INSERT INTO t VALUES (1, DATE '2024-01-01');
-- kind: DML INSERT plain
-- count: 1

INSERT INTO t VALUES (2, DATE '2024-01-01');
-- kind: DML INSERT plain
-- count: 1

INSERT INTO t VALUES (3, DATE '2024-01-02');
-- kind: DML INSERT plain
-- count: 1

INSERT INTO t VALUES (4, DATE '2024-01-02');
-- kind: DML INSERT plain
-- count: 1

SELECT count(*) AS n FROM "t$files";
-- kind: DML SELECT csv
-- rows:
--   n
--   4

OPTIMIZE t REWRITE DATA USING BIN_PACK WHERE day = DATE '2024-01-01';
-- ok

SELECT count(*) AS n FROM "t$files";
-- kind: DML SELECT csv
-- rows:
--   n
--   3

OPTIMIZE ${database}.t REWRITE DATA USING BIN_PACK;
-- ok

SELECT count(*) AS n FROM "t$files";
-- kind: DML SELECT csv
-- rows:
--   n
--   2

SELECT id FROM t ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id
--   1
--   2
--   3
--   4

DELETE FROM t WHERE id = 1;
-- kind: DML DELETE csv
-- count: 1

OPTIMIZE t REWRITE DATA USING BIN_PACK;
-- ok

--- Nothing is older than five days.
VACUUM t;
-- kind: DML VACUUM text
-- ok

SELECT count(*) > 1 AS kept FROM "t$snapshots";
-- kind: DML SELECT csv
-- rows:
--   kept
--   true

ALTER TABLE t SET TBLPROPERTIES ('vacuum_max_snapshot_age_seconds'='1', 'vacuum_min_snapshots_to_keep'='1');
-- kind: DDL ALTER_TABLE_PROPERTIES text
-- ok

VACUUM ${database}.t;
-- kind: DML VACUUM text
-- ok

SELECT id FROM t ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id
--   2
--   3
--   4

CREATE TABLE hive AS SELECT 1 AS id;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

OPTIMIZE hive REWRITE DATA USING BIN_PACK;
-- failed: 2/1200
--   OPTIMIZE is for Iceberg tables: ${database}.hive is not one

VACUUM hive;
-- kind: DML VACUUM text
-- failed: 2/1200
--   VACUUM is for Iceberg tables: ${database}.hive is not one

OPTIMIZE missing REWRITE DATA USING BIN_PACK;
-- failed:
--   ${any}missing${any}

VACUUM missing;
-- kind: DML VACUUM text
-- failed:
--   ${any}missing${any}

OPTIMIZE t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:11: mismatched input '<EOF>' expecting {'REWRITE', '.'}

OPTIMIZE t REWRITE DATA USING Z_ORDER;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:31: mismatched input 'Z_ORDER' expecting {'REWRITE', '.'}

OPTIMIZE t REWRITE DATA USING BIN_PACK WHERE;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:45: mismatched input '<EOF>' expecting {'ALTER', 'ARRAY', 'AS', 'BIGINT', 'BINARY', 'BOOLEAN', 'BY', 'CHAR', 'COLUMN', 'CREATE', 'DATABASE', 'DATE', 'DECIMAL', 'DESCRIBE', 'DOUBLE', 'DROP', 'EXISTS', 'EXTENDED', 'EXTERNAL', 'FALSE', 'FLOAT', 'FROM', 'IF', 'IN', 'INT', 'INTEGER', 'INTO', 'LIKE', 'MAP', 'NOT', 'NULL', 'NUMERIC', 'PARTITION', 'PRECISION', 'ROW', 'SET', 'SMALLINT', 'TABLE', 'TO', 'TRUE', 'TRUNCATE', 'USING', 'VARCHAR', 'VIEWS', 'WHERE', 'WITH', RESERVED, '(', ')', ',', '.', ':', '=', '-', '<', '>', STRING_LITERAL, NUMBER, IDENTIFIER, QUOTED_IDENTIFIER, COLLECTION_ELEMENT, LINE_COMMENT, BLOCK_COMMENT, BLANK, UNQUOTED_NAME, UNTERMINATED, UNRECOGNIZED}

VACUUM;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:7: mismatched input '<EOF>' expecting {IDENTIFIER, QUOTED_IDENTIFIER}
