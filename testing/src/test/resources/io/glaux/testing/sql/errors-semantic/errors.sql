--- Statements that parse and cannot run: the query is made and fails. The types are those of Athena's error reference.
-- kinds: DML SELECT csv

CREATE TABLE t AS SELECT 1 AS id, 'x' AS name, 1.5 AS ratio, DATE '2024-01-01' AS day;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

SELECT * FROM nowhere;
-- failed: 2/1301
--   TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.${database}.nowhere' does not exist

SELECT * FROM no_database.nowhere;
-- failed: 2/1301
--   SCHEMA_NOT_FOUND: line 1:15: Schema 'no_database' does not exist

SELECT * FROM no_catalog.default.nowhere;
-- failed: 2/1006
--   CATALOG_NOT_FOUND: line 1:15: Catalog 'no_catalog' not found

SELECT nothing FROM t;
-- failed: 2/1006
--   COLUMN_NOT_FOUND: line 1:8: Column 'nothing' cannot be resolved

SELECT t.nothing FROM t;
-- failed: 2/1006
--   COLUMN_NOT_FOUND: line 1:8: Column 't.nothing' cannot be resolved

SELECT u.id FROM t;
-- failed: 2/1006
--   COLUMN_NOT_FOUND: line 1:8: Column 'u.id' cannot be resolved

SELECT id FROM t JOIN t AS u ON true;
-- failed: 2/1006
--   AMBIGUOUS_NAME: line 1:8: Column 'id' is ambiguous

SELECT * FROM t JOIN t ON true WHERE t.id = 1;
-- failed: 2/1006
--   AMBIGUOUS_NAME: line 1:38: Column 't.id' is ambiguous

SELECT no_function(id) FROM t;
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Function 'no_function' not registered

SELECT abs('x');
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Unexpected parameters (varchar(1)) for function abs. Expected: ${any}

SELECT substr(1);
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Unexpected parameters (integer) for function substr. Expected: ${any}

SELECT 1 / 0;
-- failed: 2/1001
--   DIVISION_BY_ZERO: Division by zero

SELECT 1 % 0;
-- failed: 2/1001
--   DIVISION_BY_ZERO: Division by zero

-- open: Trino 483 gives quotients of decimals more digits than Athena's version does
SELECT 1.0 / 0 AS x, DECIMAL '1.0' / 1 AS y;
-- rows:
--   x | y
--   Infinity | 1.0

SELECT CAST('x' AS integer);
-- failed: 2/1100
--   INVALID_CAST_ARGUMENT: Cannot cast 'x' to INT

SELECT CAST('300' AS tinyint);
-- failed: 2/1100
--   INVALID_CAST_ARGUMENT: Cannot cast '300' to TINYINT

SELECT CAST('2024-13-01' AS date);
-- failed: 2/1100
--   INVALID_CAST_ARGUMENT: Value cannot be cast to date: 2024-13-01

SELECT DATE '2024-02-30';
-- failed: 2/1000
--   INVALID_LITERAL: line 1:8: '2024-02-30' is not a valid DATE literal

SELECT CAST('x' AS string);
-- failed: 2/1002
--   TYPE_MISMATCH: line 1:8: Unknown type: string

SELECT CAST(1 AS nonsense);
-- failed: 2/1002
--   TYPE_MISMATCH: line 1:8: Unknown type: nonsense

SELECT id = name FROM t;
-- failed: 2/1002
--   TYPE_MISMATCH: line 1:11: Cannot apply operator: integer = varchar(1)

SELECT id || 1 FROM t;
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:11: Unexpected parameters (integer, integer) for function concat. Expected: ${any}

SELECT 1 + 'x';
-- failed: 2/1002
--   TYPE_MISMATCH: line 1:10: Cannot apply operator: integer + varchar(1)

SELECT id, count(*) FROM t;
-- failed: 2/1000
--   EXPRESSION_NOT_AGGREGATE: line 1:8: 'id' must be an aggregate expression or appear in GROUP BY clause

SELECT count(*) FROM t WHERE count(*) > 1;
-- failed: 2/1000
--   EXPRESSION_NOT_SCALAR: line 1:39: WHERE clause cannot contain aggregations, window functions or grouping operations: [count(*)]

