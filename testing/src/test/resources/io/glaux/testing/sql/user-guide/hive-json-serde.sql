--- Examples of the page hive-json-serde of AWS's user guide, as they stand there.
-- replace: s3://myregion.elasticmapreduce/ with ${location}myregion-elasticmapreduce/

--- hive-json-serde, line 10
CREATE EXTERNAL TABLE impressions (
    requestbegintime string,
    adid string,
    impressionid string,
    referrer string,
    useragent string,
    usercookie string,
    ip string,
    number string,
    processid string,
    browsercookie string,
    requestendtime string,
    timers struct
                <
                 modellookup:string,
                 requesttime:string
                >,
    threadid string,
    hostname string,
    sessionid string
)
PARTITIONED BY (dt string)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
LOCATION 's3://myregion.elasticmapreduce/samples/hive-ads/tables/impressions';
-- kind: DDL CREATE_TABLE text
-- ok

--- hive-json-serde, line 54
MSCK REPAIR TABLE impressions;
-- kind: DDL MSCK_REPAIR text
-- ok
