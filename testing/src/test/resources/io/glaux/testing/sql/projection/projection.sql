--- Partition projection: partitions come from the properties of the table, not from the catalog.
-- kinds: DDL CREATE_TABLE text

-- file: enums/kind=a/x.csv
--   1
-- file: enums/kind=b/x.csv
--   2
-- file: enums/kind=c/x.csv
--   3
CREATE EXTERNAL TABLE enums (id int) PARTITIONED BY (kind string) LOCATION '${location}enums/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.kind.type'='enum', 'projection.kind.values'='a,b,nothing');
-- ok

SELECT * FROM enums ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | kind
--   1 | a
--   2 | b

SELECT * FROM enums WHERE kind = 'c';
-- kind: DML SELECT csv
-- rows:
--   id | kind

SHOW PARTITIONS enums;
-- kind: UTILITY SHOW_PARTITIONS text
-- ok

--- Partitions of the catalog are ignored.
ALTER TABLE enums ADD PARTITION (kind = 'c');
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

SELECT count(*) AS n FROM enums WHERE kind = 'c';
-- kind: DML SELECT csv
-- rows:
--   n
--   0

ALTER TABLE enums SET TBLPROPERTIES ('projection.kind.values'='c');
-- kind: DDL ALTER_TABLE_PROPERTIES text
-- ok

SELECT * FROM enums;
-- kind: DML SELECT csv
-- rows:
--   id | kind
--   3 | c

ALTER TABLE enums SET TBLPROPERTIES ('projection.enabled'='false');
-- kind: DDL ALTER_TABLE_PROPERTIES text
-- ok

SELECT * FROM enums;
-- kind: DML SELECT csv
-- rows:
--   id | kind
--   3 | c

-- file: ints/n=07/x.csv
--   7
-- file: ints/n=10/x.csv
--   10
-- file: ints/n=11/x.csv
--   11
CREATE EXTERNAL TABLE ints (id int) PARTITIONED BY (n int) LOCATION '${location}ints/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.n.type'='integer', 'projection.n.range'='1,10',
  'projection.n.digits'='2');
-- ok

SELECT * FROM ints ORDER BY n;
-- kind: DML SELECT csv
-- types: integer | integer
-- rows:
--   id | n
--   7 | 7
--   10 | 10

SELECT id FROM ints WHERE n BETWEEN 8 AND 20;
-- kind: DML SELECT csv
-- rows:
--   id
--   10

--- Without digits the folder 07 is not that of 7.
CREATE EXTERNAL TABLE no_digits (id int) PARTITIONED BY (n int) LOCATION '${location}ints/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.n.type'='integer', 'projection.n.range'='1,10');
-- ok

SELECT id FROM no_digits WHERE n = 7;
-- kind: DML SELECT csv
-- rows:
--   id

SELECT id FROM no_digits;
-- kind: DML SELECT csv
-- rows:
--   id
--   10

CREATE EXTERNAL TABLE steps (id int) PARTITIONED BY (n string) LOCATION '${location}ints/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.n.type'='integer', 'projection.n.range'=' 0 , 12 ',
  'projection.n.interval'='5');
-- ok

SELECT id FROM steps;
-- kind: DML SELECT csv
-- rows:
--   id
--   10

-- file: longs/id=8675309001/x.csv
--   1
CREATE EXTERNAL TABLE longs (x int) PARTITIONED BY (id bigint) LOCATION '${location}longs/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.id.type'='integer',
  'projection.id.range'='-8675309000,8675309999');
-- ok

SELECT x FROM longs WHERE id = 8675309001;
-- kind: DML SELECT csv
-- rows:
--   x
--   1

-- file: days/2024/01/30/x.csv
--   30
-- file: days/2024/02/02/x.csv
--   2
CREATE EXTERNAL TABLE days (id int) PARTITIONED BY (day string) LOCATION '${location}days/'
TBLPROPERTIES ('projection.enabled'='TRUE', 'projection.day.type'='Date', 'projection.day.format'='yyyy/MM/dd',
  'projection.day.range'='2024/01/01,NOW', 'storage.location.template'='${location}days/${day}/');
