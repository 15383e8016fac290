--- Examples of the page ion-serde-using-create-table of AWS's user guide, as they stand there.
-- replace: s3://DOC-EXAMPLE-BUCKET/ with ${location}doc-example-bucket/

--- ion-serde-using-create-table, line 13
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
STORED AS ION
LOCATION 's3://DOC-EXAMPLE-BUCKET/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 10:1: mismatched input ')' expecting {IDENTIFIER, QUOTED_IDENTIFIER}

--- ion-serde-using-create-table, line 43
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
STORED AS INPUTFORMAT
 'com.amazon.ionhiveserde.formats.IonInputFormat'
OUTPUTFORMAT
 'com.amazon.ionhiveserde.formats.IonOutputFormat'
LOCATION 's3://DOC-EXAMPLE-BUCKET/';
-- refused: InvalidRequestException MALFORMED_QUERY
--   line 10:1: mismatched input ')' expecting {IDENTIFIER, QUOTED_IDENTIFIER}
