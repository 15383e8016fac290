--- Texts, binary, dates, intervals and the constructors of structures.
-- kinds: DML SELECT csv

SELECT 'a' AS x, '' AS y, 'it''s' AS z;
-- types: varchar(1) | varchar(0) | varchar(4)
-- rows:
--   x | y | z
--   a | \e | it's

SELECT U&'Hello winter \2603 !' AS x;
-- types: varchar(16)
-- rows:
--   x
--   Hello winter ☃ !

SELECT 'a\nb' AS x;
-- types: varchar(4)
-- rows:
--   x
--   a\\nb

SELECT 'line
break' AS x;
-- types: varchar(10)
-- rows:
--   x
--   line\nbreak

SELECT 'tab	and | pipe and "quotes"' AS x;
-- types: varchar(27)
-- rows:
--   x
--   tab\tand \p pipe and "quotes"

SELECT X'65683F' AS x, x'' AS y;
-- types: varbinary | varbinary
-- rows:
--   x | y
--   65 68 3f | \e

SELECT DATE '2012-08-08' AS x;
-- types: date
-- rows:
--   x
--   2012-08-08

SELECT TIME '01:02:03.456' AS x, TIME '01:02:03' AS y;
-- types: time | time
-- rows:
--   x | y
--   01:02:03.456 | 01:02:03

SELECT TIMESTAMP '2012-10-31 01:00:00' AS x;
-- types: timestamp
-- rows:
--   x
--   2012-10-31 01:00:00

SELECT TIMESTAMP '2012-10-31 01:00:00.123' AS x, TIMESTAMP '2012-10-31' AS y;
-- types: timestamp | timestamp
-- rows:
--   x | y
--   2012-10-31 01:00:00.123 | 2012-10-31 00:00:00

SELECT TIMESTAMP '2012-10-31 01:00:00.123456' AS x;
-- types: timestamp
-- rows:
--   x
--   2012-10-31 01:00:00.123456

SELECT TIMESTAMP '2012-10-31 01:00 UTC' AS x;
-- types: timestamp with time zone
-- rows:
--   x
--   2012-10-31 01:00:00 UTC

SELECT TIMESTAMP '2001-08-22 03:04:05.321 America/Los_Angeles' AS x;
-- types: timestamp with time zone
-- rows:
--   x
--   2001-08-22 03:04:05.321 America/Los_Angeles

SELECT TIMESTAMP '2001-08-22 03:04:05 +02:00' AS x;
-- types: timestamp with time zone
-- rows:
--   x
--   2001-08-22 03:04:05 +02:00

SELECT INTERVAL '2' DAY AS x, INTERVAL '3' MONTH AS y;
-- types: interval day to second | interval year to month
-- rows:
--   x | y
--   2 00:00:00.000 | 0-3

SELECT INTERVAL '1 02:03:04' DAY TO SECOND AS x;
-- types: interval day to second
-- rows:
--   x
--   1 02:03:04.000

SELECT -INTERVAL '1' YEAR AS x;
-- types: interval year to month
-- rows:
--   x
--   -1-0

SELECT true AS t, false AS f, NULL AS n;
-- types: boolean | boolean | unknown
-- rows:
--   t | f | n
--   true | false | \N

SELECT ARRAY['a', 'b'] AS x, ARRAY[] AS y, ARRAY[1, NULL, 3] AS z;
-- types: array | array | array
-- rows:
--   x | y | z
--   [a, b] | [] | [1, null, 3]

SELECT ARRAY[ARRAY[1, 2], ARRAY[3]] AS x;
-- types: array
-- rows:
--   x
--   [[1, 2], [3]]

SELECT MAP(ARRAY['foo', 'bar'], ARRAY[1, 2]) AS x, MAP() AS y;
-- types: map | map
-- rows:
--   x | y
--   {foo=1, bar=2} | {}

SELECT ROW(1, 'x') AS x;
-- types: row
-- rows:
--   x
--   {1, x}

SELECT CAST(ROW(1, 'x') AS ROW(id integer, name varchar)) AS x;
-- types: row
-- rows:
--   x
--   {id=1, name=x}

SELECT CAST(ROW(1, ARRAY[ROW('a, b')]) AS ROW(id integer, tags ARRAY(ROW(k varchar)))) AS x;
-- types: row
-- rows:
--   x
--   {id=1, tags=[{k=a, b}]}

SELECT JSON '{"a": [1, 2.50, null]}' AS x;
-- types: json
-- rows:
--   x
--   {"a":[1,2.50,null]}

SELECT UUID '12151fd2-7586-11e9-8f9e-2a86e4085a59' AS x;
-- types: uuid
-- rows:
--   x
--   12151fd2-7586-11e9-8f9e-2a86e4085a59

SELECT IPADDRESS '10.0.0.1' AS x, IPADDRESS '2001:db8::1' AS y;
-- types: ipaddress | ipaddress
-- rows:
--   x | y
--   10.0.0.1 | 2001:db8::1

SELECT CHAR 'ab' AS x, CAST('ab' AS char(4)) AS y;
-- types: char(2) | char(4)
-- rows:
--   x | y
--   ab | ab \s

SELECT CAST('abcdef' AS varchar(3)) AS x;
-- types: varchar(3)
-- rows:
--   x
--   abc

SELECT 'Ünïcödé 中文 🐘' AS x;
-- types: varchar(12)
-- rows:
--   x
--   Ünïcödé 中文 🐘
