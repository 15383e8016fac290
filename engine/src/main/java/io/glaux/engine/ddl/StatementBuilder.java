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

import io.glaux.engine.ddl.grammar.AthenaDdlParser.AlterDatabaseContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.ColumnDefinitionContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.ColumnDefinitionsContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.ConditionContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.CreateDatabaseContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.DatabaseClauseContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.DescribeContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.DropDatabaseContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.DropTableContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.PathElementContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.PatternContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.ShowColumnsContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.ShowContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.ShowCreateTableContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.ShowDatabasesContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.ShowPartitionsContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.ShowTablePropertiesContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.ShowTablesContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.ShowViewsContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.StatementContext;
import io.glaux.engine.ddl.statement.ColumnDefinition;
import io.glaux.engine.ddl.statement.DatabaseName;
import io.glaux.engine.ddl.statement.DatabaseStatement.CreateDatabase;
import io.glaux.engine.ddl.statement.DatabaseStatement.DropDatabase;
import io.glaux.engine.ddl.statement.DatabaseStatement.SetDatabaseProperties;
import io.glaux.engine.ddl.statement.DdlStatement;
import io.glaux.engine.ddl.statement.DescribeTable;
import io.glaux.engine.ddl.statement.DropTable;
import io.glaux.engine.ddl.statement.OptimizeTable;
import io.glaux.engine.ddl.statement.RepairTable;
import io.glaux.engine.ddl.statement.ShowStatement;
import io.glaux.engine.ddl.statement.ShowStatement.ShowColumns;
import io.glaux.engine.ddl.statement.ShowStatement.ShowCreateTable;
import io.glaux.engine.ddl.statement.ShowStatement.ShowDatabases;
import io.glaux.engine.ddl.statement.ShowStatement.ShowPartitions;
import io.glaux.engine.ddl.statement.ShowStatement.ShowTableProperties;
import io.glaux.engine.ddl.statement.ShowStatement.ShowTables;
import io.glaux.engine.ddl.statement.ShowStatement.ShowViews;
import io.glaux.engine.ddl.statement.TableName;
import io.glaux.engine.ddl.statement.VacuumTable;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static io.glaux.engine.ddl.SqlText.databaseName;
import static io.glaux.engine.ddl.SqlText.name;
import static io.glaux.engine.ddl.SqlText.optionalString;
import static io.glaux.engine.ddl.SqlText.partition;
import static io.glaux.engine.ddl.SqlText.properties;
import static io.glaux.engine.ddl.SqlText.string;
import static io.glaux.engine.ddl.SqlText.tableName;

/**
 * Makes the statement of its parse tree.
 */
final class StatementBuilder
{
    private StatementBuilder() {}

    static DdlStatement build(StatementContext statement)
    {
        if (statement.createTable() != null) {
            return CreateTableBuilder.build(statement.createTable());
        }
        if (statement.alterTable() != null) {
            return AlterTableBuilder.build(statement.alterTable());
        }
        if (statement.dropTable() != null) {
            DropTableContext drop = statement.dropTable();
            return new DropTable(tableName(drop.tableName()), drop.ifExists() != null, drop.PURGE() != null);
        }
        if (statement.show() != null) {
            return show(statement.show());
        }
        if (statement.describe() != null) {
            return describe(statement.describe());
        }
        if (statement.tableName() != null) {
            return maintenance(statement);
        }
        return database(statement);
    }

    private static DdlStatement maintenance(StatementContext statement)
    {
        TableName table = tableName(statement.tableName());
        if (statement.MSCK() != null) {
            RepairTable.Mode mode = statement.DROP() != null ? RepairTable.Mode.DROP
                    : statement.SYNC() != null ? RepairTable.Mode.SYNC
                      : RepairTable.Mode.ADD;
            return new RepairTable(table, mode);
        }
        if (statement.OPTIMIZE() != null) {
            return new OptimizeTable(
                    table, Optional.ofNullable(statement.condition()).map(StatementBuilder::asWritten));
        }
        return new VacuumTable(table);
    }

    /**
     * The text from the first to the last token, with the blanks and comments between them.
     */
    private static String asWritten(ConditionContext condition)
    {
        return condition.getStart().getInputStream().getText(
                Interval.of(condition.getStart().getStartIndex(), condition.getStop().getStopIndex()));
    }

