--- Mathematics, bits and conversions.
-- kinds: DML SELECT csv

SELECT abs(-5) AS a, ceil(1.2e0) AS b, floor(-1.2e0) AS c, sign(-3) AS d;
-- rows:
--   a | b | c | d
--   5 | 2.0 | -2.0 | -1

SELECT round(1.2345e0, 2) AS a, round(-2.5e0) AS b, truncate(1.99e0) AS c, round(DECIMAL '1.25', 1) AS d;
-- rows:
--   a | b | c | d
--   1.23 | -3.0 | 1.0 | 1.30

SELECT mod(7, 3) AS a, mod(-7, 3) AS b, 7 / 2 AS c, 7e0 / 2 AS d, -7 / 2 AS e;
-- rows:
--   a | b | c | d | e
--   1 | -1 | 3 | 3.5 | -3

SELECT power(2, 10) AS a, sqrt(2) AS b, cbrt(27) AS c, exp(0) AS d, ln(1) AS e, log10(1000) AS f, log(2, 8) AS g;
-- rows:
--   a | b | c | d | e | f | g
--   1024.0 | 1.4142135623730951 | 3.0 | 1.0 | 0.0 | 3.0 | 3.0

SELECT pi() AS a, e() AS b, degrees(pi()) AS c, radians(180) AS d;
-- rows:
--   a | b | c | d
--   3.141592653589793 | 2.718281828459045 | 180.0 | 3.141592653589793

SELECT sin(0) AS a, cos(0) AS b, atan2(1, 1) AS c, tanh(0) AS d;
-- rows:
--   a | b | c | d
--   0.0 | 1.0 | 0.7853981633974483 | 0.0

SELECT is_nan(nan()) AS a, is_finite(infinity()) AS b, is_infinite(1e0) AS c, nan() = nan() AS d;
-- rows:
--   a | b | c | d
--   true | false | false | false

SELECT greatest(1, 3, 2) AS a, least('b', 'a') AS b, greatest(1, NULL) AS c;
-- rows:
--   a | b | c
--   3 | a | \N

SELECT bitwise_and(12, 10) AS a, bitwise_or(12, 10) AS b, bitwise_xor(12, 10) AS c, bit_count(7, 64) AS d;
-- rows:
--   a | b | c | d
--   8 | 14 | 6 | 3

SELECT bitwise_left_shift(1, 4) AS a, bitwise_right_shift(-8, 1) AS b, bitwise_not(0) AS c;
-- rows:
--   a | b | c
--   16 | 2147483644 | -1

SELECT width_bucket(5, 0, 10, 5) AS a, cosine_similarity(MAP(ARRAY['a'], ARRAY[1.0e0]), MAP(ARRAY['a'], ARRAY[2.0e0])) AS b;
-- rows:
--   a | b
--   3 | 1.0

SELECT CAST('12' AS integer) AS a, CAST(1.6e0 AS integer) AS b, CAST(DECIMAL '1.5' AS bigint) AS c, CAST(true AS integer) AS d;
-- rows:
--   a | b | c | d
--   12 | 2 | 2 | 1

SELECT try_cast('x' AS integer) AS a, try(1 / 0) AS b, coalesce(try_cast('' AS integer), -1) AS c;
-- rows:
--   a | b | c
--   \N | \N | -1

SELECT nullif(1, 1) AS a, coalesce(NULL, 2) AS b, if(false, 1) AS c;
-- rows:
--   a | b | c
--   \N | 2 | \N

SELECT DECIMAL '10' / DECIMAL '3' AS a, DECIMAL '1.10' * DECIMAL '1.1' AS b, DECIMAL '1' + 1 AS c;
-- rows:
--   a | b | c
--   3.333333 | 1.210 | 2

SELECT sum(DECIMAL '1.10') AS a, avg(DECIMAL '1.10') AS b FROM (VALUES 1, 2) AS t (x);
-- rows:
--   a | b
--   2.20 | 1.10

SELECT parse_data_size('1.5MB') AS a, parse_presto_data_size('1kB') AS b;
-- rows:
--   a | b
--   1572864 | 1024

SELECT 1 IS DISTINCT FROM NULL AS a, NULL IS NOT DISTINCT FROM NULL AS b, 1 BETWEEN 0 AND 2 AS c;
-- rows:
--   a | b | c
--   true | true | true

SELECT true AND NULL AS a, true OR NULL AS b, NOT NULL AS c;
-- rows:
--   a | b | c
--   \N | true | \N

SELECT random(1) AS a, rand() < 1 AS b, length(CAST(uuid() AS varchar)) AS c;
-- rows:
--   a | b | c
--   0 | true | 36
