--- Statements that do not parse: StartQueryExecution refuses them and no query is made.

SELEC 1;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:1: mismatched input 'SELEC'. Expecting: ${any}

SELECT FROM t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: mismatched input 'FROM'. Expecting: ${any}

SELECT 1 FROM;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:14: mismatched input '<EOF>'. Expecting: ${any}

SELECT 1 1;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:10: mismatched input '1'. Expecting: ${any}

SELECT (1;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:10: mismatched input '<EOF>'. Expecting: ${any}

SELECT 'open;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: mismatched input '''. Expecting: ${any}

SELECT "open;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: mismatched input '"'. Expecting: ${any}

SELECT * FROM t WHERE;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:22: mismatched input '<EOF>'. Expecting: ${any}

SELECT * FROM t WHERE id =;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:27: mismatched input '<EOF>'. Expecting: ${any}

SELECT * FROM t GROUP BY;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:25: mismatched input '<EOF>'. Expecting: ${any}

SELECT * FROM t LIMIT x;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:23: mismatched input 'x'. Expecting: ${any}

SELECT * FROM t LIMIT -1;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:23: mismatched input '-'. Expecting: ${any}

SELECT `id` FROM t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: backquoted identifiers are not supported; use double quotes to quote identifiers

SELECT id FROM `t`;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:16: backquoted identifiers are not supported; use double quotes to quote identifiers

SELECT 1; SELECT 2;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:9: mismatched input ';'. Expecting: ${any}

SELECT * FORM t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:10: mismatched input 'FORM'. Expecting: ${any}

SELECT a b c FROM t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:12: mismatched input 'c'. Expecting: ${any}

SELECT CASE WHEN true THEN 1;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:29: mismatched input '<EOF>'. Expecting: ${any}

SELECT id FROM select;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:16: mismatched input 'select'. Expecting: ${any}

SELECT id FROM t JOIN u;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:24: mismatched input '<EOF>'. Expecting: ${any}

SELECT date FROM t WHERE;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:25: mismatched input '<EOF>'. Expecting: ${any}

SELECT 1 AS order;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:13: mismatched input 'order'. Expecting: ${any}

SELECT 123abc FROM t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: identifiers must not start with a digit; surround the identifier with double quotes

SELECT * FROM 123t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:15: identifiers must not start with a digit; surround the identifier with double quotes

SELECT a.b.c.d.e.f( FROM t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:21: mismatched input 'FROM'. Expecting: ${any}

SELECT id != = 1 FROM t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:14: mismatched input '='. Expecting: ${any}

SELECT id == 1 FROM t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:12: mismatched input '='. Expecting: ${any}

SELECT !true;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: mismatched input '!'. Expecting: ${any}

SELECT 1 @ 2;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:10: mismatched input '@'. Expecting: ${any}

SELECT #1;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: mismatched input '#'. Expecting: ${any}

SELECT * FROM t TABLESAMPLE (10);
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:30: mismatched input '10'. Expecting: ${any}

SELECT INTERVAL 1 DAY;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:17: mismatched input '1'. Expecting: ${any}

SELECT INTERVAL '1' FORTNIGHT;
-- kind: DML SELECT csv
-- failed: 2/1000
--   TYPE_NOT_FOUND: Unknown type: interval

SELECT CAST(1 integer);
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:15: mismatched input 'integer'. Expecting: ${any}

SELECT * FROM t OFFSET;
-- kind: DML SELECT csv
-- failed: 2/1301
--   TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.${database}.t' does not exist

SELECT * FROM t,;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:17: mismatched input '<EOF>'. Expecting: ${any}

INSERT t VALUES (1);
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: mismatched input 't'. Expecting: ${any}

INSERT INTO t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:14: mismatched input '<EOF>'. Expecting: ${any}

UPDATE t id = 1;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:10: mismatched input 'id'. Expecting: ${any}

DELETE t WHERE id = 1;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: mismatched input 't'. Expecting: ${any}

MERGE INTO t USING s;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:21: mismatched input '<EOF>'. Expecting: ${any}

VALUES;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:7: mismatched input '<EOF>'. Expecting: ${any}

WITH a SELECT 1;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: mismatched input 'SELECT'. Expecting: ${any}

SELECT * FROM t LATERAL VIEW explode(a) x AS y;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:25: mismatched input 'VIEW'. Expecting: ${any}

SELECT * FROM t SORT BY id;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:22: mismatched input 'BY'. Expecting: ${any}

SELECT * FROM t CLUSTER BY id;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:25: mismatched input 'BY'. Expecting: ${any}

SELECT id FROM t FOR UPDATE;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:22: mismatched input 'UPDATE'. Expecting: ${any}

();
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:2: mismatched input ')'. Expecting: ${any}
