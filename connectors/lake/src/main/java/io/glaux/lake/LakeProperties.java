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
package io.glaux.lake;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.trino.spi.TrinoException;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import static io.trino.spi.StandardErrorCode.CONFIGURATION_INVALID;

/**
 * Catalog properties that these connectors decide themselves. The fixed ones make counts exact or keep the meaning of a
 * table in the catalog; a catalog that sets one to another value is refused. The defaults may be set otherwise.
 */
final class LakeProperties
{
    private static final String NO_LIMIT = String.valueOf(Integer.MAX_VALUE);

    private static final Map<String, String> FIXED = ImmutableMap.of(
            // our own module binds S3, metered; the others would read uncounted
            "fs.s3.enabled", "false",
            "fs.hadoop.enabled", "false",
            "fs.azure.enabled", "false",
            "fs.gcs.enabled", "false",
            "fs.local.enabled", "false",
            // a cache above the meter reads whole files for several queries at once
            "fs.cache.enabled", "false");

    private static final Map<String, String> FIXED_HIVE = ImmutableMap.of(
            "hive.metastore", "glue",
            // five parallel GetPartitions with a Segment each bring every partition five times from a catalog without
            // segments
            "hive.metastore.glue.partitions-segments", "1",
            // otherwise dates and integers are not in the expression, and the catalog cannot prune or project by them
            "hive.metastore.glue.assume-canonical-partition-keys", "true",
            // the catalog projects partitions
            "hive.partition-projection-enabled", "false");

    private static final Map<String, String> FIXED_ICEBERG = ImmutableMap.of(
            "iceberg.catalog.type", "glue",
            "iceberg.metadata-cache.enabled", "false",
            "iceberg.parquet-footer-cache.type", "NONE");

    private static final Map<String, String> DEFAULTS_HIVE = ImmutableMap.<String, String>builder()
            .put("hive.non-managed-table-writes-enabled", "true")
            .put("hive.non-managed-table-creates-enabled", "true")
            .put("hive.storage-format", "PARQUET")
            .put("hive.recursive-directories", "true")
            .put("hive.allow-register-partition-procedure", "true")
            .put("hive.hive-views.enabled", "true")
            // another engine may write statistics at any time
            .put("hive.metastore-stats-cache-ttl", "0s")
            // no limit: rows are dealt out by partition, so that a writer has few open
            .put("hive.max-partitions-per-writers", NO_LIMIT)
            // a writer that reads one file in twenty again makes the bytes of equal statements differ
            .put("parquet.writer.validation-percentage", "0")
            .put("hive.orc.writer.validation-percentage", "0")
            .buildOrThrow();

    /**
     * What Athena knows of a table and Trino does not: Athena's own names, and two of Iceberg's.
     */
    private static final Set<String> ICEBERG_EXTRA_PROPERTIES = ImmutableSet.of(
            "optimize_rewrite_min_data_file_size_bytes",
            "optimize_rewrite_max_data_file_size_bytes",
            "optimize_rewrite_data_file_threshold",
            "optimize_rewrite_delete_file_threshold",
            "vacuum_min_snapshots_to_keep",
            "vacuum_max_snapshot_age_seconds",
            "write_data_path_enabled",
            "write.data.path",
            "write.object-storage.path",
            "write.parquet.compression-level",
            "write.orc.compression-level",
            "write.avro.compression-level");

    /**
     * What a user may take off a table.
     */
    static final Set<String> ICEBERG_PROPERTIES_TO_UNSET = ImmutableSet.<String>builder()
            .addAll(ICEBERG_EXTRA_PROPERTIES)
            .add("write.format.default")
            .add("write.parquet.compression-codec")
            .add("write.orc.compression-codec")
            .add("write.avro.compression-codec")
            .add("write.target-file-size-bytes")
            .add("write.metadata.previous-versions-max")
            .build();

    private static final Map<String, String> DEFAULTS_ICEBERG = ImmutableMap.of(
            "iceberg.register-table-procedure.enabled", "true",
            "iceberg.add-files-procedure.enabled", "true",
            "iceberg.file-format", "PARQUET",
            "iceberg.compression-codec", "ZSTD",
            "iceberg.max-partitions-per-writer", NO_LIMIT,
            "iceberg.target-max-file-size", "512MB",
            "iceberg.allowed-extra-properties", String.join(",", ICEBERG_EXTRA_PROPERTIES));

    private LakeProperties() {}

    static Map<String, String> hive(String catalogName, Map<String, String> config)
    {
        return merge(catalogName, config, FIXED_HIVE, DEFAULTS_HIVE);
    }

    static Map<String, String> iceberg(String catalogName, Map<String, String> config)
    {
        return merge(catalogName, config, FIXED_ICEBERG, DEFAULTS_ICEBERG);
    }

    private static Map<String, String> merge(
            String catalogName,
            Map<String, String> config,
            Map<String, String> fixed,
            Map<String, String> defaults)
    {
        Map<String, String> merged = new HashMap<>(defaults);
        merged.putAll(config);
        fix(catalogName, merged, FIXED);
        fix(catalogName, merged, fixed);
        return ImmutableMap.copyOf(merged);
    }

    private static void fix(String catalogName, Map<String, String> config, Map<String, String> fixed)
    {
        fixed.forEach((name, value) -> {
            String given = config.put(name, value);
            if (given != null && !given.equalsIgnoreCase(value)) {
                throw new TrinoException(CONFIGURATION_INVALID,
                        "Catalog %s sets %s=%s, but this connector needs %s: remove the line"
                                .formatted(catalogName, name, given, value));
            }
        });
    }
}
