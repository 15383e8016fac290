--- Examples of the page ctas-insert-into-etl of AWS's user guide, as they stand there.
-- replace: s3://aws-bigdata-blog/ with ${location}aws-bigdata-blog/
-- replace: s3://your-bucket/ with ${location}your-bucket/

--- ctas-insert-into-etl, line 48
CREATE DATABASE blogdb;
-- kind: DDL CREATE_DATABASE text
-- ok

--- ctas-insert-into-etl, line 54
-- file: aws-bigdata-blog/artifacts/athena-ctas-insert-into-blog/a.csv
--   US1,20160704,PRCP,5,,,N,
--   US1,20140704,PRCP,5,,,N,
CREATE EXTERNAL TABLE `blogdb`.`original_csv` (
  `id` string,
  `date` string,
  `element` string,
  `datavalue` bigint,
  `mflag` string,
  `qflag` string,
  `sflag` string,
  `obstime` bigint)
ROW FORMAT DELIMITED
  FIELDS TERMINATED BY ','
STORED AS INPUTFORMAT
  'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT
  'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION
  's3://aws-bigdata-blog/artifacts/athena-ctas-insert-into-blog/';
-- kind: DDL CREATE_TABLE text
-- ok

--- ctas-insert-into-etl, line 83
-- database: blogdb
CREATE table new_parquet
WITH (format='PARQUET',
parquet_compression='SNAPPY',
partitioned_by=array['year'],
external_location = 's3://your-bucket/optimized-data/')
AS
SELECT id,
         date,
         element,
         datavalue,
         mflag,
         qflag,
         sflag,
         obstime,
         substr("date",1,4) AS year
FROM original_csv
WHERE cast(substr("date",1,4) AS bigint) >= 2015
        AND cast(substr("date",1,4) AS bigint) <= 2019;
-- kind: DDL CREATE_TABLE_AS_SELECT table
-- count: 1
