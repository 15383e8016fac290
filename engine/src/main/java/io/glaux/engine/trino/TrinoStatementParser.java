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
package io.glaux.engine.trino;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableMap;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.ExecuteCall;
import io.glaux.engine.query.ExecuteParser;
import io.glaux.engine.query.ReadTable;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementKind.Output;
import io.glaux.engine.query.StatementParser;
import io.trino.sql.parser.ParsingException;
import io.trino.sql.parser.SqlParser;
import io.trino.sql.tree.AddColumn;
import io.trino.sql.tree.Analyze;
import io.trino.sql.tree.CreateMaterializedView;
import io.trino.sql.tree.CreateSchema;
import io.trino.sql.tree.CreateTable;
import io.trino.sql.tree.CreateTableAsSelect;
import io.trino.sql.tree.CreateView;
import io.trino.sql.tree.Delete;
import io.trino.sql.tree.DescribeInput;
import io.trino.sql.tree.DescribeOutput;
import io.trino.sql.tree.DropColumn;
import io.trino.sql.tree.DropSchema;
import io.trino.sql.tree.Execute;
import io.trino.sql.tree.ExecuteImmediate;
import io.trino.sql.tree.Explain;
import io.trino.sql.tree.ExplainAnalyze;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Insert;
import io.trino.sql.tree.Merge;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.RefreshMaterializedView;
import io.trino.sql.tree.RenameColumn;
import io.trino.sql.tree.RenameTable;
import io.trino.sql.tree.SetColumnType;
import io.trino.sql.tree.SetProperties;
import io.trino.sql.tree.ShowColumns;
import io.trino.sql.tree.ShowCreate;
import io.trino.sql.tree.ShowFunctions;
import io.trino.sql.tree.ShowSchemas;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.TableExecute;
import io.trino.sql.tree.Update;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import static io.glaux.engine.query.StatementKind.Output.CSV;
import static io.glaux.engine.query.StatementKind.Output.CSV_METADATA_ONLY;
import static io.glaux.engine.query.StatementKind.Output.INSERT;
import static io.glaux.engine.query.StatementKind.Output.TABLE;
import static io.glaux.engine.query.StatementKind.Output.TEXT;
import static io.glaux.engine.query.StatementKind.Type.DDL;
import static io.glaux.engine.query.StatementKind.Type.DML;
import static io.glaux.engine.query.StatementKind.Type.UTILITY;
import static io.trino.sql.ExpressionFormatter.formatExpression;

/**
 * Kinds of statements by Trino's parser. Names and kinds of result files are those that Athena gives; what Athena does
 * not have is named after Trino's statement.
 */
