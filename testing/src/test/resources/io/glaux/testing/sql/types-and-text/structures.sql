--- Arrays, maps and rows are printed without quotes around their texts: it is not JSON. CAST to JSON makes JSON.
-- kinds: DML SELECT csv

SELECT ARRAY[1, 2] AS a;
-- types: array
-- rows:
--   a
--   [1, 2]

SELECT ARRAY['x', 'y, z', NULL, ''] AS a;
-- types: array
-- rows:
--   a
--   [x, y, z, null, ]

SELECT ARRAY[1.5e0, 1e20] AS a;
-- types: array
-- rows:
--   a
--   [1.5, 1.0E20]

SELECT ARRAY[DATE '2020-01-01'] AS a, ARRAY[TIMESTAMP '2020-01-01 00:00:00'] AS b;
-- types: array | array
-- rows:
--   a | b
--   [2020-01-01] | [2020-01-01 00:00:00]

SELECT ARRAY[X'0102', X'ff'] AS a;
-- types: array
-- rows:
--   a
--   [01 02, ff]

SELECT ARRAY[true, false] AS a;
-- types: array
-- rows:
--   a
--   [true, false]

SELECT MAP(ARRAY['k'], ARRAY[1]) AS m;
-- types: map
-- rows:
--   m
--   {k=1}

SELECT MAP(ARRAY[1, 2], ARRAY['one', NULL]) AS m;
-- types: map
-- rows:
--   m
--   {1=one, 2=null}

SELECT MAP(ARRAY['k'], ARRAY[ARRAY[1, 2]]) AS m;
-- types: map
-- rows:
--   m
--   {k=[1, 2]}

SELECT MAP(ARRAY['k'], ARRAY[MAP(ARRAY['n'], ARRAY[true])]) AS m;
-- types: map
-- rows:
--   m
--   {k={n=true}}

SELECT CAST(ROW(1, 'x', NULL) AS ROW(id bigint, name varchar, gone double)) AS r;
-- types: row
-- rows:
--   r
--   {id=1, name=x, gone=null}

SELECT ROW(1, 'x') AS r;
-- types: row
-- rows:
--   r
--   {1, x}

SELECT ARRAY[CAST(ROW(1, 'x') AS ROW(id bigint, name varchar))] AS a;
-- types: array
-- rows:
--   a
--   [{id=1, name=x}]

SELECT CAST(ROW(ROW(1)) AS ROW(o ROW(i integer))) AS r;
-- types: row
-- rows:
--   r
--   {o={i=1}}

SELECT CAST(ARRAY[1, 2] AS json) AS j, CAST(MAP(ARRAY['k'], ARRAY['v']) AS json) AS k;
-- types: json | json
-- rows:
--   j | k
--   [1,2] | {"k":"v"}

SELECT CAST(CAST(ROW(1, 'x') AS ROW(id bigint, name varchar)) AS json) AS j;
-- types: json
-- rows:
--   j
--   {"id":1,"name":"x"}

SELECT json_format(CAST(ARRAY['a', NULL] AS json)) AS j;
-- types: varchar
-- rows:
--   j
--   ["a",null]

SELECT json_parse('{"b": 1, "a": [true, null]}') AS j;
-- types: json
-- rows:
--   j
--   {"a":[true,null],"b":1}

SELECT CAST(NULL AS array(integer)) AS a, CAST(NULL AS map(varchar, varchar)) AS m;
-- types: array | map
-- rows:
--   a | m
--   \N | \N

SELECT ARRAY[MAP(ARRAY['k'], ARRAY[DECIMAL '1.50'])] AS a;
-- types: array
-- rows:
--   a
--   [{k=1.50}]
