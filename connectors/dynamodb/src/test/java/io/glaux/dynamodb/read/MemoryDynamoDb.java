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

import io.glaux.dynamodb.plan.ExpressionOracle;
import io.glaux.dynamodb.schema.KeyAttribute;
import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.dynamodb.schema.TableIndex;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.dynamodb.value.AttributeType;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One table in memory that answers as DynamoDB does, for what no server can be made to do when a test wants it: to
 * throttle, to fail, to leave keys unread, to have pages of a few items. It refuses what DynamoDB refuses.
 */
final class MemoryDynamoDb
        implements DynamoDbAsyncClient
{
    static final int ITEM_BYTES = 1000;

    private final TableSchema table;
    private final List<Map<String, AttributeValue>> items;
    private final int pageItems;
    private final Random faults;
    private final double faultRate;
    private final Map<String, Integer> requests = new HashMap<>();
    private final List<CompletableFuture<?>> waiting = new ArrayList<>();
    private State state = State.WELL;
    private double units;
    private double dearness = 1;
    private int looked;

    enum State
    {
        WELL,
        /**
         * It answers nothing.
         */
        SILENT,
        THROTTLED,
        FAILING,
    }

    /**
     * @param pageItems how many items a page has
     * @param faultRate which share of requests is refused
     */
    MemoryDynamoDb(
            TableSchema table,
            List<Map<String, AttributeValue>> items,
            int pageItems,
            Random faults,
            double faultRate)
    {
        this.table = table;
        this.items = List.copyOf(items);
        this.pageItems = pageItems;
        this.faults = faults;
        this.faultRate = faultRate;
    }

    synchronized void set(State next)
    {
        state = next;
    }

    /**
     * Requests that were not answered.
     */
    synchronized List<CompletableFuture<?>> waiting()
    {
        return List.copyOf(waiting);
    }

    /**
     * Everything takes so many times what it would, as if items were larger.
     */
    synchronized void makeDear(double times)
    {
        dearness = times;
    }

    synchronized double units()
    {
        return units;
    }

    /**
     * Items that were looked at.
     */
    synchronized int looked()
    {
        return looked;
    }

    synchronized int requests(String operation)
    {
        return requests.getOrDefault(operation, 0);
    }

    synchronized int requests()
    {
        return requests.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String serviceName()
    {
        return "dynamodb";
    }

    @Override
    public void close() {}

    private <T> CompletableFuture<T> answer(String operation, Answer<T> answer)
    {
        synchronized (this) {
            requests.merge(operation, 1, Integer::sum);
            if (state == State.SILENT) {
                CompletableFuture<T> silent = new CompletableFuture<>();
                waiting.add(silent);
                return silent;
            }
            boolean isFaulty = faults.nextDouble() < faultRate;
            if (state != State.WELL || isFaulty) {
                boolean isThrottled = state == State.WELL ? faults.nextBoolean() : state == State.THROTTLED;
                return CompletableFuture.failedFuture(isThrottled
                        ? ProvisionedThroughputExceededException.builder()
                          .awsErrorDetails(details("ProvisionedThroughputExceededException"))
                          .statusCode(400)
                          .build()
                        : DynamoDbException.builder()
                          .awsErrorDetails(details("InternalServerError"))
                          .statusCode(500)
                          .build());
            }
            try {
                return CompletableFuture.completedFuture(answer.get());
            }
            catch (IllegalArgumentException e) {
                return CompletableFuture.failedFuture(DynamoDbException.builder()
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ValidationException")
                                .errorMessage(e.getMessage())
                                .build())
                        .statusCode(400)
                        .build());
            }
        }
    }

    private interface Answer<T>
    {
        T get();
    }

    private static AwsErrorDetails details(String code)
    {
        return AwsErrorDetails.builder().errorCode(code).errorMessage("not now").build();
    }

    private static void refuse(boolean isWrong, String why)
    {
        if (isWrong) {
            throw new IllegalArgumentException("DynamoDB refuses it: " + why);
        }
    }

    private record Page(List<Map<String, AttributeValue>> items, int count, Map<String, AttributeValue> last) {}

    @Override
    public CompletableFuture<ScanResponse> scan(ScanRequest request)
    {
        return answer("Scan", () -> {
            List<Map<String, AttributeValue>> all = ordered(indexed(request.indexName()).stream()
                    .filter(item -> request.totalSegments() == null
                            || Math.floorMod(item.get("h").hashCode(), request.totalSegments()) == request.segment())
                    .toList());
            boolean isGlobal = request.indexName() != null;
            refuse(isGlobal && Boolean.TRUE.equals(request.consistentRead()), "a consistent read of a global index");
            Expressions expressions = new Expressions(
                    request.expressionAttributeNames(),
                    request.expressionAttributeValues());
            Page page = page(
                    all,
                    request.exclusiveStartKey(),
                    request.limit(),
                    expressions.filter(request.filterExpression()),
                    key(request.indexName()));
            ScanResponse.Builder response = ScanResponse.builder().count(page.count());
            if (request.select() == Select.COUNT) {
                refuse(request.projectionExpression() != null, "a projection of a count");
            }
            else {
                response.items(expressions.projected(page.items(), request.projectionExpression()));
            }
            expressions.checkUsed();
            return response.lastEvaluatedKey(page.last().isEmpty() ? null : page.last())
                    .consumedCapacity(consumed(request.consistentRead()))
                    .build();
        });
    }

    @Override
    public CompletableFuture<QueryResponse> query(QueryRequest request)
    {
        return answer("Query", () -> {
            KeySchema key = key(request.indexName());
            Expressions expressions = new Expressions(
                    request.expressionAttributeNames(),
                    request.expressionAttributeValues());
            Optional<ExpressionOracle> condition = expressions.filter(request.keyConditionExpression());
            refuse(condition.isEmpty(), "a query without a key");
            List<Map<String, AttributeValue>> all = new ArrayList<>(ordered(indexed(request.indexName()).stream()
                    .filter(condition.get()::isTrue)
                    .toList(), key));
            if (Boolean.FALSE.equals(request.scanIndexForward())) {
                all = all.reversed();
            }
            if (request.filterExpression() != null) {
                key.names().forEach(name -> request.expressionAttributeNames().forEach((placeholder, told) ->
                        refuse(told.equals(name) && request.filterExpression().matches(".*" + placeholder + "\\b.*"),
                                "a key in a filter")));
            }
            Page page = page(
                    all,
                    request.exclusiveStartKey(),
                    request.limit(),
                    expressions.filter(request.filterExpression()),
                    key);
            QueryResponse.Builder response = QueryResponse.builder().count(page.count());
            if (request.select() != Select.COUNT) {
                response.items(expressions.projected(page.items(), request.projectionExpression()));
            }
            expressions.checkUsed();
            return response.lastEvaluatedKey(page.last().isEmpty() ? null : page.last())
                    .consumedCapacity(consumed(request.consistentRead()))
                    .build();
        });
    }

    private Page page(
            List<Map<String, AttributeValue>> all,
            Map<String, AttributeValue> from,
            Integer limit,
            Optional<ExpressionOracle> filter,
            KeySchema key)
    {
        refuse(limit != null && limit < 1, "a limit below 1");
        int start = 0;
        if (!from.isEmpty()) {
            Set<String> names = new HashSet<>(table.key().names());
            names.addAll(key.names());
            refuse(!from.keySet().equals(names), "another key to start from");
            while (start < all.size() && !all.get(start).entrySet().containsAll(from.entrySet())) {
                start++;
            }
            refuse(start == all.size(), "a key to start from that is not there");
            start++;
        }
        int end = Math.min(all.size(), start + Math.min(pageItems, limit == null ? pageItems : limit));
        List<Map<String, AttributeValue>> seen = all.subList(start, end);
        take(seen.size());
        List<Map<String, AttributeValue>> kept = seen.stream()
                .filter(item -> filter.isEmpty() || filter.get().isTrue(item))
                .toList();
        // like DynamoDB, it does not know that nothing follows a page that is full
        boolean isFull = seen.size() == pageItems || (limit != null && seen.size() == limit);
        Map<String, AttributeValue> last = new LinkedHashMap<>();
        if (isFull && !seen.isEmpty()) {
            table.key().names().forEach(name -> last.put(name, seen.getLast().get(name)));
            key.names().forEach(name -> last.put(name, seen.getLast().get(name)));
        }
        return new Page(kept, kept.size(), last);
    }

    private double taken;

    private void take(int count)
    {
        looked += count;
        taken = Math.max(1, Math.ceil(count * ITEM_BYTES / 4096.0)) * 0.5;
    }

    private ConsumedCapacity consumed(Boolean isConsistent)
    {
        double consumed = dearness * (Boolean.TRUE.equals(isConsistent) ? 2 * taken : taken);
        units += consumed;
        return ConsumedCapacity.builder().tableName(table.table()).capacityUnits(consumed).build();
    }

    private KeySchema key(String index)
    {
        return table.indexes().stream()
                .filter(found -> found.name().equals(index))
                .map(TableIndex::key)
                .findFirst()
                .orElse(table.key());
    }

    // an index has what has its key, and of that what is projected
    private List<Map<String, AttributeValue>> indexed(String name)
    {
        if (name == null) {
            return items;
        }
        TableIndex index = table.indexes().stream()
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no index " + name));
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        for (Map<String, AttributeValue> item : items) {
            if (index.key().attributes().stream().allMatch(attribute -> has(item, attribute))) {
                Map<String, AttributeValue> projected = new LinkedHashMap<>(item);
                projected.keySet().removeIf(attribute -> !index.has(attribute, table.key()));
                found.add(projected);
            }
        }
        return found;
    }

    private static boolean has(Map<String, AttributeValue> item, KeyAttribute attribute)
    {
        AttributeValue value = item.get(attribute.name());
        return value != null && AttributeType.of(value) == attribute.type();
    }

    private static List<Map<String, AttributeValue>> ordered(List<Map<String, AttributeValue>> items)
    {
        return items.stream()
                .sorted(Comparator.<Map<String, AttributeValue>>comparingInt(item -> item.get("h").hashCode())
                        .thenComparing(item -> item.get("s").n()))
                .toList();
    }

    private static List<Map<String, AttributeValue>> ordered(List<Map<String, AttributeValue>> items, KeySchema key)
    {
        if (key.sort().isEmpty()) {
            return items;
        }
        String sort = key.sort().get().name();
        return items.stream()
                .sorted((left, right) -> ExpressionOracle.compare(left.get(sort), right.get(sort)))
                .toList();
    }

    @Override
    public CompletableFuture<GetItemResponse> getItem(GetItemRequest request)
    {
        return answer("GetItem", () -> {
            Expressions expressions = new Expressions(request.expressionAttributeNames(), Map.of());
            take(1);
            List<Map<String, AttributeValue>> found = expressions.projected(
                    items.stream().filter(item -> isKey(request.key(), item)).toList(),
                    request.projectionExpression());
            expressions.checkUsed();
            return GetItemResponse.builder()
                    .item(found.isEmpty() ? null : found.getFirst())
                    .consumedCapacity(consumed(request.consistentRead()))
                    .build();
        });
    }

    private boolean isKey(Map<String, AttributeValue> key, Map<String, AttributeValue> item)
    {
        refuse(!key.keySet().equals(new HashSet<>(table.key().names())), "another key");
        return key.entrySet().stream().allMatch(entry ->
                ExpressionOracle.compare(entry.getValue(), item.get(entry.getKey())) == 0);
    }

    @Override
    public CompletableFuture<BatchGetItemResponse> batchGetItem(BatchGetItemRequest request)
    {
        return answer("BatchGetItem", () -> {
            KeysAndAttributes batch = request.requestItems().get(table.table());
            List<Map<String, AttributeValue>> keys = batch.keys();
            refuse(keys.size() > 100 || new HashSet<>(keys).size() != keys.size(), "keys too many, or twice");
            // now and then some keys are left
            int read = faultRate > 0 ? faults.nextInt(keys.size() + 1) : keys.size();
            Expressions expressions = new Expressions(batch.expressionAttributeNames(), Map.of());
            List<Map<String, AttributeValue>> found = expressions.projected(
                    items.stream()
                            .filter(item -> keys.subList(0, read).stream().anyMatch(key -> isKey(key, item)))
                            .toList(),
                    batch.projectionExpression());
            expressions.checkUsed();
            looked += read;
            taken = 0.5 * read;
            return BatchGetItemResponse.builder()
                    .responses(Map.of(table.table(), found))
                    .unprocessedKeys(read == keys.size()
                            ? Map.of()
                            : Map.of(table.table(), batch.toBuilder().keys(keys.subList(read, keys.size())).build()))
                    .consumedCapacity(consumed(batch.consistentRead()))
                    .build();
        });
    }

    /**
     * All items, page after page.
     */
    @Override
    public CompletableFuture<ExecuteStatementResponse> executeStatement(ExecuteStatementRequest request)
    {
        return answer("ExecuteStatement", () -> {
            refuse(!request.statement().startsWith("SELECT "), "what it may not do");
            int start = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
            int end = Math.min(items.size(), start + pageItems);
            take(end - start);
            return ExecuteStatementResponse.builder()
                    .items(items.subList(start, end))
                    .nextToken(end < items.size() ? Integer.toString(end) : null)
                    .consumedCapacity(consumed(request.consistentRead()))
                    .build();
        });
    }

    /**
     * The expressions of one request.
     */
    private static final class Expressions
    {
        private final Map<String, String> names;
        private final Map<String, AttributeValue> values;
        private final Set<String> used = new HashSet<>();

        Expressions(Map<String, String> names, Map<String, AttributeValue> values)
        {
            this.names = names;
            this.values = values;
        }

        Optional<ExpressionOracle> filter(String text)
        {
            if (text == null) {
                return Optional.empty();
            }
            ExpressionOracle oracle = new ExpressionOracle(text, names, values);
            used.addAll(oracle.used());
            return Optional.of(oracle);
        }

        void checkUsed()
        {
            Set<String> told = new HashSet<>(names.keySet());
            told.addAll(values.keySet());
            refuse(!used.equals(told), "a placeholder that is not used");
        }

        List<Map<String, AttributeValue>> projected(List<Map<String, AttributeValue>> items, String projection)
        {
            if (projection == null) {
                return items;
            }
            List<List<String>> paths = new ArrayList<>();
            for (String path : projection.split(", ", -1)) {
                List<String> placeholders = List.of(path.split("[.]", -1));
                used.addAll(placeholders);
                paths.add(placeholders.stream().map(names::get).toList());
            }
            for (List<String> path : paths) {
                long within = paths.stream()
                        .filter(other -> other.size() >= path.size() && other.subList(0, path.size()).equals(path))
                        .count();
                refuse(within > 1, "paths that overlap");
            }
            return items.stream().map(item -> projected(item, paths)).toList();
        }

        private static Map<String, AttributeValue> projected(Map<String, AttributeValue> item, List<List<String>> paths)
        {
            Map<String, AttributeValue> projected = new LinkedHashMap<>();
            for (List<String> path : paths) {
                AttributeValue value = item.get(path.getFirst());
                if (value != null && path.size() == 1) {
                    projected.put(path.getFirst(), value);
                }
                else if (value != null && value.hasM()) {
                    AttributeValue known = projected.getOrDefault(path.getFirst(), AttributeValue.fromM(Map.of()));
                    Map<String, AttributeValue> map = new LinkedHashMap<>(known.m());
                    AttributeValue part = value.m().get(path.get(1));
                    if (part != null) {
                        map.put(path.get(1), part);
                        projected.put(path.getFirst(), AttributeValue.fromM(map));
                    }
                }
            }
            return projected;
        }
    }
}
