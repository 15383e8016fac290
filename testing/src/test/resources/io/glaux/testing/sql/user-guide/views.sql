--- Examples of the page views of AWS's user guide, as they stand there.

CREATE TABLE employees AS SELECT 1 AS id, 'Ann' AS name;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

CREATE TABLE salaries AS SELECT 1 AS id, 10 AS salary;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

CREATE TABLE x AS SELECT 1 AS a, 2 AS b;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

CREATE TABLE y AS SELECT 1 AS a, 3 AS d;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

--- views, line 135
CREATE VIEW name_salary AS
SELECT
 employees.name,
 salaries.salary
FROM employees, salaries
WHERE employees.id = salaries.id;
-- kind: DDL CREATE_VIEW text
-- ok

--- views, line 148
CREATE VIEW view1 AS
WITH
  table1 AS (
         SELECT a,
         MAX(b) AS the_max
         FROM x
         GROUP BY a
         ),
  table2 AS (
         SELECT a,
         AVG(d) AS the_avg
         FROM y
         GROUP BY a)
SELECT table1.a, table1.the_max, table2.the_avg
FROM table1
JOIN table2
ON table1.a = table2.a;
-- kind: DDL CREATE_VIEW text
-- ok
