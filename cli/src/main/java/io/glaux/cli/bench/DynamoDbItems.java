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
package io.glaux.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glaux.cli.CommandFailure;
import io.glaux.cli.local.DynamoDbLocalClient;

import java.net.URI;

/**
 * Makes the table of the comparison: {@code pk} has 100 items each, with {@code sk} from 0 on, and a {@code payload} of
 * 120 characters. Its index has {@code category} and {@code price}, which each item has. It is billed on demand.
 */
final class DynamoDbItems
        implements AutoCloseable
{
    static final String TABLE = "bench-items";
    static final int ITEMS_OF_KEY = 100;
    static final int CATEGORIES = 100;
    static final int PRICES = 1000;

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int BATCH = 25;
    private static final String DEFINITION =
            """
            {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
             "AttributeDefinitions": [
              {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "N"},
              {"AttributeName": "category", "AttributeType": "S"}, {"AttributeName": "price", "AttributeType": "N"}],
             "KeySchema": [
              {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
             "GlobalSecondaryIndexes": [{"IndexName": "by-category", "Projection": {"ProjectionType": "ALL"},
              "KeySchema": [
               {"AttributeName": "category", "KeyType": "HASH"}, {"AttributeName": "price", "KeyType": "RANGE"}]}]}
            """.formatted(TABLE);

    private final DynamoDbLocalClient client;

    DynamoDbItems(URI endpoint)
    {
        this.client = new DynamoDbLocalClient(endpoint);
    }

    void make(int count)
            throws InterruptedException
    {
        client.call("CreateTable", DEFINITION);
        for (int first = 0; first < count; first += BATCH) {
            ObjectNode request = MAPPER.createObjectNode();
            ArrayNode puts = request.putObject("RequestItems").putArray(TABLE);
            for (int number = first; number < Math.min(count, first + BATCH); number++) {
                put(puts.addObject().putObject("PutRequest").putObject("Item"), number);
            }
            JsonNode answer = client.call("BatchWriteItem", request.toString());
            if (!answer.path("UnprocessedItems").isEmpty()) {
                throw new CommandFailure("DynamoDB Local did not take all items of the benchmark");
            }
        }
    }

    /**
     * The hash key of some items.
     */
    static String key(int number)
    {
        return "customer-%06d".formatted(number);
    }

    @Override
    public void close()
    {
        client.close();
    }

    private static void put(ObjectNode item, int number)
    {
        item.putObject("pk").put("S", key(number / ITEMS_OF_KEY));
        item.putObject("sk").put("N", String.valueOf(number % ITEMS_OF_KEY));
        item.putObject("category").put("S", "category-%02d".formatted(number % CATEGORIES));
        // spread, but the same each time
        item.putObject("price").put("N", String.valueOf((number * 7919L) % PRICES));
        item.putObject("payload").put("S", "%0120d".formatted(number));
    }
}
