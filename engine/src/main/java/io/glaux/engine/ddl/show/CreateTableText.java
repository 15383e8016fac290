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

import io.glaux.engine.ddl.lake.DdlFailures;
import io.glaux.engine.ddl.lake.LakeStorage;
import io.glaux.engine.ddl.lake.TableKind;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.SerDeInfo;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * SHOW CREATE TABLE: a statement that makes the table again, with Hive's line ends, blanks included.
 */
final class CreateTableText
{
    private static final String SEPARATOR = ", \n";
    private static final String LAZY_SIMPLE = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe";
    private static final String FORMAT = "serialization.format";
    private static final String FIELD_DELIMITER = "field.delim";
    private static final String ESCAPE = "escape.delim";

    /**
     * The clauses of ROW FORMAT DELIMITED, in the order that the grammar wants.
     */
    private static final List<Map.Entry<String, String>> DELIMITERS = List.of(
            Map.entry(FIELD_DELIMITER, "FIELDS TERMINATED BY"),
            Map.entry(ESCAPE, "ESCAPED BY"),
            Map.entry("colelction.delim", "COLLECTION ITEMS TERMINATED BY"),
            Map.entry("mapkey.delim", "MAP KEYS TERMINATED BY"),
            Map.entry("line.delim", "LINES TERMINATED BY"),
            Map.entry("serialization.null.format", "NULL DEFINED AS"));

    private static final Set<String> NOT_PROPERTIES = Set.of("EXTERNAL", "comment");
    private static final Set<String> NOT_ICEBERG_PROPERTIES =
            Set.of("EXTERNAL", "comment", "metadata_location", "previous_metadata_location");

    private final LakeStorage storage;

    CreateTableText(LakeStorage storage)
    {
        this.storage = requireNonNull(storage, "storage is null");
    }

    String of(Table table)
    {
        return switch (TableKind.of(table)) {
            case HIVE -> hive(table);
            case ICEBERG -> iceberg(table);
            case VIEW -> throw DdlFailures.invalid(
                    "%s.%s is a view: write SHOW CREATE VIEW".formatted(table.databaseName(), table.name()));
        };
    }

    private static String hive(Table table)
    {
        StorageDescriptor descriptor = table.storageDescriptor();
        StringBuilder text = new StringBuilder();
        text.append("CREATE EXTERNAL TABLE ").append(identifier(table.name())).append("(\n");
        text.append(columns(descriptor.columns(), descriptor)).append(")\n");
        comment(table).ifPresent(comment -> text.append("COMMENT ").append(literal(comment)).append('\n'));
        if (!table.partitionKeys().isEmpty()) {
            text.append("PARTITIONED BY ( \n");
            text.append(columns(table.partitionKeys(), StorageDescriptor.builder().build())).append(")\n");
        }
        appendBuckets(text, descriptor);
        appendRowFormat(text, descriptor.serdeInfo());
        text.append("STORED AS INPUTFORMAT \n  ").append(literal(descriptor.inputFormat())).append(" \n");
        text.append("OUTPUTFORMAT \n  ").append(literal(descriptor.outputFormat())).append('\n');
        text.append("LOCATION\n  ").append(literal(descriptor.location())).append('\n');
        Map<String, String> properties = new TreeMap<>(table.parameters());
        properties.keySet().removeAll(NOT_PROPERTIES);
        text.append("TBLPROPERTIES (\n").append(entries(properties, SEPARATOR)).append(')');
        return text.toString();
    }

    private String iceberg(Table table)
    {
        IcebergMetadata metadata = IcebergMetadata.read(table, storage);
        StorageDescriptor descriptor = table.storageDescriptor();
        StringBuilder text = new StringBuilder();
        text.append("CREATE TABLE %s.%s (\n".formatted(identifier(table.databaseName()), identifier(table.name())));
        List<String> columns = descriptor.columns().stream()
                .map(column -> "  " + column(column, Optional.ofNullable(column.comment())))
                .toList();
        text.append(String.join(",\n", columns)).append(")\n");
        comment(table).ifPresent(comment -> text.append("COMMENT ").append(literal(comment)).append('\n'));
        List<String> partitioning =
                metadata.partitionFields().stream().map(IcebergMetadata.PartitionField::clause).toList();
        if (!partitioning.isEmpty()) {
            text.append("PARTITIONED BY (").append(String.join(", ", partitioning)).append(")\n");
        }
        text.append("LOCATION ").append(literal(descriptor.location())).append('\n');
        Map<String, String> properties = new TreeMap<>(table.parameters());
        properties.keySet().removeAll(NOT_ICEBERG_PROPERTIES);
        properties.put("table_type", "iceberg");
        text.append("TBLPROPERTIES (\n").append(entries(properties, ",\n")).append("\n)");
        return text.toString();
    }

