--- Examples of the page alter-table-replace-columns of AWS's user guide, as they stand there.

CREATE EXTERNAL TABLE names_cities (name string) LOCATION '${location}names/';
-- kind: DDL CREATE_TABLE text
-- ok

--- alter-table-replace-columns, line 46
ALTER TABLE names_cities
REPLACE COLUMNS (first_name string, last_name string, city string);
-- kind: DDL ALTER_TABLE_REPLACE_COLUMN text
-- ok
