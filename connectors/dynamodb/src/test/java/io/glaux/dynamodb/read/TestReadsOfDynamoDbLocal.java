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

import io.glaux.dynamodb.DynamoDbSourceFactory;
import io.glaux.dynamodb.local.DynamoDbLocal;
import io.glaux.source.Aggregation;
import io.glaux.source.Call;
import io.glaux.source.ColumnPath;
import io.glaux.source.ColumnTypes;
import io.glaux.source.Conjunct;
import io.glaux.source.KeyLookup;
import io.glaux.source.LookupRequest;
import io.glaux.source.RowReader;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.ScanTarget;
import io.glaux.source.Source;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceSettings;
import io.glaux.source.SourceSplit;
import io.glaux.source.SourceTableName;
import io.glaux.source.SplitRequest;
import io.glaux.source.TableDescription;
import io.glaux.source.TableSelection;
import io.glaux.source.Taken;
import io.glaux.source.TopN;
import io.glaux.source.expression.Expression;
import io.glaux.source.expression.Expression.ComparisonOperator;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * What other connectors for DynamoDB get wrong is right here, and takes no more read units than it has to: the
 * weaknesses that were found in AWS's, by their numbers.
 */
@TestInstance(PER_CLASS)
class TestReadsOfDynamoDbLocal
{
    private static final Call CALL = new Call("query", "user", "primary", ZoneOffset.UTC);
    private static final SourceTableName TABLE = new SourceTableName("default", "orders");
    private static final int ITEMS = 1000;
    // each item has about 400 bytes
    private static final String FILLING = "x".repeat(300);

    private DynamoDbLocal server;
    private DynamoDbAsyncClient client;
    private Source source;

