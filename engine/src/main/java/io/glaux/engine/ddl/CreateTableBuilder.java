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

import io.glaux.engine.ddl.grammar.AthenaDdlParser.ClusteredByContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.CreateTableContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.DelimiterContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.PartitionFieldContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.PartitionedByContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.RowFormatContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.SerdePropertiesContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.SortColumnContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.StoredAsContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.TableClauseContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.TableCommentContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.TableLocationContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.TablePropertiesContext;
import io.glaux.engine.ddl.grammar.AthenaDdlParser.TransformArgumentContext;
import io.glaux.engine.ddl.statement.ColumnDefinition;
import io.glaux.engine.ddl.statement.CreateTable;
import io.glaux.engine.ddl.statement.CreateTable.Bucketing;
import io.glaux.engine.ddl.statement.CreateTable.Delimited;
import io.glaux.engine.ddl.statement.CreateTable.FormatClasses;
import io.glaux.engine.ddl.statement.CreateTable.NamedFormat;
import io.glaux.engine.ddl.statement.CreateTable.RowFormat;
import io.glaux.engine.ddl.statement.CreateTable.SerDe;
import io.glaux.engine.ddl.statement.CreateTable.SortColumn;
import io.glaux.engine.ddl.statement.CreateTable.StorageFormat;
import io.glaux.engine.ddl.statement.PartitionTransform;
import io.glaux.engine.ddl.statement.PartitionTransform.Function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import static io.glaux.engine.ddl.SqlText.name;
import static io.glaux.engine.ddl.SqlText.optionalString;
import static io.glaux.engine.ddl.SqlText.string;

/**
 * CREATE TABLE. Its clauses come in any order, each at most once.
 */
final class CreateTableBuilder
{
    private static final Map<String, Function> FUNCTIONS = Map.of(
            "year", Function.YEAR,
            "month", Function.MONTH,
            "day", Function.DAY,
            "hour", Function.HOUR,
            "bucket", Function.BUCKET,
            "truncate", Function.TRUNCATE);

    private final Map<Class<? extends TableClauseContext>, TableClauseContext> clauses = new HashMap<>();
    private final List<ColumnDefinition> partitionColumns = new ArrayList<>();
    private final List<PartitionTransform> partitionTransforms = new ArrayList<>();

    private CreateTableBuilder(CreateTableContext context)
    {
        for (TableClauseContext clause : context.tableClause()) {
            if (clauses.put(clause.getClass(), clause) != null) {
                throw DdlErrors.twice(clause.getStart());
            }
        }
        clause(PartitionedByContext.class).ifPresent(this::addPartitioning);
    }

    static CreateTable build(CreateTableContext context)
    {
        return new CreateTableBuilder(context).create(context);
    }

    private CreateTable create(CreateTableContext context)
    {
        return new CreateTable(
                SqlText.tableName(context.tableName()),
                context.EXTERNAL() != null,
                context.ifNotExists() != null,
                StatementBuilder.columns(context.columnDefinitions()),
                clause(TableCommentContext.class).map(clause -> string(clause.string())),
                partitionColumns,
                partitionTransforms,
                clause(ClusteredByContext.class).map(CreateTableBuilder::bucketing),
                clause(RowFormatContext.class).map(CreateTableBuilder::rowFormat),
                clause(SerdePropertiesContext.class)
                        .map(clause -> SqlText.properties(clause.properties()))
                        .orElse(Map.of()),
                clause(StoredAsContext.class).map(CreateTableBuilder::storageFormat),
                clause(TableLocationContext.class).map(clause -> string(clause.string())),
                clause(TablePropertiesContext.class)
                        .map(clause -> SqlText.properties(clause.properties()))
                        .orElse(Map.of()));
    }

    private <T extends TableClauseContext> Optional<T> clause(Class<T> type)
    {
        return Optional.ofNullable(clauses.get(type)).map(type::cast);
    }

