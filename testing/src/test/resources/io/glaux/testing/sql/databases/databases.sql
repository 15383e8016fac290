--- CREATE, ALTER and DROP DATABASE. SCHEMA is the same word. Names are global, so they carry the name of this file.
-- kinds: DDL CREATE_DATABASE text

CREATE DATABASE ${database}_a;
-- ok

CREATE DATABASE ${database}_a;
-- failed: 2/${number}
--   ${any}${database}_a${any}already exists${any}

CREATE DATABASE IF NOT EXISTS ${database}_a;
-- ok

CREATE SCHEMA `${database}_B` COMMENT 'Clicks of the site' LOCATION '${location}b/'
WITH DBPROPERTIES ('creator'='Jane D.', 'Dept.'='Marketing');
-- ok

CREATE DATABASE IF NOT EXISTS ${database}_c COMMENT 'no location';
-- ok

SHOW DATABASES LIKE '${database}_.*';
-- kind: UTILITY SHOW_DATABASES text
-- rows unordered:
--   ${database}_a
--   ${database}_b
--   ${database}_c

SHOW SCHEMAS LIKE '${database}_a|${database}_c';
-- kind: UTILITY SHOW_DATABASES text
-- rows unordered:
--   ${database}_a
--   ${database}_c

--- A star alone is a quantifier of the regular expression, not a wildcard.
SHOW DATABASES LIKE '${database}*';
-- kind: UTILITY SHOW_DATABASES text
-- text:
--   ${database}

SHOW DATABASES LIKE 'no_such_database';
-- kind: UTILITY SHOW_DATABASES text
-- ok

SHOW DATABASES;
-- kind: UTILITY SHOW_DATABASES text
-- rows include:
--   default
--   ${database}
--   ${database}_a

ALTER DATABASE ${database}_b SET DBPROPERTIES ('creator'='John Doe', 'department'='applied mathematics');
-- kind: DDL ALTER_DATABASE_PROPERTIES text
-- ok

ALTER SCHEMA ${database}_b SET DBPROPERTIES ('creator'='Jane Doe');
-- kind: DDL ALTER_DATABASE_PROPERTIES text
-- ok

ALTER DATABASE ${database}_missing SET DBPROPERTIES ('a'='b');
-- kind: DDL ALTER_DATABASE_PROPERTIES text
-- failed:
--   ${any}${database}_missing${any}

CREATE EXTERNAL TABLE ${database}_b.t (id int) LOCATION '${location}b/t/';
-- kind: DDL CREATE_TABLE text
-- ok

-- kinds: DDL DROP_DATABASE text

DROP DATABASE ${database}_b;
-- failed:
--   ${any}${database}_b${any}not empty${any}

DROP DATABASE ${database}_b RESTRICT;
-- failed:
--   ${any}${database}_b${any}not empty${any}

DROP DATABASE ${database}_b CASCADE;
-- ok

DROP SCHEMA ${database}_a RESTRICT;
-- ok

DROP SCHEMA ${database}_a;
-- failed:
--   ${any}${database}_a${any}

DROP DATABASE IF EXISTS ${database}_a;
-- ok

DROP DATABASE IF EXISTS `${database}_c` CASCADE;
-- ok

SHOW DATABASES LIKE '${database}_.*';
-- kind: UTILITY SHOW_DATABASES text
-- ok

CREATE DATABASE `with-hyphen-${database}`;
-- kind: DDL CREATE_DATABASE text
-- ok

DROP DATABASE `with-hyphen-${database}`;
-- ok

CREATE DATABASE with-hyphen;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:17: mismatched input 'with' expecting {'IF', IDENTIFIER, QUOTED_IDENTIFIER}. As a name it stands between backticks: `with`

CREATE DATABASE "${database}_quoted";
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:17: mismatched input '"${database}_quoted"' expecting {'IF', IDENTIFIER, QUOTED_IDENTIFIER}. Names stand between backticks here, quotes are for texts

CREATE DATABASE;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:16: mismatched input '<EOF>' expecting {'IF', IDENTIFIER, QUOTED_IDENTIFIER}

DROP DATABASE;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:14: mismatched input '<EOF>' expecting {'IF', IDENTIFIER, QUOTED_IDENTIFIER}
