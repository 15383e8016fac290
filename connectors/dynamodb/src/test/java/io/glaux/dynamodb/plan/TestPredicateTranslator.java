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
package io.glaux.dynamodb.plan;

import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.source.ColumnPath;
import io.glaux.source.Taken;
import io.glaux.source.expression.Expression;
import io.glaux.source.expression.Expression.ComparisonOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

class TestPredicateTranslator
{
    private static final TableSchema TABLE = new RandomQueries(new Random(0)).table(true, List.of(), 0, 0);

    /**
     * What is said in DynamoDB's terms keeps every row that SQL keeps; what is taken whole keeps no other.
     */
    @Test
    void testKeepsTheRowsThatSqlKeeps()
    {
        long seed = Long.getLong("glaux.test.seed", System.nanoTime());
        System.out.println("TestPredicateTranslator: -Dglaux.test.seed=" + seed);
        RandomQueries random = new RandomQueries(new Random(seed));
        int whole = 0;
        int kept = 0;
        for (int round = 0; round < 3000; round++) {
            Expression expression = random.condition(TABLE, 3);
            Translation translation = new PredicateTranslator(TABLE).translate(expression);
            whole += translation.taken() == Taken.WHOLE ? 1 : 0;
            for (Map<String, AttributeValue> item : random.items(15, true)) {
                boolean isWanted = isTrueInSql(expression, item);
                boolean isKept = isTrueInDynamoDb(translation.condition(), item);
                kept += isKept ? 1 : 0;
                if (isWanted) {
                    assertThat(isKept).as("seed %s round %s: %s by %s", seed, round, expression, translation).isTrue();
                }
                if (translation.isExact()) {
                    assertThat(isKept).as("seed %s round %s: %s by %s", seed, round, expression, translation)
                            .isEqualTo(isWanted);
                }
                assertThat(ItemTest.isTrue(translation.condition(), item)).isEqualTo(isKept);
            }
        }
        // or else nothing was tested
        assertThat(whole).isGreaterThan(300);
        assertThat(kept).isGreaterThan(3000);
    }

    private static boolean isTrueInSql(Expression expression, Map<String, AttributeValue> item)
    {
        return Boolean.TRUE.equals(SqlOracle.evaluate(expression, path -> TABLE.column(path).read(item)));
    }

    private static boolean isTrueInDynamoDb(Condition condition, Map<String, AttributeValue> item)
    {
        if (condition instanceof Condition.Constant(boolean value)) {
            return value;
        }
        ExpressionWriter writer = new ExpressionWriter();
        String text = writer.condition(condition);
        ExpressionOracle oracle = new ExpressionOracle(text, writer.names(), writer.values());
        Set<String> told = new HashSet<>(writer.names().keySet());
        told.addAll(writer.values().keySet());
        assertThat(oracle.used()).isEqualTo(told);
        return oracle.isTrue(item);
    }

    @Test
    void testNotIsFalseOfNullToo()
    {
        Expression less = comparison("number_or_null", ComparisonOperator.LESS, 3L);
        assertThat(translate(new Expression.Not(less)).condition())
                .isEqualTo(new Condition.Compare(
                        AttributePath.of("a_b"),
                        Condition.Operator.GREATER_OR_EQUAL,
                        new Scalar.Numeric(new BigDecimal(3))));
        assertThat(text("text", ComparisonOperator.NOT_EQUAL, "x"))
                .isEqualTo("#n0 <> :v0 AND attribute_type(#n0, :tS)");
    }

    @Test
    void testIsNullHasBothNulls()
    {
        Expression isNull = new Expression.IsNull(new Expression.Column(ColumnPath.of("text")));
        assertThat(text(isNull)).isEqualTo("NOT attribute_exists(#n0) OR attribute_type(#n0, :tNULL)");
        assertThat(text(new Expression.Not(isNull)))
                .isEqualTo("attribute_exists(#n0) AND NOT attribute_type(#n0, :tNULL)");
    }

    @Test
    void testOrAcrossColumnsStaysAnOr()
    {
        Expression or = new Expression.Or(List.of(
                comparison("number", ComparisonOperator.EQUAL, 1L),
                comparison("text", ComparisonOperator.EQUAL, "x")));
        assertThat(text(or)).isEqualTo("#n0 = :v0 OR #n1 = :v1");
    }

