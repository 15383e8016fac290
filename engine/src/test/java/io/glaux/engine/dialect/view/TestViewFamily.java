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
package io.glaux.engine.dialect.view;

import io.glaux.engine.error.ErrorType;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.RecordingRunner;
import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.ScriptedRunner;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.StatementStatistics;
import io.glaux.engine.query.work.StatementSteps;
import io.glaux.engine.query.work.StepFailedException;
import io.trino.spi.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestViewFamily
{
    private final ViewFamily family = new ViewFamily(new ScriptedRunner());

    @ParameterizedTest
    @ValueSource(strings = {
            "create view v as select 1",
            " /* a */ CREATE -- b\n OR REPLACE VIEW v AS SELECT 1",
            "DROP VIEW IF EXISTS v",
            "SHOW CREATE VIEW v",
            "CREATE VIEW",
    })
    void testClaims(String sql)
    {
        assertThat(family.claims(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "",
            "CREATE VIEWS v",
            "CREATE TABLE view AS SELECT 1",
            "CREATE MATERIALIZED VIEW v AS SELECT 1",
            "SHOW CREATE TABLE v",
            "/* CREATE VIEW v",
            "DROP TABLE view",
    })
    void testDoesNotClaim(String sql)
    {
        assertThat(family.claims(sql)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "CREATE VIEW v AS SELECT 1 | CREATE VIEW v SECURITY INVOKER AS SELECT 1",
            "CREATE OR REPLACE VIEW a.\"b \"\" as\" AS SELECT 1 "
                    + "| CREATE OR REPLACE VIEW a.\"b \"\" as\" SECURITY INVOKER AS SELECT 1",
            "CREATE VIEW a . b COMMENT 'it''s' AS SELECT 1 "
                    + "| CREATE VIEW a . b COMMENT 'it''s' SECURITY INVOKER AS SELECT 1",
            "CREATE VIEW v COMMENT U&'\\00e4' AS SELECT 1.5 "
                    + "| CREATE VIEW v COMMENT U&'\\00e4' SECURITY INVOKER AS SELECT 1.5E0",
            "CREATE VIEW v SECURITY DEFINER AS SELECT 1 | CREATE VIEW v SECURITY DEFINER AS SELECT 1",
            "DROP VIEW v | DROP VIEW v",
    })
    void testRuns(String sql, String expected)
    {
        RecordingRunner runner = new RecordingRunner(_ -> List.of());
        run(runner, sql, List.of());
        assertThat(runner.statements()).containsExactly(expected);
    }

    @Test
    void testPlacesInMessagesAreThoseOfTheStatement()
    {
        String sql = "CREATE VIEW v AS SELECT x\nFROM t";
        assertThat(messageOf(sql, "line 1:42: Column 'x' cannot be resolved"))
                .isEqualTo("line 1:25: Column 'x' cannot be resolved");
        assertThat(messageOf("CREATE VIEW v AS SELECT 1.5, x", "line 1:49: Column 'x' cannot be resolved"))
                .isEqualTo("line 1:30: Column 'x' cannot be resolved");
        assertThat(messageOf(sql, "line 2:6: Table 't' does not exist"))
                .isEqualTo("line 2:6: Table 't' does not exist");
        assertThat(messageOf(sql, "line 1:1: View already exists: 'v'"))
                .isEqualTo("line 1:1: View already exists: 'v'");
    }

    @Test
    void testParametersAreRefused()
    {
        RecordingRunner runner = new RecordingRunner(_ -> List.of());
        assertThatThrownBy(() -> run(runner, "CREATE VIEW v AS SELECT ?", List.of("1")))
                .isInstanceOf(GlauxException.class)
                .hasMessageContaining("CREATE VIEW takes no execution parameters");
    }

    @Test
    void testShowGivesARowForEachLine()
    {
        RecordingRunner runner =
                new RecordingRunner(_ -> List.of(List.of("CREATE VIEW c.d.v SECURITY INVOKER AS\nSELECT 1 x\n")));
        assertThat(run(runner, "SHOW CREATE VIEW v", List.of())).containsExactly(
                "CREATE VIEW c.d.v AS",
                "SELECT 1 x");
    }

    private String messageOf(String sql, String message)
    {
        RecordingRunner runner = new RecordingRunner(_ -> List.of());
        runner.failWith(new StatementFailure(ErrorType.USER, "SOME_ERROR", message, false));
        try {
            run(runner, sql, List.of());
        }
        catch (StepFailedException e) {
            return e.failure().message();
        }
        throw new AssertionError("It did not fail");
    }

    private List<String> run(RecordingRunner runner, String sql, List<String> parameters)
    {
        StatementRequest request = new StatementRequest(
                "id",
                sql,
                Optional.empty(),
                Optional.empty(),
                parameters,
                new Principal("user", "000000000000"),
                "primary",
                Optional.empty(),
                Map.of());
        Rows rows = new Rows();
        family.plan(request).run(new StatementSteps(runner), rows);
        return rows.lines;
    }

    private static final class Rows
            implements ResultSink
    {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void running() {}

        @Override
        public void columns(List<ResultColumn> columns) {}

        @Override
        public void page(Page page)
        {
            for (int position = 0; position < page.getPositionCount(); position++) {
                lines.add((String) VARCHAR.getObjectValue(page.getBlock(0), position));
            }
        }

        @Override
        public void finished(StatementOutcome outcome, StatementStatistics statistics) {}

        @Override
        public void failed(StatementFailure failure, StatementStatistics statistics) {}
    }
}
