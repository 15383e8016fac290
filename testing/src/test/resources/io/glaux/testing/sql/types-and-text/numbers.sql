--- How values of each type look, and which type ColumnInfo names. Doubles and floats look as in Java.
-- kinds: DML SELECT csv

SELECT CAST(1 AS tinyint) AS a, CAST(1 AS smallint) AS b, CAST(1 AS integer) AS c, CAST(1 AS bigint) AS d;
-- types: tinyint | smallint | integer | bigint
-- rows:
--   a | b | c | d
--   1 | 1 | 1 | 1

SELECT CAST(-128 AS tinyint) AS a, CAST(32767 AS smallint) AS b, CAST('-9223372036854775808' AS bigint) AS c;
-- types: tinyint | smallint | bigint
-- rows:
--   a | b | c
--   -128 | 32767 | -9223372036854775808

SELECT CAST(1e20 AS double) AS a, CAST(1e-5 AS double) AS b, CAST(123456.789e0 AS double) AS c;
-- types: double | double | double
-- rows:
--   a | b | c
--   1.0E20 | 1.0E-5 | 123456.789

SELECT CAST(1e7 AS double) AS a, CAST(1e6 AS double) AS b, CAST(0 AS double) AS c, -0e0 AS d;
-- types: double | double | double | double
-- rows:
--   a | b | c | d
--   1.0E7 | 1000000.0 | 0.0 | -0.0

SELECT nan() AS a, infinity() AS b, -infinity() AS c;
-- types: double | double | double
-- rows:
--   a | b | c
--   NaN | Infinity | -Infinity

SELECT CAST(1.1e0 AS real) AS a, CAST(1e10 AS real) AS b, CAST(3 AS real) AS c;
-- types: float | float | float
-- rows:
--   a | b | c
--   1.1 | 1.0E10 | 3.0

SELECT CAST(1 AS decimal(5, 2)) AS a, CAST(-123.456e0 AS decimal(10, 1)) AS b, CAST(0 AS decimal(38, 10)) AS c;
-- types: decimal(5,2) | decimal(10,1) | decimal(38,10)
-- rows:
--   a | b | c
--   1.00 | -123.5 | 0.0000000000

SELECT CAST(1 AS decimal(18)) AS a, CAST('1e2' AS double) AS b;
-- types: decimal(18,0) | double
-- rows:
--   a | b
--   1 | 100.0

SELECT 1e0 / 3 AS a, CAST(1e0 / 3 AS real) AS b;
-- types: double | float
-- rows:
--   a | b
--   0.3333333333333333 | 0.33333334

SELECT CAST(1.7976931348623157E308 AS double) AS a, 4.9E-324 AS b;
-- types: double | double
-- rows:
--   a | b
--   1.7976931348623157E308 | 4.9E-324

SELECT CAST(12345.678e0 AS varchar) AS a, CAST(1e20 AS varchar) AS b, CAST(REAL '1.5' AS varchar) AS c;
-- types: varchar | varchar | varchar
-- rows:
--   a | b | c
--   1.2345678E4 | 1.0E20 | 1.5E0

SELECT CAST(DECIMAL '1.50' AS varchar) AS a, CAST(true AS varchar) AS b, CAST(12 AS varchar) AS c;
-- types: varchar | varchar | varchar
-- rows:
--   a | b | c
--   1.50 | true | 12

SELECT format('%.2f', 1.005e0) AS a, format('%,d', 1234567) AS b;
-- types: varchar | varchar
-- rows:
--   a | b
--   1.01 | 1,234,567
