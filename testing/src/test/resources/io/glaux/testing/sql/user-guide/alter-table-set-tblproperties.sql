--- Examples of the page alter-table-set-tblproperties of AWS's user guide, as they stand there.

CREATE EXTERNAL TABLE orders (id int) PARTITIONED BY (dt string, country string) LOCATION '${location}orders/';
-- kind: DDL CREATE_TABLE text
-- ok

--- alter-table-set-tblproperties, line 25
ALTER TABLE orders
SET TBLPROPERTIES ('notes'="Please don't drop this table.");
-- kind: DDL ALTER_TABLE_PROPERTIES text
-- ok

CREATE EXTERNAL TABLE existing_table (id int) STORED AS PARQUET LOCATION '${location}existing/';
-- kind: DDL CREATE_TABLE text
-- ok

--- alter-table-set-tblproperties, line 32
ALTER TABLE existing_table
SET TBLPROPERTIES ('parquet.compression' = 'ZSTD', 'compression_level' = 4);
-- kind: DDL ALTER_TABLE_PROPERTIES text
-- ok
