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
package io.glaux.reference;

import io.glaux.reference.evaluate.Aggregator;
import io.glaux.reference.evaluate.ExpressionCompiler;
import io.glaux.reference.evaluate.Identity;
import io.glaux.reference.evaluate.RandomExpressions;
import io.glaux.reference.evaluate.RowFunction;
import io.glaux.reference.evaluate.RowOrder;
import io.glaux.reference.evaluate.ValueType;
import io.glaux.source.Aggregation;
import io.glaux.source.Aggregation.Aggregate;
import io.glaux.source.Aggregation.Function;
import io.glaux.source.ColumnPath;
import io.glaux.source.ColumnTypes;
import io.glaux.source.Conjunct;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceSplit;
import io.glaux.source.SourceTableName;
import io.glaux.source.SplitRequest;
import io.glaux.source.Taken;
import io.glaux.source.TopN;
import io.glaux.source.expression.Expression;
import io.glaux.source.expression.Expression.ArithmeticOperator;
import io.glaux.source.expression.Expression.ComparisonOperator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The source beside itself: whatever it takes, with what is left done by the evaluator it is the same answer.
 */
final class TestReferenceScans
{
    private static final SourceTableName TABLE = new SourceTableName("random", "t0");
    private static final int ROUNDS = 60;

    private final Random random = Seeds.random("TestReferenceScans");
    private final Map<String, String> small = Map.of(
            "random.rows", "300",
            "random.seed", String.valueOf(random.nextInt()),
            "split.rows", "70",
            "page.rows", "13",
            "taken.seed", String.valueOf(random.nextInt()));

