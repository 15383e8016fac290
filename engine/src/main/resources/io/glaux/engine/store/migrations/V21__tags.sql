-- beside those of workgroups in resource_tags
CREATE TABLE user_tags (
    user_name TEXT NOT NULL REFERENCES users (name) ON DELETE CASCADE,
    tag_key TEXT NOT NULL,
    tag_value TEXT NOT NULL,
    PRIMARY KEY (user_name, tag_key)
);

-- the tags of the workgroup and of the user as the query started: {"KEY": "VALUE"}; NULL when an earlier version
-- recorded the start
ALTER TABLE usage_starts ADD COLUMN tags TEXT;
