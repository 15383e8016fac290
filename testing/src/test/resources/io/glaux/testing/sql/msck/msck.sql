--- MSCK REPAIR TABLE adds what is in S3 and not in the catalog, and takes nothing away.
-- kinds: DDL MSCK_REPAIR text

-- file: t/year=2023/month=12/a.csv
--   1
-- file: t/year=2024/month=01/a.csv
--   2
-- file: t/_tmp/year=2025/month=01/a.csv
--   9
-- file: t/notakey/a.csv
--   8
CREATE EXTERNAL TABLE t (id int) PARTITIONED BY (year string, month string) LOCATION '${location}t/';
-- kind: DDL CREATE_TABLE text
-- ok

MSCK REPAIR TABLE t;
-- text includes:
--   Partitions not in metastore:${any}t:year=2023/month=12${any}
--   Repair: Added partition to metastore ${any}year=2023/month=12
--   Repair: Added partition to metastore ${any}year=2024/month=01

SELECT * FROM t ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | year | month
--   1 | 2023 | 12
--   2 | 2024 | 01

--- Nothing is new. A folder that is no partition is named each time.
MSCK REPAIR TABLE t;
-- text:
--   Partitions not in metastore:\tt:notakey

--- A value with a colon. Amazon's own leaves it out without a word.
-- file: times/at=10:30/a.csv
--   1
CREATE EXTERNAL TABLE times (id int) PARTITIONED BY (at string) LOCATION '${location}times/';
-- kind: DDL CREATE_TABLE text
-- ok

MSCK REPAIR TABLE times;
-- text includes:
--   Repair: Added partition to metastore ${any}

SELECT * FROM times;
-- kind: DML SELECT csv
-- rows:
--   id | at
--   1 | 10:30

--- Keys of folders that are not in lower case are named, and are no partitions.
-- file: camel/userId=1/a.csv
--   1
CREATE EXTERNAL TABLE camel (id int) PARTITIONED BY (userid string) LOCATION '${location}camel/';
-- kind: DDL CREATE_TABLE text
-- ok

MSCK REPAIR TABLE camel;
-- kind: DDL MSCK_REPAIR text
-- text:
--   Partitions not in metastore:\tcamel:userId=1

SELECT count(*) AS n FROM camel;
-- kind: DML SELECT csv
-- rows:
--   n
--   0

--- A partition whose folder is gone is named and stays.
ALTER TABLE t ADD PARTITION (year = '1999', month = '01');
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

MSCK REPAIR TABLE t;
-- text includes:
--   Partitions missing from filesystem:${any}t:year=1999/month=01${any}

SHOW PARTITIONS t;
-- kind: UTILITY SHOW_PARTITIONS text
-- rows include:
--   year=1999/month=01

--- Glaux has Hive's other forms too: what Athena has not.
MSCK REPAIR TABLE t DROP PARTITIONS;
-- text includes:
--   Repair: Dropped partition from metastore ${any}year=1999/month=01

SHOW PARTITIONS t;
-- kind: UTILITY SHOW_PARTITIONS text
-- rows unordered:
--   year=2023/month=12
--   year=2024/month=01

-- file: t/year=2024/month=02/a.csv
--   3
MSCK REPAIR TABLE t ADD PARTITIONS;
-- text includes:
--   Repair: Added partition to metastore ${any}year=2024/month=02

MSCK REPAIR TABLE t SYNC PARTITIONS;
-- text:
--   Partitions not in metastore:\tt:notakey

MSCK REPAIR TABLE missing;
-- failed:
--   ${any}missing${any}

CREATE EXTERNAL TABLE flat (id int) LOCATION '${location}flat/';
-- kind: DDL CREATE_TABLE text
-- ok

MSCK REPAIR TABLE flat;
-- ok

CREATE TABLE iceberg (id int) LOCATION '${location}iceberg/' TBLPROPERTIES ('table_type'='ICEBERG');
-- kind: DDL CREATE_TABLE text
-- ok

MSCK REPAIR TABLE iceberg;
-- failed: 2/1200
--   Query type not supported by Athena Iceberg at this time

MSCK REPAIR t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:13: missing 'TABLE' at 't'

MSCK REPAIR TABLE "t";
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:19: mismatched input '"t"' expecting {IDENTIFIER, QUOTED_IDENTIFIER}. Names stand between backticks here, quotes are for texts
