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
package io.glaux.dynamodb.wire;

import io.glaux.conformance.Conformance;
import io.glaux.conformance.ConformanceTests;
import io.glaux.conformance.Endpoint;
import io.glaux.conformance.ServedTables;
import io.glaux.conformance.TestedHost;
import io.glaux.conformance.data.KnownTable;
import io.glaux.dynamodb.RandomAttributes;
import io.glaux.dynamodb.plan.RandomQueries;
import io.glaux.protocol.v1.TableName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * A host with tables of DynamoDB conforms: with random items, whose columns are inferred, whatever DynamoDB does of a
 * scan has the rows that a plain one has.
 */
@TestInstance(PER_CLASS)
class TestDynamoDbConformance
{
    private static final int SCANS = Boolean.getBoolean("glaux.test.full") ? 1000 : 40;
    private static final int ITEMS = 150;
    private static final String INDEXED = "text";
    // a table has a few segments, and the search for a few rows goes through them
    private static final Map<String, String> SETTINGS = Map.of("segment-bytes", "4000", "glue", "false");

    private DynamoDbHost host;
    private List<KnownTable> tables;
    private long seed;

    @BeforeAll
    void start()
    {
        Random random = RandomAttributes.random("TestDynamoDbConformance");
        seed = random.nextLong();
        host = new DynamoDbHost(SETTINGS);
        RandomQueries queries = new RandomQueries(random);
        List<Integer> counts = new ArrayList<>();
        try (DynamoDbClient client = client()) {
            client.createTable(table("hash_alone", Optional.empty()).build());
            counts.add(put(client, "hash_alone", queries.items(ITEMS, false)));
            client.createTable(table("hash_and_sort", Optional.of("s"))
                    .attributeDefinitions(
                            attribute("h", ScalarAttributeType.S),
                            attribute("s", ScalarAttributeType.N),
                            attribute(INDEXED, ScalarAttributeType.S))
                    .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                            .indexName("by-text")
                            .keySchema(key(INDEXED, KeyType.HASH), key("s", KeyType.RANGE))
                            .projection(projection -> projection.projectionType(ProjectionType.ALL))
                            .build())
                    .build());
            counts.add(put(client, "hash_and_sort", queries.items(ITEMS, true)));
        }
        tables = ServedTables.read(host.endpoint());
        assertThat(tables).extracting(table -> table.rows().size()).containsExactlyInAnyOrderElementsOf(counts);
    }

    private DynamoDbClient client()
    {
        return DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .endpointOverride(host.local().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
    }

    private static CreateTableRequest.Builder table(String name, Optional<String> sort)
    {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("h", ScalarAttributeType.S))
                .keySchema(Stream.concat(
                        Stream.of(key("h", KeyType.HASH)),
                        sort.stream().map(attribute -> key(attribute, KeyType.RANGE))).toList());
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type)
    {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    private static KeySchemaElement key(String name, KeyType type)
    {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static int put(DynamoDbClient client, String table, List<Map<String, AttributeValue>> items)
    {
        for (Map<String, AttributeValue> item : items) {
            if (Boolean.TRUE.equals(item.getOrDefault(INDEXED, AttributeValue.fromS("")).nul())) {
                // what an index has in its key is absent rather than NULL
                item.remove(INDEXED);
            }
            client.putItem(request -> request.tableName(table).item(item));
        }
        return items.size();
    }

    @AfterAll
    void stop()
    {
        host.close();
        assertThat(host.allocatedBytes()).isZero();
    }

    @TestFactory
    Stream<DynamicContainer> conforms()
    {
        return ConformanceTests.of(Conformance.checks(new Tested(), seed, SCANS));
    }

    private final class Tested
            implements TestedHost
    {
        @Override
        public Endpoint endpoint()
        {
            return host.endpoint();
        }

        @Override
        public List<KnownTable> tables()
        {
            return tables;
        }

        @Override
        public Optional<TableName> largeTable()
        {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
