--- Examples of the page querying-with-prepared-statements of AWS's user guide, as they stand there.
-- replace: s3://my_output_bucket/ with ${location}my-output-bucket/

CREATE TABLE nation AS SELECT * FROM tpch.tiny.nation;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 25

CREATE TABLE cities_world AS SELECT 'x' AS city, 'y' AS state, 'usa' AS country;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

CREATE TABLE cities_usa AS SELECT city, state FROM cities_world;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

CREATE TABLE table1 AS SELECT 1 AS productid;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

--- querying-with-prepared-statements, line 103
PREPARE my_select1 FROM
SELECT * FROM nation;
-- kind: UTILITY PREPARE text
-- ok

--- querying-with-prepared-statements, line 113
PREPARE my_select3 FROM
SELECT order FROM orders WHERE productid = ? and quantity < ?;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 2:8: mismatched input 'order'. Expecting: '*', 'ALL', 'DISTINCT', <expression>

--- querying-with-prepared-statements, line 118
PREPARE my_insert FROM
INSERT INTO cities_usa (city, state)
SELECT city, state
FROM cities_world
WHERE country = ?;
-- kind: UTILITY PREPARE text
-- ok

--- querying-with-prepared-statements, line 126
PREPARE my_unload FROM
UNLOAD (SELECT * FROM table1 WHERE productid < ?)
TO 's3://my_output_bucket/'
WITH (format='PARQUET');
-- kind: UTILITY PREPARE text
-- ok
