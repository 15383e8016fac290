--- What the grammar of Athena's DDL refuses. Double quotes are texts in it, not names.
-- kinds: none

CREATE EXTERNAL TABLE "quoted" (id int) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE EXTERNAL TABLE t ("id" int) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE EXTERNAL TABLE date (id int) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

--- A reserved word that Athena's guide lists, and uses without backticks in its own examples.
CREATE EXTERNAL TABLE stamped (timestamp string) LOCATION '${location}stamped/';
-- kind: DDL CREATE_TABLE text
-- ok

CREATE EXTERNAL TABLE t (id) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE EXTERNAL TABLE t (id int,) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE EXTERNAL TABLE t (id int LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE EXTERNAL TABLE t (id int) LOCATION ${location}x/;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE EXTERNAL TABLE t (id int) ROW FORMAT LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE EXTERNAL TABLE t (id int) STORED AS LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE EXTERNAL TABLE t (id int) TBLPROPERTIES ('a') LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE EXTERNAL TABLE t (a array) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE EXTERNAL TABLE t (a struct<x int>) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE EXTERNAL TABLE;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE EXTERNAL t (id int) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE EXTERNAL TABLE IF EXISTS t (id int) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE OR REPLACE TABLE t (id int) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE OR REPLACE TABLE t AS SELECT 1 AS id;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

DROP TABLE "t";
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

DROP TABLE;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

DROP TABLE a, b;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

DROP TABLE my-athena-database-01.my-athena-table;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

CREATE EXTERNAL TABLE t (id int) COMMENT "a text" LOCATION "${location}t/";
-- kind: DDL CREATE_TABLE text
-- ok

create external table lower (id INT) location '${location}lower/' tblproperties ('a'='b');
-- kind: DDL CREATE_TABLE text
-- ok

--- A comment in a line is a comment here too.
CREATE EXTERNAL TABLE commented (
  id int, -- the number
  name string
) -- all of it
LOCATION '${location}commented/';
-- kind: DDL CREATE_TABLE text
-- ok

--- Athena fails here, with a ParseException of Hive. Glaux reads on.
CREATE EXTERNAL TABLE block_comment (id int) /* not in Athena's grammar */ LOCATION '${location}commented/';
-- kind: DDL CREATE_TABLE text
-- ok
