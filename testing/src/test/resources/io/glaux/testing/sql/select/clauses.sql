--- The clauses of SELECT.
-- kinds: DML SELECT csv

CREATE TABLE sales AS SELECT * FROM (VALUES
  (1, 'north', 'pen', 10, DATE '2024-01-01'),
  (2, 'north', 'ink', 20, DATE '2024-01-02'),
  (3, 'south', 'pen', 30, DATE '2024-01-03'),
  (4, 'south', 'ink', NULL, DATE '2024-02-01'),
  (5, NULL, 'pen', 50, DATE '2024-02-02')) AS t (id, region, product, amount, day);
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 5

SELECT id, region FROM sales ORDER BY region, id;
-- rows:
--   id | region
--   1 | north
--   2 | north
--   3 | south
--   4 | south
--   5 | \N

SELECT id, region FROM sales ORDER BY region DESC NULLS FIRST, id;
-- rows:
--   id | region
--   5 | \N
--   3 | south
--   4 | south
--   1 | north
--   2 | north

SELECT DISTINCT product FROM sales ORDER BY 1;
-- rows:
--   product
--   ink
--   pen

SELECT region, sum(amount) AS total, count(*) AS n, count(amount) AS filled FROM sales GROUP BY region ORDER BY region;
-- rows:
--   region | total | n | filled
--   north | 30 | 2 | 2
--   south | 30 | 2 | 1
--   \N | 50 | 1 | 1

SELECT region, product, sum(amount) AS total FROM sales GROUP BY GROUPING SETS ((region), (product), ()) ORDER BY 1, 2, 3;
-- rows:
--   region | product | total
--   north | \N | 30
--   south | \N | 30
--   \N | ink | 20
--   \N | pen | 90
--   \N | \N | 50
--   \N | \N | 110

SELECT region, product, sum(amount) AS total, grouping(region, product) AS g FROM sales
GROUP BY CUBE (region, product) ORDER BY g, 1, 2;
-- rows:
--   region | product | total | g
--   north | ink | 20 | 0
--   north | pen | 10 | 0
--   south | ink | \N | 0
--   south | pen | 30 | 0
--   \N | pen | 50 | 0
--   north | \N | 30 | 1
--   south | \N | 30 | 1
--   \N | \N | 50 | 1
--   \N | ink | 20 | 2
--   \N | pen | 90 | 2
--   \N | \N | 110 | 3

SELECT region, product, count(*) AS n FROM sales GROUP BY ROLLUP (region, product) ORDER BY 1, 2, 3;
-- rows:
--   region | product | n
--   north | ink | 1
--   north | pen | 1
--   north | \N | 2
--   south | ink | 1
--   south | pen | 1
--   south | \N | 2
--   \N | pen | 1
--   \N | \N | 1
--   \N | \N | 5

SELECT product, sum(amount) AS total FROM sales GROUP BY product HAVING sum(amount) > 25;
-- rows:
--   product | total
--   pen | 90

SELECT id FROM sales ORDER BY id LIMIT 2;
-- rows:
--   id
--   1
--   2

SELECT id FROM sales ORDER BY id OFFSET 3 LIMIT 10;
-- rows:
--   id
--   4
--   5

SELECT id FROM sales ORDER BY id OFFSET 3 ROWS FETCH NEXT 1 ROW ONLY;
-- rows:
--   id
--   4

SELECT id FROM sales ORDER BY amount FETCH FIRST 1 ROW WITH TIES;
-- rows:
--   id
--   1

SELECT id FROM sales LIMIT 0;
-- rows:
--   id

SELECT id FROM sales ORDER BY id LIMIT ALL;
-- rows:
--   id
--   1
--   2
--   3
--   4
--   5

SELECT s.*, s.id + 1 AS next FROM sales s WHERE id = 1;
-- rows:
--   id | region | product | amount | day | next
--   1 | north | pen | 10 | 2024-01-01 | 2

SELECT * FROM sales WHERE region IS NULL;
-- rows:
--   id | region | product | amount | day
--   5 | \N | pen | 50 | 2024-02-02

SELECT id FROM sales WHERE amount BETWEEN 15 AND 35 AND product IN ('pen', 'ink') ORDER BY id;
-- rows:
--   id
--   2
--   3

