CREATE TABLE named_queries (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    request_token TEXT NOT NULL,
    -- SHA-256 of the request that made it: a repeated request must repeat it
    request_digest TEXT NOT NULL,
    workgroup TEXT NOT NULL REFERENCES workgroups (name) ON DELETE CASCADE,
    name TEXT NOT NULL,
    description TEXT,
    database_name TEXT NOT NULL,
    query TEXT NOT NULL
);

CREATE INDEX named_queries_by_workgroup ON named_queries (workgroup, id);

CREATE UNIQUE INDEX named_queries_by_token ON named_queries (account, request_token);

CREATE TABLE prepared_statements (
    workgroup TEXT NOT NULL REFERENCES workgroups (name) ON DELETE CASCADE,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    description TEXT,
    modified_at BIGINT NOT NULL,
    PRIMARY KEY (workgroup, name)
);
