-- The place of an entry in the chain, from 1, and its hash in hexadecimal. Both are NULL only until the first start after
-- this migration gives the entries that were there already their places.
ALTER TABLE usage_starts ADD COLUMN chain_sequence BIGINT;
ALTER TABLE usage_starts ADD COLUMN chain_hash TEXT;
ALTER TABLE usage_ends ADD COLUMN chain_sequence BIGINT;
ALTER TABLE usage_ends ADD COLUMN chain_hash TEXT;

-- the price book that applied, and the units of sources that are priced by unit: {"NAME": count}
ALTER TABLE usage_ends ADD COLUMN price TEXT NOT NULL
    DEFAULT '{"usdPerTb":"5","minimumBytes":10000000,"roundingBytes":1000000,"unitMicroUsd":{}}';
ALTER TABLE usage_ends ADD COLUMN units TEXT NOT NULL DEFAULT '{}';

-- not unique: a second entry of a number is what the verifier finds, and the head makes sure of each number
CREATE INDEX usage_starts_by_sequence ON usage_starts (chain_sequence);
CREATE INDEX usage_ends_by_sequence ON usage_ends (chain_sequence);
CREATE INDEX usage_starts_by_time ON usage_starts (started_at, query_id);

-- one row, the last entry of the chain; none until the first start after this migration
CREATE TABLE usage_chain (
    name TEXT NOT NULL PRIMARY KEY,
    last_sequence BIGINT NOT NULL,
    last_hash TEXT NOT NULL
);

CREATE TABLE price_books (
    workgroup TEXT NOT NULL PRIMARY KEY,
    -- as in usage_ends
    price TEXT NOT NULL
);
