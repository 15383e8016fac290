--- Examples of the page csv-serde of AWS's user guide, as they stand there.
-- replace: s3://DOC-EXAMPLE-BUCKET' with ${location}doc-example-bucket'
-- replace: s3://DOC-EXAMPLE-BUCKET/ with ${location}doc-example-bucket/

--- csv-serde, line 35
CREATE EXTERNAL TABLE IF NOT EXISTS testtimestamp1(
 `profile_id` string,
 `creationdate` date,
 `creationdatetime` timestamp
 )
 ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
 LOCATION 's3://DOC-EXAMPLE-BUCKET';
-- kind: DDL CREATE_TABLE text
-- ok

--- csv-serde, line 65
CREATE EXTERNAL TABLE test1 (
f1 string,
s2 string)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
WITH SERDEPROPERTIES ("separatorChar" = ",", "escapeChar" = "\\")
LOCATION 's3://DOC-EXAMPLE-BUCKET/dataset/test1/';
-- kind: DDL CREATE_TABLE text
-- ok

--- csv-serde, line 126
CREATE EXTERNAL TABLE myopencsvtable (
   col1 string,
   col2 string,
   col3 string,
   col4 string
)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
WITH SERDEPROPERTIES (
   'separatorChar' = ',',
   'quoteChar' = '"',
   'escapeChar' = '\\'
   )
STORED AS TEXTFILE
LOCATION 's3://DOC-EXAMPLE-BUCKET/mycsv/';
-- kind: DDL CREATE_TABLE text
-- ok