SELECT id FROM t GROUP BY 5;
-- failed: 2/1000
--   INVALID_COLUMN_REFERENCE: line 1:27: GROUP BY position 5 is not in select list

SELECT id FROM t ORDER BY 5;
-- failed: 2/1000
--   INVALID_COLUMN_REFERENCE: line 1:27: ORDER BY position 5 is not in select list

SELECT id FROM t HAVING name = 'x';
-- failed: 2/1000
--   EXPRESSION_NOT_AGGREGATE: line 1:8: 'id' must be an aggregate expression or appear in GROUP BY clause

SELECT (SELECT x FROM (VALUES 1, 2) AS u (x));
-- failed: 2/1000
--   SUBQUERY_MULTIPLE_ROWS: Scalar sub-query has returned multiple rows

SELECT id FROM t WHERE name;
-- failed: 2/1002
--   TYPE_MISMATCH: line 1:24: WHERE clause must evaluate to a boolean: actual type varchar(1)

SELECT 1 UNION SELECT 'x';
-- failed: 2/1002
--   TYPE_MISMATCH: line 1:10: column 1 in UNION query has incompatible types: integer, varchar(1)

SELECT 1 UNION SELECT 1, 2;
-- failed: 2/1002
--   TYPE_MISMATCH: line 1:10: UNION query has different number of fields: 1, 2

SELECT 9223372036854775807 + 1;
-- failed: 2/1001
--   NUMERIC_VALUE_OUT_OF_RANGE: bigint addition overflow: 9223372036854775807 + 1

SELECT CAST(2147483648 AS integer);
-- failed: 2/1001
--   NUMERIC_VALUE_OUT_OF_RANGE: Out of range for integer: 2147483648

SELECT CAST(1000 AS decimal(2, 0));
-- failed: 2/1001
--   NUMERIC_VALUE_OUT_OF_RANGE: Cannot cast INTEGER '1000' to DECIMAL(2, 0)

SELECT element_at(ARRAY[1], 0);
-- failed: 2/1106
--   INVALID_FUNCTION_ARGUMENT: SQL array indices start at 1

SELECT ARRAY[1][2];
-- failed: 2/1106
--   INVALID_FUNCTION_ARGUMENT: Array subscript must be less than or equal to array length: 2 > 1

SELECT json_parse('{');
-- failed: 2/1106
--   INVALID_FUNCTION_ARGUMENT: Cannot convert value to JSON: '{'

SELECT from_iso8601_date('x');
-- failed: 2/1106
--   INVALID_FUNCTION_ARGUMENT: Invalid format: "x"

SELECT date_parse('2024', '%Y-%m');
-- failed: 2/1106
--   INVALID_FUNCTION_ARGUMENT: Invalid format: "2024" is too short

SELECT regexp_like('a', '(');
-- failed: 2/1106
--   INVALID_FUNCTION_ARGUMENT: end pattern with unmatched parenthesis

SELECT MAP(ARRAY['a', 'a'], ARRAY[1, 2]);
-- failed: 2/1106
--   INVALID_FUNCTION_ARGUMENT: Duplicate map keys (a) are not allowed

SELECT repeat('x', -1);
-- failed: 2/1106
--   INVALID_FUNCTION_ARGUMENT: count argument of repeat function must be greater than or equal to 0

SELECT split('a', '');
-- failed: 2/1106
--   INVALID_FUNCTION_ARGUMENT: The delimiter may not be the empty string

SELECT fail('stop');
-- failed: 2/1000
--   GENERIC_USER_ERROR: stop

SELECT * FROM (VALUES (1, 2), (3)) AS x;
-- failed: 2/1002
--   TYPE_MISMATCH: line 1:16: Values rows have mismatched sizes: 2 vs 1

SELECT x FROM (VALUES (1, 2)) AS t (x);
-- failed: 2/1000
--   MISMATCHED_COLUMN_ALIASES: line 1:15: Column alias list has 1 entries but 't' has 2 columns available

SELECT DISTINCT id FROM t ORDER BY name;
-- failed: 2/1000
--   EXPRESSION_NOT_IN_DISTINCT: line 1:1: For SELECT DISTINCT, ORDER BY expressions must appear in select list

