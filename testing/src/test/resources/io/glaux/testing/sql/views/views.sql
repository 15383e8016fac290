--- Views.
-- kinds: DDL CREATE_VIEW text

CREATE TABLE orders AS SELECT * FROM (VALUES
  (1, 'O', 10e0, DATE '2024-01-01'), (2, 'F', 20e0, DATE '2024-01-01'), (3, 'F', 40e0, DATE '2024-01-02'))
  AS t (orderkey, orderstatus, totalprice, orderdate);
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 3

CREATE VIEW test AS SELECT orderkey, orderstatus, totalprice / 2 AS half FROM orders;
-- ok

SELECT * FROM test ORDER BY 1;
-- kind: DML SELECT csv
-- types: integer | varchar(1) | double
-- rows:
--   orderkey | orderstatus | half
--   1 | O | 5.0
--   2 | F | 10.0
--   3 | F | 20.0

CREATE VIEW orders_by_date AS SELECT orderdate, sum(totalprice) AS price FROM orders GROUP BY orderdate;
-- ok

SELECT * FROM orders_by_date ORDER BY orderdate;
-- kind: DML SELECT csv
-- rows:
--   orderdate | price
--   2024-01-01 | 30.0
--   2024-01-02 | 40.0

CREATE VIEW test AS SELECT 1 AS x;
-- failed:
--   ${any}already exists${any}

CREATE OR REPLACE VIEW test AS SELECT orderkey, orderstatus, totalprice / 4 AS quarter FROM orders;
-- ok

SELECT quarter FROM test WHERE orderkey = 3;
-- kind: DML SELECT csv
-- rows:
--   quarter
--   10.0

CREATE OR REPLACE VIEW "123view" AS SELECT orderkey AS "1st", orderstatus AS "order" FROM "orders";
-- ok

SELECT "1st", "order" FROM "123view" WHERE "1st" = 1;
-- kind: DML SELECT csv
-- rows:
--   1st | order
--   1 | O

CREATE VIEW ${database}.of_a_view AS
WITH a AS (SELECT * FROM test), b AS (SELECT max(orderkey) AS top FROM a)
SELECT a.orderkey, b.top FROM a CROSS JOIN b;
-- ok

SELECT * FROM of_a_view ORDER BY 1 LIMIT 1;
-- kind: DML SELECT csv
-- rows:
--   orderkey | top
--   1 | 3

--- A view keeps the database it was made in.
-- database: default
SELECT count(*) AS n FROM ${database}.of_a_view;
-- kind: DML SELECT csv
-- rows:
--   n
--   3

--- Its columns in the catalog have Hive's names of types.
CREATE VIEW typed AS SELECT CAST(1 AS real) AS r, X'01' AS b, ROW(1, 'x') AS s, DECIMAL '1.5' AS d, 1.5 AS f FROM orders;
-- ok

SELECT column_name, data_type FROM information_schema.columns
WHERE table_schema = '${database}' AND table_name = 'typed' ORDER BY ordinal_position;
-- kind: DML SELECT csv
-- rows include:
--   r | real
--   b | varbinary
--   d | decimal(2,1)
--   f | double

SHOW CREATE VIEW orders_by_date;
-- kind: UTILITY SHOW_CREATE_VIEW text
-- text includes:
--   CREATE VIEW ${any}orders_by_date${any}
--   ${any}orderdate${any}

-- open: the catalog is not asked before the query has its kind
SHOW COLUMNS IN orders_by_date;
-- kind: UTILITY DESC_VIEW text
-- text includes:
--   orderdate${any}
--   price${any}

CREATE VIEW broken AS SELECT nothing FROM orders;
-- failed: 2/1006
--   COLUMN_NOT_FOUND: ${any}'nothing' cannot be resolved

CREATE VIEW broken AS SELECT * FROM missing;
-- failed: 2/1301
--   TABLE_NOT_FOUND: ${any}

CREATE VIEW unnamed AS SELECT 1, 2;
-- failed: 2/1006
--   MISSING_COLUMN_NAME: line 1:1: Column name not specified at position 1

CREATE VIEW twice AS SELECT 1 AS a, 2 AS a;
-- failed: 2/1006
--   DUPLICATE_COLUMN_NAME: line 1:1: Column name 'a' specified more than once

CREATE VIEW no_such_database.v AS SELECT 1 AS a;
-- failed:
--   ${any}no_such_database${any}

--- The view is stale once its table has changed.
CREATE TABLE base AS SELECT 1 AS a, 'x' AS b;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

CREATE VIEW stale AS SELECT a, b FROM base;
-- ok

DROP TABLE base;
-- kind: DDL DROP_TABLE text
-- ok

SELECT * FROM stale;
-- kind: DML SELECT csv
-- failed:
--   ${any}base${any}

CREATE TABLE base AS SELECT 1 AS a, DATE '2024-01-01' AS b;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

SELECT * FROM stale;
-- kind: DML SELECT csv
-- failed: 2/1107
--   VIEW_IS_STALE: ${any}

INSERT INTO test SELECT 1, 'x', 1e0;
-- kind: DML INSERT plain
-- failed: 2/1200
--   NOT_SUPPORTED: line 1:1: Inserting into views is not supported

-- kinds: DDL DROP_VIEW text

DROP VIEW test;
-- ok

DROP VIEW test;
-- failed: 2/1000
--   GENERIC_USER_ERROR: line 1:1: View 'awsdatacatalog.${database}.test' does not exist

DROP VIEW IF EXISTS test;
-- ok

DROP VIEW "123view";
-- ok

DROP VIEW IF EXISTS ${database}.orders_by_date;
-- ok

DROP VIEW orders;
-- failed: 2/1000
--   GENERIC_USER_ERROR: line 1:1: View 'awsdatacatalog.${database}.orders' does not exist, but a table with that name exists. Did you mean DROP TABLE awsdatacatalog.${database}.orders?

CREATE VIEW v (SELECT 1 AS x);
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:15: mismatched input '('. Expecting: 'AS', 'COMMENT', 'SECURITY', 'WITH'

CREATE VIEW AS SELECT 1 AS x;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:13: mismatched input 'AS'. Expecting: <identifier>

CREATE VIEW team_view AS SELECT team, score FROM matches LATERAL VIEW explode(scores) m AS score;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:66: mismatched input 'VIEW'. Expecting: '(', ',', 'CROSS', 'EXCEPT', 'FETCH', 'FULL', 'GROUP', 'HAVING', 'INNER', 'INTERSECT', 'JOIN', 'LEFT', 'LIMIT', 'MATCH_RECOGNIZE', 'NATURAL', 'OFFSET', 'ORDER', 'PIVOT', 'RIGHT', 'TABLESAMPLE', 'UNION', 'WHERE', 'WINDOW', <EOF>

CREATE VIEW `v` AS SELECT 1 AS x;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:13: backquoted identifiers are not supported; use double quotes to quote identifiers
