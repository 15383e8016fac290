--- Examples of the page creating-tables-based-on-encrypted-datasets-in-s3 of AWS's user guide, as they stand there.
-- replace: s3://bucket/ with ${location}bucket/

--- creating-tables-based-on-encrypted-datasets-in-s3, line 13
CREATE EXTERNAL TABLE 'my_encrypted_data' (
   `n_nationkey` int,
   `n_name` string,
   `n_regionkey` int,
   `n_comment` string)
ROW FORMAT SERDE
   'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT
   'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
LOCATION
   's3://bucket/folder_with_my_encrypted_data/'
TBLPROPERTIES (
   'has_encrypted_data'='true');
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:23: mismatched input ''my_encrypted_data'' expecting {'IF', IDENTIFIER, QUOTED_IDENTIFIER}. Names stand between backticks here, quotes are for texts
