--- Examples of the page cloudtrail-logs of AWS's user guide, as they stand there.
-- replace: s3://CloudTrail_bucket_name/ with ${location}cloudtrail-bucket-name/
-- replace: s3://bucket/ with ${location}bucket/
-- replace: s3://cloudtrail_bucket_name/ with ${location}cloudtrail-bucket-name/

--- cloudtrail-logs, line 82
CREATE EXTERNAL TABLE cloudtrail_logs (
eventversion STRING,
useridentity STRUCT<
               type:STRING,
               principalid:STRING,
               arn:STRING,
               accountid:STRING,
               invokedby:STRING,
               accesskeyid:STRING,
               userName:STRING,
  sessioncontext:STRUCT<
    attributes:STRUCT<
               mfaauthenticated:STRING,
               creationdate:STRING>,
    sessionissuer:STRUCT<
               type:STRING,
               principalId:STRING,
               arn:STRING,
               accountId:STRING,
               userName:STRING>,
    ec2RoleDelivery:string,
    webIdFederationData:map<string,string>
  >
>,
eventtime STRING,
eventsource STRING,
eventname STRING,
awsregion STRING,
sourceipaddress STRING,
useragent STRING,
errorcode STRING,
errormessage STRING,
requestparameters STRING,
responseelements STRING,
additionaleventdata STRING,
requestid STRING,
eventid STRING,
resources ARRAY<STRUCT<
               arn:STRING,
               accountid:STRING,
               type:STRING>>,
eventtype STRING,
apiversion STRING,
readonly STRING,
recipientaccountid STRING,
serviceeventdetails STRING,
sharedeventid STRING,
vpcendpointid STRING,
tlsDetails struct<
  tlsVersion:string,
  cipherSuite:string,
  clientProvidedHostHeader:string>
)
PARTITIONED BY (region string, year string, month string, day string)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://CloudTrail_bucket_name/AWSLogs/Account_ID/CloudTrail/';
-- kind: DDL CREATE_TABLE text
-- failed: 2/1200
--   INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat' is not supported here: nothing reads CloudTrail's files as rows. Use 'org.apache.hive.hcatalog.data.JsonSerDe' with a column records of type array<struct<..>> and UNNEST it

CREATE EXTERNAL TABLE table_name (id int) PARTITIONED BY (region string, year string, month string, day string) LOCATION '${location}t/';
-- kind: DDL CREATE_TABLE text
-- ok

--- cloudtrail-logs, line 155
ALTER TABLE table_name ADD
   PARTITION (region='us-east-1',
              year='2019',
              month='02',
              day='01')
   LOCATION 's3://cloudtrail_bucket_name/AWSLogs/Account_ID/CloudTrail/us-east-1/2019/02/01/';
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

DROP TABLE table_name;
-- kind: DDL DROP_TABLE text
-- ok

CREATE EXTERNAL TABLE table_name (id int) PARTITIONED BY (account string, region string, year string, month string, day string) LOCATION '${location}t/';
-- kind: DDL CREATE_TABLE text
-- ok

--- cloudtrail-logs, line 196
ALTER TABLE table_name ADD
PARTITION (account='111122223333',
region='us-east-1',
year='2022',
month='08',
day='08');
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

ALTER TABLE table_name DROP PARTITION (account='111122223333', region='us-east-1', year='2022', month='08', day='08');
-- kind: DDL ALTER_TABLE_DROP_PARTITION text
-- ok

--- cloudtrail-logs, line 213
ALTER TABLE table_name ADD
PARTITION (account='111122223333',
region='us-east-1',
year='2022',
month='08',
day='08')
LOCATION 's3://cloudtrail_bucket_name/AWSLogs/organization_id/111122223333/CloudTrail/us-east-1/2022/08/08/';
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

--- cloudtrail-logs, line 229
CREATE EXTERNAL TABLE cloudtrail_logs_pp(
    eventVersion STRING,
    userIdentity STRUCT<
        type: STRING,
        principalId: STRING,
        arn: STRING,
        accountId: STRING,
        invokedBy: STRING,
        accessKeyId: STRING,
        userName: STRING,
        sessionContext: STRUCT<
            attributes: STRUCT<
                mfaAuthenticated: STRING,
                creationDate: STRING>,
            sessionIssuer: STRUCT<
                type: STRING,
                principalId: STRING,
                arn: STRING,
                accountId: STRING,
                userName: STRING>,
            ec2RoleDelivery:string,
            webIdFederationData:map<string,string>
        >
    >,
    eventTime STRING,
    eventSource STRING,
    eventName STRING,
    awsRegion STRING,
    sourceIpAddress STRING,
    userAgent STRING,
    errorCode STRING,
    errorMessage STRING,
    requestparameters STRING,
    responseelements STRING,
    additionaleventdata STRING,
    requestId STRING,
    eventId STRING,
    readOnly STRING,
    resources ARRAY<STRUCT<
        arn: STRING,
        accountId: STRING,
        type: STRING>>,
    eventType STRING,
    apiVersion STRING,
    recipientAccountId STRING,
    serviceEventDetails STRING,
    sharedEventID STRING,
    vpcendpointid STRING,
    tlsDetails struct<
        tlsVersion:string,
        cipherSuite:string,
        clientProvidedHostHeader:string>
  )
PARTITIONED BY (
   `timestamp` string)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION
  's3://bucket/AWSLogs/account-id/CloudTrail/aws-region'
TBLPROPERTIES (
  'projection.enabled'='true',
  'projection.timestamp.format'='yyyy/MM/dd',
  'projection.timestamp.interval'='1',
  'projection.timestamp.interval.unit'='DAYS',
  'projection.timestamp.range'='2020/01/01,NOW',
  'projection.timestamp.type'='date',
  'storage.location.template'='s3://bucket/AWSLogs/account-id/CloudTrail/aws-region/${timestamp}');
-- kind: DDL CREATE_TABLE text
-- failed: 2/1200
--   INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat' is not supported here: nothing reads CloudTrail's files as rows. Use 'org.apache.hive.hcatalog.data.JsonSerDe' with a column records of type array<struct<..>> and UNNEST it
