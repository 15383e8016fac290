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
package io.glaux.testing.shared;

import io.glaux.testing.instance.AthenaQueries;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * TPC-H at scale 0.1: Trino's generator, and copies of it in the lake.
 */
public final class TpchTables
{
    public static final String GENERATOR = "tpch";
    public static final String SCALE = "sf0.1";
    public static final int QUERIES = 22;

    private static final List<String> TABLES =
            List.of("nation", "region", "supplier", "customer", "part", "partsupp", "orders", "lineitem");

    private TpchTables() {}

    /**
     * @return the database with the tables in Parquet
     */
    public static String hive(SharedGlaux glaux)
    {
        return glaux.once(
                "tpch_hive",
                String.class,
                () -> copy(glaux, "tpch_hive", "PARQUET", "external_location"));
    }

    /**
     * @return the database with the tables in ORC
     */
    public static String orc(SharedGlaux glaux)
    {
        return glaux.once(
                "tpch_orc",
                String.class,
                () -> copy(glaux, "tpch_orc", "ORC", "external_location"));
    }

    /**
     * @return the database with the tables in Iceberg
     */
    public static String iceberg(SharedGlaux glaux)
    {
        return glaux.once(
                "tpch_iceberg",
                String.class,
                () -> copy(
                        glaux,
                        "tpch_iceberg",
                        "PARQUET",
                        "table_type = 'ICEBERG', is_external = false, location"));
    }

    /**
     * @param number from 1 to 22
     */
    public static String query(int number)
    {
        String file = "/io/glaux/testing/tpch/q%02d.sql".formatted(number);
        try (InputStream in = requireNonNull(TpchTables.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), UTF_8);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param location the property of the location, after those that it goes with
     */
    private static String copy(SharedGlaux glaux, String database, String format, String location)
    {
        AthenaQueries athena = glaux.athena(database);
        String folder = "s3://%s/testing/%s/".formatted(SharedGlaux.BUCKET, database);
        athena.run("CREATE DATABASE IF NOT EXISTS %s LOCATION '%s'".formatted(database, folder));
        for (String table : TABLES) {
            athena.run("CREATE TABLE %s WITH (format = '%s', %s = '%s%s/') AS SELECT * FROM %s.\"%s\".%s"
                    .formatted(table, format, location, folder, table, GENERATOR, SCALE, table));
        }
        return database;
    }
}
