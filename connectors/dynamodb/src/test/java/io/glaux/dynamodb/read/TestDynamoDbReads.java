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
import io.glaux.dynamodb.plan.SqlOracle;
import io.glaux.dynamodb.schema.KeyAttribute;
import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.dynamodb.schema.TableIndex;
import io.glaux.dynamodb.schema.TableIndex.Projection;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.dynamodb.value.AttributeType;
import io.glaux.dynamodb.value.ColumnType;
import io.glaux.source.Aggregation;
import io.glaux.source.Call;
import io.glaux.source.ColumnPath;
import io.glaux.source.ColumnTypes;
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
import io.glaux.source.SourceTableName;
import io.glaux.source.SplitRequest;
import io.glaux.source.Taken;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
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
    private final long seed = Long.getLong("glaux.seed", System.nanoTime());

    /**
     * @param items that are counted of each
     */
    private static List<TableIndex> indexes(long items)
    {
        KeyAttribute number = new KeyAttribute("a-b", AttributeType.N);
        KeyAttribute text = new KeyAttribute("text", AttributeType.S);
        KeyAttribute hash = new KeyAttribute("h", AttributeType.S);
        return List.of(
                RandomQueries.index(
                        "by_text",
                        new KeySchema(text, Optional.of(number)),
                        Projection.ALL,
                        Set.of(),
                        items),
                RandomQueries.index(
                        "keys",
                        new KeySchema(number, Optional.empty()),
                        Projection.KEYS_ONLY,
                        Set.of(),
                        items),
                RandomQueries.index(
                        "some",
                        new KeySchema(hash, Optional.of(text)),
                        Projection.INCLUDE,
                        Set.of("truth"),
                        items));
    }

    /**
     * With and without pushdown the rows are the same, whatever is asked, in whichever way it is read, and whatever
     * fails on the way.
     */
    @Test
    void testScansHaveTheRowsOfTheOracle()
            throws InterruptedException
    {
        System.out.println("TestDynamoDbReads: -Dglaux.seed=" + seed);
        Random random = new Random(seed);
        RandomQueries queries = new RandomQueries(random);
        Map<String, Integer> paths = new HashMap<>();
        for (int round = 0; round < 1500; round++) {
            boolean hasSort = random.nextInt(4) > 0;
            List<Map<String, AttributeValue>> items = queries.items(80, hasSort);
            // what DynamoDB has counted decides the path, whether it is right or not
            long counted = random.nextInt(3) == 0 ? 0 : 1L << random.nextInt(30);
            List<TableIndex> indexes = hasSort ? indexes(counted / (1 + random.nextInt(100))) : List.of();
            TableSchema table = queries.table(hasSort, indexes, counted, counted * 1000);
            double faults = random.nextInt(5) == 0 ? 0.1 : 0;
            MemoryDynamoDb client = new MemoryDynamoDb(table, items, 1 + random.nextInt(20), random, faults);
            String path = new Round(random, queries, table, items, client)
                    .check("seed %s round %s".formatted(seed, round));
            paths.merge(path.replaceAll("[^A-Za-z ].*", ""), 1, Integer::sum);
        }
        System.out.println("TestDynamoDbReads: " + paths);
        assertThat(paths.keySet()).anyMatch(path -> path.startsWith("GetItem"))
                .anyMatch(path -> path.startsWith("BatchGetItem"))
                .anyMatch(path -> path.startsWith("Query index"))
                .anyMatch(path -> path.startsWith("Query"))
                .anyMatch(path -> path.startsWith("Scan index"))
                .anyMatch(path -> path.startsWith("nothing"));
    }

    /**
     * One query, read as the engine reads it.
     */
    private static final class Round
    {
        private final Random random;
        private final TableSchema table;
        private final List<Map<String, AttributeValue>> items;
        private final MemoryDynamoDb client;
        private final DynamoDbReads reads;
        private final List<Conjunct> conjuncts = new ArrayList<>();
        private final List<ColumnPath> columns = new ArrayList<>();
        private final List<Conjunct> dynamicFilter = new ArrayList<>();

        Round(Random random,
                RandomQueries queries,
                TableSchema table,
                List<Map<String, AttributeValue>> items,
                MemoryDynamoDb client)
        {
            this.random = random;
            this.table = table;
            this.items = items;
            this.client = client;
            this.reads = reads(client, table, random.nextInt(4) == 0);
            for (int id = 0; id < random.nextInt(4); id++) {
                boolean isOfKey = random.nextInt(3) > 0;
                conjuncts.add(new Conjunct(id, isOfKey ? queries.keyCondition(table) : queries.condition(table, 2)));
            }
            if (random.nextInt(4) == 0) {
                dynamicFilter.add(new Conjunct(0, queries.condition(table, 1)));
            }
            table.columns().forEach(column -> {
                if (random.nextInt(3) > 0) {
                    columns.add(ColumnPath.of(column.name()));
                }
            });
            if (random.nextInt(3) == 0) {
                columns.add(ColumnPath.of("record", "y"));
            }
        }

        String check(String description)
                throws InterruptedException
        {
            List<Map<String, AttributeValue>> wanted = items.stream()
                    .filter(item -> conjuncts.stream().allMatch(conjunct -> isTrue(conjunct.expression(), item)))
                    .toList();
            return switch (random.nextInt(4)) {
                case 0 -> checkCount(description, wanted);
                case 1 -> checkTopN(description, wanted);
                default -> checkRows(description, wanted);
            };
        }

        private boolean isTrue(Expression condition, Map<String, AttributeValue> item)
        {
            return Boolean.TRUE.equals(SqlOracle.evaluate(condition, path -> table.column(path).read(item)));
        }

        private ScanRequest request(Optional<Aggregation> aggregation, Optional<TopN> topN, OptionalLong limit)
        {
            return new ScanRequest(
                    new ScanTarget.Table(table.name()),
                    aggregation.isPresent() ? List.of() : columns,
                    conjuncts,
                    aggregation,
                    topN,
                    limit);
        }

        private String checkRows(String description, List<Map<String, AttributeValue>> wanted)
                throws InterruptedException
        {
            OptionalLong limit = random.nextInt(3) == 0
                    ? OptionalLong.of(1 + random.nextInt(20))
                    : OptionalLong.empty();
            ScanPlan plan = reads.plan(CALL, request(Optional.empty(), Optional.empty(), limit));
            String text = "%s: %s, %s".formatted(description, plan.accessPath(), conjuncts);
            boolean isWhole = plan.conjuncts().values().stream().allMatch(Taken.WHOLE::equals);
            if (columns.isEmpty()) {
                if (isWhole && limit.isEmpty() && dynamicFilter.isEmpty()) {
                    assertThat(read(plan).counted()).as(text).isEqualTo(wanted.size());
                }
                return plan.accessPath();
            }
            List<List<Object>> rows = read(plan).rows();
            List<List<Object>> expected = rows(wanted);
            if (plan.limit() != Taken.NO) {
                assertThat(isWhole).as(text).isTrue();
                long most = Math.min(limit.getAsLong(), wanted.size());
                assertThat(rows).as(text).hasSizeGreaterThanOrEqualTo((int) most);
                if (plan.limit() == Taken.WHOLE) {
                    assertThat(rows).as(text).hasSize((int) most);
                }
                assertWithin(text, rows, expected);
            }
            else if (isWhole && dynamicFilter.isEmpty()) {
                assertThat(rows).as(text).containsExactlyInAnyOrderElementsOf(expected);
            }
            else {
                // the engine leaves out the rest
                assertWithin(text, rows, rows(items));
                assertWithin(text, rows(wanted.stream()
                        .filter(item -> dynamicFilter.stream().allMatch(part -> isTrue(part.expression(), item)))
                        .toList()), rows);
            }
            return plan.accessPath();
        }

        private String checkCount(String description, List<Map<String, AttributeValue>> wanted)
                throws InterruptedException
        {
            Aggregation count = new Aggregation(List.of(), List.of(new Aggregation.Aggregate(
                    Aggregation.Function.COUNT_ALL,
                    Optional.empty(),
                    false,
                    ColumnTypes.bigint("count"))));
            ScanPlan plan = reads.plan(CALL, request(Optional.of(count), Optional.empty(), OptionalLong.empty()));
            if (plan.aggregation() == Taken.WHOLE) {
                assertThat(read(plan, 1).rows()).as(description + plan.accessPath())
                        .containsExactly(List.of((long) wanted.size()));
            }
            return plan.accessPath();
        }

        private String checkTopN(String description, List<Map<String, AttributeValue>> wanted)
                throws InterruptedException
        {
            boolean isAscending = random.nextBoolean();
            String column = random.nextInt(3) == 0 ? "text" : "s";
            TopN topN = new TopN(
                    List.of(new TopN.SortItem(ColumnPath.of(column), isAscending, random.nextBoolean())),
                    1 + random.nextInt(10));
            columns.addFirst(ColumnPath.of(column));
            ScanPlan plan = reads.plan(CALL, request(Optional.empty(), Optional.of(topN), OptionalLong.empty()));
            String text = "%s: %s, %s".formatted(description, plan.accessPath(), conjuncts);
            if (plan.topN() == Taken.NO) {
                return plan.accessPath();
            }
            List<Object> values = new ArrayList<>(
                    read(plan).rows().stream().map(List::getFirst).toList());
            List<Object> sorted = new ArrayList<>(rows(wanted).stream().map(List::getFirst).toList());
            sorted.sort((left, right) -> isAscending
                    ? SqlOracle.compare(left, right)
                    : SqlOracle.compare(right, left));
            if (plan.topN() == Taken.IN_PART) {
                values.sort((left, right) -> isAscending
                        ? SqlOracle.compare(left, right)
                        : SqlOracle.compare(right, left));
                values = values.subList(0, (int) Math.min(values.size(), topN.count()));
            }
            assertThat(values).as(text)
                    .isEqualTo(sorted.subList(0, (int) Math.min(sorted.size(), topN.count())));
            return plan.accessPath();
        }

        private CollectedRows read(ScanPlan plan)
                throws InterruptedException
        {
            return read(plan, columns.size());
        }

        private CollectedRows read(ScanPlan plan, int width)
                throws InterruptedException
        {
            CollectedRows rows = new CollectedRows(width);
            List<SourceSplit> splits = new ArrayList<>();
            reads.splits(CALL, plan.scan(), new SplitRequest(dynamicFilter, Optional.empty()), splits::add);
            for (SourceSplit split : splits) {
                readResuming(split, rows, width);
            }
            if (client.requests() > 0 && rows.units() > 0) {
                assertThat(rows.units()).isEqualTo(client.units());
            }
            return rows;
        }

        // reads on from somewhere now and then, as the engine does after a failure
        private void readResuming(SourceSplit split, CollectedRows rows, int width)
                throws InterruptedException
        {
            CollectedRows part = rows;
            Optional<OpaqueBytes> cursor = Optional.empty();
            int failures = width > 0 && random.nextInt(3) == 0 ? 3 : 0;
            while (true) {
                int before = part.rows().size();
                boolean isBroken = false;
                try (RowReader reader = reads.read(rows, split.split(), cursor)) {
                    boolean hasMore = true;
                    while (hasMore && !isBroken) {
                        hasMore = reader.readPage(part);
                        isBroken = failures > 0 && part.rows().size() > before;
                    }
                }
                if (!isBroken) {
                    return;
                }
                failures--;
                int kept = before + random.nextInt(part.rows().size() - before);
                Optional<OpaqueBytes> place = part.cursors().get(kept);
                if (place.isEmpty()) {
                    return;
                }
                // what came behind the row is lost
                part.rows().subList(kept + 1, part.rows().size()).clear();
                part.cursors().subList(kept + 1, part.cursors().size()).clear();
                cursor = place;
            }
        }

        private List<List<Object>> rows(List<Map<String, AttributeValue>> of)
        {
            List<List<Object>> rows = new ArrayList<>();
            for (Map<String, AttributeValue> item : of) {
                CollectedRows row = new CollectedRows(columns.size());
                for (int position = 0; position < columns.size(); position++) {
                    table.column(columns.get(position)).write(item, row.column(position));
                }
                row.endRow(0);
                rows.addAll(row.rows());
            }
            return rows;
        }

        private static void assertWithin(String text, List<List<Object>> part, List<List<Object>> all)
        {
            List<List<Object>> left = new ArrayList<>(all);
            for (List<Object> row : part) {
                assertThat(left.remove(row)).as("%s: a row that is not there, or twice: %s", text, row).isTrue();
            }
        }
    }

    private static DynamoDbReads reads(MemoryDynamoDb client, TableSchema table, boolean isConsistent)
    {
        ReadSettings settings = new ReadSettings(
                isConsistent,
                true,
                OptionalLong.empty(),
                OptionalLong.empty(),
                Duration.ofMinutes(1));
        return new DynamoDbReads(client, settings, new OneTable(table));
    }

    private record OneTable(TableSchema table)
            implements TableFinder
    {
        @Override
        public TableSchema find(SourceTableName name)
        {
            return table;
        }

        @Override
        public List<TableColumn> infer(String name, List<Map<String, AttributeValue>> items)
        {
            Set<String> attributes = new HashSet<>();
            items.forEach(item -> attributes.addAll(item.keySet()));
            return attributes.stream().sorted()
                    .map(attribute -> new TableColumn(
                            name,
                            attribute,
                            List.of(attribute),
                            new ColumnType.Json(),
                            TableColumn.Mismatch.ERROR))
                    .toList();
        }
    }

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
            try (RowReader reader = reads.read(rows, split.split(), Optional.empty())) {
                boolean hasMore = true;
                while (hasMore) {
                    hasMore = reader.readPage(rows);
                }
            }
        }
        return rows;
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
        CollectedRows rows = read(reads(client, table, false), scan(table, List.of(), OptionalLong.of(5), "h"));
        assertThat(rows.rows()).hasSize(5);
        assertThat(client.looked()).isEqualTo(5);
        assertThat(client.requests()).isEqualTo(1);
    }

    /**
     * A limit is no page size where there is a filter: five rows of a thousand are found by one request, not by many.
     */
    @Test
    void testALimitIsNoPageSizeOfAFilter()
            throws InterruptedException
    {
        TableSchema table = table(1000);
        MemoryDynamoDb client = new MemoryDynamoDb(table, numbered(1000), 5000, new Random(0), 0);
        Expression rare = compare(table, "number", Expression.ComparisonOperator.GREATER, 990L);
        CollectedRows rows = read(reads(client, table, false), scan(table, List.of(rare), OptionalLong.of(5), "h"));
        assertThat(rows.rows()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(client.requests()).isEqualTo(1);
    }

    @Test
    void testCountsBringNoItems()
            throws InterruptedException
    {
        TableSchema table = table(1000);
        MemoryDynamoDb client = new MemoryDynamoDb(table, numbered(1000), 300, new Random(0), 0);
        CollectedRows rows = read(reads(client, table, false), scan(table, List.of(), OptionalLong.empty()));
        assertThat(rows.counted()).isEqualTo(1000);
        assertThat(rows.units()).isEqualTo(client.units());
    }

    @Test
    void testLookUps()
            throws InterruptedException
    {
        TableSchema table = table(1000);
        MemoryDynamoDb client = new MemoryDynamoDb(table, numbered(1000), 300, new Random(seed), 0.2);
        DynamoDbReads reads = reads(client, table, false);
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
        DynamoDbReads reads = reads(client, table, false);
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
        DynamoDbReads reads = reads(client, table, false);
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
        DynamoDbReads reads = reads(client, table, false);
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
        DynamoDbReads reads = reads(client, table, false);
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
