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

import io.glaux.dynamodb.CapacityUnits;
import io.glaux.dynamodb.plan.SplitModel.Part;
import io.glaux.dynamodb.plan.SplitModel.TableSplit;
import io.glaux.dynamodb.schema.KeyAttribute;
import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.dynamodb.schema.TableIndex;
import io.glaux.dynamodb.schema.TableIndex.Projection;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.dynamodb.value.AttributeType;
import io.glaux.metering.Units;
import io.glaux.source.Aggregation;
import io.glaux.source.ColumnPath;
import io.glaux.source.ColumnTypes;
import io.glaux.source.Conjunct;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.ScanTarget;
import io.glaux.source.SourceException;
import io.glaux.source.SourceSplit;
import io.glaux.source.SplitRequest;
import io.glaux.source.Taken;
import io.glaux.source.TopN;
import io.glaux.source.expression.Expression;
import io.glaux.source.expression.Expression.ComparisonOperator;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestScanPlanner
{
    private static final long GIB = 1L << 30;
    private static final ReadSettings SETTINGS =
            new ReadSettings(false, true, OptionalLong.empty(), OptionalLong.empty(), ReadSettings.DEFAULT_PATIENCE);

    // by text, and within by number: only of items that have both
    private static final TableIndex BY_TEXT = new TableIndex(
            "by_text",
            true,
            new KeySchema(
                    new KeyAttribute("text", AttributeType.S),
                    Optional.of(new KeyAttribute("a-b", AttributeType.N))),
            Projection.ALL,
            Set.of(),
            true,
            1_000_000,
            GIB);

    private final TableSchema table = table(List.of(BY_TEXT));

    private static TableSchema table(List<TableIndex> indexes)
    {
        return new RandomQueries(new Random(0)).table(true, indexes, 1_000_000, GIB);
    }

    @Test
    void testOneKeyIsGot()
    {
        ScanPlan plan = plan(List.of(equal("h", "a"), equal("s", 1L)));
        assertThat(plan.accessPath()).startsWith("GetItem, ");
        assertThat(plan.estimatedUnits()).isEqualTo(Units.of(CapacityUnits.READ, new BigDecimal("0.5")));
        assertThat(plan.conjuncts()).containsOnly(
                Map.entry(0, Taken.WHOLE),
                Map.entry(1, Taken.WHOLE));
    }

    @Test
    void testListsOfKeysAreACrossProduct()
    {
        ScanPlan plan = plan(List.of(in("h", "a", "b", "c"), in("s", 1L, 2L)));
        assertThat(plan.accessPath()).startsWith("BatchGetItem of 6 keys, ");
        Part part = splits(plan, List.of()).getFirst().part();
        assertThat(part).isInstanceOfSatisfying(Part.Keys.class, keys -> assertThat(keys.keys()).hasSize(6));
    }

    @Test
    void testPairsOfKeysStayPairs()
    {
        Expression pairs = new Expression.Or(List.of(
                new Expression.And(List.of(equal("h", "a"), equal("s", 1L))),
                new Expression.And(List.of(equal("h", "b"), equal("s", 2L)))));
        ScanPlan plan = plan(List.of(pairs));
        assertThat(plan.accessPath()).startsWith("BatchGetItem of 2 keys, ");
        assertThat(plan.conjuncts()).containsEntry(0, Taken.WHOLE);
    }

    @Test
    void testHashValuesShareASplit()
    {
        List<Object> values = new ArrayList<>();
        for (int value = 0; value < 50; value++) {
            values.add("value" + value);
        }
        ScanPlan plan = plan(List.of(in("h", values.toArray()), compare("number", ComparisonOperator.GREATER, 3L)));
        assertThat(plan.accessPath()).startsWith("Query: 50 hash values, 50 key ranges, filter by DynamoDB, ");
        assertThat(splits(plan, List.of())).hasSize(1);
    }

    /**
     * The condition says nothing of the index's sort key: items without it are not in the index.
     */
    @Test
    void testAnIndexThatMayLackItemsIsNotUsed()
    {
        assertThat(plan(List.of(equal("text", "x"))).accessPath()).startsWith("Scan, ");
        assertThat(plan(List.of(equal("text", "x"), compare("number", ComparisonOperator.NOT_EQUAL, 3L))).accessPath())
                .startsWith("Query index by_text: 1 hash values, 2 key ranges, ");
        Expression isThere = new Expression.Not(new Expression.IsNull(column("number")));
        assertThat(plan(List.of(equal("text", "x"), isThere)).accessPath()).startsWith("Query index by_text: 1 hash");
        Expression isAbsent = new Expression.IsNull(column("number"));
        assertThat(plan(List.of(equal("text", "x"), isAbsent)).accessPath()).startsWith("Scan, ");
        Expression or = new Expression.Or(List.of(equal("number", 3L), equal("truth", true)));
        assertThat(plan(List.of(equal("text", "x"), or)).accessPath()).startsWith("Scan, ");
    }

    @Test
    void testAGlobalIndexIsNotConsistent()
    {
        ReadSettings consistent =
                new ReadSettings(true, true, OptionalLong.empty(), OptionalLong.empty(), ReadSettings.DEFAULT_PATIENCE);
        ScanPlan plan = new ScanPlanner(consistent).plan(
                table,
                request(List.of(equal("text", "x"), equal("number", 3L)), List.of("h")));
        assertThat(plan.accessPath()).startsWith("Scan, ").contains("strongly consistent");
    }

    @Test
    void testAnIndexWithoutAllAttributesIsPricedWithTheirReads()
    {
        TableIndex keysOnly = new TableIndex(
                "keys",
                true,
                BY_TEXT.key(),
                Projection.KEYS_ONLY,
                Set.of(),
                true,
                1_000_000,
                GIB / 10);
        TableSchema indexed = table(List.of(keysOnly));
        List<Expression> conditions = List.of(equal("text", "x"), equal("number", 3L));
        ScanPlan plan = new ScanPlanner(SETTINGS).plan(indexed, request(conditions, List.of("price")));
        assertThat(plan.accessPath()).startsWith("Query index keys: 1 hash values, 1 key ranges, then BatchGetItem, ");
        // of the fetched items it is tested again: the index may be behind
        assertThat(plan.accessPath()).contains("filter by the host");
        ScanPlan keys = new ScanPlanner(SETTINGS).plan(indexed, request(conditions, List.of("h")));
        assertThat(keys.accessPath()).doesNotContain("BatchGetItem");
    }

    @Test
    void testATableThatIsBilledByRequestIsScannedInParallel()
    {
        assertThat(table.isBilledByRequest()).isTrue();
        // more would be more than its capacity for readers of 1000 units a second, four splits each
        assertThat(splits(plan(List.of()), List.of())).hasSize(48);
    }

    @Test
    void testSegmentsKeepToTheRate()
    {
        ReadSettings slow = new ReadSettings(
                false,
                true,
                OptionalLong.of(100),
                OptionalLong.empty(),
                ReadSettings.DEFAULT_PATIENCE);
        ScanPlanner planner = new ScanPlanner(slow);
        assertThat(splits(planner, planner.plan(table, request(List.of(), List.of("h"))), List.of())).hasSize(4);
    }

    @Test
    void testNothingIsRead()
    {
        ScanPlan plan = plan(List.of(equal("h", "a"), equal("h", "b")));
        assertThat(plan.accessPath()).startsWith("nothing: the condition is never true, ");
        assertThat(splits(plan, List.of())).isEmpty();
    }

    @Test
    void testLimits()
    {
        ScanPlan few = plan(List.of(), OptionalLong.of(5));
        assertThat(few.limit()).isEqualTo(Taken.WHOLE);
        assertThat(few.accessPath()).contains("one split");
        assertThat(few.estimatedUnits()).isEqualTo(Units.of(CapacityUnits.READ, new BigDecimal("0.7")));
        // a search begins at one place, and goes on at others when it takes long
        ScanPlan search = plan(List.of(equal("number", 3L)), OptionalLong.of(5));
        assertThat(search.limit()).isEqualTo(Taken.WHOLE);
        assertThat(splits(search, List.of())).singleElement().satisfies(split ->
                assertThat(split.part()).isInstanceOfSatisfying(
                        Part.Segments.class,
                        segments -> assertThat(segments.count()).isEqualTo(segments.total()).isGreaterThan(1000)));
        assertThat(plan(List.of(equal("number", 3L)), OptionalLong.of(50_000)).limit()).isEqualTo(Taken.IN_PART);
        // what the engine has to filter it has to count as well
        assertThat(plan(List.of(equal("json", "3")), OptionalLong.of(5)).limit()).isEqualTo(Taken.NO);
        // a limit does not make a scan cheap when it has a filter
        assertThat(plan(List.of(equal("h", "a"), equal("number", 3L)), OptionalLong.of(5)).accessPath())
                .startsWith("Query: 1 hash values");
    }

    @Test
    void testTopRowsOfAHashValue()
    {
        TopN last = new TopN(List.of(new TopN.SortItem(ColumnPath.of("s"), false, false)), 10);
        ScanPlan plan = new ScanPlanner(SETTINGS).plan(table, new ScanRequest(
                new ScanTarget.Table(table.name()),
                List.of(ColumnPath.of("h")),
                List.of(new Conjunct(0, equal("h", "a"))),
                Optional.empty(),
                Optional.of(last),
                OptionalLong.empty()));
        assertThat(plan.topN()).isEqualTo(Taken.WHOLE);
        assertThat(plan.accessPath()).contains("in the order of the sort key");
        TableSplit split = splits(plan, List.of()).getFirst();
        assertThat(split.order()).isEqualTo(ReadOrder.DESCENDING);
        assertThat(split.limit()).hasValue(10);
    }

    @Test
    void testCounts()
    {
        Aggregation count = new Aggregation(List.of(), List.of(new Aggregation.Aggregate(
                Aggregation.Function.COUNT_ALL,
                Optional.empty(),
                false,
                ColumnTypes.bigint("count"))));
        ScanPlan ofHash = count(count, equal("h", "a"));
        assertThat(ofHash.aggregation()).isEqualTo(Taken.WHOLE);
        assertThat(ofHash.accessPath()).contains("count only");
        // rows of a large table are counted at many places
        assertThat(count(count, equal("number", 3L)).aggregation()).isEqualTo(Taken.NO);
        assertThat(count(count, equal("json", "3")).aggregation()).isEqualTo(Taken.NO);
    }

    private ScanPlan count(Aggregation count, Expression condition)
    {
        return new ScanPlanner(SETTINGS).plan(table, new ScanRequest(
                new ScanTarget.Table(table.name()),
                List.of(),
                List.of(new Conjunct(0, condition)),
                Optional.of(count),
                Optional.empty(),
                OptionalLong.empty()));
    }

    @Test
    void testKeysOfAJoinAreLookedUp()
    {
        ScanPlan plan = plan(List.of());
        List<TableSplit> splits = splits(plan, List.of(in("h", "a", "b"), in("s", 1L, 2L, 3L)));
        assertThat(splits).hasSize(1);
        assertThat(splits.getFirst().part()).isInstanceOfSatisfying(
                Part.Keys.class,
                keys -> assertThat(keys.keys()).hasSize(6));
        assertThat(splits(plan, List.of(in("h", "a", "b"))).getFirst().part()).isInstanceOf(Part.Queries.class);
        // not where they are no keys
        assertThat(splits(plan, List.of(in("number", 1L, 2L)))).hasSize(48).allSatisfy(split ->
                assertThat(split.filter().pushed()).isInstanceOf(Condition.In.class));
        // and not where rows were counted that the join leaves out
        assertThat(splits(plan(List.of(), OptionalLong.of(5)), List.of(in("h", "a")))).hasSize(1).allSatisfy(split ->
                assertThat(split.part()).isInstanceOf(Part.Segments.class));
    }

    @Test
    void testKeysOfAJoinThatAreAsManyAsItemsAreScanned()
    {
        TableSchema small = new RandomQueries(new Random(0)).table(true, List.of(), 1000, 100_000);
        ScanPlanner planner = new ScanPlanner(SETTINGS);
        List<Object> values = new ArrayList<>();
        for (long value = 0; value < 500; value++) {
            values.add(value);
        }
        ScanPlan plan = planner.plan(small, request(List.of(), List.of("h")));
        List<TableSplit> splits = new ArrayList<>();
        planner.splits(
                small,
                (ScanModel.TableScan) ScanModel.decode(plan.scan()),
                new SplitRequest(conjuncts(List.of(equal("h", "a"), in("s", values.toArray()))), Optional.empty()),
                () -> 0,
                split -> splits.add((TableSplit) SplitModel.decode(split.split())));
        assertThat(splits.getFirst().part()).isNotInstanceOf(Part.Keys.class);
    }

    @Test
    void testTextsHaveNoValues()
    {
        ScanPlan plan = plan(List.of(equal("h", "Geheimnis"), equal("text", "Geheimnis")));
        assertThat(plan.accessPath()).doesNotContain("Geheimnis");
        assertThat(ScanModel.decode(plan.scan()).toString()).doesNotContain("Geheimnis");
        assertThat(splits(plan, List.of()).toString()).doesNotContain("Geheimnis");
    }

    @Test
    void testScansOfOthersAreRefused()
    {
        assertThatThrownBy(() -> ScanModel.decode(OpaqueBytes.of("something else")))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("run the query again");
        byte[] bytes = plan(List.of(equal("h", "a"))).scan().bytes();
        bytes[bytes.length / 2] ^= 0x7F;
        assertThatThrownBy(() -> ScanModel.decode(OpaqueBytes.of(Arrays.copyOf(bytes, bytes.length - 1))))
                .isInstanceOf(SourceException.class);
    }

    private static Expression column(String name)
    {
        return new Expression.Column(ColumnPath.of(name));
    }

    private Expression equal(String column, Object value)
    {
        return compare(column, ComparisonOperator.EQUAL, value);
    }

    private Expression compare(String column, ComparisonOperator operator, Object value)
    {
        return new Expression.Comparison(
                operator,
                column(column),
                new Expression.Literal(table.column(ColumnPath.of(column)).field(), value));
    }

    private Expression in(String column, Object... values)
    {
        return new Expression.In(column(column), table.column(ColumnPath.of(column)).field(), List.of(values));
    }

    private static List<Conjunct> conjuncts(List<Expression> conditions)
    {
        List<Conjunct> conjuncts = new ArrayList<>();
        for (int id = 0; id < conditions.size(); id++) {
            conjuncts.add(new Conjunct(id, conditions.get(id)));
        }
        return conjuncts;
    }

    private ScanRequest request(List<Expression> conditions, List<String> columns)
    {
        return new ScanRequest(
                new ScanTarget.Table(table.name()),
                columns.stream().map(ColumnPath::of).toList(),
                conjuncts(conditions),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    private ScanPlan plan(List<Expression> conditions)
    {
        return plan(conditions, OptionalLong.empty());
    }

    private ScanPlan plan(List<Expression> conditions, OptionalLong limit)
    {
        return new ScanPlanner(SETTINGS).plan(table, new ScanRequest(
                new ScanTarget.Table(table.name()),
                List.of(ColumnPath.of("h"), ColumnPath.of("price")),
                conjuncts(conditions),
                Optional.empty(),
                Optional.empty(),
                limit));
    }

    private List<TableSplit> splits(ScanPlan plan, List<Expression> dynamicFilter)
    {
        return splits(new ScanPlanner(SETTINGS), plan, dynamicFilter);
    }

    private List<TableSplit> splits(ScanPlanner planner, ScanPlan plan, List<Expression> dynamicFilter)
    {
        List<SourceSplit> splits = new ArrayList<>();
        planner.splits(
                table,
                (ScanModel.TableScan) ScanModel.decode(plan.scan()),
                new SplitRequest(conjuncts(dynamicFilter), Optional.empty()),
                () -> 0,
                splits::add);
        return splits.stream().map(split -> (TableSplit) SplitModel.decode(split.split())).toList();
    }
}
