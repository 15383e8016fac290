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

import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.TableInput;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * A table over one of the compressed CSV files that come with Glaux.
 *
 * @param name of the file; the table has {@code _csv} behind it
 * @param serde how Hive reads the lines
 * @param columns names and Hive's types, as in DDL
 */
record TextTable(String name, Serde serde, String columns)
{
    enum Serde
    {
        /**
         * Types of its own; an empty field is NULL.
         */
        LAZY_SIMPLE("org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"),
        /**
         * Strings only; an empty field is an empty string.
         */
        OPEN_CSV("org.apache.hadoop.hive.serde2.OpenCSVSerde");

        private final String library;

        Serde(String library)
        {
            this.library = library;
        }

        private Map<String, String> parameters()
        {
            return switch (this) {
                case LAZY_SIMPLE -> Map.of(
                        "field.delim", ",", "serialization.format", ",", "serialization.null.format", "");
                case OPEN_CSV -> Map.of("separatorChar", ",", "quoteChar", "\"");
            };
        }
    }

    TextTable
    {
        requireNonNull(name, "name is null");
        requireNonNull(serde, "serde is null");
        requireNonNull(columns, "columns is null");
    }

    String tableName()
    {
        return name + "_csv";
    }

    String fileName()
    {
        return name + ".csv.gz";
    }

    /**
     * As other software describes such a table to AWS Glue.
     */
    TableInput tableInput(String location)
    {
        return TableInput.builder()
                .name(tableName())
                .tableType("EXTERNAL_TABLE")
                .parameters(Map.of("EXTERNAL", "TRUE", "skip.header.line.count", "1", "classification", "csv"))
                .storageDescriptor(storage -> storage
                        .columns(columnList())
                        .location(location)
                        .inputFormat("org.apache.hadoop.mapred.TextInputFormat")
                        .outputFormat("org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat")
                        .serdeInfo(info -> info.serializationLibrary(serde.library).parameters(serde.parameters())))
                .build();
    }

    private List<Column> columnList()
    {
        return Arrays.stream(columns.split(","))
                .map(column -> column.strip().split(" "))
                .map(column -> Column.builder().name(column[0]).type(column[1]).build())
                .toList();
    }
}