SELECT row_number() FROM t;
-- failed: 2/1000
--   MISSING_OVER: line 1:8: Window function system.builtin.row_number requires an OVER clause

SELECT sum(name) FROM t;
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Unexpected parameters (varchar(1)) for function sum. Expected: ${any}

SELECT * FROM UNNEST(1);
-- failed: 2/1106
--   INVALID_FUNCTION_ARGUMENT: Cannot unnest type: integer

SELECT *;
-- failed: 2/1006
--   COLUMN_NOT_FOUND: line 1:8: SELECT * not allowed in queries without FROM clause

SELECT name.x FROM t;
-- failed: 2/1002
--   TYPE_MISMATCH: line 1:8: Expression name is not of type ROW

SELECT id[1] FROM t;
-- failed: 2/1002
--   TYPE_MISMATCH: line 1:8: Cannot use integer for subscript of integer

--- Athena's guide says that it has no recursion. Glaux does it.
WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT * FROM r;
-- rows unordered:
--   n
--   1
--   3
--   2

WITH a AS (SELECT 1), a AS (SELECT 2) SELECT * FROM a;
-- failed: 2/1000
--   DUPLICATE_NAMED_QUERY: line 1:23: WITH query name 'a' specified more than once

SELECT TIMESTAMP '2024-01-01 25:00:00';
-- failed: 2/1000
--   INVALID_LITERAL: line 1:8: '2024-01-01 25:00:00' is not a valid TIMESTAMP literal

SELECT at_timezone(TIMESTAMP '2024-01-01 00:00:00 UTC', 'Nowhere/City');
-- failed: 2/1106
--   INVALID_FUNCTION_ARGUMENT: 'Nowhere/City' is not a valid time zone

SELECT format_datetime(TIMESTAMP '2024-01-01 00:00:00', 'bbb');
-- failed: 2/1106
--   INVALID_FUNCTION_ARGUMENT: Illegal pattern component: bbb

SELECT decimal 'x';
-- failed: 2/1000
--   INVALID_LITERAL: line 1:8: 'x' is not a valid DECIMAL literal

SELECT power('2', 2);
-- failed: 2/1303
--   FUNCTION_NOT_FOUND: line 1:8: Unexpected parameters (varchar(1), integer) for function power. Expected: ${any}

SELECT concat();
-- failed: 2/1000
--   AMBIGUOUS_FUNCTION_CALL: line 1:8: ${any}

SELECT CAST(ROW(1, 2) AS ROW(a integer));
-- failed: 2/1002
--   TYPE_MISMATCH: line 1:8: Cannot cast row(integer, integer) to row("a" integer)

UPDATE t SET id = 2;
-- kind: DML UPDATE csv
-- failed: 2/1200
--   NOT_SUPPORTED: Modifying Hive table rows is only supported for transactional tables

DELETE FROM t WHERE id = 1;
-- kind: DML DELETE csv
-- failed: 2/1200
--   NOT_SUPPORTED: Modifying Hive table rows is only supported for transactional tables

MERGE INTO t USING (VALUES 1) AS s (id) ON t.id = s.id WHEN MATCHED THEN DELETE;
-- kind: DML MERGE csv
-- failed: 2/1200
--   NOT_SUPPORTED: Modifying Hive table rows is only supported for transactional tables

INSERT INTO nowhere SELECT 1;
-- kind: DML INSERT plain
-- failed: 2/1301
--   TABLE_NOT_FOUND: line 1:1: Table 'awsdatacatalog.${database}.nowhere' does not exist

INSERT INTO t SELECT 1;
-- kind: DML INSERT plain
-- failed: 2/1002
--   TYPE_MISMATCH: line 1:1: Insert query has mismatched column types: Table: [integer, varchar(1), double, date], Query: [integer]

INSERT INTO t VALUES ('x', 1, 1.5, DATE '2024-01-01');
-- kind: DML INSERT plain
-- failed: 2/1002
--   TYPE_MISMATCH: line 1:1: Insert query has mismatched column types: Table: [integer, varchar(1), double, date], Query: [varchar(1), integer, double, date]

INSERT INTO t (nothing) VALUES (1);
-- kind: DML INSERT plain
-- failed: 2/1006
--   COLUMN_NOT_FOUND: line 1:1: Insert column name does not exist in target table: nothing
