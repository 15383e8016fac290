--- What the grammar of Athena's DDL refuses. Double quotes are texts in it, not names.
-- kinds: none

CREATE EXTERNAL TABLE "quoted" (id int) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:23: mismatched input '"quoted"' expecting {'IF', IDENTIFIER, QUOTED_IDENTIFIER}. Names stand between backticks here, quotes are for texts

CREATE EXTERNAL TABLE t ("id" int) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:26: mismatched input '"id"' expecting {IDENTIFIER, QUOTED_IDENTIFIER}. Names stand between backticks here, quotes are for texts

CREATE EXTERNAL TABLE date (id int) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:23: mismatched input 'date' expecting {'IF', IDENTIFIER, QUOTED_IDENTIFIER}. As a name it stands between backticks: `date`

--- A reserved word that Athena's guide lists, and uses without backticks in its own examples.
CREATE EXTERNAL TABLE stamped (timestamp string) LOCATION '${location}stamped/';
-- kind: DDL CREATE_TABLE text
-- ok

CREATE EXTERNAL TABLE t (id) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:28: mismatched input ')' expecting {'ARRAY', 'BIGINT', 'BINARY', 'BOOLEAN', 'CHAR', 'DATE', 'DEC', 'DECIMAL', 'DOUBLE', 'FLOAT', 'INT', 'INTEGER', 'MAP', 'NUMERIC', 'SMALLINT', 'STRING', 'STRUCT', 'TIMESTAMP', 'TINYINT', 'UNIONTYPE', 'VARCHAR'}

CREATE EXTERNAL TABLE t (id int,) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:33: mismatched input ')' expecting {IDENTIFIER, QUOTED_IDENTIFIER}

CREATE EXTERNAL TABLE t (id int LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:33: missing ')' at 'LOCATION'

CREATE EXTERNAL TABLE t (id int) LOCATION ${location}x/;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:43: mismatched input 's3' expecting STRING_LITERAL

CREATE EXTERNAL TABLE t (id int) ROW FORMAT LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:45: mismatched input 'LOCATION' expecting {'DELIMITED', 'SERDE'}

CREATE EXTERNAL TABLE t (id int) STORED AS LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:53: extraneous input ''${location}x/'' expecting {<EOF>, ';'}

CREATE EXTERNAL TABLE t (id int) TBLPROPERTIES ('a') LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:52: mismatched input ')' expecting {'=', STRING_LITERAL}

CREATE EXTERNAL TABLE t (a array) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:33: mismatched input ')' expecting '<'

CREATE EXTERNAL TABLE t (a struct<x int>) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:37: missing ':' at 'int'

CREATE EXTERNAL TABLE;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:22: mismatched input '<EOF>' expecting {'IF', IDENTIFIER, QUOTED_IDENTIFIER}

CREATE EXTERNAL t (id int) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:17: missing 'TABLE' at 't'

CREATE EXTERNAL TABLE IF EXISTS t (id int) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:26: missing 'NOT' at 'EXISTS'

CREATE OR REPLACE TABLE t (id int) LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: mismatched input 'OR' expecting {'DATABASE', 'EXTERNAL', 'SCHEMA', 'TABLE'}

CREATE OR REPLACE TABLE t AS SELECT 1 AS id;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:8: mismatched input 'OR' expecting {'DATABASE', 'EXTERNAL', 'SCHEMA', 'TABLE'}

DROP TABLE "t";
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:12: mismatched input '"t"' expecting {'IF', IDENTIFIER, QUOTED_IDENTIFIER}. Names stand between backticks here, quotes are for texts

DROP TABLE;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:11: mismatched input '<EOF>' expecting {'IF', IDENTIFIER, QUOTED_IDENTIFIER}

DROP TABLE a, b;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:13: mismatched input ',' expecting {<EOF>, ';'}

DROP TABLE my-athena-database-01.my-athena-table;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:14: mismatched input '-' expecting {<EOF>, ';'}

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
