--- What SELECT gives.
-- kinds: DML SELECT csv

SELECT 1 AS one, 'x' AS letter, CAST(NULL AS varchar) AS nothing;
-- rows:
--   one | letter | nothing
--   1 | x | \N

SELECT nothing FROM nowhere;
-- failed: 2/1301
--   TABLE_NOT_FOUND: line 1:21: Table 'awsdatacatalog.${database}.nowhere' does not exist

SELEC 1;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:1: mismatched input 'SELEC'. Expecting: 'ALTER', 'ANALYZE', 'CALL', 'COMMENT', 'COMMIT', 'CREATE', 'DEALLOCATE', 'DELETE', 'DENY', 'DESC', 'DESCRIBE', 'DROP', 'EXECUTE', 'EXPLAIN', 'GRANT', 'INSERT', 'MERGE', 'PREPARE', 'REFRESH', 'RESET', 'REVOKE', 'ROLLBACK', 'SET', 'SHOW', 'START', 'TRUNCATE', 'UPDATE', 'USE', 'WITH', <query>