public final class TrinoStatementParser
        implements ExecuteParser, StatementParser
{
    private static final Map<Class<? extends Statement>, StatementKind> KINDS =
            ImmutableMap.<Class<? extends Statement>, StatementKind>builder()
                    .put(Query.class, kind(DML, "SELECT", CSV))
                    .put(Explain.class, kind(DML, "EXPLAIN", TEXT))
                    .put(ExplainAnalyze.class, kind(DML, "EXPLAIN", TEXT))
                    .put(Insert.class, kind(DML, "INSERT", INSERT))
                    .put(Update.class, kind(DML, "UPDATE", CSV_METADATA_ONLY))
                    .put(Delete.class, kind(DML, "DELETE", CSV_METADATA_ONLY))
                    .put(Merge.class, kind(DML, "MERGE", CSV_METADATA_ONLY))
                    .put(RefreshMaterializedView.class, kind(DML, "REFRESH_MATERIALIZED_VIEW", CSV_METADATA_ONLY))
                    .put(CreateTableAsSelect.class, kind(DDL, "CREATE_TABLE_AS_SELECT", TABLE))
                    .put(CreateTable.class, kind(DDL, "CREATE_TABLE", TEXT))
                    .put(CreateView.class, kind(DDL, "CREATE_VIEW", TEXT))
                    .put(CreateMaterializedView.class, kind(DDL, "CREATE_MATERIALIZED_VIEW", TEXT))
                    .put(CreateSchema.class, kind(DDL, "CREATE_DATABASE", TEXT))
                    .put(DropSchema.class, kind(DDL, "DROP_DATABASE", TEXT))
                    .put(AddColumn.class, kind(DDL, "ALTER_TABLE_ADD_COLUMN", TEXT))
                    .put(DropColumn.class, kind(DDL, "ALTER_TABLE_DROP_COLUMN", TEXT))
                    .put(RenameColumn.class, kind(DDL, "ALTER_TABLE_CHANGE_COLUMN", TEXT))
                    .put(SetColumnType.class, kind(DDL, "ALTER_TABLE_CHANGE_COLUMN", TEXT))
                    .put(RenameTable.class, kind(DDL, "ALTER_TABLE_RENAME", TEXT))
                    .put(SetProperties.class, kind(DDL, "ALTER_TABLE_PROPERTIES", TEXT))
                    .put(Analyze.class, kind(DDL, "ANALYZE", TEXT))
                    .put(ShowSchemas.class, kind(UTILITY, "SHOW_DATABASES", TEXT))
                    .put(ShowFunctions.class, kind(UTILITY, "SHOW_FUNCTIONS", CSV))
                    .put(DescribeInput.class, kind(UTILITY, "DESCRIBE_INPUT", TEXT))
                    .put(DescribeOutput.class, kind(UTILITY, "DESCRIBE_OUTPUT", TEXT))
                    .buildOrThrow();

    /**
     * Statements that change nothing lasting: by the first word of their name.
     */
    private static final Pattern UTILITY_NAME =
            Pattern.compile("(SHOW|USE|SET|RESET|PREPARE|DEALLOCATE|START|COMMIT|ROLLBACK)(_.*)?");

    private final SqlParser parser = new SqlParser();

    @Override
    public StatementKind parse(String sql)
    {
        return kindOf(statement(sql), sql);
    }

    @Override
    public ExecuteCall parseExecute(String sql)
    {
        if (!(statement(sql) instanceof Execute execute)) {
            throw new GlauxException(ErrorCode.SYNTAX_ERROR, "line 1:1: the statement is no EXECUTE");
        }
        return new ExecuteCall(
                execute.getName().getValue(),
                execute.getParameters().stream().map(TrinoStatementParser::value).toList());
    }

    @Override
    public Optional<List<ReadTable>> repeatableReads(String sql, List<String> parameters)
    {
        try {
            return parser.createStatement(sql) instanceof Query query
                    ? RepeatableReads.of(query, parameters.stream().map(ParameterizedText::argument).toList())
                    : Optional.empty();
        }
        catch (ParsingException _) {
            // a dialect's own query
            return Optional.empty();
        }
    }

    private static String value(Expression expression)
    {
        if (expression instanceof Parameter) {
            return ExecuteCall.PARAMETER;
        }
        if (!ParameterizedText.isConstant(expression)) {
            NodeLocation location = expression.getLocation().orElseThrow();
            throw new GlauxException(
                    ErrorCode.SYNTAX_ERROR,
                    "line %s:%s: Constant expression cannot contain column references or subqueries".formatted(
                            location.getLineNumber(),
                            location.getColumnNumber()));
        }
        return formatExpression(expression);
    }

    private Statement statement(String sql)
    {
        try {
            return parser.createStatement(sql);
        }
        catch (ParsingException e) {
            throw new GlauxException(ErrorCode.SYNTAX_ERROR, e.getMessage(), e);
        }
    }

    private StatementKind kindOf(Statement statement, String sql)
    {
        StatementKind known = KINDS.get(statement.getClass());
        if (known != null) {
            return known;
        }
        return switch (statement) {
            // DESCRIBE and SHOW COLUMNS are one statement to the parser
            case ShowColumns _ -> kind(UTILITY, isDescribe(sql) ? "DESCRIBE_TABLE" : "SHOW_COLUMNS", TEXT);
            case ShowCreate show -> kind(UTILITY, "SHOW_CREATE_" + show.getType().name(), TEXT);
            case TableExecute execute -> kind(
                    DDL, execute.getProcedureName().getValue().toUpperCase(Locale.ENGLISH), TEXT);
            case ExecuteImmediate execute -> parse(execute.getStatement().getValue());
            default -> byName(statement);
        };
    }

    private static StatementKind byName(Statement statement)
    {
        String name = CaseFormat.UPPER_CAMEL.to(CaseFormat.UPPER_UNDERSCORE, statement.getClass().getSimpleName());
        return kind(UTILITY_NAME.matcher(name).matches() ? UTILITY : DDL, name, TEXT);
    }

    private static boolean isDescribe(String sql)
    {
        return !sql.toUpperCase(Locale.ENGLISH).matches("(?s).*\\bSHOW\\s+COLUMNS\\b.*");
    }

    private static StatementKind kind(StatementKind.Type type, String substatement, Output output)
    {
        return new StatementKind(type, substatement, output);
    }
}
