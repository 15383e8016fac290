-- the result is in the instance's own place, which answers do not tell
ALTER TABLE queries ADD COLUMN managed_result BOOLEAN NOT NULL DEFAULT FALSE;
