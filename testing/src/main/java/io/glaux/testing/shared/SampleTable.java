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

import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * A kind of file in which {@code testing/python/make_formats.py} writes the sample rows, and how a table says so in the
 * catalog.
 *
 * @param name of the table and of the folder of its files
 */
public record SampleTable(
        String name,
        String inputFormat,
        String outputFormat,
        String serde,
        Map<String, String> parameters)
{
    private static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
    private static final String TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";
    private static final String LAZY_SIMPLE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";

    public SampleTable
    {
        requireNonNull(name, "name is null");
        requireNonNull(inputFormat, "inputFormat is null");
        requireNonNull(outputFormat, "outputFormat is null");
        requireNonNull(serde, "serde is null");
        parameters = Map.copyOf(parameters);
    }

    /**
     * A table for each format with each codec that it has.
     */
    public static List<String> names()
    {
        List<String> texts = List.of("none", "gz", "zst", "snappy");
        return List.of(
                        tables("text", texts),
                        tables("csv_lazy", texts),
                        tables("csv_opencsv", texts),
                        tables("json_hcatalog", texts),
                        tables("json_openx", texts),
                        tables("parquet", List.of("none", "snappy", "gzip", "zstd")),
                        tables("orc", List.of("uncompressed", "snappy", "zlib", "zstd")),
                        tables("avro", List.of("null", "snappy", "deflate", "zstandard")))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    public static SampleTable of(String name)
    {
        String format = name.substring(0, name.lastIndexOf('_'));
        return switch (format) {
            case "text" -> text(name, LAZY_SIMPLE, Map.of());
            case "csv_lazy" -> text(name, LAZY_SIMPLE, Map.of("field.delim", ","));
            case "csv_opencsv" -> text(name, "org.apache.hadoop.hive.serde2.OpenCSVSerde", Map.of());
            case "json_hcatalog" -> text(name, "org.apache.hive.hcatalog.data.JsonSerDe", Map.of());
            case "json_openx" -> text(name, "org.openx.data.jsonserde.JsonSerDe", Map.of());
            case "parquet" -> new SampleTable(
                    name,
                    "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
                    "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
                    "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
                    Map.of());
            case "orc" -> new SampleTable(
                    name,
                    "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
                    "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
                    "org.apache.hadoop.hive.ql.io.orc.OrcSerde",
                    Map.of());
            case "avro" -> new SampleTable(
                    name,
                    "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
                    "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat",
                    "org.apache.hadoop.hive.serde2.avro.AvroSerDe",
                    Map.of());
            default -> throw new IllegalArgumentException("No such format: " + name);
        };
    }

    /**
     * Whether every column is a string, as with OpenCSVSerde.
     */
    public boolean stringsOnly()
    {
        return name.startsWith("csv_opencsv");
    }

    private static List<String> tables(String format, List<String> codecs)
    {
        return codecs.stream().map(codec -> format + "_" + codec).toList();
    }

    private static SampleTable text(String name, String serde, Map<String, String> parameters)
    {
        return new SampleTable(name, TEXT_INPUT, TEXT_OUTPUT, serde, parameters);
    }
}
