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
package io.glaux.testing.limits;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.shared.SharedGlaux;
import io.glaux.testing.storage.ServedGet;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import static io.glaux.testing.Waiting.untilTrue;

/**
 * Tables of the lake, of 15 MB and more. The counter counts whatever is under the folder of their database, so that
 * evasions have tables of their own there.
 */
enum LakeSource
        implements Source
{
    PARQUET("lineitem", "format = 'PARQUET', "),
    ORC("lineitem", "format = 'ORC', "),
    CSV_GZIP("lineitem", "format = 'TEXTFILE', field_delimiter = ',', write_compression = 'GZIP', "),
    JSON("orders", "format = 'JSON', write_compression = 'NONE', "),
    ICEBERG("lineitem", "table_type = 'ICEBERG', is_external = false, ");

    static final String DATABASE = "evasions";
    static final String LOCATION = "s3://%s/testing/%s/".formatted(SharedGlaux.BUCKET, DATABASE);

    private static final String FOLDER = "/testing/%s/".formatted(DATABASE);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern METADATA_OF_ICEBERG =
            Pattern.compile("/metadata/[^/]*(\\.metadata\\.json|\\.stats|-m\\d+\\.avro|snap-[^/]*\\.avro)$");

    private final String rows;
    private final String properties;

    LakeSource(String rows, String properties)
    {
        this.rows = rows;
        this.properties = properties;
    }

    @Override
    public Set<Need> has()
    {
        return this == ICEBERG ? Set.of(Need.LAKE, Need.ICEBERG) : Set.of(Need.LAKE);
    }

    @Override
    public void make(SharedGlaux glaux)
    {
        makeDatabase(glaux);
        glaux.once("evasions " + this, Boolean.class, () -> {
            AthenaQueries athena = glaux.athena(DATABASE);
            String name = simpleName();
            String location = properties.contains("ICEBERG") ? "location" : "external_location";
            athena.run("CREATE TABLE %s WITH (%s%s = '%s%s/') AS SELECT * FROM tpch.\"sf0.1\".%s"
                    .formatted(name, properties, location, LOCATION, name, rows));
            if (this == ICEBERG) {
                athena.run("DELETE FROM %s WHERE %s %% 7 = 0".formatted(name, columns().getFirst()));
            }
            return true;
        });
    }

    static void makeDatabase(SharedGlaux glaux)
    {
        glaux.once("evasions", Boolean.class, () -> {
            glaux.athena("default").run("CREATE DATABASE %s LOCATION '%s'".formatted(DATABASE, LOCATION));
            return true;
        });
    }

    @Override
    public String table()
    {
        return "awsdatacatalog.%s.%s".formatted(DATABASE, simpleName());
    }

    String simpleName()
    {
        return "%s_%s".formatted(rows, name().toLowerCase(Locale.ENGLISH));
    }

    @Override
    public List<String> columns()
    {
        return rows.equals("orders")
                ? List.of(
                "o_orderkey",
                "o_custkey",
                "o_orderstatus",
                "o_totalprice",
                "o_orderdate",
                "o_orderpriority",
                "o_clerk",
                "o_comment")
                : List.of(
                "l_orderkey",
                "l_partkey",
                "l_suppkey",
                "l_extendedprice",
                "l_shipdate",
                "l_commitdate",
                "l_receiptdate",
                "l_shipinstruct",
                "l_shipmode",
                "l_comment");
    }

    @Override
    public long served(SharedGlaux glaux)
    {
        untilTrue("the storage to be quiet", PATIENCE, () -> glaux.proxy().busy() == 0);
        return glaux.proxy().snapshot().stream()
                .filter(get -> get.path().contains(FOLDER) && !isMetadata(get.path()))
                .mapToLong(ServedGet::bytes)
                .sum();
    }

    private static boolean isMetadata(String path)
    {
        // evasions have data in such places, in files that are called rows
        return METADATA_OF_ICEBERG.matcher(path).find() && !path.contains("rows");
    }
}
