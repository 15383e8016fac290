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
package io.glaux.flight.pushdown;

import io.glaux.arrow.ArrowTypes;
import io.glaux.flight.metadata.ArrowTypeMapping;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metadata.TypeMapping;
import io.glaux.protocol.v1.Expression;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.expression.FieldDereference;
import io.trino.spi.expression.FunctionName;
import io.trino.spi.expression.Variable;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.airlift.slice.Slices.utf8Slice;
import static io.trino.spi.expression.StandardFunctions.ADD_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.AND_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.ARRAY_CONSTRUCTOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.BETWEEN_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.CAST_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.COALESCE_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.DIVIDE_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.EQUAL_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.GREATER_THAN_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.IDENTICAL_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.IN_PREDICATE_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.IS_NULL_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.LIKE_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.NOT_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.OR_FUNCTION_NAME;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.CharType.createCharType;
import static io.trino.spi.type.DecimalType.createDecimalType;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.RowType.field;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static io.trino.spi.type.VarcharType.createVarcharType;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

class TestExpressionTranslation
{
    private static final RowType ADDRESS = RowType.from(List.of(field("Street", VARCHAR), field("No", BIGINT)));

    private static final Variable NUMBER = new Variable("number", BIGINT);
    private static final Variable OTHER = new Variable("other", BIGINT);
    private static final Variable TEXT = new Variable("text", VARCHAR);
    private static final Variable ROW = new Variable("row", ADDRESS);

    private static final Map<String, ColumnHandle> ASSIGNMENTS = Map.of(
            "number", FlightColumnHandle.column("number", "Number", BIGINT),
            "other", FlightColumnHandle.column("other", "Other", BIGINT),
            "text", FlightColumnHandle.column("text", "Text", VARCHAR),
            "row", FlightColumnHandle.column("row", "Row", ADDRESS));

    private final RootAllocator allocator = new RootAllocator(16 << 20);
    private final TypeMapping types = new ArrowTypeMapping(new ArrowTypes(TESTING_TYPE_MANAGER));
    private final ExpressionTranslation translation =
            new ExpressionTranslation(new LiteralValues(types, allocator), types);

    @AfterEach
    void allocatorIsEmpty()
    {
        allocator.close();
    }

    @Test
    void testComparisonsHaveThreeValues()
    {
        Call greater = call(GREATER_THAN_OPERATOR_FUNCTION_NAME, NUMBER, OTHER);
        assertThat(evaluate(greater, 2L, 1L)).contains(true);
        assertThat(evaluate(greater, 1L, 1L)).contains(false);
        assertThat(evaluate(greater, null, 1L)).isEmpty();
        assertThat(evaluate(call(NOT_FUNCTION_NAME, greater), null, 1L)).isEmpty();
        assertThat(evaluate(call(IS_NULL_FUNCTION_NAME, greater), null, 1L)).contains(true);
        assertThat(evaluate(call(IDENTICAL_OPERATOR_FUNCTION_NAME, NUMBER, OTHER), null, null)).contains(true);
        assertThat(evaluate(call(IDENTICAL_OPERATOR_FUNCTION_NAME, NUMBER, OTHER), null, 1L)).contains(false);
    }

    @Test
    void testDisjunctionIsNotAConjunction()
    {
        ConnectorExpression first = call(EQUAL_OPERATOR_FUNCTION_NAME, NUMBER, constant(1L));
        ConnectorExpression second = call(EQUAL_OPERATOR_FUNCTION_NAME, OTHER, constant(2L));
        assertThat(evaluate(call(OR_FUNCTION_NAME, first, second), 1L, 7L)).contains(true);
        assertThat(evaluate(call(AND_FUNCTION_NAME, first, second), 1L, 7L)).contains(false);
        assertThat(evaluate(call(OR_FUNCTION_NAME, first, second), null, 2L)).contains(true);
        assertThat(evaluate(call(OR_FUNCTION_NAME, first, second), null, 7L)).isEmpty();
    }

