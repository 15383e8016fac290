--- Arrays, maps, JSON and lambdas.
-- kinds: DML SELECT csv

SELECT ARRAY[1, 2] || ARRAY[3] AS a, ARRAY[1] || 2 AS b, cardinality(ARRAY[1, 2]) AS c, ARRAY[1, 2][1] AS d;
-- rows:
--   a | b | c | d
--   [1, 2, 3] | [1, 2] | 2 | 1

SELECT element_at(ARRAY[1, 2], -1) AS a, element_at(ARRAY[1], 5) AS b, element_at(MAP(ARRAY['k'], ARRAY[1]), 'x') AS c;
-- rows:
--   a | b | c
--   2 | \N | \N

SELECT array_distinct(ARRAY[1, 1, 2]) AS a, array_sort(ARRAY[3, NULL, 1]) AS b, array_max(ARRAY[1, 3]) AS c, array_position(ARRAY['a', 'b'], 'b') AS d;
-- rows:
--   a | b | c | d
--   [1, 2] | [1, 3, null] | 3 | 2

SELECT array_join(ARRAY['a', NULL, 'b'], ',') AS a, array_join(ARRAY['a', NULL], ',', '?') AS b;
-- rows:
--   a | b
--   a,b | a,?

SELECT array_union(ARRAY[1, 2], ARRAY[2, 3]) AS a, array_intersect(ARRAY[1, 2], ARRAY[2]) AS b, array_except(ARRAY[1, 2], ARRAY[2]) AS c;
-- rows:
--   a | b | c
--   [1, 2, 3] | [2] | [1]

SELECT contains(ARRAY[1, 2], 2) AS a, arrays_overlap(ARRAY[1], ARRAY[2]) AS b, array_remove(ARRAY[1, 2, 1], 1) AS c;
-- rows:
--   a | b | c
--   true | false | [2]

SELECT slice(ARRAY[1, 2, 3, 4], 2, 2) AS a, flatten(ARRAY[ARRAY[1], ARRAY[2]]) AS b, reverse(ARRAY[1, 2]) AS c, sequence(1, 5, 2) AS d;
-- rows:
--   a | b | c | d
--   [2, 3] | [1, 2] | [2, 1] | [1, 3, 5]

SELECT transform(ARRAY[1, 2], x -> x * 10) AS a, filter(ARRAY[1, 2, 3], x -> x > 1) AS b;
-- rows:
--   a | b
--   [10, 20] | [2, 3]

SELECT reduce(ARRAY[1, 2, 3], 0, (s, x) -> s + x, s -> s) AS a, any_match(ARRAY[1, 2], x -> x > 1) AS b, zip_with(ARRAY[1], ARRAY[2], (x, y) -> x + y) AS c;
-- rows:
--   a | b | c
--   6 | true | [3]

SELECT zip(ARRAY[1, 2], ARRAY['a']) AS a, combinations(ARRAY[1, 2, 3], 2) AS b, repeat('x', 2) AS c;
-- rows:
--   a | b | c
--   [{1, a}, {2, null}] | [[1, 2], [1, 3], [2, 3]] | [x, x]

SELECT map_keys(MAP(ARRAY['a', 'b'], ARRAY[1, 2])) AS a, map_values(MAP(ARRAY['a'], ARRAY[1])) AS b, map_entries(MAP(ARRAY['a'], ARRAY[1])) AS c;
-- rows:
--   a | b | c
--   [a, b] | [1] | [{a, 1}]

SELECT map_concat(MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['a'], ARRAY[2])) AS a, map_filter(MAP(ARRAY[1, 2], ARRAY[1, 2]), (k, v) -> k > 1) AS b;
-- rows:
--   a | b
--   {a=2} | {2=2}

SELECT transform_values(MAP(ARRAY['a'], ARRAY[1]), (k, v) -> k || CAST(v AS varchar)) AS a, map_from_entries(ARRAY[('k', 1)]) AS b;
-- rows:
--   a | b
--   {a=a1} | {k=1}

SELECT map_agg(k, v) AS a, multimap_agg(k, v) AS b FROM (VALUES ('x', 1)) AS t (k, v);
-- rows:
--   a | b
--   {x=1} | {x=[1]}

SELECT histogram(x) AS a FROM (VALUES 'a') AS t (x);
-- rows:
--   a
--   {a=1}

SELECT json_extract('{"a": {"b": [1, "x"]}}', '$.a.b[1]') AS a, json_extract_scalar('{"a": {"b": [1, "x"]}}', '$.a.b[1]') AS b;
-- rows:
--   a | b
--   "x" | x

SELECT json_extract_scalar('{"a": {}}', '$.a') AS a, json_extract('{"a": null}', '$.a') AS b, json_extract('{}', '$.a') AS c;
-- rows:
--   a | b | c
--   \N | null | \N

SELECT json_array_length('[1, 2]') AS a, json_array_get('[1, 2]', 1) AS b, json_array_contains('[1, 2]', 2) AS c, json_size('{"a": [1]}', '$.a') AS d;
-- rows:
--   a | b | c | d
--   2 | 2 | true | 1

SELECT CAST(json_parse('[1, 2]') AS array(integer)) AS a, CAST(json_parse('{"k": 1}') AS map(varchar, integer)) AS b;
-- rows:
--   a | b
--   [1, 2] | {k=1}

SELECT CAST(json_parse('{"id": 1, "n": "x"}') AS ROW(id integer, n varchar)) AS a;
-- rows:
--   a
--   {id=1, n=x}

SELECT json_query('{"a": [1, 2]}', 'lax $.a[*]' WITH ARRAY WRAPPER) AS a, json_value('{"a": 1}', 'lax $.a') AS b, json_exists('{"a": 1}', 'lax $.b') AS c;
-- rows:
--   a | b | c
--   [1,2] | 1 | false

SELECT json_object('k' VALUE 1) AS a, json_array(1, 'x' NULL ON NULL) AS b;
-- rows:
--   a | b
--   {"k":1} | [1,"x"]

SELECT is_json_scalar('1') AS a, is_json_scalar('[1]') AS b, json_format(JSON '{"b":1,"a":2}') AS c;
-- rows:
--   a | b | c
--   true | false | {"a":2,"b":1}

SELECT r.id, r.name FROM (SELECT CAST(ROW(1, 'x') AS ROW(id integer, name varchar)) AS r) AS t;
-- rows:
--   id | name
--   1 | x

SELECT (ROW(1, 'x'))[2] AS a, ROW(1, 2) = ROW(1, 2) AS b;
-- rows:
--   a | b
--   x | true