SELECT id FROM sales WHERE region LIKE 'no%' ORDER BY id;
-- rows:
--   id
--   1
--   2

SELECT id FROM sales WHERE product LIKE '_e_' ESCAPE '\' ORDER BY id;
-- rows:
--   id
--   1
--   3
--   5

WITH t AS (SELECT region, max(amount) AS top FROM sales GROUP BY region), u AS (SELECT * FROM t WHERE top > 20)
SELECT * FROM u ORDER BY top;
-- rows:
--   region | top
--   south | 30
--   \N | 50

WITH t (a, b) AS (VALUES (1, 'x')) SELECT b, a FROM t;
-- rows:
--   b | a
--   x | 1

SELECT product FROM sales UNION SELECT region FROM sales ORDER BY 1;
-- rows:
--   product
--   ink
--   north
--   pen
--   south
--   \N

SELECT product FROM sales UNION ALL SELECT product FROM sales WHERE id = 1 ORDER BY 1;
-- rows:
--   product
--   ink
--   ink
--   pen
--   pen
--   pen
--   pen

SELECT id FROM sales INTERSECT SELECT amount / 10 FROM sales ORDER BY 1;
-- rows:
--   id
--   1
--   2
--   3
--   5

SELECT x FROM (VALUES 1, 1, 2) AS t (x) INTERSECT ALL SELECT x FROM (VALUES 1, 1, 3) AS u (x);
-- rows:
--   x
--   1
--   1

SELECT x FROM (VALUES 1, 1, 2) AS t (x) EXCEPT ALL SELECT x FROM (VALUES 1) AS u (x) ORDER BY 1;
-- rows:
--   x
--   1
--   2

SELECT a.id, b.id AS other FROM sales a JOIN sales b ON a.region = b.region AND a.id < b.id ORDER BY 1;
-- rows:
--   id | other
--   1 | 2
--   3 | 4

SELECT a.id, b.x FROM sales a LEFT JOIN (VALUES (1, 'one'), (9, 'nine')) AS b (id, x) ON a.id = b.id ORDER BY 1 LIMIT 2;
-- rows:
--   id | x
--   1 | one
--   2 | \N

SELECT a.id, b.x FROM sales a RIGHT JOIN (VALUES (1, 'one'), (9, 'nine')) AS b (id, x) ON a.id = b.id ORDER BY 2;
-- rows:
--   id | x
--   \N | nine
--   1 | one

SELECT count(*) AS n FROM sales FULL JOIN (VALUES 1, 9) AS b (id) USING (id);
-- rows:
--   n
--   6

SELECT count(*) AS n FROM sales CROSS JOIN sales AS other;
-- rows:
--   n
--   25

SELECT id FROM sales WHERE id IN (SELECT max(id) FROM sales);
-- rows:
--   id
--   5

SELECT id FROM sales s WHERE EXISTS (SELECT 1 FROM sales t WHERE t.region = s.region AND t.id > s.id) ORDER BY 1;
-- rows:
--   id
--   1
--   3

SELECT (SELECT max(day) FROM sales) AS last;
-- rows:
--   last
--   2024-02-02

SELECT id, row_number() OVER (PARTITION BY product ORDER BY id) AS n, lag(id) OVER (ORDER BY id) AS before FROM sales ORDER BY id;
-- rows:
--   id | n | before
--   1 | 1 | \N
--   2 | 1 | 1
--   3 | 2 | 2
--   4 | 2 | 3
--   5 | 3 | 4

SELECT id, sum(amount) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS pair FROM sales ORDER BY id;
-- rows:
--   id | pair
--   1 | 10
--   2 | 30
--   3 | 50
--   4 | 30
--   5 | 50

SELECT id, first_value(id) OVER (ORDER BY day RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND CURRENT ROW) AS f FROM sales ORDER BY id;
-- rows:
--   id | f
--   1 | 1
--   2 | 1
--   3 | 2
--   4 | 4
--   5 | 4

SELECT id, count(*) OVER (ORDER BY product GROUPS BETWEEN CURRENT ROW AND 1 FOLLOWING) AS n FROM sales ORDER BY id;
-- rows:
--   id | n
--   1 | 3
--   2 | 5
--   3 | 3
--   4 | 5
--   5 | 3

