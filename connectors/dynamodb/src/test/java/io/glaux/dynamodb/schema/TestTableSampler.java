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
package io.glaux.dynamodb.schema;

import io.glaux.dynamodb.CapacityUnits;
import io.glaux.dynamodb.DynamoDbCalls;
import io.glaux.dynamodb.local.DynamoDbLocal;
import io.glaux.dynamodb.read.RateBudget;
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
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What samples read and what they take. Each item has an attribute of its own, so that what was sampled shows.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestTableSampler
{
    private static final String TABLE = "large";
    private static final int ITEMS = 8_000;
    private static final int ITEM_BYTES = 600;
    private static final double MILLION = 1_000_000;

    private DynamoDbLocal local;
    private DynamoDbAsyncClient client;

    @BeforeAll
    void start()
    {
        local = DynamoDbLocal.start();
        client = DynamoDbAsyncClient.builder()
                .endpointOverride(local.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
        client.createTable(request -> request
                .tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())).join();
        for (int start = 0; start < ITEMS; start += 25) {
            List<WriteRequest> puts = IntStream.range(start, start + 25)
                    .mapToObj(TestTableSampler::item)
                    .map(item -> WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build())
                    .toList();
            client.batchWriteItem(request -> request.requestItems(Map.of(TABLE, puts))).join();
        }
    }

    private static Map<String, AttributeValue> item(int number)
    {
        String own = "a%06d".formatted(number);
        return Map.of(
                "id", AttributeValue.fromS(own),
                own, AttributeValue.fromS("x".repeat(ITEM_BYTES - 16)));
    }

    @AfterAll
    void stop()
    {
        client.close();
        local.close();
    }

    @Test
    void aSampleTakesLittleMoreThanItsItems()
    {
        TableSampler sampler = sampler(1_000);
        ItemSample sample = sampler.sample(table());
        assertThat(sample.attributes()).hasSizeBetween(800, 1_000 + 1);
        double ofItems = sample.attributes().size() * ITEM_BYTES / 8192.0;
        assertThat(sampler.takeSampled(TABLE) / MILLION).isBetween(ofItems * 0.95, ofItems * 1.15);
    }

    @Test
    void aSampleIsWidenedByItemsThatItDoesNotHave()
    {
        TableSampler sampler = sampler(200);
        TableDescription table = table();
        int first = sampler.sample(table).attributes().size();
        long units = sampler.takeSampled(TABLE);
        assertThat(first).isBetween(100, 200 + 1);
        int wider = 0;
        for (int refresh = 0; refresh < 20; refresh++) {
            wider = sampler.sample(table).attributes().size();
        }
        // in part the same items by chance
        assertThat(wider).isGreaterThan(first + 100);
        assertThat(sampler.takeSampled(TABLE)).isBetween(units / 2, 20L * 3 * 500_000);
    }

    private TableDescription table()
    {
        return client.describeTable(request -> request.tableName(TABLE)).join().table();
    }

    private TableSampler sampler(int items)
    {
        RateBudget budget = new RateBudget(CapacityUnits.READ, OptionalLong.empty());
        return new TableSampler(
                client,
                new DynamoDbCalls(Duration.ofMinutes(1), Duration.ofMinutes(1)),
                () -> budget,
                new TableSampler.SampleSize(items, 1 << 20),
                Duration.ofHours(1));
    }
}
