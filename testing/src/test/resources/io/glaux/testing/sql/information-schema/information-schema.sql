--- The schema of the catalog itself.
-- kinds: DML SELECT csv

CREATE TABLE one AS SELECT 1 AS id, 'x' AS name, DATE '2024-01-01' AS day;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

SELECT schema_name FROM information_schema.schemata WHERE schema_name = '${database}';
-- rows:
--   schema_name
--   ${database}

SELECT catalog_name FROM information_schema.schemata WHERE schema_name = '${database}';
-- rows:
--   catalog_name
--   awsdatacatalog

SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = '${database}';
-- rows:
--   table_name | table_type
--   one | BASE TABLE

SELECT column_name, ordinal_position, data_type, is_nullable FROM information_schema.columns
WHERE table_schema = '${database}' AND table_name = 'one' ORDER BY ordinal_position;
-- rows:
--   column_name | ordinal_position | data_type | is_nullable
--   id | 1 | integer | YES
--   name | 2 | varchar(1) | YES
--   day | 3 | date | YES

SELECT column_name, extra_info, comment FROM information_schema.columns
WHERE table_schema = '${database}' AND table_name = 'one' ORDER BY ordinal_position LIMIT 1;
-- rows:
--   column_name | extra_info | comment
--   id | \N | \N

CREATE OR REPLACE VIEW two AS SELECT id FROM one;
-- kind: DDL CREATE_VIEW text
-- ok

SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = '${database}' ORDER BY 1;
-- rows:
--   table_name | table_type
--   one | BASE TABLE
--   two | VIEW

SELECT table_name FROM information_schema.views WHERE table_schema = '${database}';
-- rows:
--   table_name
--   two

SELECT count(*) AS n FROM information_schema.tables WHERE table_schema = 'no_such_database';
-- rows:
--   n
--   0

SELECT count(*) > 0 AS has FROM information_schema.columns WHERE table_schema = 'information_schema';
-- rows:
--   has
--   true

SELECT * FROM information_schema.nothing;
-- failed: 2/1301
--   TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.information_schema.nothing' does not exist
