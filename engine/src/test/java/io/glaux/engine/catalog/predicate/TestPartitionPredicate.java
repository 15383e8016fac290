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
package io.glaux.engine.catalog.predicate;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.Column;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

final class TestPartitionPredicate
{
    /**
     * What Trino's GlueExpressionUtil, Spark's Hive client and people with awswrangler send.
     */
    @ParameterizedTest
    @ValueSource(strings = {
            "((s = 'eu'))",
            "(((s >= 'a' AND s < 'f'))) AND ((i in (6, 7)))",
            "((i >= 7 AND i <= 9) OR (i = 1))",
            "((s < 'a') OR (s > 'b'))",
            "(s <> '__HIVE_DEFAULT_PARTITION__')",
            "((d = '2024-02-29'))",
            "(b = true)",
            "(c = 1.50)",
            "s=\"eu\" and i=7",
            "i='7' and s='eu'",
            "`s` = 'eu' and `i` > 6",
            "s like 'e%' and not i between 8 and 9",
            "d = date '2024-2-29'",
            "t > '2024-02-29' and t <= TIMESTAMP '2024-02-29 10:00:00.000'",
            "t = '2024-02-29T10:00:00'",
            "date = 'plain'",
            "1 = 1",
            "-7 < i and i <= +7",
            "c < 1.51e0",
    })
    void testTrue(String expression)
    {
        assertThat(evaluate(expression)).isEqualTo(Truth.TRUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "n = 'x'",
            "n <> 'x'",
            "not (n = 'x')",
            "n like '%'",
            "n in ('x')",
            "s = null",
            "x > 1",
            "x = 1 or n = 'x'",
    })
    void testUnknown(String expression)
    {
        assertThat(evaluate(expression)).isEqualTo(Truth.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "s is null",
            "n is not null",
            "n = 'x' and s = 'us'",
            "i = 70",
            "s = 'EU'",
            "s like '_'",
            "1 = 2",
    })
    void testFalse(String expression)
    {
        assertThat(evaluate(expression)).isEqualTo(Truth.FALSE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "nope = 1 | character 1: 'nope' is no partition key of the table, which has s, i, d, t, b, c, n, x, date",
            "i = 'seven' | character 5: 'seven' is no value of the partition key i, which is int",
            "d = '2023-02-29' | character 5: '2023-02-29' is no value of the partition key d, which is date",
            "s = | character 4: expected a value, found the end",
            "s = 'eu | character 5: ' is not closed",
            "s = 'eu' and | character 13: expected a value, found the end",
            "(s = 'eu' | character 10: expected ')', found the end",
            "s = 'eu' i = 1 | character 10: expected AND, OR or the end, found 'i'",
            "s ~ 1 | character 3: unexpected '~'",
            "s not null | character 7: expected IN, BETWEEN or LIKE, found 'null'",
            "'a' = \"zz\" | character 1: a comparison needs a partition key of the table",
            "s like 'a!' escape '!' | character 20: the pattern ends with its escape character",
            "i = 1e999999999 | character 5: '1e999999999' is no value of the partition key i, which is int",
    })
    void testWrong(String expression, String message)
    {
        assertThatThrownBy(() -> evaluate(expression))
                .asInstanceOf(type(GlauxException.class))
                .returns(ErrorCode.INVALID_INPUT, GlauxException::code)
                .extracting(GlauxException::getMessage)
                .isEqualTo("The partition expression is wrong at " + message);
    }

    @Test
    void testDeepNestingIsRefused()
    {
        assertThatThrownBy(() -> evaluate("(".repeat(100_000)))
                .isInstanceOf(GlauxException.class)
                .hasMessageContaining("nested more than 200 deep");
        assertThat(evaluate("i = 7" + " and i = 7".repeat(10_000))).isEqualTo(Truth.TRUE);
    }

    private static Truth evaluate(String expression)
    {
        List<Column> keys = List.of(
                key("s", "string"),
                key("i", "int"),
                key("d", "date"),
                key("t", "timestamp"),
                key("b", "boolean"),
                key("c", "decimal(10,2)"),
                key("n", "varchar(10)"),
                key("x", "bigint"),
                key("date", "string"));
        List<String> values = List.of(
                "eu",
                "7",
                "2024-02-29",
                "2024-02-29 10:00:00",
                "true",
                "1.5",
                PartitionPredicate.NULL_VALUE,
                "?",
                "plain");
        return PartitionPredicate.parse(expression, keys).evaluate(values);
    }

    private static Column key(String name, String type)
    {
        return Column.builder().name(name).type(type).build();
    }
}
