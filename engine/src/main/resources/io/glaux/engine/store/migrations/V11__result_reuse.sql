-- minutes; none when the client did not ask for reuse
ALTER TABLE queries ADD COLUMN reuse_max_age BIGINT;

-- stands for the query with all that its result depends on; none when the result cannot be reused
ALTER TABLE queries ADD COLUMN reuse_key TEXT;

-- the query whose result this one has
ALTER TABLE queries ADD COLUMN reused_query TEXT;

CREATE INDEX queries_by_reuse_key ON queries (reuse_key);
