--- Examples of the page querying-iceberg-managing-tables of AWS's user guide, as they stand there.

CREATE DATABASE my_db;
-- kind: DDL CREATE_DATABASE text
-- ok

CREATE DATABASE my_db2;
-- kind: DDL CREATE_DATABASE text
-- ok

CREATE TABLE my_db.my_table (id int) LOCATION '${location}my/' TBLPROPERTIES ('table_type'='ICEBERG');
-- kind: DDL CREATE_TABLE text
-- ok

CREATE TABLE iceberg_table (id int, data string, category string, catalog string, userid string)
LOCATION '${location}iceberg/' TBLPROPERTIES ('table_type'='ICEBERG');
-- kind: DDL CREATE_TABLE text
-- ok

--- querying-iceberg-managing-tables, line 19
ALTER TABLE my_db.my_table RENAME TO my_db2.my_table2;
-- kind: DDL ALTER_TABLE_RENAME text
-- ok

--- querying-iceberg-managing-tables, line 37
ALTER TABLE iceberg_table SET TBLPROPERTIES (
  'write_target_data_file_size_bytes'='536870912',
  'optimize_rewrite_delete_file_threshold'='10'
);
-- kind: DDL ALTER_TABLE_PROPERTIES text
-- ok

--- querying-iceberg-managing-tables, line 56
ALTER TABLE iceberg_table UNSET TBLPROPERTIES ('write_target_data_file_size_bytes');
-- kind: DDL ALTER_TABLE_PROPERTIES text
-- ok

--- querying-iceberg-managing-tables, line 93
DROP TABLE iceberg_table;
-- kind: DDL DROP_TABLE text
-- ok
