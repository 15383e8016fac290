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

import io.glaux.source.ColumnPath;
import io.glaux.source.ColumnTypes;
import io.glaux.source.SourceException;
import io.glaux.source.expression.Expression;
import io.glaux.source.expression.Expression.ArithmeticOperator;
import io.glaux.source.expression.Expression.ComparisonOperator;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestExpressionCompiler
{
    private static final Field BIGINT = ColumnTypes.bigint("x");
    private static final Field DOUBLE = ColumnTypes.doublePrecision("x");
    private static final Field TEXT = ColumnTypes.text("x");

    @Test
    void testComparisonsOfNothing()
    {
        for (ComparisonOperator operator : ComparisonOperator.values()) {
            boolean isIdentical = operator == ComparisonOperator.IDENTICAL;
            assertThat(compare(operator, BIGINT, null, 1L)).isEqualTo(isIdentical ? false : null);
            assertThat(compare(operator, BIGINT, 1L, null)).isEqualTo(isIdentical ? false : null);
            assertThat(compare(operator, BIGINT, null, null)).isEqualTo(isIdentical ? true : null);
        }
    }

    @Test
    void testNotANumber()
    {
        for (ComparisonOperator operator : ComparisonOperator.values()) {
            boolean isTrue = operator == ComparisonOperator.NOT_EQUAL;
            assertThat(compare(operator, DOUBLE, Double.NaN, 1.0)).isEqualTo(isTrue);
            assertThat(compare(operator, DOUBLE, 1.0, Double.NaN)).isEqualTo(isTrue);
            assertThat(compare(operator, DOUBLE, Double.NaN, Double.NaN))
                    .isEqualTo(isTrue || operator == ComparisonOperator.IDENTICAL);
        }
        assertThat(value(new Expression.In(literal(DOUBLE, Double.NaN), DOUBLE, List.of(Double.NaN, 1.0))))
                .isEqualTo(false);
    }

    @Test
    void testZeros()
    {
        assertThat(compare(ComparisonOperator.EQUAL, DOUBLE, -0.0, 0.0)).isEqualTo(true);
        assertThat(compare(ComparisonOperator.LESS, DOUBLE, -0.0, 0.0)).isEqualTo(false);
        assertThat(compare(ComparisonOperator.IDENTICAL, DOUBLE, -0.0, 0.0)).isEqualTo(true);
        assertThat(value(new Expression.In(literal(DOUBLE, -0.0), DOUBLE, List.of(0.0)))).isEqualTo(true);
    }

    @Test
    void testTextsAreComparedByCodePoints()
    {
        String supplementary = "\uD83E\uDD89";
        String privateUse = "\uE000";
        assertThat(supplementary).isLessThan(privateUse);
        assertThat(compare(ComparisonOperator.GREATER, TEXT, supplementary, privateUse)).isEqualTo(true);
        assertThat(compare(ComparisonOperator.EQUAL, TEXT, "a", "a ")).isEqualTo(false);
        assertThat(compare(ComparisonOperator.EQUAL, TEXT, "é", "e\u0301")).isEqualTo(false);
    }

    @Test
    void testCharactersAreFilledWithSpaces()
    {
        Field type = ColumnTypes.pinned("x", ArrowType.Utf8.INSTANCE, "char(3)");
        assertThat(compare(ComparisonOperator.EQUAL, type, "a", "a  ")).isEqualTo(true);
        assertThat(compare(ComparisonOperator.GREATER, type, "a", "a\t")).isEqualTo(true);
        assertThat(value(like(type, "a", "a"))).isEqualTo(false);
        assertThat(value(like(type, "a", "a  "))).isEqualTo(true);
    }

    @Test
    void testDecimalsByValue()
    {
        Field type = ColumnTypes.decimal("x", 38, 2);
        assertThat(compare(ComparisonOperator.EQUAL, type, new BigDecimal("1.0"), new BigDecimal("1.00")))
                .isEqualTo(true);
        assertThat(value(new Expression.In(literal(type, new BigDecimal("100")), type, List.of(new BigDecimal("1E2")))))
                .isEqualTo(true);
        BigDecimal large = new BigDecimal("999999999999999999999999999999999999.98");
        assertThat(compare(ComparisonOperator.LESS, type, large, large.add(new BigDecimal("0.01")))).isEqualTo(true);
    }

    @Test
    void testInstantsWhateverTheirZone()
    {
        Field type = ColumnTypes.timestampWithTimeZone("x", TimeUnit.MILLISECOND);
        ZonedDateTime utc = ZonedDateTime.of(2024, 3, 31, 1, 30, 0, 0, ZoneId.of("UTC"));
        ZonedDateTime berlin = utc.withZoneSameInstant(ZoneId.of("Europe/Berlin"));
        assertThat(utc.toLocalDateTime()).isBefore(berlin.toLocalDateTime());
        assertThat(compare(ComparisonOperator.EQUAL, type, utc, berlin)).isEqualTo(true);
        assertThat(compare(ComparisonOperator.LESS, type, utc, berlin)).isEqualTo(false);
    }

    @Test
    void testBytesAreNotSigned()
    {
        Field type = ColumnTypes.binary("x");
        assertThat(compare(ComparisonOperator.GREATER, type, new byte[] {-1}, new byte[] {1})).isEqualTo(true);
        assertThat(compare(ComparisonOperator.EQUAL, type, new byte[] {1}, new byte[] {1})).isEqualTo(true);
        assertThat(compare(ComparisonOperator.LESS, type, new byte[0], new byte[] {0})).isEqualTo(true);
    }

    @Test
    void testNullsWithinValues()
    {
        Field type = ColumnTypes.array("x", ColumnTypes.bigint("element"));
        List<Object> withNull = Arrays.asList(1L, null);
        assertThat(compare(ComparisonOperator.EQUAL, type, withNull, withNull)).isNull();
        assertThat(compare(ComparisonOperator.IDENTICAL, type, withNull, withNull)).isEqualTo(true);
        assertThat(compare(ComparisonOperator.EQUAL, type, withNull, List.of(2L, 2L))).isEqualTo(false);
        assertThat(compare(ComparisonOperator.EQUAL, type, withNull, List.of(1L))).isEqualTo(false);
        assertThat(value(new Expression.In(literal(type, withNull), type, List.of(List.of(1L, 2L))))).isNull();
        Field map = ColumnTypes.map("x", ColumnTypes.text("key"), ColumnTypes.bigint("value"));
        assertThat(compare(ComparisonOperator.EQUAL, map, Map.of("a", 1L), Map.of("a", 1L))).isEqualTo(true);
        assertThat(compare(ComparisonOperator.EQUAL, map, Map.of("a", 1L), Map.of("b", 1L))).isEqualTo(false);
    }

    @Test
    void testFieldsWithinRows()
    {
        Field type = ColumnTypes.row("r", List.of(TEXT, ColumnTypes.row("inner", List.of(BIGINT))));
        Schema schema = new Schema(List.of(BIGINT, type));
        RowFunction path = new ExpressionCompiler(schema).path(ColumnPath.of("r", "inner", "x"));
        assertThat(path.valueOf(Arrays.asList(1L, Arrays.asList("a", List.of(7L))))).isEqualTo(7L);
        assertThat(path.valueOf(Arrays.asList(1L, Arrays.asList("a", null)))).isNull();
        assertThat(path.valueOf(Arrays.asList(1L, null))).isNull();
        assertThatThrownBy(() -> new ExpressionCompiler(schema).path(ColumnPath.of("r", "outer")))
                .isInstanceOf(SourceException.class)
                .hasMessage("There is no column r.outer");
    }

    @Test
    void testArithmetic()
    {
        assertThat(calculate(ArithmeticOperator.ADD, BIGINT, 2L, 3L)).isEqualTo(5L);
        assertThat(calculate(ArithmeticOperator.DIVIDE, BIGINT, -7L, 2L)).isEqualTo(-3L);
        assertThat(calculate(ArithmeticOperator.MODULUS, BIGINT, -7L, 2L)).isEqualTo(-1L);
        assertThat(calculate(ArithmeticOperator.MODULUS, BIGINT, Long.MIN_VALUE, -1L)).isEqualTo(0L);
        assertThat(calculate(ArithmeticOperator.ADD, BIGINT, null, 3L)).isNull();
        assertThat(calculate(ArithmeticOperator.DIVIDE, DOUBLE, 1.0, 0.0)).isEqualTo(Double.POSITIVE_INFINITY);
        Field real = ColumnTypes.real("x");
        assertThat(calculate(ArithmeticOperator.ADD, real, (double) 0.1f, (double) 0.2f))
                .isEqualTo((double) (0.1f + 0.2f));
    }

    @Test
    void testArithmeticBeyondItsType()
    {
        Field tiny = ColumnTypes.integer("x", 8);
        assertFails(() -> calculate(ArithmeticOperator.ADD, tiny, 127L, 1L), "A number is too large for its type");
        assertFails(
                () -> calculate(ArithmeticOperator.MULTIPLY, BIGINT, Long.MAX_VALUE, 2L),
                "A number is too large for its type");
        assertFails(
                () -> calculate(ArithmeticOperator.DIVIDE, BIGINT, Long.MIN_VALUE, -1L),
                "A number is too large for its type");
        assertFails(() -> calculate(ArithmeticOperator.DIVIDE, BIGINT, 1L, 0L), "Division by zero");
        assertFails(() -> calculate(ArithmeticOperator.MODULUS, BIGINT, 1L, 0L), "Division by zero");
        assertFails(
                () -> value(new Expression.Negate(literal(tiny, -128L))),
                "A number is too large for its type");
        Field decimal = ColumnTypes.decimal("x", 3, 2);
        assertFails(
                () -> calculate(ArithmeticOperator.ADD, decimal, new BigDecimal("9.99"), new BigDecimal("0.01")),
                "A number is too large for its type");
        assertThat(calculate(ArithmeticOperator.SUBTRACT, decimal, new BigDecimal("0.05"), new BigDecimal("0.05")))
                .isEqualTo(new BigDecimal("0.00"));
    }

    @Test
    void testCasts()
    {
        assertThat(cast(BIGINT, 5L, DOUBLE)).isEqualTo(5.0);
        assertThat(cast(ColumnTypes.decimal("x", 10, 3), new BigDecimal("2.345"), ColumnTypes.decimal("y", 10, 2)))
                .isEqualTo(new BigDecimal("2.35"));
        assertThat(cast(ColumnTypes.decimal("x", 10, 1), new BigDecimal("-2.5"), BIGINT)).isEqualTo(-3L);
        Field two = ColumnTypes.pinned("y", ArrowType.Utf8.INSTANCE, "varchar(2)");
        assertThat(cast(TEXT, "\uD83E\uDD89\uD83E\uDD89a", two))
                .isEqualTo("\uD83E\uDD89\uD83E\uDD89");
        assertThat(cast(ColumnTypes.date("x"), LocalDate.EPOCH, ColumnTypes.timestamp("y", TimeUnit.MICROSECOND)))
                .isEqualTo(LocalDate.EPOCH.atStartOfDay());
        assertThat(cast(BIGINT, null, DOUBLE)).isNull();
        assertFails(() -> cast(BIGINT, 128L, ColumnTypes.integer("y", 8)), "A number is too large for its type");
        assertFails(() -> cast(BIGINT, 100L, ColumnTypes.decimal("y", 3, 1)), "A number is too large for its type");
    }

    @Test
    void testCoalesce()
    {
        assertThat(value(new Expression.Coalesce(
                List.of(literal(BIGINT, null), literal(BIGINT, 2L), literal(BIGINT, 3L)))))
                .isEqualTo(2L);
        assertThat(value(new Expression.Coalesce(List.of(literal(BIGINT, null))))).isNull();
    }

    @Test
    void testWhatItDoesNotDo()
    {
        assertUnsupported(new Expression.Comparison(ComparisonOperator.EQUAL, literal(BIGINT, 1L), literal(TEXT, "1")));
        assertUnsupported(new Expression.Cast(literal(DOUBLE, 1.5), BIGINT));
        assertUnsupported(new Expression.Cast(literal(TEXT, "1"), BIGINT));
        assertUnsupported(like(TEXT, "a", "\\a"));
        assertUnsupported(like(TEXT, "a", "a\\"));
        assertUnsupported(new Expression.Comparison(
                ComparisonOperator.LESS,
                literal(ColumnTypes.json("x"), "1"),
                literal(ColumnTypes.json("x"), "2")));
        Field decimal = ColumnTypes.decimal("x", 3, 2);
        assertUnsupported(new Expression.Arithmetic(
                ArithmeticOperator.MULTIPLY,
                literal(decimal, BigDecimal.ONE),
                literal(decimal, BigDecimal.ONE)));
    }

    private static Expression literal(Field type, Object value)
    {
        return new Expression.Literal(type, value);
    }

    private static Expression like(Field type, String text, String pattern)
    {
        return new Expression.Like(literal(type, text), pattern, OptionalInt.of('\\'));
    }

    private static Object compare(ComparisonOperator operator, Field type, Object left, Object right)
    {
        return value(new Expression.Comparison(operator, literal(type, left), literal(type, right)));
    }

    private static Object calculate(ArithmeticOperator operator, Field type, Object left, Object right)
    {
        return value(new Expression.Arithmetic(operator, literal(type, left), literal(type, right)));
    }

    private static Object cast(Field from, Object value, Field to)
    {
        return value(new Expression.Cast(literal(from, value), to));
    }

    private static Object value(Expression expression)
    {
        return new ExpressionCompiler(new Schema(List.of())).value(expression).valueOf(List.of());
    }

    private static void assertFails(ThrowingCallable action, String message)
    {
        assertThatThrownBy(action).isInstanceOf(SourceException.class).hasMessage(message);
    }

    private static void assertUnsupported(Expression expression)
    {
        assertThatThrownBy(() -> value(expression)).isInstanceOf(UnsupportedExpressionException.class);
    }
}
