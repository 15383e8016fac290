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
package io.glaux.engine.ddl;

import io.glaux.engine.ddl.grammar.AthenaDdlParser.AlterTableContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.ChangeColumnsContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.NewPartitionContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.PartitionActionContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.TableActionContext;
import io.glaux.engine.ddl.statement.AlterTable;
import io.glaux.engine.ddl.statement.AlterTable.AddColumns;
import io.glaux.engine.ddl.statement.AlterTable.AddPartitions;
import io.glaux.engine.ddl.statement.AlterTable.ChangeColumn;
import io.glaux.engine.ddl.statement.AlterTable.ColumnPosition;
import io.glaux.engine.ddl.statement.AlterTable.DropColumn;
import io.glaux.engine.ddl.statement.AlterTable.DropPartitions;
import io.glaux.engine.ddl.statement.AlterTable.NewPartition;
import io.glaux.engine.ddl.statement.AlterTable.RenamePartition;
import io.glaux.engine.ddl.statement.AlterTable.RenameTable;
import io.glaux.engine.ddl.statement.AlterTable.ReplaceColumns;
import io.glaux.engine.ddl.statement.AlterTable.SetLocation;
import io.glaux.engine.ddl.statement.AlterTable.SetTableProperties;
import io.glaux.engine.ddl.statement.AlterTable.UnsetTableProperties;
import io.glaux.engine.ddl.statement.TableName;

import java.util.Map;
import java.util.Optional;

import static io.glaux.engine.ddl.SqlText.name;
import static io.glaux.engine.ddl.SqlText.optionalString;
import static io.glaux.engine.ddl.SqlText.partition;
import static io.glaux.engine.ddl.SqlText.properties;
import static io.glaux.engine.ddl.SqlText.string;
import static io.glaux.engine.ddl.SqlText.tableName;

/**
 * ALTER TABLE in its forms.
 */
final class AlterTableBuilder
{
    private AlterTableBuilder() {}

    static AlterTable build(AlterTableContext context)
    {
        TableName table = tableName(context.tableName());
        return context.partitionAction() == null
                ? ofTable(table, context.tableAction())
                : ofPartition(table, partition(context.partitionValues()), context.partitionAction());
    }

    private static AlterTable ofPartition(
            TableName table,
            Map<String, String> partition,
            PartitionActionContext action)
    {
        if (action.changeColumns() != null) {
            return changeColumns(table, partition, action.changeColumns());
        }
        if (action.LOCATION() != null) {
            return new SetLocation(table, partition, string(action.string()));
        }
        return new RenamePartition(table, partition, partition(action.partitionValues()));
    }

    private static AlterTable ofTable(TableName table, TableActionContext action)
    {
        if (action.changeColumns() != null) {
            return changeColumns(table, Map.of(), action.changeColumns());
        }
        if (action.DROP() != null) {
            return drop(table, action);
        }
        if (action.RENAME() != null) {
            return new RenameTable(table, tableName(action.tableName()));
        }
        if (action.LOCATION() != null) {
            return new SetLocation(table, Map.of(), string(action.string(0)));
        }
        if (action.SET() != null) {
            return new SetTableProperties(table, properties(action.properties()));
        }
        if (action.UNSET() != null) {
            return new UnsetTableProperties(
                    table, action.ifExists() != null, action.string().stream().map(SqlText::string).toList());
        }
        return new AddPartitions(
                table,
                action.ifNotExists() != null,
                action.newPartition().stream().map(AlterTableBuilder::newPartition).toList());
    }

    private static AlterTable drop(TableName table, TableActionContext action)
    {
        if (action.COLUMN() != null) {
            return new DropColumn(table, name(action.identifier()));
        }
        return new DropPartitions(
                table,
                action.ifExists() != null,
                action.partitionValues().stream().map(SqlText::partition).toList(),
                action.PURGE() != null);
    }

    private static NewPartition newPartition(NewPartitionContext context)
    {
        return new NewPartition(partition(context.partitionValues()), optionalString(context.string()));
    }

    private static AlterTable changeColumns(
            TableName table,
            Map<String, String> partition,
            ChangeColumnsContext change)
    {
        if (change.ADD() != null) {
            return new AddColumns(table, partition, StatementBuilder.columns(change.columnDefinitions()));
        }
        if (change.REPLACE() != null) {
            return new ReplaceColumns(table, partition, StatementBuilder.columns(change.columnDefinitions()));
        }
        return new ChangeColumn(
                table,
                partition,
                name(change.identifier(0)),
                StatementBuilder.column(change.columnDefinition()),
                position(change));
    }

    private static Optional<ColumnPosition> position(ChangeColumnsContext change)
    {
        if (change.FIRST() != null) {
            return Optional.of(new ColumnPosition(Optional.empty()));
        }
        return change.AFTER() == null
                ? Optional.empty()
                : Optional.of(new ColumnPosition(Optional.of(name(change.identifier(1)))));
    }
}
