--- Examples of the page tables-databases-columns-names of AWS's user guide, as they stand there.
-- replace: s3://my-athena-data/ with ${location}my-athena-data/

--- tables-databases-columns-names, line 22
CREATE EXTERNAL TABLE IF NOT EXISTS `_myunderscoretable`(
  `_id` string, `_index` string)
LOCATION 's3://my-athena-data/';
-- kind: DDL CREATE_TABLE text
-- ok

CREATE TABLE "234table" AS SELECT 1 AS "123columnone", 2 AS "123columntwo";
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1

--- tables-databases-columns-names, line 32
CREATE OR REPLACE VIEW "123view" AS
SELECT "123columnone", "123columntwo"
FROM "234table";
-- kind: DDL CREATE_VIEW text
-- ok
