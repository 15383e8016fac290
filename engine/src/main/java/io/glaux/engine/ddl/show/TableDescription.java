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
import io.glaux.engine.ddl.lake.TextRows;
import io.glaux.engine.ddl.statement.DescribeTable;
import io.glaux.engine.ddl.statement.DescribeTable.Form;
import io.glaux.engine.query.ResultSink;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * DESCRIBE. Hive's tables are described as Hive does it, filled up with blanks; Iceberg's and views have forms of their
 * own.
 */
public final class TableDescription
{
    private static final List<String> COLUMNS = List.of("col_name", "data_type", "comment");

    private final LakeStorage storage;

    public TableDescription(LakeStorage storage)
    {
        this.storage = requireNonNull(storage, "storage is null");
    }

    /**
     * @param partition the one that the statement names
     */
    public void describe(Table table, DescribeTable statement, Optional<Partition> partition, ResultSink rows)
    {
        TextRows.write(rows, COLUMNS, switch (TableKind.of(table)) {
            case ICEBERG -> iceberg(table, statement);
            case VIEW -> statement.form() == Form.BASIC && statement.columnPath().isEmpty()
                    ? view(table)
                    : hive(table, statement, Optional.empty());
            case HIVE -> hive(table, statement, partition);
        });
    }

    private static List<List<String>> view(Table table)
    {
        return ViewColumns.of(table).stream().map(column -> List.of(column.name(), column.type(), "")).toList();
    }

    private static List<List<String>> hive(Table table, DescribeTable statement, Optional<Partition> partition)
    {
        StorageDescriptor descriptor =
                partition.map(Partition::storageDescriptor).orElseGet(table::storageDescriptor);
        if (!statement.columnPath().isEmpty()) {
            return column(table, descriptor, statement);
        }
        List<List<String>> rows = new ArrayList<>();
        boolean formatted = statement.form() == Form.FORMATTED;
        if (formatted) {
            rows.add(TextLayout.header());
            rows.add(TextLayout.blank());
        }
        descriptor.columns().forEach(column -> rows.add(row(descriptor, column)));
        if (!table.partitionKeys().isEmpty()) {
            StorageDescriptor none = StorageDescriptor.builder().build();
            if (!formatted) {
                table.partitionKeys().forEach(key -> rows.add(row(none, key)));
            }
            rows.add(TextLayout.blank());
            rows.add(TextLayout.title("# Partition Information"));
            rows.add(TextLayout.header());
            rows.add(TextLayout.blank());
            table.partitionKeys().forEach(key -> rows.add(row(none, key)));
        }
        switch (statement.form()) {
            case BASIC -> {}
            case EXTENDED -> {
                rows.add(TextLayout.blank());
                rows.add(partition
                        .map(found -> List.of("Detailed Partition Information", ThriftText.of(found), ""))
                        .orElseGet(() -> List.of("Detailed Table Information", ThriftText.of(table), "")));
            }
            case FORMATTED -> {
                rows.add(TextLayout.blank());
                rows.addAll(partition
                        .map(found -> TableDetails.of(table, found))
                        .orElseGet(() -> TableDetails.of(table)));
            }
        }
        return rows;
    }

    private static List<String> row(StorageDescriptor descriptor, Column column)
    {
        return TextLayout.column(column.name(), column.type(), ColumnComments.shown(descriptor, column).orElse(""));
    }

    private static List<List<String>> column(Table table, StorageDescriptor descriptor, DescribeTable statement)
    {
        Column column = find(descriptor.columns(), table, statement);
        List<List<String>> rows = new ArrayList<>();
        if (statement.form() == Form.FORMATTED) {
            rows.add(TextLayout.header());
            rows.add(TextLayout.blank());
        }
        rows.add(row(descriptor, column));
        return rows;
    }

    /**
     * The column, or the part of it, that the statement names.
     */
    private static Column find(List<Column> columns, Table table, DescribeTable statement)
    {
        List<Column> all = new ArrayList<>(columns);
        all.addAll(table.partitionKeys());
        List<String> path = statement.columnPath();
        Column column = all.stream()
                .filter(candidate -> candidate.name().equalsIgnoreCase(path.getFirst()))
                .findFirst()
                .orElseThrow(() -> noField(path.getFirst(), all));
        for (String step : path.subList(1, path.size())) {
            String type = column.type();
            String part = HiveTypes.part(type, step).orElseThrow(() ->
                    DdlFailures.task("cannot find field %s from %s".formatted(step, type)));
            column = Column.builder().name(step).type(part).comment("from deserializer").build();
        }
        return column;
    }

    private static RuntimeException noField(String name, List<Column> columns)
    {
        List<String> known = new ArrayList<>();
        for (Column column : columns) {
            known.add("%s:%s".formatted(known.size(), column.name()));
        }
        return DdlFailures.task("cannot find field %s from %s".formatted(name, ThriftText.list(known)));
    }

    private List<List<String>> iceberg(Table table, DescribeTable statement)
    {
        if (statement.form() == Form.EXTENDED) {
            throw DdlFailures.invalid("EXTENDED keyword is not supported for Iceberg tables.");
        }
        if (!statement.partition().isEmpty()) {
            throw DdlFailures.invalid("PARTITION keyword is not supported for Iceberg tables.");
        }
        List<Column> columns = table.storageDescriptor().columns();
        if (!statement.columnPath().isEmpty()) {
            if (statement.form() == Form.FORMATTED) {
                throw DdlFailures.invalid("FORMATTED keyword is not supported for Iceberg table columns.");
            }
            return List.of(icebergRow(find(columns, table, statement)));
        }
        IcebergMetadata metadata = IcebergMetadata.read(table, storage);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("# Table schema:", "", ""));
        rows.add(List.of("# col_name", "data_type", "comment"));
        columns.forEach(column -> rows.add(icebergRow(column)));
        rows.add(List.of("", "", ""));
        rows.add(List.of("# Partition spec:", "", ""));
        rows.add(List.of("# field_name", "field_transform", "column_name"));
        metadata.partitionFields().forEach(field ->
                rows.add(List.of(field.name(), field.transform(), field.column())));
        if (statement.form() == Form.FORMATTED) {
            rows.addAll(TableDetails.ofIceberg(table, metadata));
        }
        return rows;
    }

    private static List<String> icebergRow(Column column)
    {
        return List.of(
                column.name(),
                HiveTypes.forIceberg(column.type()),
                column.comment() == null ? "" : TextLayout.oneLine(column.comment()));
    }
}
