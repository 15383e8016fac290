-- Times are milliseconds since 1970, durations milliseconds. Documents are JSON.

CREATE TABLE workgroups (
    name TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL,
    description TEXT,
    -- WorkGroupConfiguration of Athena's service model
    configuration TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE queries (
    id TEXT NOT NULL PRIMARY KEY,
    -- microseconds of submission, made unique: the order of the history
    ordinal BIGINT NOT NULL UNIQUE,
    door TEXT NOT NULL,
    client_source TEXT,
    user_name TEXT NOT NULL,
    account TEXT NOT NULL,
    workgroup TEXT NOT NULL,
    request_token TEXT,
    query TEXT NOT NULL,
    catalog_name TEXT,
    database_name TEXT,
    parameters TEXT NOT NULL,
    statement_type TEXT NOT NULL,
    substatement_type TEXT NOT NULL,
    output_kind TEXT NOT NULL,
    -- as the client sent it: a repeated request must repeat it
    requested_location TEXT,
    -- the result file; none for doors that write no files
    output_location TEXT,
    -- ResultConfiguration of Athena's service model as it takes effect, without its location
    output_settings TEXT,
    state TEXT NOT NULL,
    failure_type TEXT,
    failure_name TEXT,
    failure_message TEXT,
    submitted_at BIGINT NOT NULL,
    completed_at BIGINT,
    scanned_bytes BIGINT NOT NULL,
    preprocessing_millis BIGINT NOT NULL,
    queue_millis BIGINT NOT NULL,
    planning_millis BIGINT NOT NULL,
    engine_millis BIGINT NOT NULL,
    service_millis BIGINT NOT NULL,
    input_rows BIGINT NOT NULL,
    input_bytes BIGINT NOT NULL,
    output_rows BIGINT NOT NULL,
    output_bytes BIGINT NOT NULL,
    stages TEXT,
    update_type TEXT,
    update_count BIGINT
);

CREATE INDEX queries_by_workgroup ON queries (workgroup, ordinal);

-- NULLs are no duplicates of each other, in SQLite and in PostgreSQL
CREATE UNIQUE INDEX queries_by_token ON queries (account, request_token);

CREATE INDEX queries_by_state ON queries (state);

CREATE TABLE usage_starts (
    query_id TEXT NOT NULL PRIMARY KEY,
    workgroup TEXT NOT NULL,
    user_name TEXT NOT NULL,
    started_at BIGINT NOT NULL
);

-- the key makes a second end of a query impossible
CREATE TABLE usage_ends (
    query_id TEXT NOT NULL PRIMARY KEY REFERENCES usage_starts (query_id),
    ended_at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    -- [{"source","table","kind","bytes","requests"}]
    scans TEXT NOT NULL,
    scanned_bytes BIGINT NOT NULL,
    billed_bytes BIGINT NOT NULL,
    cost_micro_usd BIGINT NOT NULL
);

CREATE INDEX usage_ends_by_time ON usage_ends (ended_at);
