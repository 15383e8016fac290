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
import io.glaux.engine.ddl.lake.TextRows;
import io.glaux.engine.ddl.statement.DatabaseName;
import io.glaux.engine.ddl.statement.DdlStatement;
import io.glaux.engine.ddl.statement.DescribeTable;
import io.glaux.engine.ddl.statement.ShowStatement.ShowColumns;
import io.glaux.engine.ddl.statement.ShowStatement.ShowDatabases;
import io.glaux.engine.ddl.statement.ShowStatement.ShowTables;
import io.glaux.engine.ddl.statement.TableName;
import io.glaux.engine.dialect.text.SqlText;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.work.StatementSteps;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import static java.util.Objects.requireNonNull;

/**
 * SHOW and DESCRIBE of a catalog that is not the lake: the engine knows what is in it.
 */
public final class OtherCatalogListings
{
    private final String catalog;
    private final StatementRequest request;
    private final StatementSteps steps;
    private final ResultSink rows;

    public OtherCatalogListings(String catalog, StatementRequest request, StatementSteps steps, ResultSink rows)
    {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.request = requireNonNull(request, "request is null");
        this.steps = requireNonNull(steps, "steps is null");
        this.rows = requireNonNull(rows, "rows is null");
    }

    public void run(DdlStatement statement)
    {
        switch (statement) {
            case ShowDatabases show -> TextRows.writeLines(
                    rows,
                    "database_name",
                    names("SHOW SCHEMAS FROM " + SqlText.identifier(catalog),
                            NamePatterns.ofDatabases(show.pattern())));
            case ShowTables show -> TextRows.writeLines(
                    rows,
                    "tab_name",
                    names("SHOW TABLES FROM " + SqlText.name(
                                    catalog,
                                    show.database().map(DatabaseName::database).orElseGet(this::database)),
                            NamePatterns.ofTables(show.pattern())));
            case ShowColumns show -> TextRows.writeLines(
                    rows,
                    "field",
                    columns(show.table()).stream().map(row -> TextLayout.padded(text(row, 0))).toList());
            case DescribeTable describe when isPlain(describe) -> TextRows.write(
                    rows,
                    List.of("col_name", "data_type", "comment"),
                    columns(describe.table()).stream()
                            .map(row -> TextLayout.column(text(row, 0), text(row, 1), text(row, 3)))
                            .toList());
            default -> throw DdlFailures.notSupported(
                    ("Catalog '%s' is not the data catalog of the lake: "
                            + "SHOW DATABASES, SHOW TABLES, SHOW COLUMNS and DESCRIBE work on it, "
                            + "other statements of DDL do not")
                            .formatted(catalog));
        }
    }

    private static boolean isPlain(DescribeTable describe)
    {
        return describe.form() == DescribeTable.Form.BASIC
                && describe.partition().isEmpty()
                && describe.columnPath().isEmpty();
    }

    private List<String> names(String sql, Predicate<String> pattern)
    {
        return steps.run(request.withStatement(sql)).rows().stream()
                .map(row -> text(row, 0))
                .filter(pattern)
                .toList();
    }

    private List<List<Object>> columns(TableName table)
    {
        return steps.run(request.withStatement("SHOW COLUMNS FROM " + SqlText.name(
                catalog,
                table.database().orElseGet(this::database),
                table.table()))).rows();
    }

    private String database()
    {
        return request.database().orElse("default").toLowerCase(Locale.ROOT);
    }

    private static String text(List<Object> row, int index)
    {
        return Optional.ofNullable(row.get(index)).map(Object::toString).orElse("");
    }
}
