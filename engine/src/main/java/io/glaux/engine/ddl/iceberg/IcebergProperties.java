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
package io.glaux.engine.ddl.iceberg;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.glaux.engine.dialect.text.SqlText;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static com.google.common.collect.ImmutableList.toImmutableList;

/**
 * The table properties that Athena has for Iceberg tables, a closed list, and what they are in the engine. What Athena
 * alone knows is kept in the table's own properties under Athena's name.
 */
final class IcebergProperties
{
    static final String VACUUM_MIN_SNAPSHOTS = "vacuum_min_snapshots_to_keep";
    static final String VACUUM_MAX_AGE = "vacuum_max_snapshot_age_seconds";
    static final String OPTIMIZE_MIN_SIZE = "optimize_rewrite_min_data_file_size_bytes";
    static final String TARGET_SIZE = "write_target_data_file_size_bytes";
    static final String ICEBERG_TARGET_SIZE = "write.target-file-size-bytes";

    private static final String TABLE_TYPE = "table_type";
    private static final String FORMAT = "format";
    private static final String COMPRESSION = "write_compression";
    private static final String COMPRESSION_LEVEL = "compression_level";
    private static final String VACUUM_MAX_METADATA = "vacuum_max_metadata_files_to_keep";
    private static final String DATA_PATH_ENABLED = "write_data_path_enabled";

    /**
     * Those that the engine does not know, with the least and the greatest value that Athena takes.
     */
    private static final Map<String, Range> KEPT_NUMBERS = ImmutableMap.<String, Range>builder()
            .put(OPTIMIZE_MIN_SIZE, new Range(0, 10_737_418_240L))
            .put("optimize_rewrite_max_data_file_size_bytes", new Range(1, 10_737_418_240L))
            .put("optimize_rewrite_data_file_threshold", new Range(1, 50))
            .put("optimize_rewrite_delete_file_threshold", new Range(1, 50))
            .put(VACUUM_MIN_SNAPSHOTS, new Range(1, Integer.MAX_VALUE))
            .put(VACUUM_MAX_AGE, new Range(0, Integer.MAX_VALUE))
            .buildOrThrow();

    /**
     * Of Iceberg itself; Athena takes them in ALTER TABLE only.
     */
    private static final List<String> PATHS = ImmutableList.of("write.data.path", "write.object-storage.path");

    private static final List<String> FORMATS = ImmutableList.of("parquet", "orc", "avro");

    /**
     * Athena's names of codecs and the engine's.
     */
    private static final Map<String, String> CODECS = ImmutableMap.of(
            "gzip", "GZIP",
            "zlib", "GZIP",
            "snappy", "SNAPPY",
            "zstd", "ZSTD",
            "lz4", "LZ4",
            "none", "NONE",
            "uncompressed", "NONE");

    private IcebergProperties() {}

    /**
     * Assignments of the engine's table properties for CREATE TABLE.
     *
     * @param properties of TBLPROPERTIES; keys in any case
     * @throws GlauxException when one is not on the list or has a value that it cannot have
     */
    static List<String> forCreate(Map<String, String> properties)
    {
        Map<String, String> given = lowerCase(properties);
        PATHS.stream().filter(given::containsKey).findFirst().ifPresent(key -> {
            throw unsupported(key);
        });
        given.remove(TABLE_TYPE);
        return assignments(given);
    }

    /**
     * Assignments of the engine's table properties for ALTER TABLE.
     */
    static List<String> forAlter(Map<String, String> properties)
    {
        Map<String, String> given = lowerCase(properties);
        if (given.containsKey(TABLE_TYPE)) {
            throw unsupported(TABLE_TYPE);
        }
        return assignments(given);
    }

    /**
     * The names in Iceberg's metadata of properties that are to be unset.
     */
    static List<String> icebergKeys(List<String> keys)
    {
        return keys.stream().flatMap(key -> icebergKeys(key).stream()).collect(toImmutableList());
    }

    /**
     * The level that goes with no codec is refused before the statement becomes a query.
     */
    static void requireCodecOfLevel(Map<String, String> properties)
    {
        Map<String, String> given = lowerCase(properties);
        if (given.containsKey(COMPRESSION_LEVEL) && !given.containsKey(COMPRESSION)) {
            throw new GlauxException(
                    ErrorCode.SYNTAX_ERROR,
                    "Compression codec must be defined when compression_level property is specified.");
        }
    }