    @BeforeAll
    void start()
            throws InterruptedException
    {
        server = DynamoDbLocal.start();
        client = DynamoDbAsyncClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
        client.createTable(CreateTableRequest.builder()
                .tableName("orders")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute("customer", ScalarAttributeType.S),
                        attribute("number", ScalarAttributeType.N),
                        attribute("status", ScalarAttributeType.S),
                        attribute("shipped", ScalarAttributeType.N))
                .keySchema(key("customer", KeyType.HASH), key("number", KeyType.RANGE))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName("by_status")
                        .keySchema(key("status", KeyType.HASH), key("shipped", KeyType.RANGE))
                        .projection(Projection.builder().projectionType(ProjectionType.ALL).build())
                        .build())
                .build()).join();
        for (int start = 0; start < ITEMS; start += 25) {
            List<WriteRequest> writes = new ArrayList<>();
            for (int number = start; number < start + 25; number++) {
                writes.add(WriteRequest.builder().putRequest(PutRequest.builder().item(item(number)).build()).build());
            }
            client.batchWriteItem(request -> request.requestItems(Map.of("orders", writes))).join();
        }
        source = source(Map.of());
        // the first read counts what finding the columns took
        assertThat(read(List.of(equal("customer", "c3"), equal("number", 7L))).units()).isGreaterThan(0.5);
    }

    private Source source(Map<String, String> more)
    {
        Map<String, String> settings = new HashMap<>(Map.of(
                "endpoint", server.endpoint().toString(),
                "access-key", "key",
                "secret-key", "secret"));
        settings.putAll(more);
        return new DynamoDbSourceFactory().create(new SourceSettings("dynamodb", settings));
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type)
    {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement key(String name, KeyType type)
    {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    /**
     * Customers c0 to c9 with orders 0 to 99; every second order is not shipped, and has no such attribute.
     */
    private static Map<String, AttributeValue> item(int number)
    {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("customer", AttributeValue.fromS("c" + number / 100));
        item.put("number", AttributeValue.fromN(Integer.toString(number % 100)));
        item.put("status", AttributeValue.fromS(number % 4 < 2 ? "open" : "done"));
        if (number % 2 == 0) {
            item.put("shipped", AttributeValue.fromN(Integer.toString(number)));
        }
        item.put("a-b", AttributeValue.fromN(Integer.toString(number % 3)));
        item.put("a_b", AttributeValue.fromN(Integer.toString(number % 5)));
        switch (number % 3) {
            case 0 -> item.put("note", AttributeValue.fromS("n" + number));
            case 1 -> item.put("note", AttributeValue.fromNul(true));
            default -> {}
        }
        item.put("filling", AttributeValue.fromS(FILLING));
        return item;
    }

    @AfterAll
    void stop()
    {
        if (source != null) {
            source.close();
        }
        client.close();
        server.close();
    }

    @Test
    void test1SparseIndexesMissNoRows()
            throws InterruptedException
    {
        Expression open = equal("status", "open");
        assertThat(plan(List.of(open)).accessPath()).startsWith("Scan");
        assertThat(read(List.of(open)).rows()).hasSize(500);
        Expression shipped = compare("shipped", ComparisonOperator.GREATER_OR_EQUAL, 900L);
        assertThat(plan(List.of(open, shipped)).accessPath()).startsWith("Query index by_status");
        CollectedRows rows = read(List.of(open, shipped));
        assertThat(rows.rows()).hasSize(25);
        // 25 items of some 400 bytes
        assertThat(rows.units()).isLessThanOrEqualTo(2);
    }

    @Test
    void test2LimitIsNoPageSizeOfAFilter()
            throws InterruptedException
    {
        Expression rare = equal("note", "n999");
        CollectedRows rows = read(List.of(rare), OptionalLong.of(5));
        assertThat(rows.rows()).hasSize(1);
        // one scan of 400 KB, where a page of five items at a time takes 200 requests of half a unit
        assertThat(rows.units()).isLessThan(60);
        CollectedRows five = read(List.of(), OptionalLong.of(5));
        assertThat(five.rows()).hasSize(5);
        assertThat(five.units()).isEqualTo(0.5);
    }

    @Test
    void test3LimitCountsWhatIsLeft()
            throws InterruptedException
    {
        ScanPlan plan = plan(List.of(equal("a-b", 1L), equal("a_b", 2L)), OptionalLong.of(7));
        assertThat(plan.limit()).isNotEqualTo(Taken.NO);
        assertThat(read(plan, List.of()).rows()).hasSizeGreaterThanOrEqualTo(7);
        // what the source cannot do it cannot count
        Expression ofEngine = new Expression.Comparison(
                ComparisonOperator.EQUAL,
                new Expression.Negate(column("a-b")),
                literal("a-b", -1L));
        assertThat(plan(List.of(ofEngine), OptionalLong.of(7)).limit()).isEqualTo(Taken.NO);
    }

    @Test
    void test4ListsOfSortKeysAreReadByKey()
            throws InterruptedException
    {
        List<Expression> conditions = List.of(equal("customer", "c3"), in("number", 5L, 50L, 95L));
        assertThat(plan(conditions).accessPath()).startsWith("BatchGetItem of 3 keys");
        CollectedRows rows = read(conditions);
        assertThat(rows.rows()).hasSize(3);
        assertThat(rows.units()).isEqualTo(1.5);
        // both ends of a range are told, also an open one
        List<Expression> range = List.of(
                equal("customer", "c3"),
                compare("number", ComparisonOperator.GREATER, 10L),
                compare("number", ComparisonOperator.LESS, 20L));
        CollectedRows between = read(range);
        assertThat(between.rows()).hasSize(9);
        assertThat(between.units()).isLessThanOrEqualTo(1);
    }

    @Test
    void test5TablesThatAreBilledByRequestAreScannedInParallel()
            throws InterruptedException
    {
        try (Source segmented = source(Map.of("segment-bytes", "50000"))) {
            ScanPlan plan = segmented.plan(CALL, request(List.of(), OptionalLong.empty()));
            List<SourceSplit> splits = new ArrayList<>();
            segmented.splits(CALL, plan.scan(), new SplitRequest(List.of(), Optional.empty()), splits::add);
            assertThat(splits).hasSizeGreaterThan(4);
            assertThat(read(segmented, plan, List.of()).rows()).hasSize(ITEMS).doesNotHaveDuplicates();
        }
    }

    @Test
    void test6StatementsAreReadToTheirEnd()
            throws InterruptedException
    {
        ScanRequest request = new ScanRequest(
                new ScanTarget.Query("SELECT customer, number, filling FROM orders"),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
        assertThat(read(source.plan(CALL, request), List.of()).rows()).hasSize(ITEMS);
        for (String text : List.of(
                "DELETE FROM orders WHERE customer = 'c1' AND number = 1",
                "UPDATE orders SET note = 'x' WHERE customer = 'c1' AND number = 1",
                "INSERT INTO orders VALUE {'customer': 'c1', 'number': 1000}")) {
            assertThatThrownBy(() -> source.plan(CALL, new ScanRequest(
                    new ScanTarget.Query(text),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty()))).isInstanceOfSatisfying(
                    SourceException.class,
                    e -> assertThat(e.code()).isEqualTo(SourceErrorCode.INVALID_QUERY));
        }
        // DynamoDB itself takes nothing behind SELECT for another statement
        for (String text : List.of(
                "SELECT * FROM orders; DELETE FROM orders WHERE customer = 'c1' AND number = 1",
                "SELECT DELETE FROM orders WHERE customer = 'c1' AND number = 1")) {
            assertThatThrownBy(() -> client.executeStatement(statement -> statement.statement(text)).join())
                    .cause()
                    .isInstanceOfSatisfying(
                            DynamoDbException.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
        }
        assertThat(read(List.of(equal("customer", "c1"), equal("number", 1L))).rows()).hasSize(1);
    }

    @Test
    void test7OrStaysOr()
            throws InterruptedException
    {
        Expression or = new Expression.Or(List.of(equal("a-b", 1L), equal("a_b", 2L)));
        long expected = count(number -> number % 3 == 1 || number % 5 == 2);
        assertThat(plan(List.of(or)).conjuncts()).containsEntry(0, Taken.WHOLE);
        assertThat(read(List.of(or)).rows()).hasSize((int) expected);
    }

    @Test
    void test8NullsAreTested()
            throws InterruptedException
    {
        Expression isNull = new Expression.IsNull(column("note"));
        assertThat(plan(List.of(isNull)).conjuncts()).containsEntry(0, Taken.WHOLE);
        assertThat(read(List.of(isNull)).rows()).hasSize((int) count(number -> number % 3 != 0));
        assertThat(read(List.of(new Expression.Not(isNull))).rows()).hasSize((int) count(number -> number % 3 == 0));
        Expression different = compare("note", ComparisonOperator.NOT_EQUAL, "n0");
        assertThat(read(List.of(different)).rows()).hasSize((int) count(number -> number % 3 == 0) - 1);
    }

    @Test
    void test9NamesThatDifferInASign()
            throws InterruptedException
    {
        List<Expression> both = List.of(equal("a-b", 1L), equal("a_b", 2L));
        assertThat(read(both).rows()).hasSize((int) count(number -> number % 3 == 1 && number % 5 == 2));
    }

    @Test
    void test10UnitsAreToldAndBounded()
            throws InterruptedException
    {
        try (Source slow = source(Map.of("read-units-per-second", "20"))) {
            ScanPlan plan = slow.plan(CALL, request(List.of(), OptionalLong.empty()));
            CollectedRows first = read(slow, plan, List.of());
            // as much as the sample that its columns were found by, which it counts too
            assertThat(first.units()).isBetween(80.0, 140.0);
            CollectedRows second = read(slow, plan, List.of());
            // the debt of the first is waited off
            assertThat(second.throttledMillis()).isGreaterThan(500);
        }
    }

    @Test
    void testOneKeyTakesHalfAUnit()
            throws InterruptedException
    {
        CollectedRows rows = read(List.of(equal("customer", "c3"), equal("number", 7L)));
        assertThat(rows.rows()).hasSize(1);
        assertThat(rows.units()).isEqualTo(0.5);
        try (Source consistent = source(Map.of("consistent-read", "true"))) {
            ScanPlan plan = consistent.plan(CALL, request(
                    List.of(equal("customer", "c3"), equal("number", 7L)),
                    OptionalLong.empty()));
            assertThat(read(consistent, plan, List.of()).units()).as("with the sample of the table").isGreaterThan(1);
            assertThat(read(consistent, plan, List.of()).units()).isEqualTo(1);
        }
    }

    /**
     * A table that a query has looked up alone was sampled too.
     */
    @Test
    void testLookUpCountsTheSample()
            throws InterruptedException
    {
        try (Source fresh = source(Map.of())) {
            ScanPlan plan = fresh.plan(CALL, request(List.of(), OptionalLong.empty()));
            assertThat(unitsOfOneKey(fresh, plan)).as("with the sample of the table").isGreaterThan(1);
            assertThat(unitsOfOneKey(fresh, plan)).isEqualTo(0.5);
        }
    }

    private static double unitsOfOneKey(Source source, ScanPlan plan)
            throws InterruptedException
    {
        CollectedRows found = new CollectedRows(1);
        LookupRequest request = new LookupRequest(List.of("customer", "number"), List.of(ColumnPath.of("note")));
        try (KeyLookup lookup = source.lookup(found, plan.scan(), request)) {
            lookup.lookUp(List.of(List.of("c3", 7L)), found);
        }
        return found.units();
    }

    @Test
    void testLastRowsOfAHashValue()
            throws InterruptedException
    {
        TopN last = new TopN(List.of(new TopN.SortItem(ColumnPath.of("number"), false, false)), 3);
        ScanPlan plan = source.plan(CALL, new ScanRequest(
                new ScanTarget.Table(TABLE),
                List.of(ColumnPath.of("number")),
                List.of(new Conjunct(0, equal("customer", "c3"))),
                Optional.empty(),
                Optional.of(last),
                OptionalLong.empty()));
        assertThat(plan.topN()).isEqualTo(Taken.WHOLE);
        CollectedRows rows = read(plan, List.of());
        assertThat(rows.rows()).containsExactly(List.of(99L), List.of(98L), List.of(97L));
        assertThat(rows.units()).isEqualTo(0.5);
    }

    @Test
    void testCounts()
            throws InterruptedException
    {
        Aggregation count = new Aggregation(List.of(), List.of(new Aggregation.Aggregate(
                Aggregation.Function.COUNT_ALL,
                Optional.empty(),
                false,
                ColumnTypes.bigint("count"))));
        ScanPlan plan = source.plan(CALL, new ScanRequest(
                new ScanTarget.Table(TABLE),
                List.of(),
                List.of(new Conjunct(0, equal("a-b", 1L))),
                Optional.of(count),
                Optional.empty(),
                OptionalLong.empty()));
        assertThat(plan.aggregation()).isEqualTo(Taken.WHOLE);
        assertThat(read(plan, List.of()).rows()).containsExactly(List.of(count(number -> number % 3 == 1)));
    }

    @Test
    void testKeysOfAJoin()
            throws InterruptedException
    {
        ScanPlan plan = plan(List.of());
        CollectedRows rows = read(plan, List.of(in("customer", "c1", "c2"), in("number", 1L, 2L, 3L)));
        assertThat(rows.rows()).hasSize(6);
        assertThat(rows.units()).isEqualTo(3);

        CollectedRows found = new CollectedRows(1);
        LookupRequest request = new LookupRequest(List.of("customer", "number"), List.of(ColumnPath.of("note")));
        List<List<Object>> keys = new ArrayList<>();
        for (long key = 0; key < 250; key++) {
            keys.add(List.of("c" + key / 100, key % 100));
        }
        keys.add(List.of("nobody", 1L));
        try (KeyLookup lookup = source.lookup(found, plan.scan(), request)) {
            lookup.lookUp(keys, found);
        }
        assertThat(found.rows()).hasSize(250);
        // DynamoDB Local takes nothing for an item that is not there, where AWS takes half a unit
        double missing = client.batchGetItem(batch -> batch
                        .requestItems(Map.of("orders", KeysAndAttributes.builder()
                                .keys(List.of(Map.of(
                                        "customer", AttributeValue.fromS("nobody"),
                                        "number", AttributeValue.fromN("1"))))
                                .build()))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .join()
                .consumedCapacity()
                .getFirst()
                .capacityUnits();
        assertThat(found.units()).isEqualTo(125 + missing);
    }

    private interface Numbered
    {
        boolean isWanted(int number);
    }

    private static long count(Numbered condition)
    {
        long count = 0;
        for (int number = 0; number < ITEMS; number++) {
            count += condition.isWanted(number) ? 1 : 0;
        }
        return count;
    }

    private static Expression column(String name)
    {
        return new Expression.Column(ColumnPath.of(name));
    }

    private Schema schema()
    {
        List<TableDescription> tables = new ArrayList<>();
        source.describe(CALL, new TableSelection(List.of(TABLE), Optional.empty()), tables::add);
        return tables.getFirst().schema();
    }

    private Expression literal(String column, Object value)
    {
        return new Expression.Literal(schema().findField(column), value);
    }

    private Expression equal(String column, Object value)
    {
        return compare(column, ComparisonOperator.EQUAL, value);
    }

    private Expression compare(String column, ComparisonOperator operator, Object value)
    {
        return new Expression.Comparison(operator, column(column), literal(column, value));
    }

    private Expression in(String column, Object... values)
    {
        return new Expression.In(column(column), schema().findField(column), Arrays.asList(values));
    }

    private ScanRequest request(List<Expression> conditions, OptionalLong limit)
    {
        List<Conjunct> conjuncts = new ArrayList<>();
        conditions.forEach(condition -> conjuncts.add(new Conjunct(conjuncts.size(), condition)));
        return new ScanRequest(
                new ScanTarget.Table(TABLE),
                List.of(ColumnPath.of("customer"), ColumnPath.of("number"), ColumnPath.of("note")),
                conjuncts,
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    private ScanPlan plan(List<Expression> conditions)
    {
        return plan(conditions, OptionalLong.empty());
    }

    private ScanPlan plan(List<Expression> conditions, OptionalLong limit)
    {
        return source.plan(CALL, request(conditions, limit));
    }

    private CollectedRows read(List<Expression> conditions)
            throws InterruptedException
    {
        return read(conditions, OptionalLong.empty());
    }

    private CollectedRows read(List<Expression> conditions, OptionalLong limit)
            throws InterruptedException
    {
        return read(plan(conditions, limit), List.of());
    }

    private CollectedRows read(ScanPlan plan, List<Expression> dynamicFilter)
            throws InterruptedException
    {
        return read(source, plan, dynamicFilter);
    }

    private static CollectedRows read(Source source, ScanPlan plan, List<Expression> dynamicFilter)
            throws InterruptedException
    {
        List<Conjunct> filter = new ArrayList<>();
        dynamicFilter.forEach(condition -> filter.add(new Conjunct(filter.size(), condition)));
        CollectedRows rows = new CollectedRows(plan.schema().getFields().size());
        List<SourceSplit> splits = new ArrayList<>();
        source.splits(CALL, plan.scan(), new SplitRequest(filter, Optional.empty()), splits::add);
        for (SourceSplit split : splits) {
            try (RowReader reader = source.read(rows, split.split(), Optional.empty())) {
                boolean hasMore = true;
                while (hasMore) {
                    hasMore = reader.readPage(rows);
                }
            }
        }
        return rows;
    }
}
