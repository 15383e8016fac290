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
package io.glaux.engine.saved;

import io.glaux.engine.dialect.text.DecimalLiterals;
import io.glaux.engine.dialect.text.SqlToken;
import io.glaux.engine.dialect.text.TokenCursor;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.ExecuteCall;
import io.glaux.engine.query.ExecuteParser;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementParser;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.work.StatementFamily;
import io.glaux.engine.query.work.StatementWork;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * PREPARE, EXECUTE and DEALLOCATE PREPARE on the prepared statements of a workgroup. What EXECUTE runs may be a
 * statement of any other family.
 */
public final class PreparedStatementFamily
        implements StatementFamily
{
    private static final StatementKind PREPARE = utility("PREPARE");
    private static final StatementKind EXECUTE = utility("EXECUTE");
    private static final StatementKind DEALLOCATE = utility("DEALLOCATE_PREPARE");

    private final PreparedStatements statements;
    private final ExecuteParser executeParser;
    private final List<StatementFamily> others;
    private final StatementParser engine;

    /**
     * @param others the families that statements can be prepared of
     * @param engine knows the statements of no family
     */
    public PreparedStatementFamily(
            PreparedStatements statements,
            ExecuteParser executeParser,
            List<StatementFamily> others,
            StatementParser engine)
    {
        this.statements = requireNonNull(statements, "statements is null");
        this.executeParser = requireNonNull(executeParser, "executeParser is null");
        this.others = List.copyOf(others);
        this.engine = requireNonNull(engine, "engine is null");
    }

    @Override
    public boolean claims(String sql)
    {
        return kind(sql).isPresent();
    }

    @Override
    public StatementKind parse(String sql)
    {
        StatementKind kind = kind(sql).orElseThrow();
        switch (kind.substatement()) {
            case "PREPARE" -> checkPrepare(sql);
            case "EXECUTE" -> executeParser.parseExecute(sql);
            default -> nameOfDeallocate(sql);
        }
        return kind;
    }

    /**
     * EXECUTE is of the kind of what it runs.
     */
    @Override
    public StatementKind parse(String sql, String workgroup)
    {
        StatementKind kind = parse(sql);
        if (!kind.equals(EXECUTE)) {
            return kind;
        }
        return parsePreparable(require(workgroup, executeParser.parseExecute(sql).name()).sql());
    }

    @Override
    public StatementWork plan(StatementRequest request)
    {
        StatementKind kind = kind(request.sql()).orElseThrow();
        return switch (kind.substatement()) {
            case "PREPARE" -> prepare(request);
            case "EXECUTE" -> execute(request);
            default -> deallocate(request);
        };
    }

    private StatementWork prepare(StatementRequest request)
    {
        Prepare prepare = readPrepare(request.sql());
        return (_, _) -> {
            statements.create(request.workgroup(), prepare.name(), prepare.statement(), Optional.empty());
            return outcome("PREPARE");
        };
    }

    private StatementWork deallocate(StatementRequest request)
    {
        String name = nameOfDeallocate(request.sql());
        return (_, _) -> {
            if (!statements.delete(request.workgroup(), name)) {
                throw missing(request.workgroup(), name);
            }
            return outcome("DEALLOCATE");
        };
    }

    private StatementWork execute(StatementRequest request)
    {
        ExecuteCall call = executeParser.parseExecute(DecimalLiterals.translate(request.sql()).text());
        StatementRequest resolved = request.withStatement(
                require(request.workgroup(), call.name()).sql(),
                call.values().isEmpty() ? request.parameters() : values(call, request.parameters()));
        return others.stream()
                .filter(family -> family.claims(resolved.sql()))
                .findFirst()
                .map(family -> family.plan(resolved))
                .orElse((steps, rows) -> steps.stream(resolved, rows));
    }

    /**
     * The values of USING, in which each question mark stands for the next value of the request.
     */
    private static List<String> values(ExecuteCall call, List<String> parameters)
    {
        long wanted = call.values().stream().filter(ExecuteCall.PARAMETER::equals).count();
        if (wanted != parameters.size()) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    ("USING has %s question marks for %s ExecutionParameters. Give each value once: in USING, or as an"
                            + " ExecutionParameter").formatted(wanted, parameters.size()));
        }
        List<String> values = new ArrayList<>();
        int next = 0;
        for (String value : call.values()) {
            if (value.equals(ExecuteCall.PARAMETER)) {
                values.add(parameters.get(next));
                next++;
            }
            else {
                values.add(value);
            }
        }
        return values;
    }

    private void checkPrepare(String sql)
    {
        Prepare prepare = readPrepare(sql);
        if (!PreparedStatement.isName(prepare.name())) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "%s cannot be the name of a prepared statement: it must satisfy the pattern %s".formatted(
                            prepare.name(),
                            PreparedStatement.NAME.pattern()));
        }
        // blanks in place of what stands before keep the places that errors name
        String before = sql.substring(0, sql.length() - prepare.statement().length());
        parsePreparable(before.replaceAll("[^\n\r]", " ") + prepare.statement());
    }

    private StatementKind parsePreparable(String sql)
    {
        StatementKind kind = others.stream()
                .filter(family -> family.claims(sql))
                .findFirst()
                .map(family -> family.parse(sql))
                .orElseGet(() -> engine.parse(sql));
        PreparedStatement.requirePreparable(kind);
        return kind;
    }

    private record Prepare(String name, String statement) {}

    private Prepare readPrepare(String sql)
    {
        TokenCursor cursor = new TokenCursor(sql);
        if (cursor.takeIf("PREPARE") && isName(cursor.peek())) {
            String name = cursor.take().value();
            if (cursor.takeIf("FROM") && !cursor.atEnd()) {
                return new Prepare(name, sql.substring(cursor.peek().start()));
            }
        }
        throw syntaxError(sql, "PREPARE name FROM statement");
    }

    private String nameOfDeallocate(String sql)
    {
        TokenCursor cursor = new TokenCursor(sql);
        if (cursor.takeIf("DEALLOCATE", "PREPARE") && isName(cursor.peek())) {
            String name = cursor.take().value();
            if (cursor.atEnd()) {
                return name;
            }
        }
        throw syntaxError(sql, "DEALLOCATE PREPARE name");
    }

    /**
     * Whether the engine's parser takes it for a name.
     */
    private static boolean isName(SqlToken token)
    {
        return switch (token.kind()) {
            case QUOTED -> true;
            case WORD -> !Character.isDigit(token.text().charAt(0));
            default -> false;
        };
    }

    private PreparedStatement require(String workgroup, String name)
    {
        return statements.find(workgroup, name).orElseThrow(() -> missing(workgroup, name));
    }

    private static GlauxException missing(String workgroup, String name)
    {
        return new GlauxException(ErrorCode.NOT_FOUND, PreparedStatement.missing(workgroup, name));
    }

    /**
     * The engine knows best where the error is.
     */
    private GlauxException syntaxError(String sql, String form)
    {
        engine.parse(sql);
        return new GlauxException(ErrorCode.SYNTAX_ERROR, "line 1:1: the statement is not of the form " + form);
    }

    private static Optional<StatementKind> kind(String sql)
    {
        TokenCursor cursor = new TokenCursor(sql);
        if (cursor.isNext("PREPARE")) {
            return Optional.of(PREPARE);
        }
        if (cursor.isNext("DEALLOCATE")) {
            return Optional.of(DEALLOCATE);
        }
        return cursor.isNext("EXECUTE") && !cursor.isNext("EXECUTE", "IMMEDIATE")
                ? Optional.of(EXECUTE)
                : Optional.empty();
    }

    private static StatementKind utility(String substatement)
    {
        return new StatementKind(StatementKind.Type.UTILITY, substatement, StatementKind.Output.TEXT);
    }

    private static StatementOutcome outcome(String updateType)
    {
        return StatementOutcome.of(Optional.of(updateType), OptionalLong.empty());
    }
}
