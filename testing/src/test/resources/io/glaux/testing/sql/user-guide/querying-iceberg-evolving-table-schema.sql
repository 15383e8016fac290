--- Examples of the page querying-iceberg-evolving-table-schema of AWS's user guide, as they stand there.

CREATE TABLE iceberg_table (id int, data string, category string, catalog string, userid string)
LOCATION '${location}iceberg/' TBLPROPERTIES ('table_type'='ICEBERG');
-- kind: DDL CREATE_TABLE text
-- ok

--- querying-iceberg-evolving-table-schema, line 29
ALTER TABLE iceberg_table ADD COLUMNS (comment string);
-- kind: DDL ALTER_TABLE_ADD_COLUMN text
-- ok

--- querying-iceberg-evolving-table-schema, line 35
ALTER TABLE iceberg_table
ADD COLUMNS (point struct<x: double, y: double>);
-- kind: DDL ALTER_TABLE_ADD_COLUMN text
-- ok

--- querying-iceberg-evolving-table-schema, line 42
ALTER TABLE iceberg_table
ADD COLUMNS (points array<struct<x: double, y: double>>);
-- kind: DDL ALTER_TABLE_ADD_COLUMN text
-- ok

--- querying-iceberg-evolving-table-schema, line 59
ALTER TABLE iceberg_table DROP COLUMN userid;
-- kind: DDL ALTER_TABLE_DROP_COLUMN text
-- ok

--- querying-iceberg-evolving-table-schema, line 80
ALTER TABLE iceberg_table CHANGE comment blog_comment string AFTER id;
-- kind: DDL ALTER_TABLE_CHANGE_COLUMN text
-- ok
