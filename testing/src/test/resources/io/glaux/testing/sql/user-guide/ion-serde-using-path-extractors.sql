--- Examples of the page ion-serde-using-path-extractors of AWS's user guide, as they stand there.
-- replace: s3://DOC-EXAMPLE-BUCKET/ with ${location}doc-example-bucket/

--- ion-serde-using-path-extractors, line 150
CREATE EXTERNAL TABLE flights_ion (
    yr INT,
    quarter INT,
    month INT,
    dayofmonth INT,
    dayofweek INT,
    flightdate STRING,
    uniquecarrier STRING,
    airlineid INT,
)
ROW FORMAT SERDE
 'com.amazon.ionhiveserde.IonHiveSerDe'
WITH SERDEPROPERTIES (
 'ion.encoding' = 'TEXT',
 'ion.yr.path_extractor'='(year)',
 'ion.quarter.path_extractor'='(results quarter)',
 'ion.month.path_extractor'='(date month)')
STORED AS ION
LOCATION 's3://DOC-EXAMPLE-BUCKET/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 10:1: mismatched input ')' expecting {IDENTIFIER, QUOTED_IDENTIFIER}
