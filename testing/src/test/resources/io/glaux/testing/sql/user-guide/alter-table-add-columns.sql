--- Examples of the page alter-table-add-columns of AWS's user guide, as they stand there.

CREATE EXTERNAL TABLE events (id int) PARTITIONED BY (awsregion string) LOCATION '${location}events/';
-- kind: DDL CREATE_TABLE text
-- ok

ALTER TABLE events ADD PARTITION (awsregion='us-west-2');
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

--- alter-table-add-columns, line 25
ALTER TABLE events ADD COLUMNS (eventowner string);
-- kind: DDL ALTER_TABLE_ADD_COLUMN text
-- ok

--- alter-table-add-columns, line 29
ALTER TABLE events PARTITION (awsregion='us-west-2') ADD COLUMNS (event string);
-- kind: DDL ALTER_TABLE_ADD_COLUMN text
-- ok

--- alter-table-add-columns, line 33
ALTER TABLE events PARTITION (awsregion='us-west-2') ADD COLUMNS (eventdescription string);
-- kind: DDL ALTER_TABLE_ADD_COLUMN text
-- ok
