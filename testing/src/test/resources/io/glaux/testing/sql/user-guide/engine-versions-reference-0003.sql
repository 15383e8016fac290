--- Examples of the page engine-versions-reference-0003 of AWS's user guide, as they stand there.
-- replace: s3://path/ with ${location}path/

--- engine-versions-reference-0003, line 27
CREATE EXTERNAL TABLE `spark_bucket_table`(
  `id` int,
  `name` string
  )
CLUSTERED BY (`name`)
INTO 8 BUCKETS
STORED AS PARQUET
LOCATION
  's3://path/to/bucketed/table/'
TBLPROPERTIES ('bucketing_format'='spark');
-- kind: DDL CREATE_TABLE text
-- ok

--- engine-versions-reference-0003, line 404
CREATE TABLE uuid_test AS
   SELECT uuid() AS myuuid;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- failed: 2/1200
--   NOT_SUPPORTED: Unsupported Hive type: uuid

--- engine-versions-reference-0003, line 411
CREATE TABLE uuid_testv3 AS
   SELECT cast(uuid() AS varchar) as myuuid;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1
