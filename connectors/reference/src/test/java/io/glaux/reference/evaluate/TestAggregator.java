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
package io.glaux.reference.evaluate;

import io.glaux.source.Aggregation;
import io.glaux.source.Aggregation.Aggregate;
import io.glaux.source.Aggregation.Function;
import io.glaux.source.ColumnPath;
import io.glaux.source.ColumnTypes;
import io.glaux.source.SourceException;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestAggregator
{
    private static final Field BIGINT = ColumnTypes.bigint("x");
    private static final Field DOUBLE = ColumnTypes.doublePrecision("x");

    @Test
    void testOfNoRows()
    {
        assertThat(aggregate(Function.COUNT_ALL, BIGINT, BIGINT)).isEqualTo(0L);
        assertThat(aggregate(Function.COUNT, BIGINT, BIGINT)).isEqualTo(0L);
        for (Function function : List.of(Function.SUM, Function.MIN, Function.MAX)) {
            assertThat(aggregate(function, BIGINT, BIGINT)).isNull();
        }
        assertThat(aggregate(Function.AVG, BIGINT, DOUBLE)).isNull();
        Aggregator grouped = new Aggregator(
                new Schema(List.of(BIGINT)),
                new Aggregation(List.of(ColumnPath.of("x")), List.of()));
        assertThat(grouped.rows()).isEmpty();
    }

    @Test
    void testNullsDoNotCount()
    {
        assertThat(aggregate(Function.COUNT_ALL, BIGINT, BIGINT, 1L, null)).isEqualTo(2L);
        assertThat(aggregate(Function.COUNT, BIGINT, BIGINT, 1L, null)).isEqualTo(1L);
        assertThat(aggregate(Function.AVG, BIGINT, DOUBLE, 1L, null, 2L)).isEqualTo(1.5);
        assertThat(aggregate(Function.SUM, BIGINT, BIGINT, null, null)).isNull();
    }

    @Test
    void testLeastAndGreatestAmongNotANumber()
    {
        assertThat(aggregate(Function.MIN, DOUBLE, DOUBLE, Double.NaN, 1.0, 2.0)).isEqualTo(1.0);
        assertThat(aggregate(Function.MAX, DOUBLE, DOUBLE, Double.NaN, 1.0, 2.0)).isEqualTo(2.0);
        assertThat(aggregate(Function.MAX, DOUBLE, DOUBLE, 1.0, Double.NaN)).isEqualTo(1.0);
        assertThat(aggregate(Function.MAX, DOUBLE, DOUBLE, Double.NaN, null)).isEqualTo(Double.NaN);
    }

    @Test
    void testDecimals()
    {
        Field narrow = ColumnTypes.decimal("x", 3, 2);
        Field wide = ColumnTypes.decimal("x", 38, 2);
        assertThat(aggregate(Function.SUM, narrow, wide, new BigDecimal("9.99"), new BigDecimal("9.99")))
                .isEqualTo(new BigDecimal("19.98"));
        assertThat(aggregate(Function.AVG, narrow, narrow, new BigDecimal("0.01"), new BigDecimal("0.02")))
                .isEqualTo(new BigDecimal("0.02"));
        assertThat(aggregate(Function.AVG, narrow, narrow, new BigDecimal("-0.01"), new BigDecimal("-0.02")))
                .isEqualTo(new BigDecimal("-0.02"));
        BigDecimal most = new BigDecimal("999999999999999999999999999999999999.99");
        assertTooLarge(() -> aggregate(Function.SUM, wide, wide, most, most));
        assertThat(aggregate(Function.AVG, wide, wide, most, most)).isEqualTo(most);
    }

    @Test
    void testIntegersBeyondTheirType()
    {
        assertTooLarge(() -> aggregate(Function.SUM, BIGINT, BIGINT, Long.MAX_VALUE, 1L));
        Field tiny = ColumnTypes.integer("x", 8);
        assertThat(aggregate(Function.SUM, tiny, BIGINT, 127L, 127L)).isEqualTo(254L);
    }

    @Test
    void testRealIsSummedInDouble()
    {
        Field real = ColumnTypes.real("x");
        Object sum = aggregate(Function.SUM, real, real, 16_777_216.0, 1.0, 1.0);
        assertThat(sum).isEqualTo(16_777_218.0);
    }

    @Test
    void testDistinct()
    {
        assertThat(distinct(Function.COUNT, DOUBLE, BIGINT, Double.NaN, Double.NaN, -0.0, 0.0, null)).isEqualTo(2L);
        assertThat(distinct(Function.SUM, BIGINT, BIGINT, 3L, 3L, 4L)).isEqualTo(7L);
        assertThat(distinct(
                Function.COUNT,
                ColumnTypes.decimal("x", 5, 2),
                BIGINT,
                new BigDecimal("1.0"),
                new BigDecimal("1.00"))).isEqualTo(1L);
    }

    @Test
    void testGroups()
    {
        Aggregator aggregator = new Aggregator(
                new Schema(List.of(DOUBLE, ColumnTypes.text("t"))),
                new Aggregation(
                        List.of(ColumnPath.of("x"), ColumnPath.of("t")),
                        List.of(new Aggregate(
                                Function.COUNT_ALL, Optional.empty(), false, ColumnTypes.bigint("rows")))));
        for (Double number : Arrays.asList(-0.0, 0.0, null, Double.NaN, null, Double.NaN)) {
            aggregator.add(Arrays.asList(number, null));
        }
        aggregator.add(Arrays.asList(null, ""));
        assertThat(aggregator.rows()).containsExactly(
                Arrays.asList(-0.0, null, 2L),
                Arrays.asList(null, null, 2L),
                Arrays.asList(Double.NaN, null, 2L),
                Arrays.asList(null, "", 1L));
        assertThat(aggregator.schema().getFields()).extracting(Field::getName).containsExactly("x", "t", "rows");
    }

    @Test
    void testWhatItDoesNotDo()
    {
        Field json = ColumnTypes.json("x");
        assertThatThrownBy(() -> aggregate(Function.MAX, json, json))
                .isInstanceOf(UnsupportedExpressionException.class);
        Field text = ColumnTypes.text("x");
        assertThatThrownBy(() -> aggregate(Function.SUM, text, text))
                .isInstanceOf(UnsupportedExpressionException.class);
        assertThatThrownBy(() -> aggregate(Function.AVG, BIGINT, BIGINT))
                .isInstanceOf(UnsupportedExpressionException.class);
    }

    private static Object aggregate(Function function, Field argument, Field result, Object... values)
    {
        return aggregate(function, false, argument, result, values);
    }

    private static Object distinct(Function function, Field argument, Field result, Object... values)
    {
        return aggregate(function, true, argument, result, values);
    }

    private static Object aggregate(
            Function function,
            boolean isDistinct,
            Field argument,
            Field result,
            Object... values)
    {
        Optional<ColumnPath> path = function == Function.COUNT_ALL ? Optional.empty() : Optional.of(ColumnPath.of("x"));
        Aggregator aggregator = new Aggregator(
                new Schema(List.of(argument)),
                new Aggregation(List.of(), List.of(new Aggregate(function, path, isDistinct, result))));
        for (Object value : values) {
            aggregator.add(Arrays.asList(value));
        }
        return aggregator.rows().getFirst().getFirst();
    }

    private static void assertTooLarge(ThrowingCallable action)
    {
        assertThatThrownBy(action).isInstanceOf(SourceException.class).hasMessage("A number is too large for its type");
    }
}
