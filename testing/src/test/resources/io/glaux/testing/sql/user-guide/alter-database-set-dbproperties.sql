--- Examples of the page alter-database-set-dbproperties of AWS's user guide, as they stand there.

CREATE DATABASE jd_datasets;
-- kind: DDL CREATE_DATABASE text
-- ok

--- alter-database-set-dbproperties, line 19
ALTER DATABASE jd_datasets
  SET DBPROPERTIES ('creator'='John Doe', 'department'='applied mathematics');
-- kind: DDL ALTER_DATABASE_PROPERTIES text
-- ok

--- alter-database-set-dbproperties, line 24
ALTER SCHEMA jd_datasets
  SET DBPROPERTIES ('creator'='Jane Doe');
-- kind: DDL ALTER_DATABASE_PROPERTIES text
-- ok
