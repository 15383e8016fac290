--- Dates and times. The zone of a session is UTC.
-- kinds: DML SELECT csv

SELECT current_timezone() AS z, typeof(now()) AS n, typeof(current_timestamp) AS t, typeof(localtimestamp) AS l;
-- rows:
--   z | n | t | l
--   UTC | timestamp(3) with time zone | timestamp(3) with time zone | timestamp(3)

SELECT typeof(current_date) AS d, typeof(current_time) AS t;
-- rows:
--   d | t
--   date | time(3) with time zone

SELECT date('2024-05-06') AS a, date(TIMESTAMP '2024-05-06 23:59:59') AS b;
-- rows:
--   a | b
--   2024-05-06 | 2024-05-06

SELECT date_add('month', 1, DATE '2024-01-31') AS a, date_add('hour', -1, TIMESTAMP '2024-01-01 00:00:00') AS b;
-- rows:
--   a | b
--   2024-02-29 | 2023-12-31 23:00:00

SELECT date_diff('day', DATE '2024-02-28', DATE '2024-03-01') AS a, date_diff('month', DATE '2024-01-31', DATE '2024-02-29') AS b;
-- rows:
--   a | b
--   2 | 1

SELECT date_trunc('week', DATE '2024-05-09') AS a, date_trunc('quarter', DATE '2024-05-09') AS b;
-- rows:
--   a | b
--   2024-05-06 | 2024-04-01

SELECT year(DATE '2024-05-06') AS y, month(DATE '2024-05-06') AS m, day(DATE '2024-05-06') AS d, quarter(DATE '2024-05-06') AS q;
-- rows:
--   y | m | d | q
--   2024 | 5 | 6 | 2

SELECT day_of_week(DATE '2024-05-05') AS a, day_of_year(DATE '2024-12-31') AS b, week(DATE '2024-12-30') AS c, year_of_week(DATE '2024-12-30') AS d;
-- rows:
--   a | b | c | d
--   7 | 366 | 1 | 2025

SELECT extract(hour FROM TIMESTAMP '2024-05-06 07:08:09.123') AS h, second(TIMESTAMP '2024-05-06 07:08:09.123') AS s, millisecond(TIMESTAMP '2024-05-06 07:08:09.123') AS m;
-- rows:
--   h | s | m
--   7 | 9 | 123

SELECT date_format(TIMESTAMP '2024-05-06 07:08:09', '%Y-%m-%d %H:%i:%s %p %W') AS a;
-- rows:
--   a
--   2024-05-06 07:08:09 AM Monday

SELECT date_parse('2024-05-06 07:08:09', '%Y-%m-%d %H:%i:%s') AS a, date_parse('06/May/2024', '%d/%b/%Y') AS b;
-- rows:
--   a | b
--   2024-05-06 07:08:09.000 | 2024-05-06 00:00:00.000

SELECT format_datetime(TIMESTAMP '2024-05-06 07:08:09', 'yyyy/MM/dd HH:mm') AS a;
-- rows:
--   a
--   2024/05/06 07:08

SELECT parse_datetime('2024-05-06 07', 'yyyy-MM-dd HH') AS a;
-- rows:
--   a
--   2024-05-06 07:00:00.000 UTC

SELECT from_unixtime(0) AS a, from_unixtime(1.5e0) AS b, to_unixtime(TIMESTAMP '1970-01-01 00:00:10 UTC') AS c;
-- rows:
--   a | b | c
--   1970-01-01 00:00:00.000 UTC | 1970-01-01 00:00:01.500 UTC | 10.0

SELECT from_unixtime_nanos(1577836800123456789) AS a;
-- rows:
--   a
--   2020-01-01 00:00:00.123456789 UTC

SELECT from_iso8601_timestamp('2024-05-06T07:08:09.123+02:00') AS a, from_iso8601_timestamp('2024-05-06') AS b;
-- rows:
--   a | b
--   2024-05-06 07:08:09.123 +02:00 | 2024-05-06 00:00:00.000 UTC

SELECT at_timezone(TIMESTAMP '2024-05-06 00:00:00 UTC', 'Asia/Tokyo') AS a;
-- rows:
--   a
--   2024-05-06 09:00:00 Asia/Tokyo

SELECT timezone_hour(TIMESTAMP '2024-05-06 00:00:00 +05:30') AS a, timezone_minute(TIMESTAMP '2024-05-06 00:00:00 +05:30') AS b;
-- rows:
--   a | b
--   5 | 30

SELECT last_day_of_month(DATE '2024-02-01') AS a, human_readable_seconds(3661) AS b, to_milliseconds(INTERVAL '1' HOUR) AS c;
-- rows:
--   a | b | c
--   2024-02-29 | 1 hour, 1 minute, 1 second | 3600000

SELECT parse_duration('1.5h') AS a, TIMESTAMP '2024-01-01 00:00:00' + INTERVAL '90' MINUTE AS b;
-- rows:
--   a | b
--   0 01:30:00.000 | 2024-01-01 01:30:00.000

SELECT sequence(DATE '2024-01-30', DATE '2024-02-02', INTERVAL '1' DAY) AS a;
-- rows:
--   a
--   [2024-01-30, 2024-01-31, 2024-02-01, 2024-02-02]

SELECT DATE '2024-01-01' < TIMESTAMP '2024-01-01 00:00:01' AS a, DATE '2024-01-01' = DATE '2024-1-1' AS b;
-- rows:
--   a | b
--   true | true
