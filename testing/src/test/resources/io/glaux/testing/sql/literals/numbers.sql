--- A number with a point is a double in Athena and a decimal in Trino. Numbers with an exponent are doubles in both.
-- kinds: DML SELECT csv

SELECT 1.5 AS x;
-- types: double
-- rows:
--   x
--   1.5

SELECT 0.1 + 0.2 AS x;
-- types: double
-- rows:
--   x
--   0.30000000000000004

SELECT 1.0 AS x;
-- types: double
-- rows:
--   x
--   1.0

SELECT .5 AS x;
-- types: double
-- rows:
--   x
--   0.5

SELECT 1. AS x;
-- types: double
-- rows:
--   x
--   1.0

SELECT -1.5 AS x;
-- types: double
-- rows:
--   x
--   -1.5

SELECT 10.50 AS x;
-- types: double
-- rows:
--   x
--   10.5

SELECT 1e3 AS x;
-- types: double
-- rows:
--   x
--   1000.0

SELECT 1E-7 AS x;
-- types: double
-- rows:
--   x
--   1.0E-7

SELECT 100000000.0 AS x;
-- types: double
-- rows:
--   x
--   1.0E8

SELECT 9999999.0 AS x, 10000000.0 AS y;
-- types: double | double
-- rows:
--   x | y
--   9999999.0 | 1.0E7

SELECT 0.001 AS x, 0.0001 AS y;
-- types: double | double
-- rows:
--   x | y
--   0.001 | 1.0E-4

SELECT 123456789012345678.9 AS x;
-- types: double
-- rows:
--   x
--   1.2345678901234568E17

SELECT 1 AS x, 2147483647 AS y, 2147483648 AS z;
-- types: integer | integer | bigint
-- rows:
--   x | y | z
--   1 | 2147483647 | 2147483648

SELECT 9223372036854775807 AS x;
-- types: bigint
-- rows:
--   x
--   9223372036854775807

SELECT DECIMAL '1.50' AS x;
-- types: decimal(3,2)
-- rows:
--   x
--   1.50

SELECT DECIMAL '-0.001' AS x, DECIMAL '12345678901234567890123456789012345678' AS y;
-- types: decimal(3,3) | decimal(38,0)
-- rows:
--   x | y
--   -0.001 | 12345678901234567890123456789012345678

SELECT CAST(1.5 AS decimal(10, 2)) AS x;
-- types: decimal(10,2)
-- rows:
--   x
--   1.50

SELECT 7 / 2 AS x, 7 / 2.0 AS y, 7 % 2.5 AS z;
-- types: integer | double | double
-- rows:
--   x | y | z
--   3 | 3.5 | 2.0

SELECT 1.5 * 2 AS x, 1.5 + DECIMAL '1.5' AS y;
-- types: double | double
-- rows:
--   x | y
--   3.0 | 3.0

SELECT round(2.5) AS x, round(1.25, 1) AS y;
-- types: double | double
-- rows:
--   x | y
--   3.0 | 1.3

SELECT sum(x) AS s, avg(x) AS a FROM (VALUES 1.1, 2.2, 3.3) AS t (x);
-- types: double | double
-- rows:
--   s | a
--   6.6 | 2.1999999999999997

SELECT 1.5 = DECIMAL '1.5' AS same;
-- types: boolean
-- rows:
--   same
--   true

SELECT x FROM (VALUES 0.5, 1.5, 2.5) AS t (x) WHERE x > 1.0 ORDER BY x;
-- types: double
-- rows:
--   x
--   1.5
--   2.5

SELECT REAL '1.1' AS x, DOUBLE '1.1' AS y, CAST(REAL '1.1' AS double) AS z;
-- types: float | double | double
-- rows:
--   x | y | z
--   1.1 | 1.1 | 1.100000023841858

SELECT 0x1F AS x, 0b101 AS y, 0o17 AS z;
-- types: integer | integer | integer
-- rows:
--   x | y | z
--   31 | 5 | 15

SELECT 1_000_000 AS x;
-- types: integer
-- rows:
--   x
--   1000000

SELECT TINYINT '127' AS a, SMALLINT '-32768' AS b, BIGINT '1' AS c;
-- types: tinyint | smallint | bigint
-- rows:
--   a | b | c
--   127 | -32768 | 1

SELECT typeof(1.5) AS a, typeof(DECIMAL '1.5') AS b, typeof(1.5e0) AS c, typeof(1) AS d;
-- types: varchar | varchar | varchar | varchar
-- rows:
--   a | b | c | d
--   double | decimal(2,1) | double | integer

SELECT array[1.5, 2] AS x;
-- types: array
-- rows:
--   x
--   [1.5, 2.0]

SELECT CASE WHEN true THEN 1.5 ELSE 2 END AS x;
-- types: double
-- rows:
--   x
--   1.5

SELECT coalesce(1.25, 2) AS x, greatest(1.5, 2) AS y;
-- types: double | double
-- rows:
--   x | y
--   1.25 | 2.0
