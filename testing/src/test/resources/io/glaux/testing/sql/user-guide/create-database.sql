--- Examples of the page create-database of AWS's user guide, as they stand there.
-- replace: s3://myS3location/ with ${location}mys3location/

--- create-database, line 33
CREATE DATABASE clickstreams;
-- kind: DDL CREATE_DATABASE text
-- ok

DROP DATABASE clickstreams;
-- kind: DDL DROP_DATABASE text
-- ok

--- create-database, line 37
CREATE DATABASE IF NOT EXISTS clickstreams
  COMMENT 'Site Foo clickstream data aggregates'
  LOCATION 's3://myS3location/clickstreams/'
  WITH DBPROPERTIES ('creator'='Jane D.', 'Dept.'='Marketing analytics');
-- kind: DDL CREATE_DATABASE text
-- ok

--- drop-database, line 21
DROP DATABASE clickstreams;
-- kind: DDL DROP_DATABASE text
-- ok

CREATE DATABASE clickstreams;
-- kind: DDL CREATE_DATABASE text
-- ok

--- drop-database, line 25
DROP SCHEMA IF EXISTS clickstreams CASCADE;
-- kind: DDL DROP_DATABASE text
-- ok
