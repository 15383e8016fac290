--- The clauses of CREATE EXTERNAL TABLE.
-- kinds: DDL CREATE_TABLE text

-- escaped file: plain/a.txt
--   1\u0001one
--   2\u0001two
--   3\u0001\\N
CREATE EXTERNAL TABLE plain (id int, name string) LOCATION '${location}plain/';
-- ok

SELECT * FROM plain ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | name
--   1 | one
--   2 | two
--   3 | \N

CREATE EXTERNAL TABLE plain (id int) LOCATION '${location}plain/';
-- failed:
--   ${any}already exists${any}

CREATE EXTERNAL TABLE IF NOT EXISTS plain (id int) LOCATION '${location}plain/';
-- ok

CREATE TABLE managed (id int) LOCATION '${location}managed/';
-- failed: 2/1100
--   Only Iceberg tables are created without EXTERNAL: write CREATE EXTERNAL TABLE, or add 'table_type'='ICEBERG' to TBLPROPERTIES

CREATE EXTERNAL TABLE nowhere (id int);
-- failed:
--   ${any}No location was specified for table. An S3 location must be specified${any}

-- file: csv/a.csv
--   id,name,price
--   1,pen,1.5
--   2,ink,NULL
CREATE EXTERNAL TABLE IF NOT EXISTS ${database}.`csv` (
  `id` bigint COMMENT 'the number',
  `name` string COMMENT 'it''s a name',
  `price` double
)
COMMENT 'Prices'
ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LINES TERMINATED BY '\n' NULL DEFINED AS 'NULL'
STORED AS TEXTFILE
LOCATION '${location}csv/'
TBLPROPERTIES ('skip.header.line.count'='1', 'note'="double quotes are a text here");
-- ok

SELECT * FROM csv ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | name | price
--   1 | pen | 1.5
--   2 | ink | \N

-- file: nested/a.txt
--   1|a,b|k:1,l:2
CREATE EXTERNAL TABLE nested (id int, tags array<string>, counts map<string,int>)
ROW FORMAT DELIMITED
  FIELDS TERMINATED BY '|' ESCAPED BY '\\'
  COLLECTION ITEMS TERMINATED BY ','
  MAP KEYS TERMINATED BY ':'
LOCATION '${location}nested/';
-- ok

SELECT * FROM nested;
-- kind: DML SELECT csv
-- rows:
--   id | tags | counts
--   1 | [a, b] | {k=1, l=2}

-- file: parted/year=2024/month=01/a.txt
--   1
CREATE EXTERNAL TABLE parted (id int)
PARTITIONED BY (year string COMMENT 'of the sale', month string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
LOCATION '${location}parted/';
-- ok

--- Partitions are not found by themselves.
SELECT * FROM parted;
-- kind: DML SELECT csv
-- rows:
--   id | year | month

CREATE EXTERNAL TABLE typed (
  a boolean, b tinyint, c smallint, d int, e integer, f bigint, g float, h double, i decimal(11,5), j decimal,
  k char(10), l varchar(20), m string, n binary, o date, p timestamp,
  q array<int>, r map<string, array<string>>, s struct<x:int, y:struct<z:string>>)
STORED AS PARQUET
LOCATION '${location}typed/';
-- ok

SELECT column_name, data_type FROM information_schema.columns
WHERE table_schema = '${database}' AND table_name = 'typed' ORDER BY ordinal_position;
-- kind: DML SELECT csv
-- rows:
--   column_name | data_type
--   a | boolean
--   b | tinyint
--   c | smallint
--   d | integer
--   e | integer
--   f | bigint
--   g | real
--   h | double
--   i | decimal(11,5)
--   j | decimal(10,0)
--   k | char(10)
--   l | varchar(20)
--   m | varchar
--   n | varbinary
--   o | date
--   p | timestamp(3)
--   q | array(integer)
--   r | map(varchar, array(varchar))
--   s | row("x" integer, "y" row("z" varchar))

CREATE EXTERNAL TABLE bucketed (id int, name string)
CLUSTERED BY (id) INTO 4 BUCKETS
STORED AS PARQUET
LOCATION '${location}bucketed/'
TBLPROPERTIES ('bucketing_format'='spark');
-- ok

CREATE EXTERNAL TABLE formats (id int)
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION '${location}formats/';
-- ok

--- Reserved words of Hive in backticks, and as they are in SELECT where they are no words of Trino.
CREATE EXTERNAL TABLE `partition` (`date` int, `timestamp` string, `user` string, `order` string)
PARTITIONED BY (`table` string)
LOCATION '${location}partition/';
-- ok

SELECT "date", "timestamp", "user", "order", "table" FROM "partition";
-- kind: DML SELECT csv
-- rows:
--   date | timestamp | user | order | table

CREATE EXTERNAL TABLE `_underscore` (`_id` string, `1st` int) LOCATION '${location}underscore/';
-- ok

--- Names become lower case.
CREATE EXTERNAL TABLE MixedCase (FirstName string) LOCATION '${location}mixed/';
-- ok

SELECT FIRSTNAME FROM mixedcase;
-- kind: DML SELECT csv
-- rows:
--   FIRSTNAME

CREATE EXTERNAL TABLE no_such_database.t (id int) LOCATION '${location}x/';
-- failed:
--   ${any}no_such_database${any}

CREATE EXTERNAL TABLE twice (id int, ID string) LOCATION '${location}twice/';
-- failed: 2/1006
--   FAILED: SemanticException [Error 10036]: Duplicate column name: id

CREATE EXTERNAL TABLE also_partition (id int) PARTITIONED BY (id int) LOCATION '${location}also/';
-- failed: 2/1006
--   FAILED: SemanticException [Error 10035]: Column repeated in partitioning columns

CREATE EXTERNAL TABLE not_s3 (id int) LOCATION 'hdfs://somewhere/x/';
-- failed: 2/1100
--   The location 'hdfs://somewhere/x/' is not a path in S3: write 's3://bucket/folder/'

-- open: the message is not known
CREATE EXTERNAL TABLE a_file (id int) LOCATION '${location}csv/a.csv';
-- failed:
--   ${any}Can't make directory for path${any}

DROP TABLE formats;
-- kind: DDL DROP_TABLE text
-- ok

DROP TABLE ${database}.`_underscore`;
-- kind: DDL DROP_TABLE text
-- ok

DROP TABLE IF EXISTS formats;
-- kind: DDL DROP_TABLE text
-- ok

DROP TABLE formats;
-- kind: DDL DROP_TABLE text
-- failed:
--   ${any}formats${any}

DROP TABLE IF EXISTS bucketed PURGE;
-- kind: DDL DROP_TABLE text
-- ok

--- DROP TABLE leaves the data of a table that is external.
DROP TABLE csv;
-- kind: DDL DROP_TABLE text
-- ok

CREATE EXTERNAL TABLE csv_again (line string) LOCATION '${location}csv/';
-- ok

SELECT count(*) AS n FROM csv_again;
-- kind: DML SELECT csv
-- rows:
--   n
--   3
