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
package io.glaux.engine.ddl.statement;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.glaux.engine.query.StatementKind;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.glaux.engine.ddl.statement.StatementKinds.ddl;
import static java.util.Objects.requireNonNull;

/**
 * ALTER TABLE, one record for each form. Values of partitions are texts as written: {@code 07} stays {@code 07}.
 */
public sealed interface AlterTable
        extends DdlStatement
{
    TableName table();

    /**
     * [PARTITION (..)] ADD COLUMNS (..).
     *
     * @param partition values by lower-case column in the order of the statement; empty for the whole table
     */
    record AddColumns(TableName table, Map<String, String> partition, List<ColumnDefinition> columns)
            implements AlterTable
    {
        public AddColumns
        {
            requireNonNull(table, "table is null");
            partition = ImmutableMap.copyOf(partition);
            columns = ImmutableList.copyOf(columns);
        }

        @Override
        public StatementKind kind()
        {
            return ddl("ALTER_TABLE_ADD_COLUMN");
        }
    }

    /**
     * [PARTITION (..)] REPLACE COLUMNS (..).
     *
     * @param partition values by lower-case column in the order of the statement; empty for the whole table
     */
    record ReplaceColumns(TableName table, Map<String, String> partition, List<ColumnDefinition> columns)
            implements AlterTable
    {
        public ReplaceColumns
        {
            requireNonNull(table, "table is null");
            partition = ImmutableMap.copyOf(partition);
            columns = ImmutableList.copyOf(columns);
        }

        @Override
        public StatementKind kind()
        {
            return ddl("ALTER_TABLE_REPLACE_COLUMN");
        }
    }

    /**
     * DROP COLUMN name.
     */
    record DropColumn(TableName table, String column)
            implements AlterTable
    {
        public DropColumn
        {
            requireNonNull(table, "table is null");
            requireNonNull(column, "column is null");
        }

        @Override
        public StatementKind kind()
        {
            return ddl("ALTER_TABLE_DROP_COLUMN");
        }
    }

    /**
     * [PARTITION (..)] CHANGE [COLUMN] column name type [COMMENT ..] [FIRST | AFTER ..].
     *
     * @param partition values by lower-case column in the order of the statement; empty for the whole table
     * @param column its name so far
     * @param position empty to leave it where it is
     */
    record ChangeColumn(
            TableName table,
            Map<String, String> partition,
            String column,
            ColumnDefinition definition,
            Optional<ColumnPosition> position)
            implements AlterTable
    {
        public ChangeColumn
        {
            requireNonNull(table, "table is null");
            partition = ImmutableMap.copyOf(partition);
            requireNonNull(column, "column is null");
            requireNonNull(definition, "definition is null");
            requireNonNull(position, "position is null");
        }

        @Override
        public StatementKind kind()
        {
            return ddl("ALTER_TABLE_CHANGE_COLUMN");
        }
    }

    /**
     * RENAME TO name.
     */
    record RenameTable(TableName table, TableName newName)
            implements AlterTable
    {
        public RenameTable
        {
            requireNonNull(table, "table is null");
            requireNonNull(newName, "newName is null");
        }

        @Override
        public StatementKind kind()
        {
            return ddl("ALTER_TABLE_RENAME");
        }
    }

    /**
     * SET TBLPROPERTIES (..).
     */
    record SetTableProperties(TableName table, Map<String, String> properties)
            implements AlterTable
    {
        public SetTableProperties
        {
            requireNonNull(table, "table is null");
            properties = ImmutableMap.copyOf(properties);
        }

        @Override
        public StatementKind kind()
        {
            return ddl("ALTER_TABLE_PROPERTIES");
        }
    }

    /**
     * UNSET TBLPROPERTIES [IF EXISTS] (..).
     */
    record UnsetTableProperties(TableName table, boolean ifExists, List<String> keys)
            implements AlterTable
    {
        public UnsetTableProperties
        {
            requireNonNull(table, "table is null");
            keys = ImmutableList.copyOf(keys);
        }

        @Override
        public StatementKind kind()
        {
            return ddl("ALTER_TABLE_PROPERTIES");
        }
    }

    /**
     * [PARTITION (..)] SET LOCATION '..'.
     *
     * @param partition values by lower-case column in the order of the statement; empty for the whole table
     */
    record SetLocation(TableName table, Map<String, String> partition, String location)
            implements AlterTable
    {
        public SetLocation
        {
            requireNonNull(table, "table is null");
            partition = ImmutableMap.copyOf(partition);
            requireNonNull(location, "location is null");
        }

        @Override
        public StatementKind kind()
        {
            return ddl("ALTER_TABLE_SET_LOCATION");
        }
    }

    /**
     * ADD [IF NOT EXISTS] PARTITION (..) [LOCATION '..'] ...
     */
    record AddPartitions(TableName table, boolean ifNotExists, List<NewPartition> partitions)
            implements AlterTable
    {
        public AddPartitions
        {
            requireNonNull(table, "table is null");
            partitions = ImmutableList.copyOf(partitions);
        }

        @Override
        public StatementKind kind()
        {
            return ddl("ALTER_TABLE_ADD_PARTITION");
        }
    }

    /**
     * DROP [IF EXISTS] PARTITION (..), PARTITION (..) [PURGE].
     *
     * @param partitions each with values by lower-case column; one may name fewer columns than the table has
     */
    record DropPartitions(TableName table, boolean ifExists, List<Map<String, String>> partitions, boolean purge)
            implements AlterTable
    {
        public DropPartitions
        {
            requireNonNull(table, "table is null");
            partitions = partitions.stream()
                    .<Map<String, String>>map(ImmutableMap::copyOf)
                    .collect(toImmutableList());
        }

        @Override
        public StatementKind kind()
        {
            return ddl("ALTER_TABLE_DROP_PARTITION");
        }
    }

    /**
     * PARTITION (..) RENAME TO PARTITION (..).
     */
    record RenamePartition(TableName table, Map<String, String> partition, Map<String, String> newPartition)
            implements AlterTable
    {
        public RenamePartition
        {
            requireNonNull(table, "table is null");
            partition = ImmutableMap.copyOf(partition);
            newPartition = ImmutableMap.copyOf(newPartition);
        }

        @Override
        public StatementKind kind()
        {
            return ddl("ALTER_TABLE_RENAME_PARTITION");
        }
    }

    /**
     * A partition to add.
     */
    record NewPartition(Map<String, String> partition, Optional<String> location)
    {
        public NewPartition
        {
            partition = ImmutableMap.copyOf(partition);
            requireNonNull(location, "location is null");
        }
    }

    /**
     * Where a changed column goes.
     *
     * @param after the column before it; empty to be the first
     */
    record ColumnPosition(Optional<String> after)
    {
        public ColumnPosition
        {
            requireNonNull(after, "after is null");
        }
    }
}
