-- what limits the queries of a workgroup; NULL where nothing does
CREATE TABLE workgroup_limits (
    workgroup TEXT NOT NULL PRIMARY KEY REFERENCES workgroups (name) ON DELETE CASCADE,
    max_running INTEGER,
    max_queued INTEGER,
    max_run_seconds BIGINT,
    max_result_bytes BIGINT,
    memory_percent INTEGER,
    -- its share of the places, against those of the other workgroups
    weight INTEGER NOT NULL
);

-- percent of the limit at which it is told; NULL to tell nothing
ALTER TABLE quotas ADD COLUMN warn_percent INTEGER;
-- when it was told last
ALTER TABLE quotas ADD COLUMN warned_at BIGINT;
UPDATE quotas SET warn_percent = 100 WHERE action = 'WARN';