    private void addPartitioning(PartitionedByContext context)
    {
        for (PartitionFieldContext field : context.partitionField()) {
            if (field.type() != null) {
                partitionColumns.add(new ColumnDefinition(
                        name(field.identifier()), TypeText.of(field.type()), optionalString(field.string())));
            }
            else {
                partitionTransforms.add(transform(field));
            }
            if (!partitionColumns.isEmpty() && !partitionTransforms.isEmpty()) {
                throw DdlErrors.syntax(field.getStart(), "PARTITIONED BY has either columns with their types, or names "
                        + "and functions of columns (for Iceberg), not both");
            }
        }
    }

    private static PartitionTransform transform(PartitionFieldContext field)
    {
        if (field.transformArguments() == null) {
            return new PartitionTransform(Function.IDENTITY, name(field.identifier()), OptionalInt.empty());
        }
        String word = field.TRUNCATE() == null ? name(field.identifier()) : "truncate";
        Function function = FUNCTIONS.get(word);
        if (function == null) {
            throw DdlErrors.syntax(field.getStart(), "'%s' is no function of PARTITIONED BY: there are year, month, "
                    .formatted(DdlErrors.excerpt(word)) + "day, hour, bucket and truncate");
        }
        List<TransformArgumentContext> arguments = field.transformArguments().transformArgument();
        List<TransformArgumentContext> names =
                arguments.stream().filter(argument -> argument.identifier() != null).toList();
        List<TransformArgumentContext> numbers =
                arguments.stream().filter(argument -> argument.NUMBER() != null).toList();
        boolean counted = function == Function.BUCKET || function == Function.TRUNCATE;
        if (names.size() != 1 || numbers.size() != (counted ? 1 : 0)) {
            throw DdlErrors.syntax(field.getStart(), "%s takes %s".formatted(
                    word, counted ? "a number and a column" : "one column"));
        }
        // Athena has bucket(N, column) and truncate(column, L); which is which is plain in either order
        OptionalInt parameter = counted
                ? OptionalInt.of(SqlText.wholeNumber(numbers.getFirst().NUMBER()))
                : OptionalInt.empty();
        return new PartitionTransform(function, name(names.getFirst().identifier()), parameter);
    }

    private static Bucketing bucketing(ClusteredByContext clustered)
    {
        return new Bucketing(
                clustered.identifierList().identifier().stream().map(SqlText::name).toList(),
                clustered.sortColumn().stream().map(CreateTableBuilder::sortColumn).toList(),
                SqlText.wholeNumber(clustered.NUMBER()));
    }

    private static SortColumn sortColumn(SortColumnContext column)
    {
        return new SortColumn(name(column.identifier()), column.DESC() == null);
    }

    private static RowFormat rowFormat(RowFormatContext format)
    {
        if (format.SERDE() != null) {
            return new SerDe(string(format.string()));
        }
        Map<String, String> delimiters = new HashMap<>();
        for (DelimiterContext delimiter : format.delimiter()) {
            String word = delimiter.getStart().getText().toUpperCase(Locale.ROOT);
            if (delimiters.put(word, string(delimiter.string())) != null) {
                throw DdlErrors.twice(delimiter.getStart());
            }
        }
        return new Delimited(
                Optional.ofNullable(delimiters.get("FIELDS")),
                Optional.ofNullable(delimiters.get("ESCAPED")),
                Optional.ofNullable(delimiters.get("COLLECTION")),
                Optional.ofNullable(delimiters.get("MAP")),
                Optional.ofNullable(delimiters.get("LINES")),
                Optional.ofNullable(delimiters.get("NULL")));
    }

    private static StorageFormat storageFormat(StoredAsContext stored)
    {
        // the drivers that Hive has a place for are of no use to anybody here
        return stored.INPUTFORMAT() == null
                ? new NamedFormat(name(stored.identifier()).toUpperCase(Locale.ROOT))
                : new FormatClasses(string(stored.string(0)), string(stored.string(1)));
    }
}
