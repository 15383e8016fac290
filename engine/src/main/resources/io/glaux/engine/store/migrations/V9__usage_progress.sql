-- what queries under way had read when it was last written down: what counts when the server is killed
CREATE TABLE usage_progress (
    query_id TEXT NOT NULL PRIMARY KEY REFERENCES usage_starts (query_id),
    -- as in usage_ends
    scans TEXT NOT NULL
);
