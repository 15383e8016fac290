--- Examples of the page querying-guardduty of AWS's user guide, as they stand there.
-- replace: s3://findings-bucket-name/ with ${location}findings-bucket-name/

--- querying-guardduty, line 20
CREATE EXTERNAL TABLE `gd_logs` (
  `schemaversion` string,
  `accountid` string,
  `region` string,
  `partition` string,
  `id` string,
  `arn` string,
  `type` string,
  `resource` string,
  `service` string,
  `severity` string,
  `createdat` string,
  `updatedat` string,
  `title` string,
  `description` string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
 LOCATION 's3://findings-bucket-name/AWSLogs/account-id/GuardDuty/'
 TBLPROPERTIES ('has_encrypted_data'='true');
-- kind: DDL CREATE_TABLE text
-- ok