    @Test
    void testOneThatCannotBeToldTakesAllWithIt()
    {
        ConnectorExpression known = call(EQUAL_OPERATOR_FUNCTION_NAME, NUMBER, constant(1L));
        ConnectorExpression unknown = new Call(BOOLEAN, new FunctionName("is_finite"), List.of(NUMBER));
        assertThat(translate(call(OR_FUNCTION_NAME, known, unknown))).isEmpty();
        assertThat(translate(call(AND_FUNCTION_NAME, known, unknown))).isEmpty();
        assertThat(translate(call(NOT_FUNCTION_NAME, unknown))).isEmpty();
    }

    @Test
    void testBetweenAndIn()
    {
        Call between = call(BETWEEN_FUNCTION_NAME, NUMBER, constant(1L), constant(3L));
        assertThat(evaluate(between, 1L, null)).contains(true);
        assertThat(evaluate(between, 4L, null)).contains(false);

        Call in = call(IN_PREDICATE_FUNCTION_NAME, NUMBER, array(1L, 3L));
        assertThat(evaluate(in, 3L, null)).contains(true);
        assertThat(evaluate(in, 2L, null)).contains(false);
        assertThat(evaluate(in, null, null)).isEmpty();

        // of a value that is not in the list it is unknown, not false
        assertThat(translate(call(IN_PREDICATE_FUNCTION_NAME, NUMBER, array(1L, null)))).isEmpty();
    }

    @Test
    void testLike()
    {
        assertThat(evaluateText(like("a\\_%", "\\"), "a_b")).contains(true);
        assertThat(evaluateText(like("a\\_%", "\\"), "axb")).contains(false);
        assertThat(evaluateText(like("a_%"), "a\ud83d\ude00")).contains(true);
        assertThat(translate(like("a_%")).orElseThrow().getLike().hasEscape()).isFalse();
        // the engine has its own words for what is wrong with these
        assertThat(translate(like("a\\", "\\"))).isEmpty();
        assertThat(translate(like("a\\b", "\\"))).isEmpty();
        assertThat(translate(like("ab", "xy"))).isEmpty();
        assertThat(translate(call(LIKE_FUNCTION_NAME, TEXT, TEXT))).isEmpty();
    }

    @Test
    void testStartsWith()
    {
        Call startsWith = new Call(BOOLEAN, new FunctionName("starts_with"), List.of(TEXT, text("50%")));
        assertThat(evaluateText(startsWith, "50% off")).contains(true);
        assertThat(evaluateText(startsWith, "500")).contains(false);
    }

    @Test
    void testFieldsAreNamedAsInTheSource()
    {
        FieldDereference number = new FieldDereference(BIGINT, ROW, 1);
        Expression expression = translate(call(EQUAL_OPERATOR_FUNCTION_NAME, number, constant(1L))).orElseThrow();
        assertThat(expression.getComparison().getLeft().getColumn().getPathList()).containsExactly("Row", "No");
    }

    @Test
    void testFieldWithoutANameIsLeftToTheEngine()
    {
        Variable row = new Variable("row", RowType.anonymous(List.of(BIGINT)));
        Map<String, ColumnHandle> assignments = Map.of("row", FlightColumnHandle.column("row", "Row", row.getType()));
        assertThat(translation.translate(new FieldDereference(BIGINT, row, 0), assignments)).isEmpty();
    }

    @Test
    void testArithmetic()
    {
        assertThat(translate(new Call(BIGINT, ADD_FUNCTION_NAME, List.of(NUMBER, OTHER)))).isPresent();
        assertThat(translate(new Call(BIGINT, DIVIDE_FUNCTION_NAME, List.of(NUMBER, constant(2L))))).isPresent();
        // these can fail, and the engine may never come to them
        assertThat(translate(new Call(BIGINT, DIVIDE_FUNCTION_NAME, List.of(NUMBER, OTHER)))).isEmpty();
        assertThat(translate(new Call(BIGINT, DIVIDE_FUNCTION_NAME, List.of(NUMBER, constant(0L))))).isEmpty();
        assertThat(translate(new Call(BIGINT, DIVIDE_FUNCTION_NAME, List.of(NUMBER, constant(-1L))))).isEmpty();
        // of decimals the result has another type
        Variable decimal = new Variable("number", createDecimalType(5, 2));
        assertThat(translate(new Call(createDecimalType(6, 2), ADD_FUNCTION_NAME, List.of(decimal, decimal))))
                .isEmpty();
    }

