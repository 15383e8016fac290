-- limits on what queries use; an empty name stands for any user, an empty key for no tag
CREATE TABLE quotas (
    workgroup TEXT NOT NULL,
    user_name TEXT NOT NULL,
    tag_key TEXT NOT NULL,
    tag_value TEXT NOT NULL,
    measure TEXT NOT NULL,
    period TEXT NOT NULL,
    limit_amount BIGINT NOT NULL,
    action TEXT NOT NULL,
    PRIMARY KEY (workgroup, user_name, tag_key, tag_value, measure, period)
);