    @Test
    void testNamesThatDifferInASignHaveTheirOwnPlaceholders()
    {
        ExpressionWriter writer = new ExpressionWriter();
        String _ = writer.condition(translate(new Expression.And(List.of(
                comparison("number", ComparisonOperator.EQUAL, 1L),
                comparison("number_or_null", ComparisonOperator.EQUAL, 1L)))).condition());
        assertThat(writer.names()).isEqualTo(Map.of("#n0", "a-b", "#n1", "a_b"));
        // an attribute with a point in its name is no path
        assertThat(text("text_or_null", ComparisonOperator.EQUAL, "x")).isEqualTo("#n0 = :v0");
    }

    @Test
    void testRangesOfNumbersThatMayBeNullAreTakenInPart()
    {
        assertThat(translate(comparison("number_or_null", ComparisonOperator.LESS, 3L)).taken())
                .isEqualTo(Taken.IN_PART);
        assertThat(translate(comparison("number_or_null", ComparisonOperator.EQUAL, 3L)).taken())
                .isEqualTo(Taken.WHOLE);
        assertThat(translate(comparison("json", ComparisonOperator.EQUAL, "3")).taken()).isEqualTo(Taken.NO);
    }

    @Test
    void testLike()
    {
        assertThat(like("ab%")).isEqualTo("begins_with(#n0, :v0)");
        assertThat(like("%ab%")).isEqualTo("contains(#n0, :v0) AND attribute_type(#n0, :tS)");
        assertThat(like("a_b%c")).isEqualTo(
                "begins_with(#n0, :v0) AND contains(#n0, :v1) AND contains(#n0, :v2) AND attribute_type(#n0, :tS)");
    }

    private static String like(String pattern)
    {
        return text(new Expression.Like(
                new Expression.Column(ColumnPath.of("text")),
                pattern,
                OptionalInt.empty()));
    }

    /**
     * DynamoDB takes a hundred operands; and of a list that no expression holds, the range that it spans.
     */
    @Test
    void testLongLists()
    {
        Condition hundreds = Condition.in(AttributePath.of("x"), numbers(250));
        ExpressionWriter writer = new ExpressionWriter();
        String text = writer.condition(new Condition.Not((Condition.Test) hundreds));
        assertThat(text.split(" AND NOT ", -1)).hasSize(3);
        ExpressionOracle oracle = new ExpressionOracle(text, writer.names(), writer.values());
        assertThat(oracle.isTrue(Map.of("x", AttributeValue.fromN("249")))).isFalse();
        assertThat(oracle.isTrue(Map.of("x", AttributeValue.fromN("250")))).isTrue();

        Condition thousands = Condition.in(AttributePath.of("x"), numbers(5000));
        FilterParts parts = FilterParts.of(thousands, _ -> true);
        assertThat(parts.local()).isEqualTo(thousands);
        ExpressionWriter span = new ExpressionWriter();
        assertThat(span.condition(parts.pushed())).isEqualTo("#n0 >= :v0 AND #n0 <= :v1");
    }

    private static Set<Scalar> numbers(int count)
    {
        Set<Scalar> numbers = new TreeSet<>();
        for (int number = 0; number < count; number++) {
            numbers.add(new Scalar.Numeric(BigDecimal.valueOf(number)));
        }
        return numbers;
    }

    @Test
    void testFiltersStayWithinTheLimits()
    {
        List<Condition> many = new ArrayList<>();
        for (int number = 0; number < 400; number++) {
            many.add(new Condition.Compare(
                    AttributePath.of("attribute" + number),
                    Condition.Operator.EQUAL,
                    new Scalar.Text("x")));
        }
        FilterParts parts = FilterParts.of(Condition.all(many), _ -> true);
        assertThat(ExpressionWriter.fits(parts.pushed())).isTrue();
        assertThat(parts.pushed().conjuncts()).hasSizeGreaterThan(100);
        assertThat(parts.pushed().conjuncts().size() + parts.local().conjuncts().size()).isEqualTo(400);
    }

    private static Expression comparison(String column, ComparisonOperator operator, Object value)
    {
        return new Expression.Comparison(
                operator,
                new Expression.Column(ColumnPath.of(column)),
                new Expression.Literal(TABLE.column(ColumnPath.of(column)).field(), value));
    }

    private static Translation translate(Expression expression)
    {
        return new PredicateTranslator(TABLE).translate(expression);
    }

    private static String text(String column, ComparisonOperator operator, Object value)
    {
        return text(comparison(column, operator, value));
    }

    private static String text(Expression expression)
    {
        return new ExpressionWriter().condition(translate(expression).condition());
    }
}
