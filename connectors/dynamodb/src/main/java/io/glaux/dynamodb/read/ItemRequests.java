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

import io.glaux.dynamodb.plan.AttributePath;
import io.glaux.dynamodb.plan.Condition;
import io.glaux.dynamodb.plan.Condition.Constant;
import io.glaux.dynamodb.plan.ExpressionWriter;
import io.glaux.dynamodb.plan.ReadOrder;
import io.glaux.dynamodb.plan.Scalar;
import io.glaux.dynamodb.plan.SplitModel.Index;
import io.glaux.dynamodb.plan.SplitModel.ItemKey;
import io.glaux.dynamodb.plan.SplitModel.KeyQuery;
import io.glaux.dynamodb.plan.SplitModel.Target;
import io.glaux.dynamodb.schema.KeySchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import static java.util.Objects.requireNonNull;

/**
 * Makes the requests of a read. Each asks what it took.
 *
 * @param paths what is read of items; all that is read when only items are counted
 * @param filter that DynamoDB does
 */
record ItemRequests(
        Target target,
        Collection<AttributePath> paths,
        Condition filter,
        boolean isConsistent,
        boolean isCounted,
        ReadOrder order)
{
    // before anything is known of pages: little, so that the first is not waited for
    private static final double FIRST_PAGE_UNITS = 1;

    ItemRequests
    {
        requireNonNull(target, "target is null");
        requireNonNull(filter, "filter is null");
        requireNonNull(order, "order is null");
    }

    /**
     * A page of items.
     *
     * @param count of items that satisfy the filter
     * @param last where the next page begins; empty: there is none
     * @param units that it took
     */
    record Page(List<Map<String, AttributeValue>> items, int count, Map<String, AttributeValue> last, double units) {}

    String what()
    {
        return "Table " + target.table();
    }

    private Optional<String> indexName()
    {
        return target.index().map(Index::name);
    }

    /**
     * @param segment from 0
     * @param segments of the scan
     * @param from where the page begins; empty: at the start
     * @param limit most items that are looked at
     * @param expected units; 0: not known
     */
    ReadRequests.Request<Page> scan(
            int segment,
            int segments,
            Map<String, AttributeValue> from,
            OptionalInt limit,
            double expected)
    {
        ExpressionWriter writer = new ExpressionWriter();
        ScanRequest request = ScanRequest.builder()
                .tableName(target.table())
                .indexName(indexName().orElse(null))
                .segment(segments > 1 ? segment : null)
                .totalSegments(segments > 1 ? segments : null)
                .exclusiveStartKey(from.isEmpty() ? null : from)
                .limit(limit.isPresent() ? limit.getAsInt() : null)
                .filterExpression(filter(writer))
                .projectionExpression(projection(writer))
                .select(isCounted ? Select.COUNT : null)
                .consistentRead(isConsistent)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .expressionAttributeNames(nullIfEmpty(writer.names()))
                .expressionAttributeValues(nullIfEmpty(writer.values()))
                .build();
        return new ReadRequests.Request<>(
                what(),
                isConsistent,
                client -> ReadRequests.then(client.scan(request), ItemRequests::page),
                Page::units,
                Page::count,
                Math.max(FIRST_PAGE_UNITS, expected));
    }

    private static Page page(ScanResponse response)
    {
        return new Page(
                response.items(),
                response.count(),
                response.lastEvaluatedKey(),
                units(response.consumedCapacity()));
    }

    ReadRequests.Request<Page> query(
            KeyQuery query,
            Map<String, AttributeValue> from,
            OptionalInt limit,
            double expected)
    {
        ExpressionWriter writer = new ExpressionWriter();
        QueryRequest request = QueryRequest.builder()
                .tableName(target.table())
                .indexName(indexName().orElse(null))
                .keyConditionExpression(writer.keyCondition(target.readKey(), query.hash(), query.range()))
                .scanIndexForward(order == ReadOrder.DESCENDING ? false : null)
                .exclusiveStartKey(from.isEmpty() ? null : from)
                .limit(limit.isPresent() ? limit.getAsInt() : null)
                .filterExpression(filter(writer))
                .projectionExpression(projection(writer))
                .select(isCounted ? Select.COUNT : null)
                .consistentRead(isConsistent)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .expressionAttributeNames(nullIfEmpty(writer.names()))
                .expressionAttributeValues(nullIfEmpty(writer.values()))
                .build();
        return new ReadRequests.Request<>(
                what(),
                isConsistent,
                client -> ReadRequests.then(client.query(request), ItemRequests::page),
                Page::units,
                Page::count,
                Math.max(FIRST_PAGE_UNITS, expected));
    }

    private static Page page(QueryResponse response)
    {
        return new Page(
                response.items(),
                response.count(),
                response.lastEvaluatedKey(),
                units(response.consumedCapacity()));
    }

    /**
     * What was read by keys.
     *
     * @param left keys that DynamoDB did not get to
     */
    record Found(List<Map<String, AttributeValue>> items, List<Map<String, AttributeValue>> left, double units) {}

    /**
     * @param keys different from each other, at most a hundred
     */
    ReadRequests.Request<Found> get(List<Map<String, AttributeValue>> keys)
    {
        return keys.size() == 1 ? getOne(keys.getFirst()) : getBatch(keys);
    }

    private ReadRequests.Request<Found> getOne(Map<String, AttributeValue> key)
    {
        ExpressionWriter writer = new ExpressionWriter();
        GetItemRequest request = GetItemRequest.builder()
                .tableName(target.table())
                .key(key)
                .consistentRead(isConsistent)
                .projectionExpression(projection(writer))
                .expressionAttributeNames(nullIfEmpty(writer.names()))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        return new ReadRequests.Request<>(
                what(),
                isConsistent,
                client -> ReadRequests.then(client.getItem(request), response -> new Found(
                        response.hasItem() ? List.of(response.item()) : List.of(),
                        List.of(),
                        units(response.consumedCapacity()))),
                Found::units,
                found -> found.items().size(),
                FIRST_PAGE_UNITS);
    }

    private ReadRequests.Request<Found> getBatch(List<Map<String, AttributeValue>> keys)
    {
        ExpressionWriter writer = new ExpressionWriter();
        KeysAndAttributes batch = KeysAndAttributes.builder()
                .keys(keys)
                .consistentRead(isConsistent)
                .projectionExpression(projection(writer))
                .expressionAttributeNames(nullIfEmpty(writer.names()))
                .build();
        BatchGetItemRequest request = BatchGetItemRequest.builder()
                .requestItems(Map.of(target.table(), batch))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        return new ReadRequests.Request<>(
                what(),
                isConsistent,
                client -> ReadRequests.then(client.batchGetItem(request), response -> new Found(
                        response.responses().getOrDefault(target.table(), List.of()),
                        left(response.unprocessedKeys()),
                        response.consumedCapacity().stream().mapToDouble(ItemRequests::units).sum())),
                Found::units,
                found -> found.items().size(),
                keys.size() * (isConsistent ? 1 : 0.5));
    }

    private static List<Map<String, AttributeValue>> left(Map<String, KeysAndAttributes> unprocessed)
    {
        return unprocessed.values().stream().flatMap(table -> table.keys().stream()).toList();
    }

    private static double units(ConsumedCapacity consumed)
    {
        return consumed == null || consumed.capacityUnits() == null ? 0 : consumed.capacityUnits();
    }

    private String filter(ExpressionWriter writer)
    {
        return filter.equals(Constant.ALWAYS) ? null : writer.condition(filter);
    }

    private String projection(ExpressionWriter writer)
    {
        return isCounted ? null : writer.projection(paths).orElse(null);
    }

    private static <V> Map<String, V> nullIfEmpty(Map<String, V> map)
    {
        return map.isEmpty() ? null : map;
    }

    /**
     * The key of an item as DynamoDB takes it.
     */
    static Map<String, AttributeValue> key(KeySchema schema, ItemKey key)
    {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        attributes.put(schema.hash().name(), key.hash().attribute());
        schema.sort().ifPresent(sort -> attributes.put(sort.name(), key.sort().orElseThrow().attribute()));
        return attributes;
    }

    /**
     * The key of an item that was read: equal for the same item, however its numbers are written.
     */
    static ItemKey key(KeySchema schema, Map<String, AttributeValue> item)
    {
        return new ItemKey(
                Scalar.of(item.get(schema.hash().name())).orElseThrow(),
                schema.sort().map(sort -> Scalar.of(item.get(sort.name())).orElseThrow()));
    }
}