    @ParameterizedTest
    @ValueSource(strings = {"whole", "in-part", "no", "capricious"})
    void testConditions(String taken)
            throws InterruptedException
    {
        SourceFixture fixture = SourceFixture.of(with("taken", taken));
        Schema schema = fixture.schema(TABLE);
        List<List<Object>> all = fixture.allRows(TABLE);
        RandomExpressions expressions = new RandomExpressions(random, schema, all);
        Set<Taken> seen = EnumSet.noneOf(Taken.class);
        for (int round = 0; round < ROUNDS; round++) {
            List<Expression> conditions = List.of(expressions.condition(2), expressions.condition(1));
            ScanRequest request = SourceFixture.scan(TABLE, fixture.allColumns(TABLE), conditions);
            ScanPlan plan = fixture.source().plan(RecordingContext.CALL, request);
            List<List<Object>> expected = filtered(schema, all, conditions);
            List<List<Object>> rows = fixture.rows(plan);
            assertThat(identities(schema, rows)).containsAll(identities(schema, expected));
            List<Expression> left = request.conjuncts()
                    .stream()
                    .filter(conjunct -> plan.conjuncts().get(conjunct.id()) != Taken.WHOLE)
                    .map(Conjunct::expression)
                    .toList();
            assertThat(identities(schema, filtered(schema, rows, left))).isEqualTo(identities(schema, expected));
            seen.addAll(plan.conjuncts().values());
        }
        assertThat(seen).isEqualTo(switch (taken) {
            case "whole" -> Set.of(Taken.WHOLE);
            case "in-part" -> Set.of(Taken.IN_PART);
            case "no" -> Set.of();
            default -> Set.of(Taken.WHOLE, Taken.IN_PART);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole", "in-part", "no", "capricious"})
    void testTopRowsAndLimits(String taken)
            throws InterruptedException
    {
        SourceFixture fixture = SourceFixture.of(with("taken", taken));
        Schema schema = fixture.schema(TABLE);
        List<List<Object>> all = fixture.allRows(TABLE);
        Set<Taken> seen = EnumSet.noneOf(Taken.class);
        for (int round = 0; round < ROUNDS; round++) {
            TopN topN = new TopN(List.of(item("double_value"), item("varchar_value"), item("id")), random.nextInt(400));
            OptionalLong limit = random.nextBoolean() ? OptionalLong.of(random.nextInt(50)) : OptionalLong.empty();
            ScanPlan plan = fixture.source().plan(
                    RecordingContext.CALL,
                    SourceFixture.scan(
                            TABLE,
                            fixture.allColumns(TABLE),
                            List.of(),
                            Optional.empty(),
                            Optional.of(topN),
                            limit));
            Comparator<List<Object>> order = RowOrder.of(schema, topN.order());
            List<List<Object>> top = first(all.stream().sorted(order).toList(), topN.count());
            List<List<Object>> rows = fixture.rows(plan);
            if (plan.topN() != Taken.WHOLE) {
                assertThat(plan.limit()).isEqualTo(Taken.NO);
                rows = first(rows.stream().sorted(order).toList(), topN.count());
            }
            if (plan.limit() != Taken.NO) {
                top = first(top, limit.orElseThrow());
            }
            assertThat(identities(schema, rows)).isEqualTo(identities(schema, top));
            seen.add(plan.topN());
        }
        assertThat(seen).hasSize(taken.equals("capricious") ? 3 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole", "in-part", "no"})
    void testLimitAlone(String taken)
            throws InterruptedException
    {
        SourceFixture fixture = SourceFixture.of(with("taken", taken));
        for (long limit : List.of(0L, 1L, 69L, 70L, 71L, 299L, 300L, 301L)) {
            ScanPlan plan = fixture.source().plan(
                    RecordingContext.CALL,
                    SourceFixture.scan(
                            TABLE,
                            List.of(ColumnPath.of("id")),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            OptionalLong.of(limit)));
            long expected = switch (plan.limit()) {
                case WHOLE -> Math.min(limit, 300);
                case IN_PART -> 4 * Math.min(limit, 70) + Math.min(limit, 20);
                case NO -> 300;
            };
            assertThat((long) fixture.rows(plan).size()).isEqualTo(plan.limit() == Taken.IN_PART
                    ? expected
                    : Math.min(expected, 300));
        }
    }

    @Test
    void testLimitOnlyBehindWholeConditions()
    {
        SourceFixture fixture = SourceFixture.of(with("taken", "in-part"));
        Expression condition = new Expression.IsNull(new Expression.Column(ColumnPath.of("bigint_value")));
        ScanPlan plan = fixture.source().plan(
                RecordingContext.CALL,
                SourceFixture.scan(
                        TABLE,
                        List.of(),
                        List.of(condition),
                        Optional.empty(),
                        Optional.of(new TopN(List.of(item("id")), 1)),
                        OptionalLong.of(1)));
        assertThat(plan.conjuncts()).isEqualTo(Map.of(1, Taken.IN_PART));
        assertThat(plan.topN()).isEqualTo(Taken.NO);
        assertThat(plan.limit()).isEqualTo(Taken.NO);
    }

    @Test
    void testAggregations()
            throws InterruptedException
    {
        SourceFixture fixture = SourceFixture.of(small);
        Schema schema = fixture.schema(TABLE);
        List<List<Object>> all = fixture.allRows(TABLE);
        Aggregation aggregation = new Aggregation(
                List.of(ColumnPath.of("boolean_value"), ColumnPath.of("row_value", "number")),
                List.of(
                        new Aggregate(Function.COUNT_ALL, Optional.empty(), false, ColumnTypes.bigint("rows")),
                        new Aggregate(
                                Function.MAX,
                                Optional.of(ColumnPath.of("varchar_value")),
                                false,
                                ColumnTypes.text("greatest"))));
        RandomExpressions expressions = new RandomExpressions(random, schema, all);
        for (int round = 0; round < ROUNDS; round++) {
            Expression condition = expressions.condition(1);
            TopN topN = new TopN(List.of(item("rows"), item("boolean_value"), item("row_value.number")), 5);
            ScanPlan plan = fixture.source().plan(
                    RecordingContext.CALL,
                    SourceFixture.scan(
                            TABLE,
                            List.of(),
                            List.of(condition),
                            Optional.of(aggregation),
                            Optional.of(topN),
                            OptionalLong.empty()));
            Aggregator expected = new Aggregator(schema, aggregation);
            filtered(schema, all, List.of(condition)).forEach(expected::add);
            Comparator<List<Object>> order = expected.order(topN.order());
            assertThat(plan.aggregation()).isEqualTo(Taken.WHOLE);
            assertThat(plan.schema()).isEqualTo(expected.schema());
            assertThat(fixture.rows(plan))
                    .isEqualTo(first(expected.rows().stream().sorted(order).toList(), topN.count()));
        }
    }

    /**
     * Division by zero is no error for a row that another condition leaves out, whoever evaluates that.
     */
    @ParameterizedTest
    @ValueSource(strings = {"whole", "in-part", "no", "capricious"})
    void testFailuresOfRowsThatAreLeftOut(String taken)
            throws InterruptedException
    {
        SourceFixture fixture = SourceFixture.of(with("taken", taken));
        Expression id = new Expression.Column(ColumnPath.of("id"));
        Expression divided = new Expression.Comparison(
                ComparisonOperator.GREATER,
                new Expression.Arithmetic(ArithmeticOperator.DIVIDE, bigint(100), id),
                bigint(30));
        Expression positive = new Expression.Comparison(ComparisonOperator.GREATER, id, bigint(0));
        ScanPlan plan = fixture.source().plan(
                RecordingContext.CALL,
                SourceFixture.scan(TABLE, List.of(ColumnPath.of("id")), List.of(divided, positive)));
        assertThat(fixture.rows(plan)).contains(List.of(1L), List.of(2L), List.of(3L));
        if (taken.equals("whole")) {
            assertThat(fixture.rows(plan)).hasSize(3);
            ScanPlan failing = fixture.source().plan(
                    RecordingContext.CALL,
                    SourceFixture.scan(TABLE, List.of(ColumnPath.of("id")), List.of(divided)));
            assertThatThrownBy(() -> fixture.rows(failing))
                    .isInstanceOf(SourceException.class)
                    .hasMessage("Division by zero");
        }
    }

    @Test
    void testWhatCanFailIsNotTakenWholeBesideWhatIsNotTaken()
    {
        SourceFixture fixture = SourceFixture.of(small);
        Expression id = new Expression.Column(ColumnPath.of("id"));
        Expression divided = new Expression.Comparison(
                ComparisonOperator.GREATER,
                new Expression.Arithmetic(ArithmeticOperator.DIVIDE, bigint(100), id),
                bigint(30));
        Expression unknown = new Expression.Comparison(
                ComparisonOperator.EQUAL,
                new Expression.Cast(id, ColumnTypes.text("text")),
                new Expression.Literal(ColumnTypes.text("text"), "1"));
        ScanPlan plan = fixture.source().plan(
                RecordingContext.CALL,
                SourceFixture.scan(TABLE, List.of(ColumnPath.of("id")), List.of(divided, unknown)));
        assertThat(plan.conjuncts()).isEqualTo(Map.of(1, Taken.IN_PART));
    }

    @Test
    void testNamesOfFields()
    {
        SourceFixture fixture = SourceFixture.of(small);
        ScanPlan plan = fixture.source().plan(
                RecordingContext.CALL,
                SourceFixture.scan(
                        TABLE,
                        List.of(
                                ColumnPath.of("row_value", "number"),
                                ColumnPath.of("id"),
                                ColumnPath.of("row_value", "inner", "deep"),
                                ColumnPath.of("row_value", "number")),
                        List.of()));
        assertThat(plan.schema().getFields()).extracting(Field::getName)
                .containsExactly("number", "id", "deep", "row_value.number");
    }

    @Test
    void testReadsOnInThisSplitAlone()
    {
        SourceFixture fixture = SourceFixture.of(small);
        ScanPlan plan = fixture.source().plan(
                RecordingContext.CALL,
                SourceFixture.scan(TABLE, List.of(ColumnPath.of("id")), List.of()));
        SourceSplit second = fixture.splits(plan, new SplitRequest(List.of(), Optional.empty())).get(1);
        for (String wrong : List.of("69:1", "141:1", "", "70", "x:y", "70:-1")) {
            assertThatThrownBy(() -> fixture.read(plan, second.split(), Optional.of(OpaqueBytes.of(wrong))))
                    .isInstanceOfSatisfying(
                            SourceException.class,
                            failure -> assertThat(failure.code()).isEqualTo(SourceErrorCode.TICKET_INVALID));
        }
    }

    @Test
    void testReadsOnBehindEachRow()
            throws InterruptedException
    {
        SourceFixture fixture = SourceFixture.of(small);
        Expression condition = new Expression.Not(
                new Expression.IsNull(new Expression.Column(ColumnPath.of("bigint_value"))));
        for (OptionalLong limit : List.of(OptionalLong.empty(), OptionalLong.of(40))) {
            for (Optional<TopN> topN : List.of(
                    Optional.<TopN>empty(), Optional.of(new TopN(List.of(item("double_value")), 50)))) {
                ScanPlan plan = fixture.source().plan(
                        RecordingContext.CALL,
                        SourceFixture.scan(
                                TABLE,
                                List.of(ColumnPath.of("id")),
                                List.of(condition),
                                Optional.empty(),
                                topN,
                                limit));
                SourceSplit split = fixture.splits(plan, new SplitRequest(List.of(), Optional.empty())).getFirst();
                CollectedRows all = fixture.read(plan, split.split(), Optional.empty());
                assertThat(all.rows()).hasSizeGreaterThan(30);
                for (int row = 0; row < all.rows().size(); row++) {
                    Optional<OpaqueBytes> behind = all.cursors().get(row);
                    assertThat(behind).isPresent();
                    // as another host would, that was started since
                    assertThat(SourceFixture.of(small).read(plan, split.split(), behind).rows())
                            .isEqualTo(all.rows().subList(row + 1, all.rows().size()));
                }
            }
        }
    }

    @Test
    void testDynamicFilterReadsLess()
            throws InterruptedException
    {
        SourceFixture fixture = SourceFixture.of(small);
        ScanPlan plan = fixture.source().plan(
                RecordingContext.CALL,
                SourceFixture.scan(TABLE, List.of(ColumnPath.of("id")), List.of()));
        Expression keys = new Expression.In(
                new Expression.Column(ColumnPath.of("id")),
                ColumnTypes.bigint("id"),
                List.of(3L, 299L, 1_000L));
        assertThat(fixture.rows(plan, List.of(new Conjunct(1, keys)))).containsExactly(List.of(3L), List.of(299L));
        assertThat(SourceFixture.of(with("feature.dynamic-filter", "false"))
                .rows(plan, List.of(new Conjunct(1, keys)))).hasSize(300);
    }

    @Test
    void testNarrowerColumnsAndCounts()
            throws InterruptedException
    {
        SourceFixture fixture = SourceFixture.of(small);
        ScanPlan plan = fixture.source().plan(
                RecordingContext.CALL,
                SourceFixture.scan(TABLE, fixture.allColumns(TABLE), List.of()));
        List<SourceSplit> none = fixture.splits(plan, new SplitRequest(List.of(), Optional.of(List.of())));
        assertThat(none).hasSize(5);
        long counted = 0;
        for (SourceSplit split : none) {
            counted += fixture.read(new RecordingContext(new Schema(List.of())), split.split(), Optional.empty())
                    .counted();
        }
        assertThat(counted).isEqualTo(300);
        SplitRequest nested = new SplitRequest(List.of(), Optional.of(List.of(ColumnPath.of("row_value", "number"))));
        RecordingContext context = new RecordingContext(new Schema(List.of(ColumnTypes.bigint("number"))));
        CollectedRows rows = fixture.read(context, fixture.splits(plan, nested).getFirst().split(), Optional.empty());
        assertThat(rows.rows()).hasSize(70).allSatisfy(row -> assertThat(row).hasSize(1));
        assertThat(context.rows()).isEqualTo(70);
        assertThat(context.bytes()).isPositive();
        assertThat(context.units().amounts()).hasToString("{reference-unit=0.07}");
    }

    private static Expression bigint(long value)
    {
        return new Expression.Literal(ColumnTypes.bigint("value"), value);
    }

    private Map<String, String> with(String name, String value)
    {
        Map<String, String> settings = new HashMap<>(small);
        settings.put(name, value);
        return settings;
    }

    private TopN.SortItem item(String path)
    {
        return new TopN.SortItem(
                new ColumnPath(List.of(path.split("\\."))),
                random.nextBoolean(),
                random.nextBoolean());
    }

    private static List<List<Object>> first(List<List<Object>> rows, long count)
    {
        return rows.subList(0, (int) Math.min(count, rows.size()));
    }

    private static List<List<Object>> filtered(Schema schema, List<List<Object>> rows, List<Expression> conditions)
    {
        List<RowFunction> functions = conditions.stream().map(new ExpressionCompiler(schema)::condition).toList();
        return rows.stream()
                .filter(row -> functions.stream().allMatch(function -> function.keeps(row)))
                .toList();
    }

    /**
     * Rows that can be compared: arrays of bytes cannot.
     */
    private static List<List<Object>> identities(Schema schema, List<List<Object>> rows)
    {
        List<ValueType> types = schema.getFields().stream().map(ValueType::of).toList();
        List<List<Object>> identities = new ArrayList<>();
        for (List<Object> row : rows) {
            List<Object> identity = new ArrayList<>();
            for (int column = 0; column < types.size(); column++) {
                identity.add(Identity.of(types.get(column), row.get(column)));
            }
            identities.add(identity);
        }
        return identities;
    }
}
