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
import io.glaux.dynamodb.plan.SqlOracle;
import io.glaux.dynamodb.schema.KeyAttribute;
import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.dynamodb.schema.TableIndex;
import io.glaux.dynamodb.schema.TableIndex.Projection;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.dynamodb.value.AttributeType;
import io.glaux.source.Aggregation;
import io.glaux.source.Call;
import io.glaux.source.ColumnPath;
import io.glaux.source.ColumnTypes;
import io.glaux.source.Conjunct;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.RowReader;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.ScanTarget;
import io.glaux.source.SourceSplit;
import io.glaux.source.SplitRequest;
import io.glaux.source.Taken;
import io.glaux.source.TopN;
import io.glaux.source.expression.Expression;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random queries, in whichever way they are read, have the rows of the oracle.
 */
class TestRandomReads
{
    private static final Call CALL = new Call("query", "user", "primary", ZoneOffset.UTC);
    private static final int ROUNDS = Boolean.getBoolean("glaux.test.full") ? 5000 : 600;
    private final long seed = Long.getLong("glaux.test.seed", System.nanoTime());

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
        System.out.println("TestRandomReads: -Dglaux.test.seed=" + seed);
        Random random = new Random(seed);
        RandomQueries queries = new RandomQueries(random);
        Map<String, Integer> paths = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            boolean hasSort = random.nextInt(4) > 0;
            List<Map<String, AttributeValue>> items = queries.items(80, hasSort);
            // what DynamoDB has counted decides the path, whether it is right or not
            // large ones have more than a thousand segments
            long counted = random.nextInt(3) == 0 ? 0 : 1L << random.nextInt(random.nextInt(8) == 0 ? 30 : 18);
            List<TableIndex> indexes = hasSort ? indexes(counted / (1 + random.nextInt(100))) : List.of();
            TableSchema table = queries.table(hasSort, indexes, counted, counted * 1000);
            double faults = random.nextInt(5) == 0 ? 0.1 : 0;
            MemoryDynamoDb client = new MemoryDynamoDb(table, items, 1 + random.nextInt(20), random, faults);
            if (random.nextInt(3) == 0) {
                // a search for a few rows reads ahead after some pages
                client.makeDear(1000);
            }
            String path = new Round(random, queries, table, items, client)
                    .check("seed %s round %s".formatted(seed, round));
            paths.merge(path.replaceAll("[^A-Za-z ].*", ""), 1, Integer::sum);
        }
        System.out.println("TestRandomReads: " + paths);
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
            this.reads = OneTable.reads(client, table, random.nextInt(4) == 0);
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
}
