-- false when bytes may be missing from the scans: a worker is gone, or the server stopped in the middle of the query
ALTER TABLE usage_ends ADD COLUMN complete BOOLEAN NOT NULL DEFAULT TRUE;
