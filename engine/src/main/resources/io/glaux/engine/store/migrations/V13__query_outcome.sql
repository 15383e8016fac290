-- a line each
ALTER TABLE queries ADD COLUMN warnings TEXT NOT NULL DEFAULT '';

-- the S3 URI of the list of files that the statement wrote
ALTER TABLE queries ADD COLUMN data_manifest TEXT;
