--- Statements that Athena has not: its guide's list of unsupported DDL, and statements of Trino that are none of Athena's.
--- They are refused at the start, and nothing is done.

ALTER INDEX i ON t REBUILD;
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t ARCHIVE PARTITION (a='1');
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t UNARCHIVE PARTITION (a='1');
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t CLUSTERED BY (id) INTO 4 BUCKETS;
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t EXCHANGE PARTITION (a='1') WITH TABLE u;
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t NOT CLUSTERED;
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t NOT SKEWED;
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t NOT SORTED;
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t NOT STORED AS DIRECTORIES;
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t SKEWED BY (id) ON (1);
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t TOUCH;
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t PARTITION (a='1') COMPACT 'major';
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t PARTITION (a='1') CONCATENATE;
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t PARTITION (a='1') SET FILEFORMAT PARQUET;
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t SET FILEFORMAT PARQUET;
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t SET SERDE 'x';
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t SET SERDEPROPERTIES ('a'='b');
-- refused: InvalidRequestException ${any}
--   ${any}

ALTER TABLE t SET SKEWED LOCATION (1='${location}x/');
-- refused: InvalidRequestException ${any}
--   ${any}

CREATE INDEX i ON TABLE t (id) AS 'COMPACT';
-- refused: InvalidRequestException ${any}
--   ${any}

CREATE ROLE r;
-- refused: InvalidRequestException ${any}
--   ${any}

CREATE TABLE t LIKE u;
-- refused: InvalidRequestException ${any}
--   ${any}

CREATE EXTERNAL TABLE t LIKE u LOCATION '${location}x/';
-- refused: InvalidRequestException ${any}
--   ${any}

CREATE TEMPORARY MACRO m () 1;
-- refused: InvalidRequestException ${any}
--   ${any}

CREATE FUNCTION f AS 'x.Y';
-- refused: InvalidRequestException ${any}
--   ${any}

CREATE MATERIALIZED VIEW v AS SELECT 1 AS x;
-- refused: InvalidRequestException ${any}
--   ${any}

DELETE FROM;
-- refused: InvalidRequestException ${any}
--   ${any}

DESCRIBE DATABASE default;
-- refused: InvalidRequestException ${any}
--   ${any}

DESCRIBE FUNCTION abs;
-- refused: InvalidRequestException ${any}
--   ${any}

DESCRIBE INPUT p;
-- refused: InvalidRequestException ${any}
--   ${any}

DESCRIBE OUTPUT p;
-- refused: InvalidRequestException ${any}
--   ${any}

DFS -ls;
-- refused: InvalidRequestException ${any}
--   ${any}

DROP INDEX i ON t;
-- refused: InvalidRequestException ${any}
--   ${any}

DROP ROLE r;
-- refused: InvalidRequestException ${any}
--   ${any}

DROP TEMPORARY MACRO m;
-- refused: InvalidRequestException ${any}
--   ${any}

EXPORT TABLE t TO 'x';
-- refused: InvalidRequestException ${any}
--   ${any}

IMPORT TABLE t FROM 'x';
-- refused: InvalidRequestException ${any}
--   ${any}

GRANT SELECT ON t TO USER u;
-- refused: InvalidRequestException ${any}
--   ${any}

REVOKE SELECT ON t FROM USER u;
-- refused: InvalidRequestException ${any}
--   ${any}

GRANT ROLE r TO USER u;
-- refused: InvalidRequestException ${any}
--   ${any}

SHOW GRANT ON t;
-- refused: InvalidRequestException ${any}
--   ${any}

SHOW GRANTS ON TABLE t;
-- refused: InvalidRequestException ${any}
--   ${any}

SHOW CURRENT ROLES;
-- refused: InvalidRequestException ${any}
--   ${any}

SHOW ROLES;
-- refused: InvalidRequestException ${any}
--   ${any}

SHOW PRINCIPALS r;
-- refused: InvalidRequestException ${any}
--   ${any}

SHOW ROLE GRANT USER u;
-- refused: InvalidRequestException ${any}
--   ${any}

SHOW INDEXES ON t;
-- refused: InvalidRequestException ${any}
--   ${any}

SHOW LOCKS t;
-- refused: InvalidRequestException ${any}
--   ${any}

SHOW COMPACTIONS;
-- refused: InvalidRequestException ${any}
--   ${any}

SHOW TRANSACTIONS;
-- refused: InvalidRequestException ${any}
--   ${any}

SHOW SESSION;
-- refused: InvalidRequestException ${any}
--   ${any}

SHOW STATS FOR t;
-- refused: InvalidRequestException ${any}
--   ${any}

SHOW CATALOGS;
-- refused: InvalidRequestException ${any}
--   ${any}

SET SESSION a = 'b';
-- refused: InvalidRequestException ${any}
--   ${any}

RESET SESSION a;
-- refused: InvalidRequestException ${any}
--   ${any}

SET ROLE r;
-- refused: InvalidRequestException ${any}
--   ${any}

SET hive.exec.parallel=true;
-- refused: InvalidRequestException ${any}
--   ${any}

LOCK TABLE t SHARED;
-- refused: InvalidRequestException ${any}
--   ${any}

UNLOCK TABLE t;
-- refused: InvalidRequestException ${any}
--   ${any}

LOCK DATABASE d SHARED;
-- refused: InvalidRequestException ${any}
--   ${any}

START TRANSACTION;
-- refused: InvalidRequestException ${any}
--   ${any}

COMMIT;
-- refused: InvalidRequestException ${any}
--   ${any}

ROLLBACK;
-- refused: InvalidRequestException ${any}
--   ${any}

USE default;
-- refused: InvalidRequestException ${any}
--   ${any}

CALL system.runtime.kill_query('x');
-- refused: InvalidRequestException ${any}
--   ${any}

ANALYZE t;
-- refused: InvalidRequestException ${any}
--   ${any}

ANALYZE TABLE t COMPUTE STATISTICS;
-- refused: InvalidRequestException ${any}
--   ${any}

COMMENT ON TABLE t IS 'x';
-- refused: InvalidRequestException ${any}
--   ${any}

REFRESH MATERIALIZED VIEW v;
-- refused: InvalidRequestException ${any}
--   ${any}

DENY SELECT ON t TO USER u;
-- refused: InvalidRequestException ${any}
--   ${any}

TRUNCATE TABLE t;
-- refused: InvalidRequestException ${any}
--   ${any}

LOAD DATA INPATH 'x' INTO TABLE t;
-- refused: InvalidRequestException ${any}
--   ${any}

CREATE CATALOG c USING tpch;
-- refused: InvalidRequestException ${any}
--   ${any}

DROP CATALOG c;
-- refused: InvalidRequestException ${any}
--   ${any}

RELOAD FUNCTION;
-- refused: InvalidRequestException ${any}
--   ${any}

ADD JAR 'x.jar';
-- refused: InvalidRequestException ${any}
--   ${any}
