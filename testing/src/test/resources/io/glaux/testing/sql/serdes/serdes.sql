--- Each SerDe that Athena lists, over a small file. ORC, Parquet and Avro files are made by CTAS in the family ctas.
-- kinds: DDL CREATE_TABLE text

-- file: lazy/a.csv
--   1,a\,b,true
--   x,,false
CREATE EXTERNAL TABLE lazy (id int, name string, flag boolean)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe'
WITH SERDEPROPERTIES ('field.delim'=',', 'escape.delim'='\\', 'serialization.null.format'='')
LOCATION '${location}lazy/';
-- ok

SELECT * FROM lazy ORDER BY flag DESC;
-- kind: DML SELECT csv
-- rows:
--   id | name | flag
--   1 | a,b | true
--   \N | \N | false

-- escaped file: tabs/a.tsv
--   1\tone
--   2\ttwo
CREATE EXTERNAL TABLE tabs (id int, name string)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t'
LOCATION '${location}tabs/';
-- ok

SELECT name FROM tabs ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   name
--   one
--   two

-- file: open/a.csv
--   "id","name"
--   "1","a ""quoted"" name"
--   "2",plain
CREATE EXTERNAL TABLE open_csv (id string, name string)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
LOCATION '${location}open/'
TBLPROPERTIES ('skip.header.line.count'='1');
-- ok

SELECT * FROM open_csv ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | name
--   1 | a "quoted" name
--   2 | plain

-- file: typed/a.csv
--   7;17800;1400000000000;2.5;'true'
CREATE EXTERNAL TABLE open_typed (id int, day date, moment timestamp, ratio double, flag boolean)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
WITH SERDEPROPERTIES ('separatorChar'=';', 'quoteChar'='\'', 'escapeChar'='\\')
LOCATION '${location}typed/';
-- ok

--- A date is a count of days and a timestamp of milliseconds since 1970.
-- open: Trino's OpenCSV has texts, and reads a date as a text of a date
SELECT * FROM open_typed;
-- kind: DML SELECT csv
-- rows:
--   id | day | moment | ratio | flag
--   7 | 2018-09-26 | 2014-05-13 16:53:20.000 | 2.5 | true

-- file: openx/a.json
--   {"Id": 1, "name": "one", "tags": ["a", "b"], "user": {"mail": "x@y"}, "a.b": 5}
--   {"id": 2}
--   {"id": 3, "name": null, "extra": true}
CREATE EXTERNAL TABLE openx (id int, name string, tags array<string>, `user` struct<mail:string>, a_b int)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ('dots.in.keys'='TRUE', 'case.insensitive'='TRUE')
LOCATION '${location}openx/';
-- ok

SELECT id, name, tags, "user".mail, a_b FROM openx ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | name | tags | mail | a_b
--   1 | one | [a, b] | x@y | 5
--   2 | \N | \N | \N | \N
--   3 | \N | \N | \N | \N

-- file: malformed/a.json
--   {"id": 1}
--   not json
CREATE EXTERNAL TABLE malformed (id int)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ('ignore.malformed.json'='true')
LOCATION '${location}malformed/';
-- ok

SELECT * FROM malformed ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id
--   1
--   \N

CREATE EXTERNAL TABLE strict (id int)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
LOCATION '${location}malformed/';
-- ok

-- open: Trino's OpenX takes a line that is no object for a row of NULLs
SELECT * FROM strict;
-- kind: DML SELECT csv
-- failed:
--   HIVE_${any}

