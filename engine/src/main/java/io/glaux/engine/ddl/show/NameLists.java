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

import io.glaux.engine.ddl.lake.Lake;
import io.glaux.engine.ddl.lake.TableKind;
import io.glaux.engine.ddl.lake.TextRows;
import io.glaux.engine.ddl.statement.ShowStatement.ShowDatabases;
import io.glaux.engine.ddl.statement.ShowStatement.ShowTables;
import io.glaux.engine.ddl.statement.ShowStatement.ShowViews;
import io.glaux.engine.query.ResultSink;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.List;
import java.util.function.Predicate;

import static java.util.Objects.requireNonNull;

/**
 * SHOW DATABASES, SHOW TABLES and SHOW VIEWS.
 */
public final class NameLists
{
    private final Lake lake;

    public NameLists(Lake lake)
    {
        this.lake = requireNonNull(lake, "lake is null");
    }

    /**
     * The pattern is a regular expression of the whole name: a star repeats what stands before it.
     */
    public void databases(ShowDatabases statement, ResultSink rows)
    {
        Predicate<String> pattern = NamePatterns.ofDatabases(statement.pattern());
        TextRows.writeLines(rows, "database_name", lake.databases().stream()
                .map(Database::name)
                .filter(pattern)
                .toList());
    }

    /**
     * Tables and views. In the pattern a star stands for any text, {@code |} for a choice.
     */
    public void tables(ShowTables statement, ResultSink rows)
    {
        List<Table> tables = lake.tables(lake.database(statement.database()), statement.pattern());
        TextRows.writeLines(rows, "tab_name", tables.stream().map(Table::name).toList());
    }

    public void views(ShowViews statement, ResultSink rows)
    {
        List<Table> tables = lake.tables(lake.database(statement.database()), statement.pattern());
        TextRows.writeLines(rows, "views", tables.stream()
                .filter(table -> TableKind.of(table) == TableKind.VIEW)
                .map(Table::name)
                .toList());
    }
}
