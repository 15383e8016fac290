--- Dates, times, time zones, intervals.
-- kinds: DML SELECT csv

SELECT DATE '2020-02-29' AS d, CAST(NULL AS date) AS n;
-- types: date | date
-- rows:
--   d | n
--   2020-02-29 | \N

SELECT CAST('2020-01-01 12:34:56.789' AS timestamp) AS t;
-- types: timestamp
-- rows:
--   t
--   2020-01-01 12:34:56.789

SELECT TIMESTAMP '2020-01-01 12:34:56' AS t, TIMESTAMP '2020-01-01 12:34:56.1' AS u;
-- types: timestamp | timestamp
-- rows:
--   t | u
--   2020-01-01 12:34:56 | 2020-01-01 12:34:56.1

SELECT CAST(TIMESTAMP '2020-01-01 12:34:56.789' AS timestamp(6)) AS t;
-- types: timestamp
-- rows:
--   t
--   2020-01-01 12:34:56.789000

SELECT CAST(TIMESTAMP '2020-01-01 12:34:56.789' AS timestamp(0)) AS t;
-- types: timestamp
-- rows:
--   t
--   2020-01-01 12:34:57

SELECT from_unixtime(1577836800) AS t;
-- types: timestamp with time zone
-- rows:
--   t
--   2020-01-01 00:00:00.000 UTC

SELECT from_unixtime(1577836800, 'Europe/Berlin') AS t;
-- types: timestamp with time zone
-- rows:
--   t
--   2020-01-01 01:00:00.000 Europe/Berlin

SELECT TIMESTAMP '2020-07-01 12:00:00 UTC' AT TIME ZONE 'America/New_York' AS t;
-- types: timestamp with time zone
-- rows:
--   t
--   2020-07-01 08:00:00 America/New_York

SELECT with_timezone(TIMESTAMP '2020-07-01 12:00:00', '+05:30') AS t;
-- types: timestamp with time zone
-- rows:
--   t
--   2020-07-01 12:00:00 +05:30

SELECT CAST(TIMESTAMP '2020-07-01 12:00:00 UTC' AS timestamp) AS t;
-- types: timestamp
-- rows:
--   t
--   2020-07-01 12:00:00.000

SELECT from_iso8601_timestamp('2020-01-01T00:00:00Z') AS t;
-- types: timestamp with time zone
-- rows:
--   t
--   2020-01-01 00:00:00.000 UTC

SELECT from_iso8601_date('2020-W01-1') AS d;
-- types: date
-- rows:
--   d
--   2019-12-30

SELECT to_iso8601(TIMESTAMP '2020-01-01 00:00:00 UTC') AS t;
-- types: varchar(28)
-- rows:
--   t
--   2020-01-01T00:00:00Z

SELECT CAST('12:34:56' AS time) AS t, TIME '12:34:56.789 +02:00' AS z;
-- types: time | time with time zone
-- rows:
--   t | z
--   12:34:56.000 | 12:34:56.789+02:00

SELECT DATE '2020-03-01' - INTERVAL '1' DAY AS d, DATE '2020-01-31' + INTERVAL '1' MONTH AS e;
-- types: date | date
-- rows:
--   d | e
--   2020-02-29 | 2020-02-29

SELECT TIMESTAMP '2020-01-02 00:00:00' - TIMESTAMP '2020-01-01 12:00:00' AS i;
-- types: interval day to second
-- rows:
--   i
--   0 12:00:00.000

SELECT INTERVAL '25' HOUR AS i, INTERVAL '14' MONTH AS y;
-- types: interval day to second | interval year to month
-- rows:
--   i | y
--   1 01:00:00.000 | 1-2

SELECT CAST(DATE '2020-01-01' AS timestamp) AS t, CAST(TIMESTAMP '2020-01-01 23:59:59' AS date) AS d;
-- types: timestamp | date
-- rows:
--   t | d
--   2020-01-01 00:00:00.000 | 2020-01-01

SELECT CAST(DATE '2020-01-01' AS varchar) AS d, CAST(TIMESTAMP '2020-01-01 00:00:00' AS varchar) AS t;
-- types: varchar | varchar
-- rows:
--   d | t
--   2020-01-01 | 2020-01-01 00:00:00

SELECT DATE '0001-01-01' AS a, DATE '9999-12-31' AS b;
-- types: date | date
-- rows:
--   a | b
--   0001-01-01 | 9999-12-31

SELECT date_trunc('month', TIMESTAMP '2020-05-17 10:11:12.345') AS t;
-- types: timestamp
-- rows:
--   t
--   2020-05-01 00:00:00.000
