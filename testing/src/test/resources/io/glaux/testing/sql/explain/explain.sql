--- Plans are Trino's and change with it. What is fixed is the kind, the file and the form.
-- kinds: DML EXPLAIN text

EXPLAIN SELECT 1;
-- text includes:
--   Query Plan
--   Fragment 0 [SINGLE]
--   ${any}Output[columnNames = [_col0]]

EXPLAIN (TYPE VALIDATE) SELECT 1;
-- text includes:
--   Valid
--   true

EXPLAIN (TYPE IO, FORMAT JSON) SELECT 1;
-- text includes:
--   Query Plan
--   {
--   ${any}"inputTableColumnInfos" : [ ],
--   }

EXPLAIN (FORMAT JSON) SELECT 1 AS x;
-- text includes:
--   Query Plan
--   {
--   ${any}"name" : "Output",
--   ${any}"columnNames" : "[x]"
--   }

EXPLAIN (FORMAT GRAPHVIZ) SELECT 1;
-- text includes:
--   Query Plan
--   digraph ${any} {

EXPLAIN (FORMAT TEXT) SELECT 1;
-- text includes:
--   Query Plan
--   ${any}Output[columnNames = [_col0]]

EXPLAIN (TYPE LOGICAL) SELECT 1;
-- text includes:
--   Query Plan
--   ${any}Output[columnNames = [_col0]]

EXPLAIN (TYPE DISTRIBUTED) SELECT 1;
-- text includes:
--   Query Plan
--   Fragment 0 [SINGLE]

EXPLAIN (TYPE DISTRIBUTED, FORMAT JSON) SELECT 1;
-- text includes:
--   Query Plan
--   {

EXPLAIN ANALYZE SELECT 1;
-- text includes:
--   Query Plan
--   ${any}CPU: ${any}

EXPLAIN ANALYZE VERBOSE SELECT 1;
-- text includes:
--   Query Plan
--   ${any}CPU: ${any}

EXPLAIN ANALYZE (FORMAT TEXT) SELECT 1;
-- text includes:
--   Query Plan
--   ${any}CPU: ${any}

-- open: Trino tells the plan of a statement that ran as a text only
EXPLAIN ANALYZE (FORMAT JSON) SELECT 1;
-- text includes:
--   Query Plan
--   {

EXPLAIN SELECT * FROM nowhere;
-- failed: 2/1301
--   TABLE_NOT_FOUND: line 1:23: Table 'awsdatacatalog.${database}.nowhere' does not exist

EXPLAIN (TYPE VALIDATE) SELECT nothing;
-- failed: 2/1006
--   COLUMN_NOT_FOUND: line 1:32: Column 'nothing' cannot be resolved

EXPLAIN CREATE TABLE t AS SELECT 1 AS x;
-- text includes:
--   Query Plan
--   ${any}TableCommit[${any}

--- Nothing was made.
SELECT * FROM t;
-- kind: DML SELECT csv
-- failed: 2/1301
--   TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.${database}.t' does not exist

EXPLAIN UNLOAD (SELECT 1 AS x) TO '${location}unload/' WITH (format = 'PARQUET');
-- text includes:
--   Query Plan

--- EXPLAIN ANALYZE runs the statement.
CREATE TABLE made AS SELECT 1 AS x;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

EXPLAIN INSERT INTO made SELECT 2;
-- text includes:
--   Query Plan

EXPLAIN ANALYZE INSERT INTO made SELECT 2;
-- text includes:
--   Query Plan

SELECT x FROM made ORDER BY x;
-- kind: DML SELECT csv
-- rows:
--   x
--   1
--   2

EXPLAIN (FORMAT XML) SELECT 1;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:17: mismatched input 'XML'. Expecting: 'GRAPHVIZ', 'JSON', 'TEXT'

EXPLAIN MSCK REPAIR TABLE made;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:9: mismatched input 'MSCK'. Expecting: '(', 'ALTER', 'ANALYZE', 'CALL', 'COMMENT', 'COMMIT', 'CREATE', 'DEALLOCATE', 'DELETE', 'DENY', 'DESC', 'DESCRIBE', 'DROP', 'EXECUTE', 'EXPLAIN', 'GRANT', 'INSERT', 'MERGE', 'PREPARE', 'REFRESH', 'RESET', 'REVOKE', 'ROLLBACK', 'SET', 'SHOW', 'START', 'TRUNCATE', 'UPDATE', 'USE', 'WITH', <query>

EXPLAIN;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: mismatched input '<EOF>'. Expecting: ${any}
