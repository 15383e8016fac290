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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.NoStatement;
import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.RunningStatement;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.StatementStatistics;
import io.glaux.engine.query.work.FamilyRunner;
import io.glaux.engine.query.work.StatementFamily;
import io.glaux.engine.query.work.StatementSteps;
import io.glaux.engine.query.work.StatementWork;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import io.glaux.engine.trino.TrinoStatementParser;
import io.glaux.engine.workgroup.Workgroups;
import io.trino.spi.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestPreparedStatementFamily
{
    private static final StatementKind UNLOAD =
            new StatementKind(StatementKind.Type.DML, "UNLOAD", StatementKind.Output.INSERT);

    private final TrinoStatementParser engine = new TrinoStatementParser();
    private final List<StatementRequest> ran = new ArrayList<>();

    private SqlStore store;
    private PreparedStatements statements;
    private PreparedStatementFamily family;
    private FamilyRunner parser;

    @BeforeEach
    void open(@TempDir Path folder)
    {
        store = SqlStore.open(StoreConfig.sqlite(folder.resolve("prepared.db")));
        new Workgroups(store, Clock.systemUTC()).ensurePrimary(Optional.empty());
        statements = new PreparedStatements(store, Clock.systemUTC());
        family = new PreparedStatementFamily(statements, engine, List.of(new Unload()), engine);
        parser = new FamilyRunner(List.of(family), engine, TestPreparedStatementFamily::refuse);
    }

    @AfterEach
    void close()
    {
        parser.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "PREPARE a FROM SELECT 1",
            "  -- a comment\n prepare a from select 1",
            "/* a */execute a",
            "EXECUTE immediately",
            "DEALLOCATE PREPARE a",
            "PREPARE",
    })
    void testClaims(String sql)
    {
        assertThat(family.claims(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "SELECT 1",
            "EXECUTE IMMEDIATE 'SELECT 1'",
            "PREPARED",
            "-- PREPARE a FROM SELECT 1",
            "/* PREPARE",
            "",
    })
    void testClaimsNot(String sql)
    {
        assertThat(family.claims(sql)).isFalse();
    }

    @Test
    void testPrepareKeepsTheText()
    {
        run("PREPARE By_Day FROM -- of a day\n  SELECT 'FROM', ?  -- the day");
        assertThat(statements.find("primary", "By_Day").orElseThrow().sql()).isEqualTo("SELECT 'FROM', ?  -- the day");
        run("PREPARE \"by@day:\" FROM UNLOAD (SELECT 1) TO 's3://a/b/'");
        assertThat(statements.find("primary", "by@day:").orElseThrow().sql())
                .isEqualTo("UNLOAD (SELECT 1) TO 's3://a/b/'");
        assertThatThrownBy(() -> run("PREPARE By_Day FROM SELECT 1"))
                .hasMessage("Prepared statement By_Day already exists in workgroup primary");
        run("DEALLOCATE PREPARE By_Day");
        assertThat(statements.find("primary", "By_Day")).isEmpty();
        assertThatThrownBy(() -> run("DEALLOCATE PREPARE By_Day"))
                .hasMessage("Prepared statement By_Day was not found in workgroup primary");
    }

    @Test
    void testKinds()
    {
        statements.create("primary", "of_select", "SELECT ?", Optional.empty());
        statements.create("primary", "of_insert", "INSERT INTO t SELECT ?", Optional.empty());
        statements.create("primary", "of_unload", "UNLOAD (SELECT 1)", Optional.empty());
        assertThat(parser.parse("PREPARE ab FROM SELECT 1", "primary")).isEqualTo(utility("PREPARE"));
        assertThat(parser.parse("DEALLOCATE PREPARE ab", "primary")).isEqualTo(utility("DEALLOCATE_PREPARE"));
        assertThat(parser.parse("EXECUTE of_select USING 1", "primary")).isEqualTo(engine.parse("SELECT 1"));
        assertThat(parser.parse("EXECUTE of_insert USING 1", "primary"))
                .isEqualTo(engine.parse("INSERT INTO t SELECT 1"));
        assertThat(parser.parse("EXECUTE of_unload", "primary")).isEqualTo(UNLOAD);
        assertThatThrownBy(() -> parser.parse("EXECUTE of_nothing", "primary"))
                .isInstanceOfSatisfying(GlauxException.class, failure ->
                        assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND))
                .hasMessage("Prepared statement of_nothing was not found in workgroup primary");
        assertThatThrownBy(() -> parser.parse("EXECUTE of_select", "another")).isInstanceOf(GlauxException.class);
    }

    @Test
    void testWrongStatements()
    {
        assertSyntaxError("PREPARE ab FROM", "line 1:16: mismatched input '<EOF>'");
        assertSyntaxError("PREPARE ab SELECT 1", "line 1:12: mismatched input 'SELECT'. Expecting: 'FROM'");
        // the place of the error is that in the whole statement
        assertSyntaxError("PREPARE ab FROM\nSELECT * FORM t", "line 2:10: mismatched input 'FORM'");
        assertSyntaxError("PREPARE ab FROM SHOW TABLES", "Only SELECT, INSERT INTO, CREATE TABLE AS and UNLOAD");
        assertSyntaxError("PREPARE ab FROM PREPARE cd FROM SELECT 1", "Only SELECT, INSERT INTO, CREATE TABLE AS");
        assertSyntaxError("DEALLOCATE ab", "line 1:12: mismatched input 'ab'");
        assertSyntaxError("DEALLOCATE PREPARE ab cd", "line 1:23: mismatched input 'cd'");
        assertSyntaxError("EXECUTE ab USING", "line 1:17: mismatched input '<EOF>'");
        assertSyntaxError("EXECUTE ab USING 1, x", "line 1:21: Constant expression cannot contain column references");
        assertSyntaxError("EXECUTE ab USING 1.5, x", "line 1:23: Constant expression cannot contain");
        assertSyntaxError("EXECUTE ab USING (SELECT 1)", "line 1:18: Constant expression cannot contain");
        assertThatThrownBy(() -> parser.parse("PREPARE a FROM SELECT 1", "primary"))
                .hasMessage("a cannot be the name of a prepared statement: "
                        + "it must satisfy the pattern [a-zA-Z_][a-zA-Z0-9_@:]{1,256}");
    }

    @Test
    void testExecute()
    {
        statements.create("primary", "ab", "SELECT ?, ?", Optional.empty());
        run("EXECUTE ab USING 'it''s', 1 + DECIMAL '2.5'");
        assertThat(ran.getLast().sql()).isEqualTo("SELECT ?, ?");
        assertThat(ran.getLast().parameters()).containsExactly("'it''s'", "(1 + DECIMAL '2.5')");
        // a number with a point is a double, as everywhere
        run("EXECUTE ab USING 1.5, -2.5");
        assertThat(ran.getLast().parameters()).containsExactly("1.5E0", "-2.5E0");
        run("EXECUTE ab", "a", "2");
        assertThat(ran.getLast().parameters()).containsExactly("a", "2");
        run("EXECUTE ab USING ?, 1", "a");
        assertThat(ran.getLast().parameters()).containsExactly("a", "1");
        assertThatThrownBy(() -> run("EXECUTE ab USING 1, 2", "a"))
                .hasMessage("USING has 0 question marks for 1 ExecutionParameters. "
                        + "Give each value once: in USING, or as an ExecutionParameter");
    }

    @Test
    void testExecuteOfAnotherFamily()
    {
        statements.create("primary", "ab", "UNLOAD (SELECT ?)", Optional.empty());
        run("EXECUTE ab USING 1");
        assertThat(ran.getLast().sql()).isEqualTo("planned UNLOAD (SELECT ?)");
        assertThat(ran.getLast().parameters()).containsExactly("1");
    }

    private void assertSyntaxError(String sql, String message)
    {
        assertThatThrownBy(() -> parser.parse(sql, "primary"))
                .isInstanceOfSatisfying(GlauxException.class, failure ->
                        assertThat(failure.code()).isEqualTo(ErrorCode.SYNTAX_ERROR))
                .hasMessageContaining(message);
    }

    private void run(String sql, String... parameters)
    {
        parser.parse(sql, "primary");
        StatementRequest request = new StatementRequest(
                "id",
                sql,
                Optional.empty(),
                Optional.empty(),
                List.of(parameters),
                new Principal("admin", "000000000000"),
                "primary",
                Optional.empty(),
                Map.of());
        family.plan(request).run(new StatementSteps(this::record), new NoRows());
    }

    private RunningStatement record(StatementRequest request, ResultSink sink)
    {
        ran.add(request);
        sink.finished(StatementOutcome.NONE, StatementStatistics.NONE);
        return new NoStatement();
    }

    private static RunningStatement refuse(StatementRequest request, ResultSink sink)
    {
        throw new IllegalStateException(request.sql());
    }

    private static StatementKind utility(String substatement)
    {
        return new StatementKind(StatementKind.Type.UTILITY, substatement, StatementKind.Output.TEXT);
    }

    private static final class NoRows
            implements ResultSink
    {
        @Override
        public void running() {}

        @Override
        public void columns(List<ResultColumn> columns) {}

        @Override
        public void page(Page page) {}

        @Override
        public void finished(StatementOutcome outcome, StatementStatistics statistics) {}

        @Override
        public void failed(StatementFailure failure, StatementStatistics statistics) {}
    }

    private static final class Unload
            implements StatementFamily
    {
        @Override
        public boolean claims(String sql)
        {
            return sql.strip().startsWith("UNLOAD");
        }

        @Override
        public StatementKind parse(String sql)
        {
            return UNLOAD;
        }

        @Override
        public StatementWork plan(StatementRequest request)
        {
            StatementRequest planned =
                    request.withStatement("planned " + request.sql(), request.parameters());
            return (steps, rows) -> steps.stream(planned, rows);
        }
    }
}
