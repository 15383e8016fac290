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
package io.glaux.engine.dialect;

import io.glaux.engine.dialect.text.SqlText;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

import static java.util.Objects.requireNonNull;

/**
 * Athena's properties of a new Iceberg table as Trino's: the page
 * <a href="https://docs.aws.amazon.com/athena/latest/ug/create-table-as.html">CREATE TABLE AS</a>. What only Athena has
 * is kept as properties of the table, for OPTIMIZE and VACUUM.
 */
record IcebergTableAs(String withClause, String location)
{
    private static final Set<String> FORMATS = Set.of("parquet", "orc", "avro");
    private static final Set<String> KEPT = Set.of(
            "optimize_rewrite_min_data_file_size_bytes",
            "optimize_rewrite_max_data_file_size_bytes",
            "optimize_rewrite_data_file_threshold",
            "optimize_rewrite_delete_file_threshold",
            "vacuum_min_snapshots_to_keep",
            "vacuum_max_snapshot_age_seconds");

    /**
     * What Athena aims at; Trino would at 1 GB.
     */
    private static final String FILE_SIZE = "536870912";

    IcebergTableAs
    {
        requireNonNull(withClause, "withClause is null");
        requireNonNull(location, "location is null");
    }

    static IcebergTableAs of(TableProperties properties)
    {
        if (properties.flag("is_external", false)) {
            throw DialectErrors.property(
                    properties.position("is_external"), "An Iceberg table is not external: is_external is false");
        }
        String location = properties.text("location").orElseThrow(() -> DialectErrors.property(
                "1:1", "An Iceberg table needs the property location, an S3 folder"));
        Compression compression = Compression.of(properties, "ZSTD");
        StringJoiner with = new StringJoiner(", ", "WITH (", ")");
        with.add("location = " + SqlText.string(location));
        String given = properties.text("format").orElse("PARQUET");
        String format = given.toLowerCase(Locale.ENGLISH);
        if (!FORMATS.contains(format)) {
            throw DialectErrors.property(
                    properties.position("format"), "Invalid format '%s': it is PARQUET, ORC or AVRO".formatted(given));
        }
        with.add("format = " + SqlText.string(format));
        with.add("compression_codec = " + SqlText.string(compression.codec()));
        List<String> partitioning = properties.list("partitioning");
        if (!partitioning.isEmpty()) {
            with.add("partitioning = " + SqlText.array(partitioning));
        }
        String fileSize = properties.text("write_target_data_file_size_bytes").orElse(FILE_SIZE);
        if (!fileSize.matches("[1-9][0-9]{0,15}")) {
            throw DialectErrors.property(
                    properties.position("write_target_data_file_size_bytes"),
                    "write_target_data_file_size_bytes is a number of bytes");
        }
        with.add("target_max_file_size = " + SqlText.string(fileSize + "B"));
        Map<String, String> kept = new LinkedHashMap<>();
        KEPT.stream().sorted().forEach(name -> properties.text(name).ifPresent(value -> kept.put(name, value)));
        compression.level()
                .ifPresent(level -> kept.put("write.%s.compression-level".formatted(format), String.valueOf(level)));
        if (!kept.isEmpty()) {
            with.add("extra_properties = " + SqlText.map(kept));
        }
        properties.requireAllTaken();
        return new IcebergTableAs(with.toString(), location);
    }
}
