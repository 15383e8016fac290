--- Examples of the page hive-views of AWS's user guide, as they stand there.

--- hive-views, line 7
CREATE VIEW team_view AS
SELECT team, score
FROM matches
LATERAL VIEW explode(scores) m AS score;
-- refused: InvalidRequestException MALFORMED_QUERY
--   ${any}