-- ok

SELECT * FROM days WHERE day BETWEEN '2024/01/28' AND '2024/02/05' ORDER BY day;
-- kind: DML SELECT csv
-- rows:
--   id | day
--   30 | 2024/01/30
--   2 | 2024/02/02

SELECT count(*) AS n FROM days WHERE day = '2023/12/31';
-- kind: DML SELECT csv
-- rows:
--   n
--   0

-- file: months/2024-03/x.csv
--   3
CREATE EXTERNAL TABLE months (id int) PARTITIONED BY (m string) LOCATION '${location}months/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.m.type'='date', 'projection.m.format'='yyyy-MM',
  'projection.m.range'='2024-01,2024-12', 'projection.m.interval'='1', 'projection.m.interval.unit'='MONTHS',
  'storage.location.template'='${location}months/${m}/');
-- ok

SELECT * FROM months;
-- kind: DML SELECT csv
-- rows:
--   id | m
--   3 | 2024-03

CREATE EXTERNAL TABLE default_month (id int) PARTITIONED BY (m string) LOCATION '${location}months/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.m.type'='date', 'projection.m.format'='yyyy-MM',
  'projection.m.range'='2024-01,2024-12', 'storage.location.template'='${location}months/${m}/');
-- ok

SELECT * FROM default_month WHERE m = '2024-03';
-- kind: DML SELECT csv
-- rows:
--   id | m
--   3 | 2024-03

-- file: years/y=2024/x.csv
--   2024
CREATE EXTERNAL TABLE years (id int) PARTITIONED BY (y string) LOCATION '${location}years/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.y.type'='date', 'projection.y.format'='yyyy',
  'projection.y.range'='2020,NOW+1YEARS', 'projection.y.interval'='1', 'projection.y.interval.unit'='YEARS');
-- ok

SELECT * FROM years;
-- kind: DML SELECT csv
-- rows:
--   id | y
--   2024 | 2024

CREATE EXTERNAL TABLE relative (id int) PARTITIONED BY (day string) LOCATION '${location}relative/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.day.type'='date', 'projection.day.format'='yyyy-MM-dd',
  'projection.day.range'='NOW-3YEARS,NOW+2WEEKS');
-- ok

SELECT * FROM relative;
-- kind: DML SELECT csv
-- rows:
--   id | day

-- file: hours/2024-01-01-05/x.csv
--   5
CREATE EXTERNAL TABLE hours (id int) PARTITIONED BY (h string) LOCATION '${location}hours/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.h.type'='date', 'projection.h.format'='yyyy-MM-dd-HH',
  'projection.h.range'='2024-01-01-00,2024-01-02-00', 'projection.h.interval'='1', 'projection.h.interval.unit'='hours',
  'storage.location.template'='${location}hours/${h}/');
-- ok

SELECT * FROM hours;
-- kind: DML SELECT csv
-- rows:
--   id | h
--   5 | 2024-01-01-05

-- file: devices/4a770164-0392-4a41-8565-40ed8cec737e/x.csv
--   1
-- file: devices/f71d12cf/x.csv
--   2
CREATE EXTERNAL TABLE devices (id int) PARTITIONED BY (device_id string) LOCATION '${location}devices/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.device_id.type'='injected',
  'storage.location.template'='${location}devices/${device_id}/');
-- ok

SELECT * FROM devices WHERE device_id = 'f71d12cf';
-- kind: DML SELECT csv
-- rows:
--   id | device_id
--   2 | f71d12cf

SELECT * FROM devices WHERE device_id IN ('f71d12cf', '4a770164-0392-4a41-8565-40ed8cec737e') ORDER BY id;
-- kind: DML SELECT csv
-- rows:
--   id | device_id
--   1 | 4a770164-0392-4a41-8565-40ed8cec737e
--   2 | f71d12cf

SELECT * FROM devices;
-- kind: DML SELECT csv
-- failed:
--   CONSTRAINT_VIOLATION: For the injected projected partition column device_id, the WHERE clause must contain only static equality conditions, and at least one such condition must be present.${any}

