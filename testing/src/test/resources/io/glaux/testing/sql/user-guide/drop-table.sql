--- Examples of the page drop-table of AWS's user guide, as they stand there.

CREATE EXTERNAL TABLE fulfilled_orders (id int) LOCATION '${location}f/';
-- kind: DDL CREATE_TABLE text
-- ok

--- drop-table, line 18
DROP TABLE fulfilled_orders;
-- kind: DDL DROP_TABLE text
-- ok

--- drop-table, line 22
DROP TABLE IF EXISTS fulfilled_orders;
-- kind: DDL DROP_TABLE text
-- ok

--- drop-table, line 28
DROP TABLE `my-athena-database-01.my-athena-table`;
-- kind: DDL DROP_TABLE text
-- failed: 2/1006
--   FAILED: SemanticException [Error 10072]: Database does not exist: my-athena-database-01

--- drop-table, line 34
DROP TABLE my-athena-database-01.my-athena-table;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:14: mismatched input '-' expecting {<EOF>, ';'}
