--- Aggregates, over the rows of one small table.
-- kinds: DML SELECT csv

CREATE TABLE t AS SELECT * FROM (VALUES ('a', 1, 1e0), ('a', 2, 2e0), ('b', 3, 4e0), ('b', NULL, 8e0)) AS v (k, n, d);
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 4

SELECT count(*) AS a, count(n) AS b, count(DISTINCT k) AS c, sum(n) AS s, avg(n) AS m, min(k) AS x, max(k) AS y FROM t;
-- rows:
--   a | b | c | s | m | x | y
--   4 | 3 | 2 | 6 | 2.0 | a | b

SELECT count_if(n > 1) AS a, bool_and(n > 0) AS b, bool_or(n > 2) AS c, every(d > 0) AS e FROM t;
-- rows:
--   a | b | c | e
--   2 | true | true | true

SELECT arbitrary(k) IN ('a', 'b') AS a, any_value(k) IS NOT NULL AS b, checksum(n) IS NOT NULL AS c FROM t;
-- rows:
--   a | b | c
--   true | true | true

SELECT array_agg(n ORDER BY n) AS a, array_agg(n ORDER BY n) FILTER (WHERE n IS NOT NULL) AS b FROM t;
-- rows:
--   a | b
--   [1, 2, 3, null] | [1, 2, 3]

SELECT min_by(k, d) AS a, max_by(k, d, 2) AS b, min(n, 2) AS c, max(d, 2) AS d FROM t;
-- rows:
--   a | b | c | d
--   a | [b, b] | [1, 2] | [8.0, 4.0]

SELECT stddev(d) AS a, stddev_pop(d) AS b, variance(d) AS c, var_pop(d) AS d FROM t;
-- rows:
--   a | b | c | d
--   3.095695936834452 | 2.680951323690902 | 9.583333333333334 | 7.1875

SELECT corr(d, n) AS a, covar_pop(d, n) AS b, regr_slope(d, n) AS c, geometric_mean(d) AS g FROM t;
-- rows:
--   a | b | c | g
--   0.9819805060619657 | 1.0 | 1.5 | 2.82842712474619

SELECT approx_distinct(k) AS a, approx_percentile(d, 0.5e0) AS b, approx_percentile(n, ARRAY[0.1e0, 0.9e0]) AS c FROM t;
-- rows:
--   a | b | c
--   2 | 4.0 | [1, 3]

SELECT sum(n) AS a, avg(n) AS b, max(n) AS c, count(n) AS d FROM t WHERE false;
-- rows:
--   a | b | c | d
--   \N | \N | \N | 0

SELECT k, sum(n) AS s FROM t WHERE false GROUP BY k;
-- rows:
--   k | s

SELECT bitwise_and_agg(n) AS a, bitwise_or_agg(n) AS b FROM t;
-- rows:
--   a | b
--   0 | 3

SELECT reduce_agg(n, 0, (a, b) -> a + b, (a, b) -> a + b) AS a FROM t WHERE n IS NOT NULL;
-- rows:
--   a
--   6

SELECT k, array_agg(DISTINCT n ORDER BY n) AS a FROM t GROUP BY k ORDER BY k;
-- rows:
--   k | a
--   a | [1, 2]
--   b | [3, null]

SELECT ntile(2) OVER (ORDER BY d) AS a, percent_rank() OVER (ORDER BY d) AS b, cume_dist() OVER (ORDER BY d) AS c, dense_rank() OVER (ORDER BY k) AS e FROM t ORDER BY d;
-- rows:
--   a | b | c | e
--   1 | 0.0 | 0.25 | 1
--   1 | 0.3333333333333333 | 0.5 | 1
--   2 | 0.6666666666666666 | 0.75 | 2
--   2 | 1.0 | 1.0 | 2

SELECT nth_value(d, 2) OVER (ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS a, lead(n, 1, -1) OVER (ORDER BY d) AS b FROM t ORDER BY d;
-- rows:
--   a | b
--   2.0 | 2
--   2.0 | 3
--   2.0 | \N
--   2.0 | -1

SELECT last_value(n) IGNORE NULLS OVER (ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS a FROM t LIMIT 1;
-- rows:
--   a
--   3
