--- Forms of ALTER TABLE that Trino has and Athena has not, and broken ones.
-- kinds: none

ALTER TABLE t ADD COLUMN a int;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:19: no viable alternative at input 'ADD COLUMN'

ALTER TABLE IF EXISTS t ADD COLUMNS (a int);
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:13: mismatched input 'IF' expecting {IDENTIFIER, QUOTED_IDENTIFIER}. As a name it stands between backticks: `IF`

ALTER TABLE t RENAME COLUMN a TO b;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:22: mismatched input 'COLUMN' expecting 'TO'

ALTER TABLE t SET PROPERTIES format = 'ORC';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:19: mismatched input 'PROPERTIES' expecting {'LOCATION', 'TBLPROPERTIES'}

ALTER TABLE t EXECUTE optimize;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:15: mismatched input 'EXECUTE' expecting {'ADD', 'CHANGE', 'DROP', 'PARTITION', 'RENAME', 'REPLACE', 'SET', 'UNSET'}

ALTER TABLE t ALTER COLUMN a SET DATA TYPE bigint;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:15: mismatched input 'ALTER' expecting {'ADD', 'CHANGE', 'DROP', 'PARTITION', 'RENAME', 'REPLACE', 'SET', 'UNSET'}

ALTER TABLE "t" ADD COLUMNS (a int);
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:13: mismatched input '"t"' expecting {IDENTIFIER, QUOTED_IDENTIFIER}. Names stand between backticks here, quotes are for texts

ALTER TABLE t ADD COLUMNS ();
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:28: mismatched input ')' expecting {IDENTIFIER, QUOTED_IDENTIFIER}

ALTER TABLE t ADD COLUMNS a int;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:27: missing '(' at 'a'

ALTER TABLE t ADD PARTITION;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:28: mismatched input '<EOF>' expecting '('

ALTER TABLE t DROP PARTITION (day > '2024-01-01');
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:35: mismatched input '>' expecting '='

ALTER TABLE t SET TBLPROPERTIES (a = 'b');
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:34: mismatched input 'a' expecting STRING_LITERAL

ALTER TABLE t CHANGE a;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:23: mismatched input '<EOF>' expecting {IDENTIFIER, QUOTED_IDENTIFIER}

ALTER TABLE t SET LOCATION;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:27: mismatched input '<EOF>' expecting STRING_LITERAL

ALTER TABLE;
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 1:12: mismatched input '<EOF>' expecting {IDENTIFIER, QUOTED_IDENTIFIER}
