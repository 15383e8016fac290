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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;

import static java.util.Objects.requireNonNull;

/**
 * Athena's properties of a new table of Hive's kind, and of UNLOAD, as Trino's: the page
 * <a href="https://docs.aws.amazon.com/athena/latest/ug/create-table-as.html">CREATE TABLE AS</a>.
 */
record HiveTableAs(String withClause, Map<String, String> sessionProperties)
{
    private static final String FORMATS = "PARQUET, ORC, AVRO, JSON or TEXTFILE";

    HiveTableAs
    {
        requireNonNull(withClause, "withClause is null");
        sessionProperties = Map.copyOf(sessionProperties);
    }

    /**
     * @param location the S3 URI of the table's folder
     */
    static HiveTableAs of(TableProperties properties, String location)
    {
        WriteFormat format = format(properties);
        Compression compression = Compression.of(properties, format.compression());
        StringJoiner with = new StringJoiner(", ", "WITH (", ")");
        with.add("external_location = " + SqlText.string(location));
        with.add("format = " + SqlText.string(format.name()));
        List<String> partitionedBy = properties.list("partitioned_by");
        if (!partitionedBy.isEmpty()) {
            with.add("partitioned_by = " + SqlText.array(partitionedBy));
        }
        List<String> bucketedBy = properties.list("bucketed_by");
        OptionalInt bucketCount = properties.number("bucket_count");
        if (!bucketedBy.isEmpty()) {
            with.add("bucketed_by = " + SqlText.array(bucketedBy));
        }
        bucketCount.ifPresent(count -> with.add("bucket_count = " + count));
        fieldDelimiter(properties, format)
                .ifPresent(delimiter -> with.add("textfile_field_separator = " + SqlText.string(delimiter)));
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("has_encrypted_data", "false");
        parameters.put(format.parameter(), compression.name());
        compression.level().ifPresent(level -> parameters.put("compression_level", String.valueOf(level)));
        with.add("extra_properties = " + SqlText.map(parameters));
        properties.requireAllTaken();
        return new HiveTableAs(
                with.toString(),
                Map.of(LakeNames.LAKE + ".compression_codec", compression.codec()));
    }

    private static WriteFormat format(TableProperties properties)
    {
        String name = properties.text("format").orElse("PARQUET");
        return WriteFormat.of(name).orElseThrow(() -> DialectErrors.property(
                properties.position("format"),
                name.toUpperCase(Locale.ENGLISH).equals("ION")
                        ? "The format ION is not written here: use " + FORMATS
                        : "Invalid format '%s': it is %s".formatted(name, FORMATS)));
    }

    private static Optional<String> fieldDelimiter(TableProperties properties, WriteFormat format)
    {
        Optional<String> delimiter = properties.text("field_delimiter").map(HiveTableAs::unescaped);
        if (delimiter.isPresent() && format != WriteFormat.TEXTFILE) {
            throw DialectErrors.property(
                    properties.position("field_delimiter"), "field_delimiter is for the format TEXTFILE only");
        }
        if (delimiter.filter(value -> value.length() != 1).isPresent()) {
            throw DialectErrors.property(
                    properties.position("field_delimiter"), "field_delimiter is one character");
        }
        return delimiter;
    }

    /**
     * {@code \t} and {@code \001}, as Hive writes them.
     */
    private static String unescaped(String delimiter)
    {
        if (delimiter.equals("\\t")) {
            return "\t";
        }
        if (delimiter.matches("\\\\[0-3]?[0-7]{1,2}")) {
            return String.valueOf((char) Integer.parseInt(delimiter.substring(1), 8));
        }
        return delimiter;
    }
}
