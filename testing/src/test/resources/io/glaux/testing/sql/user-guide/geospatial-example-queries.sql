--- Examples of the page geospatial-example-queries of AWS's user guide, as they stand there.
-- replace: s3://my-query-log/ with ${location}my-query-log/

--- geospatial-example-queries, line 11
CREATE external TABLE earthquakes
(
 earthquake_date string,
 latitude double,
 longitude double,
 depth double,
 magnitude double,
 magtype string,
 mbstations string,
 gap string,
 distance string,
 rms string,
 source string,
 eventid string
)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
STORED AS TEXTFILE LOCATION 's3://my-query-log/csv/';
-- kind: DDL CREATE_TABLE text
-- ok
