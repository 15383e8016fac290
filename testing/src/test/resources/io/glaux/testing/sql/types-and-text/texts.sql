--- The CSV file quotes each value; NULL is an empty field and the empty text is "". The runner compares the file with
--- GetQueryResults for every statement.
-- kinds: DML SELECT csv

SELECT 'plain' AS a, '' AS b, CAST(NULL AS varchar) AS c;
-- types: varchar(5) | varchar(0) | varchar
-- rows:
--   a | b | c
--   plain | \e | \N

SELECT 'a "quoted" word' AS a, '"' AS b, '""' AS c;
-- types: varchar(15) | varchar(1) | varchar(2)
-- rows:
--   a | b | c
--   a "quoted" word | " | ""

SELECT 'comma, and | pipe' AS a;
-- types: varchar(17)
-- rows:
--   a
--   comma, and \p pipe

SELECT 'two
lines' AS a;
-- types: varchar(9)
-- rows:
--   a
--   two\nlines

SELECT chr(9) AS a, chr(13) AS b, chr(13) || chr(10) AS c;
-- types: varchar(1) | varchar(1) | varchar
-- rows:
--   a | b | c
--   \t | \r | \r\n

SELECT chr(1) AS a, chr(0) AS b;
-- types: varchar(1) | varchar(1)
-- rows:
--   a | b
--   \u0001 | \u0000

SELECT '  blanks  ' AS a;
-- types: varchar(10)
-- rows:
--   a
--   \s blanks \s

SELECT 'NULL' AS a, 'null' AS b;
-- types: varchar(4) | varchar(4)
-- rows:
--   a | b
--   NULL | null

SELECT '\N' AS a;
-- types: varchar(2)
-- rows:
--   a
--   \\N

SELECT 'Grüße' AS a, '日本語' AS b, '🦆' AS c;
-- types: varchar(5) | varchar(3) | varchar(1)
-- rows:
--   a | b | c
--   Grüße | 日本語 | 🦆

SELECT CAST('abc' AS varchar(10)) AS a, CAST('abc' AS char(5)) AS b;
-- types: varchar(10) | char(5)
-- rows:
--   a | b
--   abc | abc \s

SELECT CAST('' AS char(3)) AS a;
-- types: char(3)
-- rows:
--   a
--   \s \s

SELECT X'00ff10' AS a, X'' AS b, CAST(NULL AS varbinary) AS c;
-- types: varbinary | varbinary | varbinary
-- rows:
--   a | b | c
--   00 ff 10 | \e | \N

SELECT to_utf8('hé') AS a;
-- types: varbinary
-- rows:
--   a
--   68 c3 a9

SELECT true AS a, false AS b, CAST(NULL AS boolean) AS c;
-- types: boolean | boolean | boolean
-- rows:
--   a | b | c
--   true | false | \N

SELECT 1 AS "Upper", 2 AS "with blank", 3 AS "a""b";
-- types: integer | integer | integer
-- rows:
--   Upper | with blank | a"b
--   1 | 2 | 3

SELECT 1, 'x', 1 + 1;
-- types: integer | varchar(1) | integer
-- rows:
--   _col0 | _col1 | _col2
--   1 | x | 2

SELECT 1 AS a, 2 AS a;
-- types: integer | integer
-- rows:
--   a | a
--   1 | 2

SELECT count(*) FROM (VALUES 1, 2) AS t (x);
-- types: bigint
-- rows:
--   _col0
--   2

SELECT x FROM (VALUES 1) AS t (x) WHERE false;
-- types: integer
-- rows:
--   x

VALUES 1, 2;
-- types: integer
-- rows:
--   _col0
--   1
--   2

VALUES (1, 'a'), (2, 'b');
-- types: integer | varchar(1)
-- rows:
--   _col0 | _col1
--   1 | a
--   2 | b

TABLE information_schema.schemata LIMIT 0;
-- types: varchar | varchar
-- rows:
--   catalog_name | schema_name
