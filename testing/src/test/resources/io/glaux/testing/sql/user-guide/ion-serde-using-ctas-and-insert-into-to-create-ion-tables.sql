--- Examples of the page ion-serde-using-ctas-and-insert-into-to-create-ion-tables of AWS's user guide, as they stand there.

CREATE TABLE existing_table AS SELECT 1 AS id;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

--- ion-serde-using-ctas-and-insert-into-to-create-ion-tables, line 7
CREATE TABLE new_table
WITH (format='ION')
AS SELECT * from existing_table;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- failed: 2/1103
--   INVALID_TABLE_PROPERTY: line 2:7: The format ION is not written here: use PARQUET, ORC, AVRO, JSON or TEXTFILE

--- ion-serde-using-ctas-and-insert-into-to-create-ion-tables, line 15
CREATE TABLE new_table
WITH (format='ION', ion_encoding = 'TEXT')
AS SELECT * from existing_table;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- failed: 2/1103
--   INVALID_TABLE_PROPERTY: line 2:7: The format ION is not written here: use PARQUET, ORC, AVRO, JSON or TEXTFILE
