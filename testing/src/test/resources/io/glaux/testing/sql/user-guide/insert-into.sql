--- Examples of the page insert-into of AWS's user guide, as they stand there.

CREATE TABLE vancouver_pageviews AS SELECT DATE '2019-07-05' AS date, 7 AS views;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

CREATE TABLE canada_pageviews AS SELECT * FROM vancouver_pageviews WITH NO DATA;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 0

CREATE TABLE canada_july_pageviews AS SELECT * FROM vancouver_pageviews WITH NO DATA;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 0

CREATE TABLE cities_world AS SELECT 'Lansing' AS city, 'MI' AS state, 'usa' AS country;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

CREATE TABLE cities_usa AS SELECT city, state FROM cities_world WITH NO DATA;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 0

CREATE EXTERNAL TABLE cities (id int, city string, state string, motto string) STORED AS PARQUET LOCATION '${location}cities/';
-- kind: DDL CREATE_TABLE text
-- ok

--- insert-into, line 83
INSERT INTO canada_pageviews
SELECT *
FROM vancouver_pageviews;
-- kind: DML INSERT plain
-- count: 1

--- insert-into, line 91
INSERT INTO canada_july_pageviews
SELECT *
FROM vancouver_pageviews
WHERE date
    BETWEEN date '2019-07-01'
        AND '2019-07-31';
-- kind: DML INSERT plain
-- failed: 2/1002
--   TYPE_MISMATCH: line 5:5: Cannot check if date is BETWEEN date and varchar(10)

--- insert-into, line 102
INSERT INTO cities_usa (city,state)
SELECT city,state
FROM cities_world
    WHERE country='usa';
-- kind: DML INSERT plain
-- count: 1

--- insert-into, line 131
INSERT INTO cities
VALUES (1,'Lansing','MI','Si quaeris peninsulam amoenam circumspice');
-- kind: DML INSERT plain
-- count: 1

--- insert-into, line 138
INSERT INTO cities
VALUES (1,'Lansing','MI','Si quaeris peninsulam amoenam circumspice'),
       (3,'Boise','ID','Esto perpetua');
-- kind: DML INSERT plain
-- count: 2
