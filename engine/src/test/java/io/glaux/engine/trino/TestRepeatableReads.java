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

import io.glaux.engine.query.ReadTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

final class TestRepeatableReads
{
    private final TrinoStatementParser parser = new TrinoStatementParser();

    @ParameterizedTest
    @ValueSource(strings = {
            "SELECT * FROM t LIMIT 5",
            "SELECT * FROM t OFFSET 5",
            "SELECT * FROM t FETCH FIRST 5 ROWS ONLY",
            "SELECT * FROM (SELECT * FROM t LIMIT 5) ORDER BY 1",
            "SELECT rand() FROM t",
            "SELECT * FROM t WHERE x < RANDOM(5)",
            "SELECT shuffle(a) FROM t",
            "SELECT uuid() FROM t",
            "SELECT now() FROM t",
            "SELECT * FROM t WHERE day = current_date",
            "SELECT * FROM t WHERE day < localtimestamp",
            "SELECT current_user FROM t",
            "SELECT * FROM t TABLESAMPLE BERNOULLI (10)",
            "SELECT * FROM TABLE(sequence(1, 10))",
            "WITH FUNCTION f() RETURNS integer RETURN 1 SELECT f() FROM t",
            "INSERT INTO t SELECT 1",
            "EXPLAIN SELECT * FROM t",
            "SHOW TABLES",
            "no statement",
    })
    void testNotRepeatable(String sql)
    {
        assertThat(parser.repeatableReads(sql, List.of())).isEmpty();
    }

    @Test
    void testTables()
    {
        assertThat(parser.repeatableReads("SELECT * FROM t ORDER BY x LIMIT 5", List.of()).orElseThrow())
                .containsExactly(new ReadTable(Optional.empty(), Optional.empty(), "t", true));
        assertThat(parser.repeatableReads(
                """
                WITH w AS (SELECT * FROM d.t)
                SELECT * FROM w JOIN "C"."d"."T$files" f ON true WHERE EXISTS (SELECT 1 FROM d.t, UNNEST(w.a))
                UNION TABLE v
                """,
                List.of()).orElseThrow())
                .containsExactlyInAnyOrder(
                        new ReadTable(Optional.empty(), Optional.of("d"), "t", true),
                        new ReadTable(Optional.empty(), Optional.empty(), "w", false),
                        new ReadTable(Optional.of("c"), Optional.of("d"), "t$files", true),
                        new ReadTable(Optional.empty(), Optional.empty(), "v", true));
        assertThat(parser.repeatableReads("SELECT 1", List.of()).orElseThrow()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "current_date",
            "date_add('day', -1, now())",
            "rand()",
    })
    void testParametersThatChange(String parameter)
    {
        assertThat(parser.repeatableReads("SELECT * FROM t WHERE x < ?", List.of(parameter))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "1",
            "DATE '2024-01-01'",
            "it's no expression, so a string: now()",
            "lower('A')",
    })
    void testParametersThatStay(String parameter)
    {
        assertThat(parser.repeatableReads("SELECT * FROM t WHERE x < ?", List.of(parameter))).isPresent();
    }
}
