--- Examples of the page reserved-words of AWS's user guide, as they stand there.
-- replace: s3://test_bucket/ with ${location}test-bucket/

--- reserved-words, line 54
CREATE EXTERNAL TABLE `partition` (
`date` INT,
col2 STRING
)
PARTITIONED BY (year STRING)
STORED AS TEXTFILE
LOCATION 's3://test_bucket/test_examples/';
-- kind: DDL CREATE_TABLE text
-- ok

CREATE EXTERNAL TABLE test_table (id int) PARTITIONED BY (`date` string) LOCATION '${location}t/';
-- kind: DDL CREATE_TABLE text
-- ok

--- reserved-words, line 66
ALTER TABLE test_table
ADD PARTITION (`date` = '2018-05-14');
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

DROP TABLE test_table;
-- kind: DDL DROP_TABLE text
-- ok

CREATE EXTERNAL TABLE test_table (id int) PARTITIONED BY (`partition` string) LOCATION '${location}t/';
-- kind: DDL CREATE_TABLE text
-- ok

ALTER TABLE test_table ADD PARTITION (`partition` = 'test_partition_value');
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

--- reserved-words, line 71
ALTER TABLE test_table
DROP PARTITION (`partition` = 'test_partition_value');
-- kind: DDL ALTER_TABLE_DROP_PARTITION text
-- ok
