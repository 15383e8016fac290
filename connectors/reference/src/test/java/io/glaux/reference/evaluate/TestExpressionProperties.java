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

import io.glaux.reference.Seeds;
import io.glaux.source.ColumnPath;
import io.glaux.source.expression.Expression;
import io.glaux.source.expression.Expression.ComparisonOperator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Laws that hold for all conditions and rows, whichever they are.
 */
final class TestExpressionProperties
{
    private static final int ROUNDS = 3_000;
    private static final Schema SCHEMA = RandomExpressions.simple();

    private final Random random = Seeds.random("TestExpressionProperties");
    private final List<List<Object>> rows = rows(random);
    private final RandomExpressions expressions = new RandomExpressions(random, SCHEMA, rows);

    @Test
    void testDeMorgan()
    {
        for (int round = 0; round < ROUNDS; round++) {
            Expression left = expressions.condition(2);
            Expression right = expressions.condition(2);
            assertSame(
                    new Expression.Not(new Expression.And(List.of(left, right))),
                    new Expression.Or(List.of(new Expression.Not(left), new Expression.Not(right))));
            assertSame(
                    new Expression.Not(new Expression.Or(List.of(left, right))),
                    new Expression.And(List.of(new Expression.Not(left), new Expression.Not(right))));
            assertSame(new Expression.Not(new Expression.Not(left)), left);
        }
    }

    @Test
    void testNeitherOrderNorGroupingCounts()
    {
        for (int round = 0; round < ROUNDS; round++) {
            Expression one = expressions.condition(1);
            Expression two = expressions.condition(1);
            Expression three = expressions.condition(1);
            assertSame(
                    new Expression.And(List.of(one, new Expression.And(List.of(two, three)))),
                    new Expression.And(List.of(three, one, two)));
            assertSame(
                    new Expression.Or(List.of(one, new Expression.Or(List.of(two, three)))),
                    new Expression.Or(List.of(three, one, two)));
            assertSame(
                    new Expression.And(List.of(one, new Expression.Or(List.of(two, three)))),
                    new Expression.Or(List.of(
                            new Expression.And(List.of(one, two)),
                            new Expression.And(List.of(one, three)))));
        }
    }

    @Test
    void testInIsOneOrTheOther()
    {
        for (int round = 0; round < ROUNDS; round++) {
            int position = random.nextInt(SCHEMA.getFields().size());
            Field field = SCHEMA.getFields().get(position);
            Expression column = new Expression.Column(ColumnPath.of(field.getName()));
            List<Object> values = new ArrayList<>();
            rows.subList(0, random.nextInt(rows.size())).forEach(row -> {
                if (row.get(position) != null) {
                    values.add(row.get(position));
                }
            });
            List<Expression> equals = new ArrayList<>();
            values.forEach(value -> equals.add(comparison(ComparisonOperator.EQUAL, column, field, value)));
            if (!values.isEmpty()) {
                assertSame(new Expression.In(column, field, values), new Expression.Or(equals));
            }
        }
    }

    @Test
    void testComparisonsByOthers()
    {
        for (List<Object> row : rows) {
            for (int position = 0; position < SCHEMA.getFields().size(); position++) {
                Field field = SCHEMA.getFields().get(position);
                Expression column = new Expression.Column(ColumnPath.of(field.getName()));
                Object value = row.get(position);
                Expression less = comparison(ComparisonOperator.LESS, column, field, value);
                Expression equal = comparison(ComparisonOperator.EQUAL, column, field, value);
                Expression greater = comparison(ComparisonOperator.GREATER, column, field, value);
                assertSame(
                        comparison(ComparisonOperator.LESS_OR_EQUAL, column, field, value),
                        new Expression.Or(List.of(less, equal)));
                assertSame(
                        comparison(ComparisonOperator.GREATER_OR_EQUAL, column, field, value),
                        new Expression.Or(List.of(greater, equal)));
                assertSame(
                        comparison(ComparisonOperator.NOT_EQUAL, column, field, value),
                        new Expression.Not(equal));
                assertSame(
                        less,
                        new Expression.Comparison(
                                ComparisonOperator.GREATER, new Expression.Literal(field, value), column));
            }
        }
    }

    @Test
    void testTrueFalseOrUnknown()
    {
        for (int round = 0; round < ROUNDS; round++) {
            Expression condition = expressions.condition(3);
            RowFunction one = compiled(condition);
            RowFunction other = compiled(new Expression.Not(condition));
            RowFunction unknown = compiled(new Expression.IsNull(condition));
            for (List<Object> row : rows) {
                int kept = (one.keeps(row) ? 1 : 0) + (other.keeps(row) ? 1 : 0) + (unknown.keeps(row) ? 1 : 0);
                assertThat(kept).as("%s", condition).isEqualTo(1);
            }
        }
    }

    private void assertSame(Expression left, Expression right)
    {
        RowFunction leftValue = compiled(left);
        RowFunction rightValue = compiled(right);
        for (List<Object> row : rows) {
            assertThat(leftValue.valueOf(row)).as("%s beside %s", left, right).isEqualTo(rightValue.valueOf(row));
        }
    }

    private static Expression comparison(ComparisonOperator operator, Expression column, Field field, Object value)
    {
        return new Expression.Comparison(operator, column, new Expression.Literal(field, value));
    }

    private static RowFunction compiled(Expression expression)
    {
        return new ExpressionCompiler(SCHEMA).condition(expression);
    }

    private static List<List<Object>> rows(Random random)
    {
        List<Long> integers = Arrays.asList(null, 0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE);
        List<Double> numbers = Arrays.asList(null, 0.0, -0.0, Double.NaN, 1.5, Double.POSITIVE_INFINITY);
        List<String> texts = Arrays.asList(null, "", "a", "ab", "%", "\uE000", "\uD83E\uDD89");
        List<Boolean> booleans = Arrays.asList(null, true, false);
        List<List<Object>> rows = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            rows.add(Arrays.asList(
                    integers.get(random.nextInt(integers.size())),
                    numbers.get(random.nextInt(numbers.size())),
                    texts.get(random.nextInt(texts.size())),
                    booleans.get(random.nextInt(booleans.size()))));
        }
        return rows;
    }
}