    private static DdlStatement database(StatementContext statement)
    {
        if (statement.createDatabase() != null) {
            return createDatabase(statement.createDatabase());
        }
        if (statement.dropDatabase() != null) {
            DropDatabaseContext drop = statement.dropDatabase();
            return new DropDatabase(
                    databaseName(drop.databaseName()), drop.ifExists() != null, drop.CASCADE() != null);
        }
        AlterDatabaseContext alter = statement.alterDatabase();
        return new SetDatabaseProperties(databaseName(alter.databaseName()), properties(alter.properties()));
    }

    private static CreateDatabase createDatabase(CreateDatabaseContext context)
    {
        Map<String, DatabaseClauseContext> clauses = new LinkedHashMap<>();
        for (DatabaseClauseContext clause : context.databaseClause()) {
            Token first = clause.getStart();
            if (clauses.put(first.getText().toUpperCase(Locale.ROOT), clause) != null) {
                throw DdlErrors.twice(first);
            }
        }
        return new CreateDatabase(
                databaseName(context.databaseName()),
                context.ifNotExists() != null,
                Optional.ofNullable(clauses.get("COMMENT")).map(clause -> string(clause.string())),
                Optional.ofNullable(clauses.get("LOCATION")).map(clause -> string(clause.string())),
                Optional.ofNullable(clauses.get("WITH"))
                        .map(clause -> properties(clause.properties()))
                        .orElse(Map.of()));
    }

    private static ShowStatement show(ShowContext show)
    {
        return switch (show) {
            case ShowDatabasesContext databases -> new ShowDatabases(
                    pattern(databases.pattern()), Optional.ofNullable(databases.identifier()).map(SqlText::name));
            case ShowTablesContext tables -> new ShowTables(
                    Optional.ofNullable(tables.databaseName()).map(SqlText::databaseName), pattern(tables.pattern()));
            case ShowViewsContext views -> new ShowViews(
                    Optional.ofNullable(views.databaseName()).map(SqlText::databaseName), pattern(views.pattern()));
            case ShowPartitionsContext partitions -> new ShowPartitions(
                    tableName(partitions.tableName()), partition(partitions.partitionValues()));
            case ShowTablePropertiesContext properties -> new ShowTableProperties(
                    tableName(properties.tableName()), optionalString(properties.string()));
            case ShowColumnsContext columns -> new ShowColumns(tableOf(columns));
            case ShowCreateTableContext create -> new ShowCreateTable(tableName(create.tableName()));
            default -> throw new IllegalStateException("unknown SHOW: " + show.getClass().getSimpleName());
        };
    }

    private static Optional<String> pattern(PatternContext pattern)
    {
        return Optional.ofNullable(pattern).map(found -> string(found.string()));
    }

    private static TableName tableOf(ShowColumnsContext columns)
    {
        TableName table = tableName(columns.tableName());
        if (columns.databaseName() == null) {
            return table;
        }
        if (table.database().isPresent()) {
            throw DdlErrors.syntax(columns.databaseName().getStart(), "the database is given twice");
        }
        DatabaseName database = databaseName(columns.databaseName());
        return new TableName(database.catalog(), Optional.of(database.database()), table.table());
    }

    private static DescribeTable describe(DescribeContext describe)
    {
        DescribeTable.Form form = describe.EXTENDED() != null ? DescribeTable.Form.EXTENDED
                : describe.FORMATTED() != null ? DescribeTable.Form.FORMATTED
                  : DescribeTable.Form.BASIC;
        List<String> path = describe.columnPath() == null
                ? List.of()
                : Stream.concat(
                Stream.of(name(describe.columnPath().identifier())),
                describe.columnPath().pathElement().stream()
                .map(StatementBuilder::pathElement))
                  .toList();
        return new DescribeTable(tableName(describe.tableName()), form, partition(describe.partitionValues()), path);
    }

    /**
     * What a collection holds stands between quotes in the user guide: {@code '$elem$'}.
     */
    private static String pathElement(PathElementContext element)
    {
        if (element.identifier() != null) {
            return name(element.identifier());
        }
        String text = element.string() == null ? element.getText() : string(element.string());
        return text.toLowerCase(Locale.ROOT);
    }

    static List<ColumnDefinition> columns(ColumnDefinitionsContext context)
    {
        return context == null
                ? List.of()
                : context.columnDefinition().stream().map(StatementBuilder::column).toList();
    }

    static ColumnDefinition column(ColumnDefinitionContext context)
    {
        return new ColumnDefinition(
                name(context.identifier()), TypeText.of(context.type()), optionalString(context.string()));
    }
}
