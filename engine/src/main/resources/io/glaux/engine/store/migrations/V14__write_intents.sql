-- what is being written, so that a statement that fails, is stopped or dies with the process leaves nothing behind
CREATE TABLE write_intents (
    engine_query_id TEXT NOT NULL PRIMARY KEY,
    execution_id TEXT NOT NULL,
    -- WriteIntent.Target
    target TEXT NOT NULL,
    database_name TEXT NOT NULL,
    table_name TEXT NOT NULL,
    -- the S3 URI of the folder under which the files are
    location TEXT NOT NULL);

CREATE INDEX write_intents_by_execution ON write_intents (execution_id);
