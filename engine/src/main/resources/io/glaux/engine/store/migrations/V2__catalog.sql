CREATE TABLE catalogs (
    catalog_id TEXT NOT NULL PRIMARY KEY,
    created_at BIGINT NOT NULL
);

CREATE TABLE catalog_databases (
    catalog_id TEXT NOT NULL REFERENCES catalogs (catalog_id),
    name TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (catalog_id, name)
);

-- A table that is dropped and made again gets another table_id, so what belonged to the old one can never be taken for its own.
CREATE TABLE catalog_tables (
    table_id TEXT NOT NULL PRIMARY KEY,
    catalog_id TEXT NOT NULL,
    database_name TEXT NOT NULL,
    name TEXT NOT NULL,
    version BIGINT NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (catalog_id, database_name, name),
    FOREIGN KEY (catalog_id, database_name) REFERENCES catalog_databases (catalog_id, name) ON DELETE CASCADE
);

-- The versions before the current one.
CREATE TABLE catalog_table_versions (
    table_id TEXT NOT NULL REFERENCES catalog_tables (table_id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (table_id, version)
);

-- The key holds the partition's values; its byte order is the order of the values, one after the other.
CREATE TABLE catalog_partitions (
    table_id TEXT NOT NULL REFERENCES catalog_tables (table_id) ON DELETE CASCADE,
    partition_key BYTEA NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (table_id, partition_key)
);

CREATE TABLE catalog_table_statistics (
    table_id TEXT NOT NULL REFERENCES catalog_tables (table_id) ON DELETE CASCADE,
    column_name TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (table_id, column_name)
);

CREATE TABLE catalog_partition_statistics (
    table_id TEXT NOT NULL,
    partition_key BYTEA NOT NULL,
    column_name TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (table_id, partition_key, column_name),
    FOREIGN KEY (table_id, partition_key) REFERENCES catalog_partitions (table_id, partition_key)
        ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE catalog_tags (
    resource_arn TEXT NOT NULL,
    name TEXT NOT NULL,
    tag_value TEXT NOT NULL,
    PRIMARY KEY (resource_arn, name)
);
