--- Examples of the page querying-iceberg-data-optimization of AWS's user guide, as they stand there.

CREATE TABLE iceberg_table (id int, data string, category string, catalog string, userid string)
PARTITIONED BY (catalog) LOCATION '${location}iceberg/' TBLPROPERTIES ('table_type'='ICEBERG');
-- kind: DDL CREATE_TABLE text
-- ok

--- querying-iceberg-data-optimization, line 15
OPTIMIZE iceberg_table REWRITE DATA USING BIN_PACK
  WHERE catalog = 'c1';
-- kind: DDL OPTIMIZE text
-- ok

--- querying-iceberg-data-optimization, line 28
ALTER TABLE iceberg_table SET TBLPROPERTIES (
  'vacuum_max_snapshot_age_seconds'='259200'
);
-- kind: DDL ALTER_TABLE_PROPERTIES text
-- ok

--- querying-iceberg-data-optimization, line 28
VACUUM iceberg_table;
-- kind: DML VACUUM text
-- ok
