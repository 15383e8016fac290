--- Examples of the page querying-apache-logs of AWS's user guide, as they stand there.
-- replace: s3://bucket-name/ with ${location}bucket-name/

--- querying-apache-logs, line 29
CREATE EXTERNAL TABLE apache_logs(
  client_ip string,
  client_id string,
  user_id string,
  request_received_time string,
  client_request string,
  server_status string,
  returned_obj_size string
  )
ROW FORMAT SERDE
   'com.amazonaws.glue.serde.GrokSerDe'
WITH SERDEPROPERTIES (
   'input.format'='^%{IPV4:client_ip} %{DATA:client_id} %{USERNAME:user_id} %{GREEDYDATA:request_received_time} %{QUOTEDSTRING:client_request} %{DATA:server_status} %{DATA: returned_obj_size}$'
   )
STORED AS INPUTFORMAT
   'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT
   'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION
   's3://bucket-name/apache-log-folder/';
-- kind: DDL CREATE_TABLE text
-- failed: 2/1200
--   ROW FORMAT SERDE 'com.amazonaws.glue.serde.GrokSerDe' is not supported here: use 'org.apache.hadoop.hive.serde2.RegexSerDe' with 'input.regex'