-- file: mapped/a.json
--   {"timestamp": "2024-01-01", "User-Agent": "curl"}
CREATE EXTERNAL TABLE mapped (ts string, agent string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
WITH SERDEPROPERTIES ('mapping.ts'='timestamp', 'mapping.agent'='User-Agent')
LOCATION '${location}mapped/';
-- ok

SELECT * FROM mapped;
-- kind: DML SELECT csv
-- rows:
--   ts | agent
--   2024-01-01 | curl

-- file: hcatalog/a.json
--   {"id": 1, "price": 1.50, "m": {"k": 2}}
CREATE EXTERNAL TABLE hcatalog (id int, price decimal(10,2), m map<string,int>)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
LOCATION '${location}hcatalog/';
-- ok

SELECT * FROM hcatalog;
-- kind: DML SELECT csv
-- rows:
--   id | price | m
--   1 | 1.50 | {k=2}

-- file: regex/a.log
--   127.0.0.1 GET /index.html 200
--   garbage
CREATE EXTERNAL TABLE requests (client string, method string, path string, status int)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.RegexSerDe'
WITH SERDEPROPERTIES ('input.regex'='^(\\S+) (\\S+) (\\S+) (\\d+)$')
LOCATION '${location}regex/';
-- ok

SELECT * FROM requests ORDER BY client;
-- kind: DML SELECT csv
-- rows:
--   client | method | path | status
--   127.0.0.1 | GET | /index.html | 200
--   \N | \N | \N | \N

CREATE EXTERNAL TABLE avro_declared (id int)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.avro.AvroSerDe'
WITH SERDEPROPERTIES ('avro.schema.literal'='{"type":"record","name":"r","fields":[{"name":"id","type":"int"}]}')
STORED AS AVRO
LOCATION '${location}avro/';
-- ok

SELECT * FROM avro_declared;
-- kind: DML SELECT csv
-- rows:
--   id

CREATE EXTERNAL TABLE parquet_declared (id int)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'
LOCATION '${location}parquet/';
-- ok

SELECT * FROM parquet_declared;
-- kind: DML SELECT csv
-- rows:
--   id

CREATE EXTERNAL TABLE orc_declared (id int)
ROW FORMAT SERDE 'org.apache.hadoop.hive.ql.io.orc.OrcSerde'
STORED AS ORC
LOCATION '${location}orc/'
TBLPROPERTIES ('orc.compress'='ZLIB');
-- ok

SELECT * FROM orc_declared;
-- kind: DML SELECT csv
-- rows:
--   id

CREATE EXTERNAL TABLE sequence (id int) STORED AS SEQUENCEFILE LOCATION '${location}sequence/';
-- ok

CREATE EXTERNAL TABLE rcfile (id int) STORED AS RCFILE LOCATION '${location}rc/';
-- ok

--- Files whose names begin with a dot or an underscore are not data.
-- file: hidden/a.csv
--   1
-- file: hidden/_SUCCESS
--   2
-- file: hidden/.part
--   3
CREATE EXTERNAL TABLE hidden (id int) LOCATION '${location}hidden/';
-- ok

SELECT * FROM hidden;
-- kind: DML SELECT csv
-- rows:
--   id
--   1

-- file: deep/x/y/a.csv
--   9
CREATE EXTERNAL TABLE deep (id int) LOCATION '${location}deep/';
-- ok

SELECT * FROM deep;
-- kind: DML SELECT csv
-- rows:
--   id
--   9

--- What Trino cannot read is refused with a sentence that says what to use.
CREATE EXTERNAL TABLE ion (id int) STORED AS ION LOCATION '${location}ion/';
-- failed: 2/1200
--   STORED AS ION is not supported here: nothing reads files in Amazon Ion. Convert them to JSON and use 'org.openx.data.jsonserde.JsonSerDe'

CREATE EXTERNAL TABLE ion_serde (id int)
ROW FORMAT SERDE 'com.amazon.ionhiveserde.IonHiveSerDe'
STORED AS ION
LOCATION '${location}ion/';
-- failed: 2/1200
--   STORED AS ION is not supported here: nothing reads files in Amazon Ion. Convert them to JSON and use 'org.openx.data.jsonserde.JsonSerDe'

CREATE EXTERNAL TABLE grok (line string)
ROW FORMAT SERDE 'com.amazonaws.glue.serde.GrokSerDe'
WITH SERDEPROPERTIES ('input.format'='%{SYSLOGBASE}')
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION '${location}grok/';
-- failed: 2/1200
--   ROW FORMAT SERDE 'com.amazonaws.glue.serde.GrokSerDe' is not supported here: use 'org.apache.hadoop.hive.serde2.RegexSerDe' with 'input.regex'

CREATE EXTERNAL TABLE trail (eventversion string)
ROW FORMAT SERDE 'com.amazon.emr.hive.serde.CloudTrailSerde'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION '${location}trail/';
-- failed: 2/1200
--   INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat' is not supported here: nothing reads CloudTrail's files as rows. Use 'org.apache.hive.hcatalog.data.JsonSerDe' with a column records of type array<struct<..>> and UNNEST it

CREATE EXTERNAL TABLE unknown_serde (id int) ROW FORMAT SERDE 'com.example.NoSuchSerDe' LOCATION '${location}x/';
-- failed:
--   ${any}com.example.NoSuchSerDe${any}

CREATE EXTERNAL TABLE unknown_format (id int) STORED AS NOSUCHFORMAT LOCATION '${location}x/';
-- failed:
--   ${any}NOSUCHFORMAT${any}
