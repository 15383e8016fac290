--- Examples of the page partitions of AWS's user guide, as they stand there.
-- replace: s3://DOC-EXAMPLE-BUCKET/ with ${location}doc-example-bucket/
-- replace: s3://athena-examples-us-west-1/ with ${location}athena-examples-us-west-1/
-- replace: s3://elasticmapreduce/ with ${location}elasticmapreduce/

--- partitions, line 26
CREATE EXTERNAL TABLE users (
first string,
last string,
username string
)
PARTITIONED BY (id string)
STORED AS parquet
LOCATION 's3://DOC-EXAMPLE-BUCKET/folder/';
-- kind: DDL CREATE_TABLE text
-- ok

--- partitions, line 70
CREATE EXTERNAL TABLE impressions (
    requestBeginTime string,
    adId string,
    impressionId string,
    referrer string,
    userAgent string,
    userCookie string,
    ip string,
    number string,
    processId string,
    browserCookie string,
    requestEndTime string,
    timers struct<modelLookup:string, requestTime:string>,
    threadId string,
    hostname string,
    sessionId string)
PARTITIONED BY (dt string)
ROW FORMAT  serde 'org.apache.hive.hcatalog.data.JsonSerDe'
LOCATION 's3://elasticmapreduce/samples/hive-ads/tables/impressions/';
-- kind: DDL CREATE_TABLE text
-- ok

--- partitions, line 98
MSCK REPAIR TABLE impressions;
-- kind: DDL MSCK_REPAIR text
-- ok

CREATE EXTERNAL TABLE elb_logs_raw_native_part (line string) PARTITIONED BY (dt string) LOCATION '${location}elb/';
-- kind: DDL CREATE_TABLE text
-- ok

--- partitions, line 191
ALTER TABLE elb_logs_raw_native_part ADD PARTITION (dt='2015-01-01') location 's3://athena-examples-us-west-1/elb/plaintext/2015/01/01/';
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok
