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

import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.StatementRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

final class TestParameterizedText
{
    @Test
    void testWithoutParameters()
    {
        ParameterizedText text = ParameterizedText.of(request("SELECT 1", List.of()));
        assertThat(text.sql()).isEqualTo("SELECT 1");
        assertThat(text.preparedStatements()).isEmpty();
    }

    @Test
    void testPrepared()
    {
        ParameterizedText text = ParameterizedText.of(request("SELECT ?, ?", List.of("1", "'x'")));
        assertThat(text.sql()).isEqualTo("EXECUTE statement USING 1, 'x'");
        assertThat(text.preparedStatements()).containsExactly(Map.entry("statement", "SELECT ?, ?"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                                                                  1 | 1
                                                                  -1.5 | DECIMAL '-1.5'
                                                                  'it''s' | 'it''s'
                                                                  DATE '2026-01-01' | DATE '2026-01-01'
                                                                  true | true
                                                                  NULL | null
                                                                  hello | 'hello'
                                                                  it's | 'it''s'
                                                                  2026-01-01 | ((2026 - 01) - 01)
                                                                  a.b | 'a.b'
                                                                  1; DROP TABLE t | '1; DROP TABLE t'
                                                                  (SELECT 1) | '(SELECT 1)'
                                                                  ? | '?'
                                                                  CAST('1' AS integer) | CAST('1' AS integer)
                                                                  ARRAY[1, 2] | ARRAY[1,2]
                                                                  x') -- | 'x'') --'
                                                                  """)
    void testArguments(String parameter, String argument)
    {
        assertThat(ParameterizedText.of(request("SELECT ?", List.of(parameter))).sql())
                .isEqualTo("EXECUTE statement USING " + argument);
    }

    private static StatementRequest request(String sql, List<String> parameters)
    {
        return new StatementRequest(
                "id",
                sql,
                Optional.empty(),
                Optional.empty(),
                parameters,
                new Principal("user", "000000000000"),
                "primary",
                Optional.empty(),
                Map.of());
    }
}