    private static List<String> assignments(Map<String, String> given)
    {
        List<String> assignments = new ArrayList<>();
        Map<String, String> extra = new LinkedHashMap<>();
        String format = given.containsKey(FORMAT)
                ? oneOf(FORMAT, given.get(FORMAT), FORMATS)
                : "parquet";
        given.forEach((key, value) -> {
            switch (key) {
                case FORMAT -> assignments.add("format = " + SqlText.string(format.toUpperCase(Locale.ENGLISH)));
                case COMPRESSION -> assignments.add("compression_codec = "
                        + SqlText.string(CODECS.get(oneOf(key, value, List.copyOf(CODECS.keySet())))));
                case COMPRESSION_LEVEL -> extra.put(
                        "write.%s.compression-level".formatted(format),
                        number(key, value, new Range(1, 22)));
                case TARGET_SIZE -> assignments.add("target_max_file_size = "
                        + SqlText.string(number(key, value, new Range(1, Long.MAX_VALUE)) + "B"));
                case VACUUM_MAX_METADATA -> assignments.add("max_previous_versions = "
                        + number(key, value, new Range(1, Integer.MAX_VALUE)));
                case DATA_PATH_ENABLED -> extra.put(key, oneOf(key, value, List.of("true", "false")));
                default -> extra.put(key, kept(key, value));
            }
        });
        if (!extra.isEmpty()) {
            assignments.add("extra_properties = " + SqlText.map(extra));
        }
        return assignments;
    }

    private static String kept(String key, String value)
    {
        if (PATHS.contains(key)) {
            return value;
        }
        return Optional.ofNullable(KEPT_NUMBERS.get(key))
                .map(range -> number(key, value, range))
                .orElseThrow(() -> unsupported(key));
    }

    private static List<String> icebergKeys(String key)
    {
        String lower = key.toLowerCase(Locale.ENGLISH);
        return switch (lower) {
            case FORMAT -> List.of("write.format.default");
            case COMPRESSION -> ofEachFormat("write.%s.compression-codec");
            case COMPRESSION_LEVEL -> ofEachFormat("write.%s.compression-level");
            case TARGET_SIZE -> List.of(ICEBERG_TARGET_SIZE);
            case VACUUM_MAX_METADATA -> List.of("write.metadata.previous-versions-max");
            default -> {
                if (!KEPT_NUMBERS.containsKey(lower) && !PATHS.contains(lower) && !lower.equals(DATA_PATH_ENABLED)) {
                    throw new GlauxException(
                            ErrorCode.INVALID_INPUT,
                            "Table property %s is not supported by Athena".formatted(key));
                }
                yield List.of(lower);
            }
        };
    }

    private static List<String> ofEachFormat(String key)
    {
        return FORMATS.stream().map(key::formatted).collect(toImmutableList());
    }

    private static Map<String, String> lowerCase(Map<String, String> properties)
    {
        Map<String, String> lower = new LinkedHashMap<>();
        properties.forEach((key, value) -> lower.put(key.toLowerCase(Locale.ENGLISH), value));
        return lower;
    }

    private static String oneOf(String key, String value, List<String> values)
    {
        String lower = value.toLowerCase(Locale.ENGLISH);
        if (!values.contains(lower)) {
            throw wrongValue(key, value, "one of " + String.join(", ", values));
        }
        return lower;
    }

    private static String number(String key, String value, Range range)
    {
        try {
            BigInteger number = new BigInteger(value.strip());
            if (number.compareTo(BigInteger.valueOf(range.least())) >= 0
                    && number.compareTo(BigInteger.valueOf(range.greatest())) <= 0) {
                return number.toString();
            }
        }
        catch (NumberFormatException _) {
            // said below
        }
        throw wrongValue(key, value, "a whole number from %s to %s".formatted(range.least(), range.greatest()));
    }

    private static GlauxException wrongValue(String key, String value, String values)
    {
        return new GlauxException(
                ErrorCode.INVALID_INPUT,
                "Table property %s cannot be '%s': it is %s".formatted(key, value, values));
    }

    private static GlauxException unsupported(String key)
    {
        return new GlauxException(ErrorCode.INVALID_INPUT, "Unsupported table property key: " + key);
    }

    private record Range(long least, long greatest) {}
}
