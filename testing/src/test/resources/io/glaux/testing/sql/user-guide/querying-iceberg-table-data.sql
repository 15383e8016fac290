--- Examples of the page querying-iceberg-table-data of AWS's user guide, as they stand there.

CREATE TABLE iceberg_table (id int, data string, category string, catalog string, userid string)
LOCATION '${location}iceberg/' TBLPROPERTIES ('table_type'='ICEBERG');
-- kind: DDL CREATE_TABLE text
-- ok

--- querying-iceberg-table-data, line 102
CREATE VIEW view1 AS SELECT * FROM iceberg_table;
-- kind: DDL CREATE_VIEW text
-- ok
