--- Forms of ALTER TABLE that Trino has and Athena has not, and broken ones.
-- kinds: none

ALTER TABLE t ADD COLUMN a int;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

ALTER TABLE IF EXISTS t ADD COLUMNS (a int);
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

ALTER TABLE t RENAME COLUMN a TO b;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

ALTER TABLE t SET PROPERTIES format = 'ORC';
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

ALTER TABLE t EXECUTE optimize;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

ALTER TABLE t ALTER COLUMN a SET DATA TYPE bigint;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

ALTER TABLE "t" ADD COLUMNS (a int);
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

ALTER TABLE t ADD COLUMNS ();
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

ALTER TABLE t ADD COLUMNS a int;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

ALTER TABLE t ADD PARTITION;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

ALTER TABLE t DROP PARTITION (day > '2024-01-01');
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

ALTER TABLE t SET TBLPROPERTIES (a = 'b');
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

ALTER TABLE t CHANGE a;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

ALTER TABLE t SET LOCATION;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}

ALTER TABLE;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}