SELECT * FROM devices WHERE device_id > 'a';
-- kind: DML SELECT csv
-- failed:
--   CONSTRAINT_VIOLATION: For the injected projected partition column device_id${any}

-- file: mixed/eu/2024/x.csv
--   1
CREATE EXTERNAL TABLE mixed (id int) PARTITIONED BY (region string, year int) LOCATION '${location}mixed/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.region.type'='enum', 'projection.region.values'='us,eu',
  'projection.year.type'='integer', 'projection.year.range'='2020,2030',
  'storage.location.template'='${location}mixed/${region}/${year}/');
-- ok

SELECT * FROM mixed WHERE year > 2021;
-- kind: DML SELECT csv
-- rows:
--   id | region | year
--   1 | eu | 2024

INSERT INTO mixed VALUES (2, 'us', 2025);
-- kind: DML INSERT plain
-- count: 1

SELECT id FROM mixed WHERE region = 'us';
-- kind: DML SELECT csv
-- rows:
--   id
--   2

--- Wrong configurations: the table is made, its use fails.
CREATE EXTERNAL TABLE missing_column (id int) PARTITIONED BY (a string, b string) LOCATION '${location}m/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.a.type'='enum', 'projection.a.values'='x');
-- ok

SELECT * FROM missing_column;
-- kind: DML SELECT csv
-- failed:
--   HIVE_METASTORE_ERROR: Table ${database}.missing_column is configured for partition projection, but the following partition columns are missing projection configuration: [b] (table ${database}.missing_column)${any}

CREATE EXTERNAL TABLE wrong_type (id int) PARTITIONED BY (a string) LOCATION '${location}m/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.a.type'='nonsense');
-- ok

SELECT * FROM wrong_type;
-- kind: DML SELECT csv
-- failed:
--   HIVE_METASTORE_ERROR: Table ${database}.wrong_type is configured for partition projection, but projection.a.type is 'nonsense': it must be enum, integer, date or injected (table ${database}.wrong_type)${any}

CREATE EXTERNAL TABLE wrong_range (id int) PARTITIONED BY (a int) LOCATION '${location}m/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.a.type'='integer', 'projection.a.range'='10,1');
-- ok

SELECT * FROM wrong_range;
-- kind: DML SELECT csv
-- failed: 1/204
--   HIVE_METASTORE_ERROR: Table ${database}.wrong_range is configured for partition projection, but projection.a.range is empty: its start 10 is greater than its end 1 (table ${database}.wrong_range)

CREATE EXTERNAL TABLE wrong_interval (id int) PARTITIONED BY (a int) LOCATION '${location}m/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.a.type'='integer', 'projection.a.range'='1,10',
  'projection.a.interval'='0');
-- ok

SELECT * FROM wrong_interval;
-- kind: DML SELECT csv
-- failed: 1/204
--   HIVE_METASTORE_ERROR: Table ${database}.wrong_interval is configured for partition projection, but projection.a.interval is 0: it must be at least 1 (table ${database}.wrong_interval)

CREATE EXTERNAL TABLE no_format (id int) PARTITIONED BY (a string) LOCATION '${location}m/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.a.type'='date', 'projection.a.range'='2024-01-01,NOW');
-- ok

SELECT * FROM no_format;
-- kind: DML SELECT csv
-- failed: 1/204
--   HIVE_METASTORE_ERROR: Table ${database}.no_format is configured for partition projection, but projection.a.format is missing (table ${database}.no_format)

CREATE EXTERNAL TABLE wrong_template (id int) PARTITIONED BY (a string) LOCATION '${location}m/'
TBLPROPERTIES ('projection.enabled'='true', 'projection.a.type'='enum', 'projection.a.values'='x',
  'storage.location.template'='${location}m/static/');
-- ok

SELECT * FROM wrong_template;
-- kind: DML SELECT csv
-- failed: 1/204
--   HIVE_METASTORE_ERROR: Table ${database}.wrong_template is configured for partition projection, but storage.location.template has no ${a}: every partition column must be in it (table ${database}.wrong_template)
