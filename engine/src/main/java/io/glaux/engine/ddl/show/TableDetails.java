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
package io.glaux.engine.ddl.show;

import io.glaux.engine.ddl.lake.TableKind;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What DESCRIBE FORMATTED says beside the columns.
 */
final class TableDetails
{
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final String UNKNOWN = "UNKNOWN";

    private TableDetails() {}

    static List<List<String>> of(Table table)
    {
        boolean isView = TableKind.of(table) == TableKind.VIEW;
        List<List<String>> rows = new ArrayList<>();
        rows.add(TextLayout.title("# Detailed Table Information"));
        rows.add(TextLayout.property("Database:", table.databaseName()));
        rows.add(TextLayout.property("Owner:", text(table.owner())));
        rows.add(TextLayout.property("CreateTime:", time(table.createTime())));
        rows.add(TextLayout.property("LastAccessTime:", time(table.lastAccessTime())));
        rows.add(TextLayout.property("Protect Mode:", "None"));
        rows.add(TextLayout.property("Retention:", text(Objects.requireNonNullElse(table.retention(), 0))));
        if (!isView) {
            rows.add(TextLayout.property("Location:", text(table.storageDescriptor().location())));
        }
        rows.add(TextLayout.property("Table Type:", text(table.tableType())));
        addParameters(rows, "Table Parameters:", table.parameters());
        rows.add(TextLayout.blank());
        addStorage(rows, table.storageDescriptor());
        if (isView) {
            rows.add(TextLayout.blank());
            rows.add(TextLayout.title("# View Information"));
            rows.add(TextLayout.property("View Original Text:", text(table.viewOriginalText())));
            rows.add(TextLayout.property("View Expanded Text:", text(table.viewExpandedText())));
        }
        return rows;
    }

    static List<List<String>> of(Table table, Partition partition)
    {
        List<List<String>> rows = new ArrayList<>();
        rows.add(TextLayout.title("# Detailed Partition Information"));
        rows.add(TextLayout.property("Partition Value:", ThriftText.list(partition.values())));
        rows.add(TextLayout.property("Database:", table.databaseName()));
        rows.add(TextLayout.property("Table:", table.name()));
        rows.add(TextLayout.property("CreateTime:", time(partition.creationTime())));
        rows.add(TextLayout.property("LastAccessTime:", time(partition.lastAccessTime())));
        rows.add(TextLayout.property("Protect Mode:", "None"));
        rows.add(TextLayout.property("Location:", text(partition.storageDescriptor().location())));
        addParameters(rows, "Partition Parameters:", partition.parameters());
        rows.add(TextLayout.blank());
        addStorage(rows, partition.storageDescriptor());
        return rows;
    }

    static List<List<String>> ofIceberg(Table table, IcebergMetadata metadata)
    {
        List<List<String>> rows = new ArrayList<>();
        List<String> blank = List.of("", "", "");
        rows.add(blank);
        rows.add(List.of("Name:", "iceberg.%s.%s".formatted(table.databaseName(), table.name()), ""));
        rows.add(List.of("Location:", text(table.storageDescriptor().location()), ""));
        rows.add(blank);
        rows.add(List.of("# Table properties:", "", ""));
        rows.add(List.of("# key", "value", ""));
        new TreeMap<>(table.parameters()).forEach((key, value) ->
                rows.add(List.of(key, TextLayout.escaped(value), "")));
        rows.add(blank);
        rows.add(List.of("# Iceberg storage table properties:", "", ""));
        rows.add(List.of("# key", "value", ""));
        metadata.properties().forEach((key, value) -> rows.add(List.of(key, TextLayout.escaped(value), "")));
        return rows;
    }

    private static void addStorage(List<List<String>> rows, StorageDescriptor storage)
    {
        SerDeInfo serde = storage.serdeInfo() == null ? SerDeInfo.builder().build() : storage.serdeInfo();
        rows.add(TextLayout.title("# Storage Information"));
        rows.add(TextLayout.property("SerDe Library:", text(serde.serializationLibrary())));
        rows.add(TextLayout.property("InputFormat:", text(storage.inputFormat())));
        rows.add(TextLayout.property("OutputFormat:", text(storage.outputFormat())));
        rows.add(TextLayout.property("Compressed:", Boolean.TRUE.equals(storage.compressed()) ? "Yes" : "No"));
        rows.add(TextLayout.property("Num Buckets:", text(storage.numberOfBuckets())));
        rows.add(TextLayout.property("Bucket Columns:", ThriftText.list(storage.bucketColumns())));
        rows.add(TextLayout.property("Sort Columns:", ThriftText.list(
                storage.sortColumns().stream().map(ThriftText::order).toList())));
        addParameters(rows, "Storage Desc Params:", serde.parameters());
    }

    private static void addParameters(List<List<String>> rows, String title, Map<String, String> parameters)
    {
        if (parameters.isEmpty()) {
            return;
        }
        rows.add(TextLayout.title(title));
        new TreeMap<>(parameters).forEach((key, value) -> rows.add(TextLayout.parameter(key, value)));
    }

    private static String time(Instant time)
    {
        return time == null || time.getEpochSecond() == 0 ? UNKNOWN : TIME.format(time);
    }

    private static String text(Object value)
    {
        return value == null ? "null" : value.toString();
    }
}
