--- Examples of the page avro-serde of AWS's user guide, as they stand there.

--- avro-serde, line 98
MSCK REPAIR TABLE flights_avro_example;
-- kind: DDL MSCK_REPAIR text
-- ok
