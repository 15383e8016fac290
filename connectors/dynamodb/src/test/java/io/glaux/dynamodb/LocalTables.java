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
package io.glaux.dynamodb;

import io.glaux.dynamodb.local.DynamoDbLocal;
import io.glaux.source.Call;
import io.glaux.source.ColumnPath;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.RowReader;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.ScanTarget;
import io.glaux.source.Source;
import io.glaux.source.SourceSettings;
import io.glaux.source.SourceSplit;
import io.glaux.source.SourceTableName;
import io.glaux.source.SplitRequest;
import io.glaux.source.batch.BatchLimits;
import io.glaux.source.batch.BatchWriter;
import io.glaux.source.batch.MeteredContext;
import io.glaux.source.batch.RowsReader;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.Schema;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A DynamoDB on this machine, with tables, and catalogs of it.
 */
public final class LocalTables
        implements AutoCloseable
{
    public static final Call CALL = new Call("query", "somebody", "primary", ZoneOffset.UTC);

    private final DynamoDbLocal local = DynamoDbLocal.start();
    private final DynamoDbClient client = DynamoDbClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .endpointOverride(local.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .build();

    public DynamoDbClient client()
    {
        return client;
    }

    /**
     * With the hash key {@code id}, a text.
     */
    public void create(String table)
    {
        client.createTable(CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attribute("id", ScalarAttributeType.S))
                .keySchema(key("id", KeyType.HASH))
                .build());
    }

    static AttributeDefinition attribute(String name, ScalarAttributeType type)
    {
        return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
    }

    static KeySchemaElement key(String name, KeyType type)
    {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    public void put(String table, Map<String, AttributeValue> item)
    {
        client.putItem(request -> request.tableName(table).item(item));
    }

    public Map<String, AttributeValue> get(String table, String id)
    {
        return client.getItem(request -> request
                .tableName(table)
                .key(Map.of("id", AttributeValue.fromS(id)))
                .consistentRead(true)).item();
    }

    /**
     * A catalog with settings, in which nothing is remembered.
     */
    public Source source(Map<String, String> settings)
    {
        Map<String, String> all = new HashMap<>(Map.of(
                "endpoint", local.endpoint().toString(),
                "access-key", "key",
                "secret-key", "secret",
                "metadata-seconds", "0"));
        all.putAll(settings);
        return new DynamoDbSourceFactory().create(new SourceSettings("local", all));
    }

    /**
     * All rows of a table, in the order in which they come.
     */
    public static List<List<Object>> rows(Source source, String table, String... columns)
            throws InterruptedException
    {
        ScanPlan plan = source.plan(CALL, new ScanRequest(
                new ScanTarget.Table(new SourceTableName("default", table)),
                List.of(columns).stream().map(ColumnPath::of).toList(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty()));
        List<OpaqueBytes> splits = new ArrayList<>();
        source.splits(
                CALL,
                plan.scan(),
                new SplitRequest(List.of(), Optional.empty()),
                split -> splits.add(bytes(split)));
        List<List<Object>> rows = new ArrayList<>();
        Schema schema = plan.schema();
        MeteredContext context = new MeteredContext(CALL, schema, _ -> {});
        try (BufferAllocator allocator = new RootAllocator();
                BatchWriter writer = new BatchWriter(
                        schema,
                        allocator,
                        BatchLimits.DEFAULT,
                        context,
                        (batch, _) -> rows.addAll(new RowsReader(batch).rows()))) {
            for (OpaqueBytes split : splits) {
                try (RowReader reader = source.read(context, split, Optional.empty())) {
                    boolean isMore = true;
                    while (isMore) {
                        isMore = reader.readPage(writer);
                    }
                }
            }
            writer.finish();
        }
        return rows;
    }

    private static OpaqueBytes bytes(SourceSplit split)
    {
        return split.split();
    }

    @Override
    public void close()
    {
        client.close();
        local.close();
    }
}
