--- PREPARE, EXECUTE and DEALLOCATE. Statements belong to the workgroup, so names carry the name of this file.
-- kinds: DML SELECT csv

CREATE TABLE t AS SELECT * FROM (VALUES (1, 'a', 10e0), (2, 'b', 20e0), (3, 'c', 30e0)) AS v (id, name, amount);
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 3

PREPARE ${database}_all FROM SELECT * FROM t ORDER BY id;
-- kind: UTILITY PREPARE text
-- ok

EXECUTE ${database}_all;
-- rows:
--   id | name | amount
--   1 | a | 10.0
--   2 | b | 20.0
--   3 | c | 30.0

PREPARE ${database}_one FROM SELECT name FROM t WHERE id = ? AND amount > ?;
-- kind: UTILITY PREPARE text
-- ok

EXECUTE ${database}_one USING 2, 5e0;
-- rows:
--   name
--   b

EXECUTE ${database}_one USING 1 + 1, CAST('5' AS double);
-- rows:
--   name
--   b

EXECUTE ${database}_one USING 2;
-- failed: 2/1000
--   INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected 2 but found 1

EXECUTE ${database}_one USING 2, 5e0, 1;
-- failed: 2/1000
--   INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected 2 but found 3

EXECUTE ${database}_one;
-- failed: 2/1000
--   INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected 2 but found 0

--- A name is taken once.
PREPARE ${database}_one FROM SELECT id FROM t WHERE name = ?;
-- kind: UTILITY PREPARE text
-- failed:
--   ${any}already exists${any}

PREPARE ${database}_two FROM SELECT id FROM t WHERE name = ?;
-- kind: UTILITY PREPARE text
-- ok

EXECUTE ${database}_two USING 'c';
-- rows:
--   id
--   3

EXECUTE ${database}_two USING 'it''s';
-- rows:
--   id

PREPARE ${database}_insert FROM INSERT INTO t VALUES (?, ?, ?);
-- kind: UTILITY PREPARE text
-- ok

EXECUTE ${database}_insert USING 4, 'd', 40e0;
-- kind: DML INSERT plain
-- count: 1

PREPARE ${database}_ctas FROM CREATE TABLE made AS SELECT * FROM t WHERE id > ?;
-- kind: UTILITY PREPARE text
-- ok

EXECUTE ${database}_ctas USING 2;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 2

PREPARE ${database}_unload FROM UNLOAD (SELECT * FROM t WHERE id < ?) TO '${location}unload/' WITH (format = 'PARQUET');
-- kind: UTILITY PREPARE text
-- ok

EXECUTE ${database}_unload USING 3;
-- kind: DML UNLOAD plain
-- count: 2

DEALLOCATE PREPARE ${database}_all;
-- kind: UTILITY DEALLOCATE_PREPARE text
-- ok

EXECUTE ${database}_all;
-- refused: InvalidRequestException ${any}
--   ${any}${database}_all${any}

DEALLOCATE PREPARE ${database}_missing;
-- kind: UTILITY DEALLOCATE_PREPARE text
-- failed:
--   ${any}${database}_missing${any}

--- Only SELECT, INSERT, CREATE TABLE AS and UNLOAD can be prepared.
PREPARE ${database}_ddl FROM DROP TABLE t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Only SELECT, INSERT INTO, CREATE TABLE AS and UNLOAD can be prepared

PREPARE ${database}_show FROM SHOW TABLES;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Only SELECT, INSERT INTO, CREATE TABLE AS and UNLOAD can be prepared

PREPARE FROM SELECT 1;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:9: mismatched input 'FROM'. Expecting: <identifier>

PREPARE p SELECT 1;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:11: mismatched input 'SELECT'. Expecting: 'FROM'

EXECUTE;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: mismatched input '<EOF>'. Expecting: 'IMMEDIATE', <identifier>

DEALLOCATE ${database}_one;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:12: mismatched input '${database}_one'. Expecting: 'PREPARE'

--- ExecutionParameters are expressions, or else texts.
-- parameters: 2
SELECT name FROM t WHERE id = ?;
-- rows:
--   name
--   b

-- parameters: 'b'
SELECT id FROM t WHERE name = ?;
-- rows:
--   id
--   2

-- parameters: b
SELECT id FROM t WHERE name = ?;
-- rows:
--   id
--   2

-- parameters: DATE '2024-01-01' + INTERVAL '1' DAY | 1 + 1 | null
SELECT ? AS d, ? AS n, ? AS x;
-- rows:
--   d | n | x
--   2024-01-02 | 2 | \N

-- parameters: '; DROP TABLE t
SELECT ? AS x;
-- rows:
--   x
--   '; DROP TABLE t

-- parameters: 1
SELECT 1 AS x;
-- failed: 2/1000
--   INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected 0 but found 1

-- parameters: 1 | 2
SELECT ? AS x;
-- failed: 2/1000
--   INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected 1 but found 2

-- parameters: 9 | i | 9e0
INSERT INTO t VALUES (?, ?, ?);
-- kind: DML INSERT plain
-- count: 1

--- A question mark in a text is none.
-- parameters: 1
SELECT '?' AS q, ? AS x -- and not here: ?
;
-- rows:
--   q | x
--   ? | 1
