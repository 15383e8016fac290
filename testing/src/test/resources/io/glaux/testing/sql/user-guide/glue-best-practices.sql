--- Examples of the page glue-best-practices of AWS's user guide, as they stand there.

--- glue-best-practices, line 221
CREATE EXTERNAL TABLE sampleTable (
  column1 INT,
  column2 INT
  ) STORED AS PARQUET
  TBLPROPERTIES (
  'classification'='parquet');
-- kind: DDL CREATE_TABLE text
-- failed: 2/1100
--   No location was specified for table. An S3 location must be specified
