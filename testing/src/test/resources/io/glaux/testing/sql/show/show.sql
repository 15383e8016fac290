--- SHOW in its forms.
-- kinds: UTILITY SHOW_TABLES text

CREATE EXTERNAL TABLE flights_2016 (id int COMMENT 'number', name string) PARTITIONED BY (day string)
COMMENT 'all flights'
ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
LOCATION '${location}flights/'
TBLPROPERTIES ('skip.header.line.count'='1', 'classification'='csv');
-- kind: DDL CREATE_TABLE text
-- ok

CREATE EXTERNAL TABLE elb_logs (id int) STORED AS PARQUET LOCATION '${location}logs/';
-- kind: DDL CREATE_TABLE text
-- ok

CREATE VIEW view_flights AS SELECT id FROM flights_2016;
-- kind: DDL CREATE_VIEW text
-- ok

SHOW TABLES;
-- rows unordered:
--   elb_logs
--   flights_2016
--   view_flights

SHOW TABLES IN ${database};
-- rows unordered:
--   elb_logs
--   flights_2016
--   view_flights

SHOW TABLES IN `${database}` '*flights*';
-- rows unordered:
--   flights_2016
--   view_flights

SHOW TABLES '*logs';
-- text:
--   elb_logs

SHOW TABLES '.*logs';
-- text:
--   elb_logs

SHOW TABLES 'elb_logs|view*';
-- rows unordered:
--   elb_logs
--   view_flights

SHOW TABLES 'nothing';
-- ok

SHOW TABLES IN no_such_database;
-- failed:
--   ${any}no_such_database${any}

SHOW VIEWS;
-- kind: UTILITY SHOW_VIEWS text
-- text:
--   view_flights

SHOW VIEWS IN ${database} LIKE 'view*';
-- kind: UTILITY SHOW_VIEWS text
-- text:
--   view_flights

SHOW VIEWS LIKE 'orders*';
-- kind: UTILITY SHOW_VIEWS text
-- ok

--- Names are padded to twenty characters.
SHOW COLUMNS FROM flights_2016;
-- kind: UTILITY SHOW_COLUMNS text
-- text:
--   id                 \s
--   name               \s
--   day                \s

SHOW COLUMNS IN ${database}.flights_2016;
-- kind: UTILITY SHOW_COLUMNS text
-- text:
--   id                 \s
--   name               \s
--   day                \s

SHOW COLUMNS FROM flights_2016 FROM ${database};
-- kind: UTILITY SHOW_COLUMNS text
-- text:
--   id                 \s
--   name               \s
--   day                \s

SHOW COLUMNS IN flights_2016 IN ${database};
-- kind: UTILITY SHOW_COLUMNS text
-- text:
--   id                 \s
--   name               \s
--   day                \s

-- open: the catalog is not asked before there is a query
SHOW COLUMNS FROM missing;
-- refused: InvalidRequestException INVALID_INPUT
--   ${any}Entity Not Found${any}

SHOW TBLPROPERTIES flights_2016;
-- kind: UTILITY SHOW_TABLE_PROPERTIES text
-- text includes:
--   EXTERNAL\tTRUE
--   classification\tcsv
--   comment\tall flights
--   skip.header.line.count\t1

SHOW TBLPROPERTIES ${database}.flights_2016('classification');
-- kind: UTILITY SHOW_TABLE_PROPERTIES text
-- text includes:
--   ${any}csv

SHOW TBLPROPERTIES missing;
-- kind: UTILITY SHOW_TABLE_PROPERTIES text
-- failed:
--   ${any}missing${any}

SHOW CREATE TABLE flights_2016;
-- kind: UTILITY SHOW_CREATE_TABLE text
-- text includes:
--   CREATE EXTERNAL TABLE `flights_2016`(
--   ${any}`id` int COMMENT 'number',${any}
--   ${any}`name` string)${any}
--   COMMENT 'all flights'${any}
--   PARTITIONED BY (${any}
--   ${any}`day` string)${any}
--   ROW FORMAT DELIMITED${any}
--   ${any}FIELDS TERMINATED BY ','${any}
--   LOCATION${any}
--   ${any}'${location}flights${any}'
--   TBLPROPERTIES (${any}
--   ${any}'skip.header.line.count'='1'${any}

SHOW CREATE TABLE elb_logs;
-- kind: UTILITY SHOW_CREATE_TABLE text
-- text includes:
--   CREATE EXTERNAL TABLE `elb_logs`(
--   ${any}`id` int)${any}
--   ROW FORMAT SERDE${any}
--   ${any}'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe'${any}
--   STORED AS INPUTFORMAT${any}
--   ${any}'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat'${any}
--   OUTPUTFORMAT${any}
--   ${any}'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat'

SHOW CREATE TABLE missing;
-- kind: UTILITY SHOW_CREATE_TABLE text
-- failed:
--   ${any}missing${any}

SHOW CREATE VIEW view_flights;
-- kind: UTILITY SHOW_CREATE_VIEW text
-- text includes:
--   CREATE VIEW ${any}

SHOW CREATE VIEW "view_flights";
-- kind: UTILITY SHOW_CREATE_VIEW text
-- text includes:
--   CREATE VIEW ${any}

--- The one SHOW whose result is a CSV file with a header.
SHOW FUNCTIONS;
-- kind: UTILITY SHOW_FUNCTIONS csv
-- rows include:
--   Function | Return Type | Argument Types | Function Type | Deterministic | Description
--   abs | bigint | bigint | scalar | true | ${any}

SHOW FUNCTIONS LIKE 'regexp_lik_';
-- kind: UTILITY SHOW_FUNCTIONS csv
-- rows include:
--   regexp_like | boolean | ${any}

SHOW TABLES IN "${database}";
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:16: mismatched input '"${database}"' expecting {IDENTIFIER, QUOTED_IDENTIFIER}. Names stand between backticks here, quotes are for texts

SHOW COLUMNS FROM "flights_2016";
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:19: mismatched input '"flights_2016"' expecting {IDENTIFIER, QUOTED_IDENTIFIER}. Names stand between backticks here, quotes are for texts

SHOW CREATE TABLE "flights_2016";
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:19: mismatched input '"flights_2016"' expecting {IDENTIFIER, QUOTED_IDENTIFIER}. Names stand between backticks here, quotes are for texts

SHOW PARTITIONS "flights_2016";
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:17: mismatched input '"flights_2016"' expecting {IDENTIFIER, QUOTED_IDENTIFIER}. Names stand between backticks here, quotes are for texts

SHOW NOTHING;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:6: mismatched input 'NOTHING'. Expecting: 'BRANCHES', 'CATALOGS', 'COLUMNS', 'CREATE', 'CURRENT', 'FUNCTIONS', 'GRANTS', 'ROLE', 'ROLES', 'SCHEMAS', 'SESSION', 'STATS', 'TABLES'

SHOW;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:5: mismatched input '<EOF>'. Expecting: 'BRANCHES', 'CATALOGS', 'COLUMNS', 'CREATE', 'CURRENT', 'FUNCTIONS', 'GRANTS', 'ROLE', 'ROLES', 'SCHEMAS', 'SESSION', 'STATS', 'TABLES'
