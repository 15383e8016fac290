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
package io.glaux.dynamodb.write;

import io.glaux.dynamodb.CapacityUnits;
import io.glaux.dynamodb.DynamoDbCalls;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.dynamodb.value.AttributeEquality;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.ReadContext;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceWrite;
import io.glaux.source.WriteKind;
import io.glaux.source.WriteTarget;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Gatherers;

import static java.util.Objects.requireNonNull;

/**
 * INSERT, DELETE and UPDATE of items by their keys. What is written is there at once and stays: DynamoDB has no
 * transaction over a statement.
 */
public final class DynamoDbWrite
        implements SourceWrite
{
    /**
     * What BatchWriteItem takes.
     */
    private static final int BATCH = 25;

    private final WriteRequests requests;
    private final TableSchema table;
    private final RowEncoder encoder;
    private final boolean isInsertIfAbsent;
    private final WriteTasks tasks = new WriteTasks();
    private final AtomicLong written = new AtomicLong();

    /**
     * @param isInsertIfAbsent whether INSERT of a key that is there fails; else it replaces the item
     * @throws SourceException if the table cannot be written so
     */
    public DynamoDbWrite(
            WriteRequests requests,
            TableSchema table,
            WriteTarget target,
            boolean isInsertIfAbsent)
    {
        this.requests = requireNonNull(requests, "requests is null");
        this.table = requireNonNull(table, "table is null");
        this.encoder = new RowEncoder(table, target);
        this.isInsertIfAbsent = isInsertIfAbsent;
    }

    /**
     * Nothing: the target has all.
     */
    @Override
    public OpaqueBytes state()
    {
        return OpaqueBytes.of("");
    }

    @Override
    public String onFailure()
    {
        return "What was written to table %s before the failure stays: DynamoDB has no transaction over a statement"
                .formatted(table.name());
    }

    @Override
    public void write(WriteKind kind, List<List<Object>> rows, ReadContext context)
            throws InterruptedException
    {
        List<WriteTasks.Task> parts = switch (kind) {
            case INSERT -> isInsertIfAbsent ? inserts(rows, context) : puts(rows, context);
            case DELETE -> deletes(rows, context);
            case UPDATE -> updates(rows, context);
        };
        tasks.run(parts);
    }

    private List<WriteTasks.Task> inserts(List<List<Object>> rows, ReadContext context)
    {
        return rows.stream().map(encoder::item).<WriteTasks.Task>map(item -> () -> insert(item, context)).toList();
    }

    private void insert(Map<String, AttributeValue> item, ReadContext context)
            throws InterruptedException
    {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table.table())
                .item(item)
                .conditionExpression("attribute_not_exists(#key)")
                .expressionAttributeNames(Map.of("#key", table.key().hash().name()))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        AtomicInteger attempts = new AtomicInteger();
        try {
            requests.send(
                    where(),
                    1,
                    client -> {
                        attempts.incrementAndGet();
                        return client.putItem(request);
                    },
                    response -> CapacityUnits.of(CapacityUnits.WRITE, response.consumedCapacity()),
                    context);
        }
        catch (SourceException e) {
            if (e.getCause() instanceof ConditionalCheckFailedException failed) {
                // an attempt of which the answer was lost may have written it
                if (attempts.get() == 1 || !failed.hasItem() || !AttributeEquality.isSame(failed.item(), item)) {
                    throw SourceException.of(
                            SourceErrorCode.DUPLICATE_KEY,
                            ("%s has a row with the key of one that is inserted. "
                            + "Set insert of the catalog to replace to have such rows replaced").formatted(
                                    where()));
                }
            }
            else {
                throw e;
            }
        }
        written.incrementAndGet();
    }

    /**
     * Of several rows with one key the last, as if they were put one after the other.
     */
    private List<WriteTasks.Task> puts(List<List<Object>> rows, ReadContext context)
    {
        Map<Map<String, AttributeValue>, WriteRequest> puts = new LinkedHashMap<>();
        rows.stream().map(encoder::item).forEach(item -> puts.put(
                encoder.keyOf(item),
                WriteRequest.builder().putRequest(put -> put.item(item)).build()));
        return batches(puts, context);
    }

    private List<WriteTasks.Task> deletes(List<List<Object>> rows, ReadContext context)
    {
        Map<Map<String, AttributeValue>, WriteRequest> deletes = new LinkedHashMap<>();
        rows.stream().map(encoder::key).forEach(key -> deletes.put(
                key,
                WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build()));
        return batches(deletes, context);
    }

    private List<WriteTasks.Task> batches(
            Map<Map<String, AttributeValue>, WriteRequest> byKey,
            ReadContext context)
    {
        return byKey.values().stream()
                .gather(Gatherers.windowFixed(BATCH))
                .<WriteTasks.Task>map(batch -> () -> writeAll(batch, context))
                .toList();
    }

    /**
     * What the service left over, for want of capacity, is sent again until nothing is left.
     */
    private void writeAll(List<WriteRequest> batch, ReadContext context)
            throws InterruptedException
    {
        List<WriteRequest> left = batch;
        for (int attempt = 0; !left.isEmpty(); attempt++) {
            if (attempt > 0) {
                DynamoDbCalls.pause(attempt - 1, context::throttled);
            }
            BatchWriteItemRequest request = BatchWriteItemRequest.builder()
                    .requestItems(Map.of(table.table(), left))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build();
            BatchWriteItemResponse response = requests.send(
                    where(),
                    left.size(),
                    client -> client.batchWriteItem(request),
                    answer -> CapacityUnits.of(CapacityUnits.WRITE, answer.consumedCapacity()),
                    context);
            List<WriteRequest> unprocessed = response.unprocessedItems().getOrDefault(table.table(), List.of());
            written.addAndGet(left.size() - unprocessed.size());
            if (unprocessed.size() < left.size()) {
                // it goes on, if slowly
                attempt = 0;
            }
            left = unprocessed;
        }
    }

    private List<WriteTasks.Task> updates(List<List<Object>> rows, ReadContext context)
    {
        int keySize = encoder.keySize();
        List<WriteTasks.Task> updates = new ArrayList<>();
        for (List<Object> row : rows) {
            Map<String, AttributeValue> key = encoder.key(row);
            Map<String, Optional<AttributeValue>> changes = encoder.changes(row.subList(keySize, row.size()));
            updates.add(() -> update(key, changes, context));
        }
        return updates;
    }

    private void update(
            Map<String, AttributeValue> key,
            Map<String, Optional<AttributeValue>> changes,
            ReadContext context)
            throws InterruptedException
    {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> set = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        names.put("#key", table.key().hash().name());
        changes.forEach((attribute, value) -> {
            String number = String.valueOf(names.size());
            names.put("#a" + number, attribute);
            value.ifPresentOrElse(
                    present -> {
                        values.put(":v" + number, present);
                        set.add("#a%s = :v%s".formatted(number, number));
                    },
                    () -> removed.add("#a" + number));
        });
        String expression = (set.isEmpty() ? "" : "SET " + String.join(", ", set))
                + (removed.isEmpty() ? "" : " REMOVE " + String.join(", ", removed));
        UpdateItemRequest request = UpdateItemRequest.builder()
                .tableName(table.table())
                .key(key)
                .conditionExpression("attribute_exists(#key)")
                .updateExpression(expression)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values.isEmpty() ? null : values)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        try {
            requests.send(
                    where(),
                    1,
                    client -> client.updateItem(request),
                    response -> CapacityUnits.of(CapacityUnits.WRITE, response.consumedCapacity()),
                    context);
            written.incrementAndGet();
        }
        catch (SourceException e) {
            // somebody deleted the item since it was read: as if after the update
            if (!(e.getCause() instanceof ConditionalCheckFailedException)) {
                throw e;
            }
        }
    }

    private String where()
    {
        return "Table " + table.name();
    }

    @Override
    public Optional<String> end(boolean commit)
    {
        long rows = written.get();
        return commit || rows == 0
                ? Optional.empty()
                : Optional.of("%s rows were written to table %s, and stay".formatted(rows, table.name()));
    }

    @Override
    public void close()
    {
        tasks.close();
    }
}
