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
package io.glaux.dynamodb.read;

import io.glaux.dynamodb.plan.RandomQueries;
import io.glaux.dynamodb.plan.ReadSettings;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.source.Call;
import io.glaux.source.ColumnPath;
import io.glaux.source.Conjunct;
import io.glaux.source.KeyLookup;
import io.glaux.source.LookupRequest;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.RowReader;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.ScanTarget;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceSplit;
import io.glaux.source.SplitRequest;
import io.glaux.source.TopN;
import io.glaux.source.expression.Expression;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Reads go by the requests that DynamoDB gets, over a table in memory: see {@link MemoryDynamoDb}.
 */
class TestDynamoDbReads
{
    private static final Call CALL = new Call("query", "user", "primary", ZoneOffset.UTC);
    private final long seed = Long.getLong("glaux.test.seed", System.nanoTime());

    private static List<Map<String, AttributeValue>> numbered(int count)
    {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            items.add(Map.of(
                    "h", AttributeValue.fromS("h" + number / 100),
                    "s", AttributeValue.fromN(Integer.toString(number % 100)),
                    "a-b", AttributeValue.fromN(Integer.toString(number)),
                    "price", AttributeValue.fromN("1.50")));
        }
        return items;
    }

    private static TableSchema table(int items)
    {
        return new RandomQueries(new Random(0)).table(true, List.of(), items, items * (long) MemoryDynamoDb.ITEM_BYTES);
    }

    private static Expression compare(
            TableSchema table,
            String column,
            Expression.ComparisonOperator operator,
            Object value)
    {
        return new Expression.Comparison(
                operator,
                new Expression.Column(ColumnPath.of(column)),
                new Expression.Literal(table.column(ColumnPath.of(column)).field(), value));
    }

    private static CollectedRows read(DynamoDbReads reads, ScanRequest request)
            throws InterruptedException
    {
        ScanPlan plan = reads.plan(CALL, request);
        CollectedRows rows = new CollectedRows(plan.schema().getFields().size());
        List<SourceSplit> splits = new ArrayList<>();
        reads.splits(CALL, plan.scan(), new SplitRequest(List.of(), Optional.empty()), splits::add);
        for (SourceSplit split : splits) {
            readFrom(reads, split, Optional.empty(), rows);
        }
        return rows;
    }

    private static void readFrom(
            DynamoDbReads reads,
            SourceSplit split,
            Optional<OpaqueBytes> cursor,
            CollectedRows rows)
            throws InterruptedException
    {
        try (RowReader reader = reads.read(rows, split.split(), cursor)) {
            boolean hasMore = true;
            while (hasMore) {
                hasMore = reader.readPage(rows);
            }
        }
    }

    private static ScanRequest scan(
            TableSchema table,
            List<Expression> conditions,
            OptionalLong limit,
            String... columns)
    {
        List<Conjunct> conjuncts = new ArrayList<>();
        conditions.forEach(condition -> conjuncts.add(new Conjunct(conjuncts.size(), condition)));
        return new ScanRequest(
                new ScanTarget.Table(table.name()),
                Arrays.stream(columns).map(ColumnPath::of).toList(),
                conjuncts,
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    @Test
    void testALimitLooksAtNoMoreItems()
            throws InterruptedException
    {
        TableSchema table = table(1000);
        MemoryDynamoDb client = new MemoryDynamoDb(table, numbered(1000), 500, new Random(0), 0);
        CollectedRows rows = read(
                OneTable.reads(client, table, false),
                scan(table, List.of(), OptionalLong.of(5), "h"));
        assertThat(rows.rows()).hasSize(5);
        assertThat(client.looked()).isEqualTo(5);
        assertThat(client.requests()).isEqualTo(1);
    }

    /**
     * A limit is no page size where there is a filter: five rows, one of a hundred, are found by a few requests, and
     * about twice the items that they are in are looked at.
     */
    @Test
    void testALimitIsNoPageSizeOfAFilter()
            throws InterruptedException
    {
        TableSchema table = table(10_000);
        MemoryDynamoDb client = new MemoryDynamoDb(table, numbered(10_000), 5000, new Random(0), 0);
        Expression rare = compare(table, "s", Expression.ComparisonOperator.EQUAL, 42L);
        CollectedRows rows = read(
                OneTable.reads(client, table, false),
                scan(table, List.of(rare), OptionalLong.of(5), "h"));
        assertThat(rows.rows()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(client.requests()).isBetween(2, 5);
        assertThat(client.looked()).isLessThanOrEqualTo(1500);
    }

    /**
     * A place behind the last row that is wanted of a hash value is not the end of the split.
     */
    @Test
    void testReadingOnWithinTheFirstRowsOfEachHashValue()
            throws InterruptedException
    {
        TableSchema table = table(1000);
        MemoryDynamoDb client = new MemoryDynamoDb(table, numbered(1000), 300, new Random(0), 0);
        DynamoDbReads reads = OneTable.reads(client, table, false);
        Expression some = new Expression.In(
                new Expression.Column(ColumnPath.of("h")),
                table.column(ColumnPath.of("h")).field(),
                List.of("h1", "h2", "h3"));
        ScanPlan plan = reads.plan(CALL, new ScanRequest(
                new ScanTarget.Table(table.name()),
                List.of(ColumnPath.of("number")),
                List.of(new Conjunct(0, some)),
                Optional.empty(),
                Optional.of(new TopN(List.of(new TopN.SortItem(ColumnPath.of("s"), true, false)), 2)),
                OptionalLong.empty()));
        List<SourceSplit> splits = new ArrayList<>();
        reads.splits(CALL, plan.scan(), new SplitRequest(List.of(), Optional.empty()), splits::add);
        assertThat(splits).hasSize(1);
        CollectedRows all = new CollectedRows(1);
        readFrom(reads, splits.getFirst(), Optional.empty(), all);
        assertThat(all.rows()).containsExactly(
                List.of(100L), List.of(101L), List.of(200L), List.of(201L), List.of(300L), List.of(301L));
        for (int row = 0; row < all.rows().size(); row++) {
            CollectedRows rest = new CollectedRows(1);
            readFrom(reads, splits.getFirst(), all.cursors().get(row), rest);
            assertThat(rest.rows()).as("behind row %s", row)
                    .isEqualTo(all.rows().subList(row + 1, all.rows().size()));
        }
    }

    @Test
    void testCountsBringNoItems()
            throws InterruptedException
    {
        TableSchema table = table(1000);
        MemoryDynamoDb client = new MemoryDynamoDb(table, numbered(1000), 300, new Random(0), 0);
        CollectedRows rows = read(OneTable.reads(client, table, false), scan(table, List.of(), OptionalLong.empty()));
        assertThat(rows.counted()).isEqualTo(1000);
        assertThat(rows.units()).isEqualTo(client.units());
    }

    @Test
    void testLookUps()
            throws InterruptedException
    {
        TableSchema table = table(1000);
        MemoryDynamoDb client = new MemoryDynamoDb(table, numbered(1000), 300, new Random(seed), 0.2);
        DynamoDbReads reads = OneTable.reads(client, table, false);
        Expression small = compare(table, "number", Expression.ComparisonOperator.LESS, 500L);
        ScanPlan plan = reads.plan(CALL, scan(table, List.of(small), OptionalLong.empty(), "number"));
        LookupRequest request = new LookupRequest(List.of("s", "h"), List.of(ColumnPath.of("number")));
        CollectedRows rows = new CollectedRows(1);
        List<List<Object>> keys = new ArrayList<>();
        for (long key = 0; key < 300; key++) {
            keys.add(List.of(key % 100, "h" + key / 100));
        }
        keys.add(List.of(7L, "h0"));
        keys.add(List.of(7L, "h9"));
        keys.add(List.of(7L, "nowhere"));
        keys.add(Arrays.asList(null, "h0"));
        try (KeyLookup lookup = reads.lookup(rows, plan.scan(), request)) {
            lookup.lookUp(keys, rows);
        }
        assertThat(rows.rows()).hasSize(301);
        for (int row = 0; row < rows.rows().size(); row++) {
            long number = (Long) rows.rows().get(row).getFirst();
            List<Object> key = keys.get(rows.keys().get(row));
            assertThat(key).isEqualTo(List.of(number % 100, "h" + number / 100));
        }
        // each item once, though one was asked for twice
        assertThat(client.units()).isEqualTo(rows.units());
        assertThat(client.looked()).isEqualTo(302);
    }

    @Test
    void testLookUpsByHashValue()
            throws InterruptedException
    {
        TableSchema table = table(1000);
        MemoryDynamoDb client = new MemoryDynamoDb(table, numbered(1000), 30, new Random(seed), 0.1);
        DynamoDbReads reads = OneTable.reads(client, table, false);
        ScanPlan plan = reads.plan(CALL, scan(table, List.of(), OptionalLong.empty(), "number"));
        CollectedRows rows = new CollectedRows(1);
        LookupRequest request = new LookupRequest(List.of("h"), List.of(ColumnPath.of("number")));
        try (KeyLookup lookup = reads.lookup(rows, plan.scan(), request)) {
            lookup.lookUp(List.of(List.of("h3"), List.of("h1"), List.of("h3"), List.of("none")), rows);
        }
        assertThat(rows.rows()).hasSize(300);
        assertThat(client.looked()).isEqualTo(200);
    }

    @Test
    void testStatementsAreReadToTheirEnd()
            throws InterruptedException
    {
        TableSchema table = table(1000);
        List<Map<String, AttributeValue>> items = new ArrayList<>(numbered(1000));
        Map<String, AttributeValue> last = new HashMap<>(items.getLast());
        last.put("late", AttributeValue.fromS("here"));
        items.set(999, last);
        MemoryDynamoDb client = new MemoryDynamoDb(table, items, 130, new Random(0), 0);
        DynamoDbReads reads = OneTable.reads(client, table, false);
        ScanRequest request = new ScanRequest(
                new ScanTarget.Query("select * FROM t;"),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
        CollectedRows rows = read(reads, request);
        assertThat(rows.rows()).hasSize(1000);
        assertThat(rows.rows().getFirst().getLast()).isNull();
        assertThat(rows.rows().getLast().getLast()).isEqualTo("{\"late\":\"here\"}");
        // the page that columns were found in is paid for, too
        assertThat(rows.units()).isEqualTo(client.units());
        assertThat(client.requests()).isEqualTo(9);
        assertThat(rows.cursors().stream().filter(Optional::isPresent)).hasSize(8);
    }

    @Test
    void testNobodyWaitsForAReadThatIsInterrupted()
            throws InterruptedException
    {
        TableSchema table = table(1000);
        MemoryDynamoDb client = new MemoryDynamoDb(table, numbered(1000), 100, new Random(0), 0);
        client.set(MemoryDynamoDb.State.SILENT);
        DynamoDbReads reads = OneTable.reads(client, table, false);
        FutureTask<CollectedRows> reading =
                new FutureTask<>(() -> read(reads, scan(table, List.of(), OptionalLong.empty(), "h")));
        Thread thread = Thread.ofVirtual().start(reading);
        while (client.waiting().isEmpty()) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        assertThat(thread.join(Duration.ofSeconds(1))).isTrue();
        assertThatThrownBy(reading::get).hasCauseInstanceOf(InterruptedException.class);
        assertThat(client.waiting()).hasSize(1).allMatch(CompletableFuture::isCancelled);
    }

    @Test
    void testThrottlingFailsAfterAVeryLongTime()
    {
        TableSchema table = table(1000);
        MemoryDynamoDb client = new MemoryDynamoDb(table, numbered(1000), 100, new Random(0), 0);
        client.set(MemoryDynamoDb.State.THROTTLED);
        ReadSettings impatient = new ReadSettings(
                false,
                true,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Duration.ofMillis(500));
        DynamoDbReads reads = new DynamoDbReads(client, impatient, new OneTable(table));
        assertThatThrownBy(() -> read(reads, scan(table, List.of(), OptionalLong.empty(), "h")))
                .isInstanceOfSatisfying(SourceException.class, e -> {
                    assertThat(e.code()).isEqualTo(SourceErrorCode.THROTTLED);
                    assertThat(e.isRetryable()).isTrue();
                })
                .hasMessage("Table t: DynamoDB has had no capacity for one request for 0 seconds");
        // ever more slowly
        assertThat(client.requests()).isBetween(3, 12);
    }

    @Test
    void testAServiceThatFailsIsTriedAFewTimes()
    {
        TableSchema table = table(1000);
        MemoryDynamoDb client = new MemoryDynamoDb(table, numbered(1000), 100, new Random(0), 0);
        client.set(MemoryDynamoDb.State.FAILING);
        DynamoDbReads reads = OneTable.reads(client, table, false);
        assertThatThrownBy(() -> read(reads, scan(
                table,
                List.of(compare(table, "h", Expression.ComparisonOperator.EQUAL, "h1")),
                OptionalLong.empty(),
                "h")))
                .isInstanceOfSatisfying(SourceException.class, e ->
                        assertThat(e.code()).isEqualTo(SourceErrorCode.SOURCE_UNAVAILABLE));
        assertThat(client.requests("Query")).isEqualTo(9);
    }

    @Test
    void testRatesHold()
            throws InterruptedException
    {
        TableSchema table = table(1000);
        MemoryDynamoDb client = new MemoryDynamoDb(table, numbered(1000), 40, new Random(0), 0);
        ReadSettings slow = new ReadSettings(
                false,
                true,
                OptionalLong.of(100),
                OptionalLong.empty(),
                Duration.ofMinutes(1));
        DynamoDbReads reads = new DynamoDbReads(client, slow, new OneTable(table));
        long start = System.nanoTime();
        CollectedRows rows = read(reads, scan(table, List.of(), OptionalLong.empty(), "h"));
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(rows.rows()).hasSize(1000);
        // a second is saved up, and the last page may go into debt
        assertThat(seconds).isGreaterThan((client.units() - 100 - 5) / 100);
        assertThat(rows.throttledMillis()).isPositive();
        assertThat(BigDecimal.valueOf(rows.units())).isEqualByComparingTo(BigDecimal.valueOf(client.units()));
    }
}
