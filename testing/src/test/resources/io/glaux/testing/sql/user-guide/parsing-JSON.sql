--- Examples of the page parsing-JSON of AWS's user guide, as they stand there.
-- replace: s3://bucket/ with ${location}bucket/

--- parsing-JSON, line 15
CREATE EXTERNAL TABLE json_table (
  column_a string,
  column_b int
 )
 ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
 WITH SERDEPROPERTIES ('ignore.malformed.json' = 'true')
 LOCATION 's3://bucket/path/';
-- kind: DDL CREATE_TABLE text
-- ok