SELECT id, rank() OVER w AS r FROM sales WINDOW w AS (ORDER BY product) ORDER BY id;
-- rows:
--   id | r
--   1 | 3
--   2 | 1
--   3 | 3
--   4 | 1
--   5 | 3

SELECT t.x, n FROM UNNEST(ARRAY['a', 'b']) WITH ORDINALITY AS t (x, n);
-- rows:
--   x | n
--   a | 1
--   b | 2

SELECT k, v FROM UNNEST(MAP(ARRAY['a', 'b'], ARRAY[1, 2])) AS t (k, v) ORDER BY k;
-- rows:
--   k | v
--   a | 1
--   b | 2

SELECT a, b FROM UNNEST(ARRAY[1, 2, 3], ARRAY['x']) AS t (a, b);
-- rows:
--   a | b
--   1 | x
--   2 | \N
--   3 | \N

SELECT id, x FROM sales CROSS JOIN UNNEST(sequence(1, id)) AS t (x) WHERE id = 3;
-- rows:
--   id | x
--   3 | 1
--   3 | 2
--   3 | 3

SELECT id, x FROM sales LEFT JOIN UNNEST(filter(ARRAY[region], r -> r = 'north')) AS t (x) ON TRUE ORDER BY id;
-- rows:
--   id | x
--   1 | north
--   2 | north
--   3 | \N
--   4 | \N
--   5 | \N

SELECT count(*) AS n FROM sales TABLESAMPLE BERNOULLI (100);
-- rows:
--   n
--   5

SELECT count(*) > -1 AS some FROM sales TABLESAMPLE SYSTEM (50);
-- rows:
--   some
--   true

SELECT * FROM sales MATCH_RECOGNIZE (
  ORDER BY id MEASURES A.id AS start, last(B.id) AS finish
  ONE ROW PER MATCH AFTER MATCH SKIP PAST LAST ROW
  PATTERN (A B+) DEFINE B AS amount > prev(amount)) AS m;
-- rows:
--   start | finish
--   1 | 3

SELECT if(amount > 20, 'high', 'low') AS level, id FROM sales ORDER BY id;
-- rows:
--   level | id
--   low | 1
--   low | 2
--   high | 3
--   low | 4
--   high | 5

SELECT CASE product WHEN 'pen' THEN 'p' ELSE 'other' END AS c FROM sales ORDER BY id;
-- rows:
--   c
--   p
--   other
--   p
--   other
--   p

SELECT id FROM sales ORDER BY 2;
-- failed: 2/1000
--   INVALID_COLUMN_REFERENCE: line 1:31: ORDER BY position 2 is not in select list

SELECT "id", "sales"."region" FROM "sales" WHERE "id" = 2;
-- rows:
--   id | region
--   2 | north

SELECT ID, Region AS Where_It_Is FROM SALES WHERE Id = 1;
-- rows:
--   ID | Where_It_Is
--   1 | north

SELECT id FROM "${database}"."sales" WHERE id = 1;
-- rows:
--   id
--   1

SELECT id FROM awsdatacatalog.${database}.sales WHERE id = 1;
-- rows:
--   id
--   1

SELECT id FROM "AwsDataCatalog"."${database}"."sales" WHERE id = 1;
-- rows:
--   id
--   1

SELECT count(DISTINCT "$path") > 0 AS files FROM sales;
-- rows:
--   files
--   true

SELECT approx_distinct(product) AS n FROM sales;
-- rows:
--   n
--   2

SELECT array_agg(id ORDER BY id DESC) AS ids FROM sales;
-- rows:
--   ids
--   [5, 4, 3, 2, 1]

SELECT listagg(product, ',') WITHIN GROUP (ORDER BY id) AS products FROM sales;
-- rows:
--   products
--   pen,ink,pen,ink,pen

SELECT sum(amount) FILTER (WHERE product = 'pen') AS pens FROM sales;
-- rows:
--   pens
--   90

SELECT max_by(id, amount) AS id FROM sales;
-- rows:
--   id
--   5

SELECT -- a comment in a line
  /* and one
     of more lines */ 1 AS x;
-- rows:
--   x
--   1

SELECT 1 AS x -- at the end
;
-- rows:
--   x
--   1
