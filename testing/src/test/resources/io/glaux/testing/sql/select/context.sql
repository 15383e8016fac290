--- Which catalog and database names belong to.
-- kinds: DML SELECT csv

CREATE TABLE here AS SELECT 1 AS x;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

SELECT x FROM here;
-- rows:
--   x
--   1

-- database: none
SELECT x FROM ${database}.here;
-- rows:
--   x
--   1

-- database: none
SELECT x FROM here;
-- failed: 2/1301
--   TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.default.here' does not exist

-- database: missing_database
SELECT x FROM here;
-- failed: 2/1301
--   SCHEMA_NOT_FOUND: line 1:15: Schema 'missing_database' does not exist

-- database: missing_database
SELECT 1 AS x;
-- rows:
--   x
--   1

-- catalog: none
SELECT x FROM here;
-- rows:
--   x
--   1

-- catalog: awsdatacatalog
SELECT x FROM here;
-- rows:
--   x
--   1

-- catalog: AWSDATACATALOG
-- database: ${database}
SELECT x FROM HERE;
-- rows:
--   x
--   1

-- parameters: 1 | 'a' | DATE '2024-01-01'
SELECT ? + 1 AS n, ? AS t, ? AS d;
-- rows:
--   n | t | d
--   2 | a | 2024-01-01

-- parameters: it is a text
SELECT ? AS t;
-- rows:
--   t
--   it is a text

-- parameters: 5
SELECT x FROM (VALUES 1, 5, 9) AS t (x) WHERE x > ?;
-- rows:
--   x
--   9

-- parameters: 1 | 2
SELECT ? AS x;
-- failed: 2/1000
--   INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected 1 but found 2

SELECT ? AS x;
-- failed: 2/1000
--   INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: expected 1 but found 0
