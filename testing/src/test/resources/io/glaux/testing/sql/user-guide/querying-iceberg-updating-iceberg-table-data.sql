--- Examples of the page querying-iceberg-updating-iceberg-table-data of AWS's user guide, as they stand there.

CREATE TABLE iceberg_table (id int, data string, category string)
LOCATION '${location}iceberg/' TBLPROPERTIES ('table_type'='ICEBERG');
-- kind: DDL CREATE_TABLE text
-- ok

CREATE TABLE another_table AS SELECT 2 AS id, 'b' AS data, 'c2' AS category;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

--- querying-iceberg-updating-iceberg-table-data, line 17
INSERT INTO iceberg_table VALUES (1,'a','c1');
-- kind: DML INSERT plain
-- count: 1

--- querying-iceberg-updating-iceberg-table-data, line 25
INSERT INTO iceberg_table SELECT * FROM another_table;
-- kind: DML INSERT plain
-- count: 1
