-- catalogs of sources outside of the lake
CREATE TABLE data_catalogs (
    -- in lower case, as SQL finds it
    name TEXT NOT NULL PRIMARY KEY,
    -- as it was given
    given_name TEXT NOT NULL,
    source TEXT NOT NULL,
    description TEXT,
    created_at BIGINT NOT NULL
);

CREATE TABLE data_catalog_settings (
    catalog TEXT NOT NULL REFERENCES data_catalogs (name) ON DELETE CASCADE,
    setting_key TEXT NOT NULL,
    setting_value TEXT NOT NULL,
    -- whether the value is sealed for this catalog and key
    secret BOOLEAN NOT NULL,
    PRIMARY KEY (catalog, setting_key)
);
