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
package io.glaux.testing.clients;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.shared.SharedGlaux;

import static java.util.Objects.requireNonNull;

/**
 * Two tables as the demo has them: {@code flights}, Hive and Parquet by month, and {@code flights_iceberg}.
 *
 * @param rows how many rows each has
 */
record FlightTables(String database, String rows)
{
    FlightTables
    {
        requireNonNull(database, "database is null");
        requireNonNull(rows, "rows is null");
    }

    static FlightTables of(SharedGlaux glaux)
    {
        return glaux.once("flights", FlightTables.class, () -> make(glaux));
    }

    private static FlightTables make(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena("default");
        athena.run("CREATE DATABASE IF NOT EXISTS nycflights LOCATION 's3://glaux/testing/nycflights/'");
        String rows =
                """
                SELECT o_orderkey AS flight, o_clerk AS carrier, o_orderdate AS day, o_totalprice AS distance,
                month(o_orderdate) AS month
                FROM tpch.tiny.orders
                """;
        athena.run("CREATE TABLE awsdatacatalog.nycflights.flights WITH (format = 'PARQUET', partitioned_by = " +
                "ARRAY['month']) AS " + rows);
        athena.run("CREATE TABLE awsdatacatalog_iceberg.nycflights.flights_iceberg AS " + rows);
        return new FlightTables("nycflights", "15000");
    }
}