    /**
     * A name in the quotes of this grammar.
     */
    static String identifier(String name)
    {
        return "`" + name.replace("`", "``") + "`";
    }

    private static String literal(String text)
    {
        return "'" + TextLayout.escaped(text).replace("'", "\\'") + "'";
    }

    private static Optional<String> comment(Table table)
    {
        return Optional.ofNullable(table.parameters().get("comment"));
    }

    private static String columns(List<Column> columns, StorageDescriptor storage)
    {
        return String.join(SEPARATOR, columns.stream()
                .map(column -> "  " + column(column, ColumnComments.shown(storage, column)))
                .toList());
    }

    private static String column(Column column, Optional<String> comment)
    {
        return "%s %s%s".formatted(
                identifier(column.name()),
                column.type(),
                comment.map(text -> " COMMENT " + literal(text)).orElse(""));
    }

    private static void appendBuckets(StringBuilder text, StorageDescriptor storage)
    {
        if (storage.bucketColumns().isEmpty()) {
            return;
        }
        text.append("CLUSTERED BY ( \n");
        text.append(
                String.join(SEPARATOR, storage.bucketColumns().stream().map(name -> "  " + identifier(name)).toList()));
        text.append(") \n");
        if (!storage.sortColumns().isEmpty()) {
            text.append("SORTED BY ( \n");
            text.append(String.join(SEPARATOR, storage.sortColumns().stream()
                    .map(order -> "  %s %s".formatted(
                            identifier(order.column()),
                            order.sortOrder() == 0 ? "DESC" : "ASC"))
                    .toList()));
            text.append(") \n");
        }
        text.append("INTO %s BUCKETS\n".formatted(storage.numberOfBuckets()));
    }

    private static void appendRowFormat(StringBuilder text, SerDeInfo serde)
    {
        Map<String, String> parameters = new TreeMap<>(serde.parameters());
        if (isDelimited(serde)) {
            text.append("ROW FORMAT DELIMITED \n");
            DELIMITERS.forEach(clause -> Optional.ofNullable(parameters.get(clause.getKey()))
                    .ifPresent(value -> text.append("  %s %s \n".formatted(clause.getValue(), literal(value)))));
            return;
        }
        text.append("ROW FORMAT SERDE \n  ").append(literal(serde.serializationLibrary())).append(" \n");
        if ("1".equals(parameters.get(FORMAT))) {
            parameters.remove(FORMAT);
        }
        if (!parameters.isEmpty()) {
            text.append("WITH SERDEPROPERTIES ( \n").append(entries(parameters, SEPARATOR)).append(") \n");
        }
    }

    /**
     * Whether ROW FORMAT DELIMITED says all about the SerDe.
     */
    private static boolean isDelimited(SerDeInfo serde)
    {
        Map<String, String> parameters = new TreeMap<>(serde.parameters());
        String format = parameters.remove(FORMAT);
        String delimiter = parameters.getOrDefault(FIELD_DELIMITER, "1");
        boolean hasClauses = !parameters.isEmpty();
        DELIMITERS.forEach(clause -> parameters.remove(clause.getKey()));
        boolean escapesNothing =
                !serde.parameters().containsKey(ESCAPE) || serde.parameters().containsKey(FIELD_DELIMITER);
        return LAZY_SIMPLE.equals(serde.serializationLibrary())
                && hasClauses
                && parameters.isEmpty()
                && delimiter.equals(format)
                && escapesNothing;
    }

    private static String entries(Map<String, String> entries, String separator)
    {
        List<String> lines = new ArrayList<>();
        entries.forEach((key, value) -> lines.add("  %s=%s".formatted(literal(key), literal(value))));
        return String.join(separator, lines);
    }
}