    @Test
    void testOnlyCastsThatCannotFail()
    {
        assertThat(cast(BIGINT, DOUBLE)).isTrue();
        assertThat(cast(INTEGER, BIGINT)).isTrue();
        assertThat(cast(BIGINT, createDecimalType(19, 0))).isTrue();
        assertThat(cast(createVarcharType(3), createVarcharType(5))).isTrue();
        assertThat(cast(BIGINT, INTEGER)).isFalse();
        assertThat(cast(BIGINT, createDecimalType(18, 0))).isFalse();
        assertThat(cast(VARCHAR, BIGINT)).isFalse();
        assertThat(cast(DOUBLE, VARCHAR)).isFalse();
        assertThat(cast(VARCHAR, createVarcharType(3))).isFalse();
        assertThat(cast(createCharType(3), VARCHAR)).isFalse();
    }

    private boolean cast(Type from, Type to)
    {
        Variable value = new Variable("number", from);
        return translate(new Call(to, CAST_FUNCTION_NAME, List.of(value))).isPresent();
    }

    @Test
    void testCoalesce()
    {
        ConnectorExpression coalesce = new Call(BIGINT, COALESCE_FUNCTION_NAME, List.of(NUMBER, OTHER));
        Call condition = call(EQUAL_OPERATOR_FUNCTION_NAME, coalesce, constant(5L));
        assertThat(evaluate(condition, null, 5L)).contains(true);
        assertThat(evaluate(condition, 4L, 5L)).contains(false);
        assertThat(evaluate(condition, null, null)).isEmpty();
    }

    @Test
    void testValuesThatCompareOtherwiseAreLeftToTheEngine()
    {
        Variable list = new Variable("number", new ArrayType(BIGINT));
        assertThat(translate(call(EQUAL_OPERATOR_FUNCTION_NAME, list, list))).isEmpty();
        Variable padded = new Variable("text", createCharType(3));
        assertThat(translate(call(EQUAL_OPERATOR_FUNCTION_NAME, padded, padded))).isPresent();
        assertThat(translate(call(GREATER_THAN_OPERATOR_FUNCTION_NAME, padded, padded))).isEmpty();
    }

    private static Call like(String pattern)
    {
        return call(LIKE_FUNCTION_NAME, TEXT, text(pattern));
    }

    private static Call like(String pattern, String escape)
    {
        return call(LIKE_FUNCTION_NAME, TEXT, text(pattern), text(escape));
    }

    private static Call array(Long... values)
    {
        return new Call(
                new ArrayType(BIGINT),
                ARRAY_CONSTRUCTOR_FUNCTION_NAME,
                Arrays.stream(values).map(value -> (ConnectorExpression) new Constant(value, BIGINT)).toList());
    }

    private static Constant constant(long value)
    {
        return new Constant(value, BIGINT);
    }

    private static Constant text(String value)
    {
        return new Constant(utf8Slice(value), VARCHAR);
    }

    private static Call call(FunctionName name, ConnectorExpression... arguments)
    {
        return new Call(BOOLEAN, name, List.of(arguments));
    }

    private Optional<Expression> translate(ConnectorExpression expression)
    {
        return translation.translate(expression, ASSIGNMENTS);
    }

    private Optional<Object> evaluate(ConnectorExpression expression, Long number, Long other)
    {
        Map<List<String>, Optional<Object>> row = new HashMap<>();
        row.put(List.of("Number"), Optional.ofNullable(number));
        row.put(List.of("Other"), Optional.ofNullable(other));
        return new ProtocolEvaluator(allocator, row).evaluate(translate(expression).orElseThrow());
    }

    private Optional<Object> evaluateText(ConnectorExpression expression, String value)
    {
        return new ProtocolEvaluator(allocator, Map.of(List.of("Text"), Optional.of(value)))
                .evaluate(translate(expression).orElseThrow());
    }
}
