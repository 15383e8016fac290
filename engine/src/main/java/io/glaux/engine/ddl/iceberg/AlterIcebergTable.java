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

import io.glaux.engine.ddl.statement.AlterTable;
import io.glaux.engine.ddl.statement.AlterTable.AddColumns;
import io.glaux.engine.ddl.statement.AlterTable.AddPartitions;
import io.glaux.engine.ddl.statement.AlterTable.ChangeColumn;
import io.glaux.engine.ddl.statement.AlterTable.DropColumn;
import io.glaux.engine.ddl.statement.AlterTable.DropPartitions;
import io.glaux.engine.ddl.statement.AlterTable.RenamePartition;
import io.glaux.engine.ddl.statement.AlterTable.RenameTable;
import io.glaux.engine.ddl.statement.AlterTable.ReplaceColumns;
import io.glaux.engine.ddl.statement.AlterTable.SetLocation;
import io.glaux.engine.ddl.statement.AlterTable.SetTableProperties;
import io.glaux.engine.ddl.statement.AlterTable.UnsetTableProperties;
import io.glaux.engine.ddl.statement.ColumnDefinition;
import io.glaux.engine.dialect.text.SqlText;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * ALTER TABLE of an Iceberg table: each form is one statement of the engine, so it is done wholly or not at all. The
 * engine's own statements change one column at a time and cannot reorder: for these the lake's connector has
 * procedures.
 */
final class AlterIcebergTable
{
    private final IcebergNames names;

    AlterIcebergTable(IcebergNames names)
    {
        this.names = requireNonNull(names, "names is null");
    }

    String sql(AlterTable statement)
    {
        return switch (statement) {
            case AddColumns add -> {
                requireWholeTable(add.partition());
                yield addColumns(add);
            }
            case ChangeColumn change -> {
                requireWholeTable(change.partition());
                yield changeColumn(change);
            }
            case DropColumn drop -> "ALTER TABLE %s DROP COLUMN %s".formatted(
                    names.quoted(drop.table()),
                    SqlText.identifier(drop.column()));
            case RenameTable rename -> "ALTER TABLE %s RENAME TO %s".formatted(
                    names.quoted(rename.table()),
                    names.quoted(rename.newName(), rename.table()));
            case SetTableProperties set -> "ALTER TABLE %s SET PROPERTIES %s".formatted(
                    names.quoted(set.table()),
                    String.join(", ", IcebergProperties.forAlter(set.properties())));
            case UnsetTableProperties unset -> call(
                    "unset_properties",
                    unset,
                    "property_names => " + SqlText.array(IcebergProperties.icebergKeys(unset.keys())));
            case ReplaceColumns _, SetLocation _ -> throw unsupported();
            case AddPartitions _, DropPartitions _, RenamePartition _ -> throw unsupported();
        };
    }

    private String addColumns(AddColumns add)
    {
        List<ColumnDefinition> columns = add.columns();
        return call(
                "add_columns",
                add,
                "column_names => " + SqlText.array(columns.stream().map(ColumnDefinition::name).toList()),
                "column_types => " + SqlText.array(columns.stream().map(IcebergTypes::sqlType).toList()),
                "column_comments => " + SqlText.array(
                        columns.stream().map(column -> column.comment().orElse("")).toList()));
    }

    private String changeColumn(ChangeColumn change)
    {
        ColumnDefinition definition = change.definition();
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("name", definition.name());
        changes.put("type", IcebergTypes.sqlType(definition));
        definition.comment().ifPresent(comment -> changes.put("comment", comment));
        change.position().ifPresent(position -> position.after().ifPresentOrElse(
                column -> changes.put("after", column),
                () -> changes.put("first", "true")));
        return call(
                "change_column",
                change,
                "column_name => " + SqlText.string(change.column()),
                "changes => " + SqlText.map(changes));
    }

    private String call(String procedure, AlterTable statement, String... arguments)
    {
        return "CALL %s(schema_name => %s, table_name => %s, %s)".formatted(
                names.procedure(procedure),
                SqlText.string(names.database(statement.table())),
                SqlText.string(statement.table().table()),
                String.join(", ", arguments));
    }

    private static void requireWholeTable(Map<String, String> partition)
    {
        if (!partition.isEmpty()) {
            throw unsupported();
        }
    }

    private static GlauxException unsupported()
    {
        return new GlauxException(
                ErrorCode.NOT_SUPPORTED,
                "Query type not supported by Athena Iceberg at this time");
    }
}
