--- Statements that Athena has not: its guide's list of unsupported DDL, and statements of Trino that are none of Athena's.
--- They are refused at the start, and nothing is done.

ALTER INDEX i ON t REBUILD;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER INDEX

ALTER TABLE t ARCHIVE PARTITION (a='1');
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. ARCHIVE

ALTER TABLE t UNARCHIVE PARTITION (a='1');
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. UNARCHIVE

ALTER TABLE t CLUSTERED BY (id) INTO 4 BUCKETS;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. CLUSTERED

ALTER TABLE t EXCHANGE PARTITION (a='1') WITH TABLE u;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. EXCHANGE

ALTER TABLE t NOT CLUSTERED;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. NOT

ALTER TABLE t NOT SKEWED;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. NOT

ALTER TABLE t NOT SORTED;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. NOT

ALTER TABLE t NOT STORED AS DIRECTORIES;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. NOT

ALTER TABLE t SKEWED BY (id) ON (1);
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. SKEWED

ALTER TABLE t TOUCH;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. TOUCH

ALTER TABLE t PARTITION (a='1') COMPACT 'major';
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. COMPACT

ALTER TABLE t PARTITION (a='1') CONCATENATE;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. CONCATENATE

ALTER TABLE t PARTITION (a='1') SET FILEFORMAT PARQUET;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. SET FILEFORMAT

ALTER TABLE t SET FILEFORMAT PARQUET;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. SET FILEFORMAT

ALTER TABLE t SET SERDE 'x';
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. SET SERDE

ALTER TABLE t SET SERDEPROPERTIES ('a'='b');
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. SET SERDEPROPERTIES

ALTER TABLE t SET SKEWED LOCATION (1='${location}x/');
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ALTER TABLE .. SET SKEWED

CREATE INDEX i ON TABLE t (id) AS 'COMPACT';
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: CREATE INDEX

CREATE ROLE r;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: CREATE ROLE

CREATE TABLE t LIKE u;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: CREATE TABLE .. LIKE

CREATE EXTERNAL TABLE t LIKE u LOCATION '${location}x/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: CREATE TABLE .. LIKE

CREATE TEMPORARY MACRO m () 1;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: CREATE TEMPORARY

CREATE FUNCTION f AS 'x.Y';
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported

CREATE MATERIALIZED VIEW v AS SELECT 1 AS x;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported

DELETE FROM;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:12: mismatched input '<EOF>'. Expecting: <identifier>

DESCRIBE DATABASE default;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: DESCRIBE DATABASE

DESCRIBE FUNCTION abs;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: DESCRIBE FUNCTION

DESCRIBE INPUT p;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: DESCRIBE INPUT

DESCRIBE OUTPUT p;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: DESCRIBE OUTPUT

DFS -ls;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: DFS

DROP INDEX i ON t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: DROP INDEX

DROP ROLE r;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: DROP ROLE

DROP TEMPORARY MACRO m;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: DROP TEMPORARY

EXPORT TABLE t TO 'x';
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: EXPORT TABLE

IMPORT TABLE t FROM 'x';
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: IMPORT TABLE

GRANT SELECT ON t TO USER u;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: GRANT

REVOKE SELECT ON t FROM USER u;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: REVOKE

GRANT ROLE r TO USER u;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: GRANT

SHOW GRANT ON t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: SHOW GRANT

SHOW GRANTS ON TABLE t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: SHOW GRANTS

SHOW CURRENT ROLES;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: SHOW CURRENT

SHOW ROLES;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: SHOW ROLES

SHOW PRINCIPALS r;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: SHOW PRINCIPALS

SHOW ROLE GRANT USER u;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: SHOW ROLE

SHOW INDEXES ON t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: SHOW INDEXES

SHOW LOCKS t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: SHOW LOCKS

SHOW COMPACTIONS;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: SHOW COMPACTIONS

SHOW TRANSACTIONS;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: SHOW TRANSACTIONS

SHOW SESSION;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: SHOW SESSION

SHOW STATS FOR t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: SHOW STATS

SHOW CATALOGS;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported

SET SESSION a = 'b';
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported

RESET SESSION a;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported

SET ROLE r;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported

SET hive.exec.parallel=true;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:5: mismatched input 'hive'. Expecting: 'PATH', 'ROLE', 'SESSION', 'TIME'

LOCK TABLE t SHARED;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: LOCK TABLE

UNLOCK TABLE t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: UNLOCK TABLE

LOCK DATABASE d SHARED;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: LOCK DATABASE

START TRANSACTION;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: START TRANSACTION

COMMIT;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: COMMIT

ROLLBACK;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: ROLLBACK

USE default;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported

CALL system.runtime.kill_query('x');
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported

ANALYZE t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported

ANALYZE TABLE t COMPUTE STATISTICS;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported

COMMENT ON TABLE t IS 'x';
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported

REFRESH MATERIALIZED VIEW v;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported

DENY SELECT ON t TO USER u;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported: DENY

TRUNCATE TABLE t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported

LOAD DATA INPATH 'x' INTO TABLE t;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:1: mismatched input 'LOAD'. Expecting: 'ALTER', 'ANALYZE', 'CALL', 'COMMENT', 'COMMIT', 'CREATE', 'DEALLOCATE', 'DELETE', 'DENY', 'DESC', 'DESCRIBE', 'DROP', 'EXECUTE', 'EXPLAIN', 'GRANT', 'INSERT', 'MERGE', 'PREPARE', 'REFRESH', 'RESET', 'REVOKE', 'ROLLBACK', 'SET', 'SHOW', 'START', 'TRUNCATE', 'UPDATE', 'USE', 'WITH', <query>

CREATE CATALOG c USING tpch;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported

DROP CATALOG c;
-- refused: InvalidRequestException MALFORMED_QUERY
--   Queries of this type are not supported

RELOAD FUNCTION;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:1: mismatched input 'RELOAD'. Expecting: 'ALTER', 'ANALYZE', 'CALL', 'COMMENT', 'COMMIT', 'CREATE', 'DEALLOCATE', 'DELETE', 'DENY', 'DESC', 'DESCRIBE', 'DROP', 'EXECUTE', 'EXPLAIN', 'GRANT', 'INSERT', 'MERGE', 'PREPARE', 'REFRESH', 'RESET', 'REVOKE', 'ROLLBACK', 'SET', 'SHOW', 'START', 'TRUNCATE', 'UPDATE', 'USE', 'WITH', <query>

ADD JAR 'x.jar';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:1: mismatched input 'ADD'. Expecting: 'ALTER', 'ANALYZE', 'CALL', 'COMMENT', 'COMMIT', 'CREATE', 'DEALLOCATE', 'DELETE', 'DENY', 'DESC', 'DESCRIBE', 'DROP', 'EXECUTE', 'EXPLAIN', 'GRANT', 'INSERT', 'MERGE', 'PREPARE', 'REFRESH', 'RESET', 'REVOKE', 'ROLLBACK', 'SET', 'SHOW', 'START', 'TRUNCATE', 'UPDATE', 'USE', 'WITH', <query>
