--- Examples of the page alter-table-set-location of AWS's user guide, as they stand there.
-- replace: s3://mystorage/ with ${location}mystorage/

CREATE EXTERNAL TABLE customers (id int) PARTITIONED BY (zip string, state string) LOCATION '${location}customers/';
-- kind: DDL CREATE_TABLE text
-- ok

ALTER TABLE customers ADD PARTITION (zip='98040', state='WA');
-- kind: DDL ALTER_TABLE_ADD_PARTITION text
-- ok

--- alter-table-set-location, line 21
ALTER TABLE customers PARTITION (zip='98040', state='WA') SET LOCATION 's3://mystorage/custdata/';
-- kind: DDL ALTER_TABLE_SET_LOCATION text
-- ok
