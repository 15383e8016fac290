-- only those with a grant, and administrators, may use it; stays true when the last grant goes
ALTER TABLE workgroups ADD COLUMN restricted BOOLEAN NOT NULL DEFAULT FALSE;

-- the workgroup of this user's queries that name none; may name one that is gone
ALTER TABLE users ADD COLUMN workgroup TEXT;

CREATE TABLE user_groups (
    user_name TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
    group_name TEXT NOT NULL,
    PRIMARY KEY (user_name, group_name)
);

CREATE TABLE workgroup_grants (
    workgroup TEXT NOT NULL REFERENCES workgroups (name) ON DELETE CASCADE,
    -- USER or GROUP
    grantee_kind TEXT NOT NULL,
    grantee TEXT NOT NULL,
    -- SEE, USE or MANAGE: each includes those before it
    permission TEXT NOT NULL,
    PRIMARY KEY (workgroup, grantee_kind, grantee)
);

CREATE INDEX workgroup_grants_by_grantee ON workgroup_grants (grantee_kind, grantee);

CREATE TABLE resource_tags (
    -- workgroup/NAME or datacatalog/NAME
    resource TEXT NOT NULL,
    tag_key TEXT NOT NULL,
    tag_value TEXT NOT NULL,
    PRIMARY KEY (resource, tag_key)
);

-- its workgroup was deleted: a new one of that name does not show it
ALTER TABLE queries ADD COLUMN hidden BOOLEAN NOT NULL DEFAULT FALSE;
