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

import com.google.common.collect.ImmutableMap;
import io.glaux.engine.query.StatementKind;

import java.util.Map;
import java.util.Optional;

import static io.glaux.engine.ddl.statement.StatementKinds.utility;
import static java.util.Objects.requireNonNull;

/**
 * SHOW, one record for each form. Patterns are the texts of the statement: {@code *} and {@code |} are for who runs it.
 */
public sealed interface ShowStatement
        extends DdlStatement
{
    /**
     * SHOW DATABASES and SHOW SCHEMAS.
     *
     * @param catalog of IN or FROM, in lower case; empty for the one of the query's context
     */
    record ShowDatabases(Optional<String> pattern, Optional<String> catalog)
            implements ShowStatement
    {
        public ShowDatabases
        {
            requireNonNull(pattern, "pattern is null");
            requireNonNull(catalog, "catalog is null");
        }

        @Override
        public StatementKind kind()
        {
            return utility("SHOW_DATABASES");
        }
    }

    /**
     * SHOW TABLES.
     *
     * @param database empty for the one of the query's context
     */
    record ShowTables(Optional<DatabaseName> database, Optional<String> pattern)
            implements ShowStatement
    {
        public ShowTables
        {
            requireNonNull(database, "database is null");
            requireNonNull(pattern, "pattern is null");
        }

        @Override
        public StatementKind kind()
        {
            return utility("SHOW_TABLES");
        }
    }

    /**
     * SHOW VIEWS.
     *
     * @param database empty for the one of the query's context
     */
    record ShowViews(Optional<DatabaseName> database, Optional<String> pattern)
            implements ShowStatement
    {
        public ShowViews
        {
            requireNonNull(database, "database is null");
            requireNonNull(pattern, "pattern is null");
        }

        @Override
        public StatementKind kind()
        {
            return utility("SHOW_VIEWS");
        }
    }

    /**
     * SHOW PARTITIONS.
     *
     * @param partition values that the listed partitions have; empty for all
     */
    record ShowPartitions(TableName table, Map<String, String> partition)
            implements ShowStatement
    {
        public ShowPartitions
        {
            requireNonNull(table, "table is null");
            partition = ImmutableMap.copyOf(partition);
        }

        @Override
        public StatementKind kind()
        {
            return utility("SHOW_PARTITIONS");
        }
    }

    /**
     * SHOW TBLPROPERTIES.
     *
     * @param key the only property to show
     */
    record ShowTableProperties(TableName table, Optional<String> key)
            implements ShowStatement
    {
        public ShowTableProperties
        {
            requireNonNull(table, "table is null");
            requireNonNull(key, "key is null");
        }

        @Override
        public StatementKind kind()
        {
            return utility("SHOW_TABLE_PROPERTIES");
        }
    }

    /**
     * SHOW COLUMNS; a database of its own clause is in the name.
     */
    record ShowColumns(TableName table)
            implements ShowStatement
    {
        public ShowColumns
        {
            requireNonNull(table, "table is null");
        }

        @Override
        public StatementKind kind()
        {
            return utility("SHOW_COLUMNS");
        }
    }

    /**
     * SHOW CREATE TABLE.
     */
    record ShowCreateTable(TableName table)
            implements ShowStatement
    {
        public ShowCreateTable
        {
            requireNonNull(table, "table is null");
        }

        @Override
        public StatementKind kind()
        {
            return utility("SHOW_CREATE_TABLE");
        }
    }
}
