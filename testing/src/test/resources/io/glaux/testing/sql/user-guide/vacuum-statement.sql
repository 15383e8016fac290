--- Examples of the page vacuum-statement of AWS's user guide, as they stand there.

CREATE TABLE target_table (id int) LOCATION '${location}target/' TBLPROPERTIES ('table_type'='ICEBERG');
-- kind: DDL CREATE_TABLE text
-- ok

--- vacuum-statement, line 12
VACUUM target_table;
-- kind: DML VACUUM text
-- ok
