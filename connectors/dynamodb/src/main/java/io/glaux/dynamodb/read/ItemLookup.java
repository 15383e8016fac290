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
import io.glaux.dynamodb.plan.ItemTest;
import io.glaux.dynamodb.plan.KeyRange;
import io.glaux.dynamodb.plan.LookupPath;
import io.glaux.dynamodb.plan.ReadOrder;
import io.glaux.dynamodb.plan.ReadSettings;
import io.glaux.dynamodb.plan.Scalar;
import io.glaux.dynamodb.plan.ScanModel;
import io.glaux.dynamodb.plan.SplitModel.ItemKey;
import io.glaux.dynamodb.plan.SplitModel.KeyQuery;
import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.dynamodb.value.PushableType;
import io.glaux.source.ColumnPath;
import io.glaux.source.KeyLookup;
import io.glaux.source.LookupRequest;
import io.glaux.source.LookupWriter;
import io.glaux.source.ReadContext;
import io.glaux.source.SourceException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Looks items up: by their keys, a hundred to a request and several requests at a time, or by a query of each hash
 * value. What is asked for twice is read once.
 */
final class ItemLookup
        implements KeyLookup
{
    private final ReadRequests requests;
    private final ReadContext context;
    private final LookupPath path;
    private final List<TableColumn> keys;
    private final List<TableColumn> columns;
    private final Condition condition;
    private final ItemRequests items;

    private ItemLookup(
            ReadRequests requests,
            ReadContext context,
            LookupPath path,
            List<TableColumn> keys,
            List<TableColumn> columns,
            Condition condition,
            boolean isConsistent)
    {
        this.requests = requireNonNull(requests, "requests is null");
        this.context = requireNonNull(context, "context is null");
        this.path = requireNonNull(path, "path is null");
        this.keys = List.copyOf(keys);
        this.columns = List.copyOf(columns);
        this.condition = requireNonNull(condition, "condition is null");
        this.items = new ItemRequests(path.target(), paths(), path.filter(), isConsistent, false, ReadOrder.NONE);
    }

    /**
     * @throws SourceException if rows cannot be found by these columns without reading the whole table
     */
    static ItemLookup open(
            ReadRequests requests,
            ReadContext context,
            TableFinder tables,
            ReadSettings settings,
            ScanModel scan,
            LookupRequest request)
    {
        if (!(scan instanceof ScanModel.TableScan planned) || !planned.isFilterable()) {
            throw SourceException.notSupported("looking up keys in what a limit or an aggregation left");
        }
        TableSchema table = tables.find(planned.table());
        List<TableColumn> keys = request.keys().stream().map(name -> table.column(ColumnPath.of(name))).toList();
        List<TableColumn> columns = request.columns().stream().map(table::column).toList();
        boolean isComparable = keys.stream().allMatch(key -> key.pushable().filter(PushableType::isExact).isPresent());
        Optional<LookupPath> path = isComparable
                ? LookupPath.find(table, keys, columns, planned.condition(), settings)
                : Optional.empty();
        return new ItemLookup(
                requests,
                context,
                path.orElseThrow(() -> SourceException.notSupported(
                        "looking up table %s by %s: there is no hash key of it or of an index".formatted(
                                table.name(), String.join(", ", request.keys())))),
                keys,
                columns,
                planned.condition(),
                settings.isConsistent());
    }

    private Set<AttributePath> paths()
    {
        Set<AttributePath> paths = ItemReaders.keyPaths(path.target().key());
        paths.addAll(ItemReaders.keyPaths(path.target().readKey()));
        columns.forEach(column -> paths.add(new AttributePath(column.path())));
        keys.forEach(column -> paths.add(new AttributePath(column.path())));
        paths.addAll(condition.paths());
        return paths;
    }

    /**
     * Keys that are found by one request for an item, or by one query.
     */
    private record Wanted(int key, Condition condition) {}

    @Override
    public void lookUp(List<List<Object>> values, LookupWriter rows)
            throws InterruptedException
    {
        if (condition.equals(Constant.NEVER)) {
            return;
        }
        Map<ItemKey, List<Wanted>> wanted = new LinkedHashMap<>();
        for (int key = 0; key < values.size(); key++) {
            add(key, values.get(key), wanted);
        }
        if (path.isByKey()) {
            lookUpKeys(wanted, rows);
        }
        else {
            query(wanted, rows);
        }
    }

    // a key with a value that no item can have is left out
    private void add(int key, List<Object> values, Map<ItemKey, List<Wanted>> wanted)
    {
        List<Scalar> scalars = new ArrayList<>();
        List<Condition> conditions = new ArrayList<>();
        for (int position = 0; position < keys.size(); position++) {
            Object value = values.get(position);
            Optional<Scalar> scalar = value == null
                    ? Optional.empty()
                    : keys.get(position).pushable().orElseThrow().literal(value).flatMap(Scalar::of);
            if (scalar.isEmpty()) {
                return;
            }
            scalars.add(scalar.get());
            AttributePath attribute = new AttributePath(keys.get(position).path());
            conditions.add(new Condition.Compare(attribute, Condition.Operator.EQUAL, scalar.get()));
        }
        ItemKey item = new ItemKey(scalars.get(path.hash()), path.sort().isPresent()
                ? Optional.of(scalars.get(path.sort().getAsInt()))
                : Optional.empty());
        if (!item.hash().isEmpty() && item.sort().filter(Scalar::isEmpty).isEmpty()) {
            wanted.computeIfAbsent(item, _ -> new ArrayList<>()).add(new Wanted(key, Condition.all(conditions)));
        }
    }

    private record Batch(List<ItemKey> keys, KeyFetch fetch) {}

    private void lookUpKeys(Map<ItemKey, List<Wanted>> wanted, LookupWriter rows)
            throws InterruptedException
    {
        List<ItemKey> distinct = List.copyOf(wanted.keySet());
        Deque<Batch> sent = new ArrayDeque<>();
        try {
            for (int start = 0; start < distinct.size() || !sent.isEmpty(); ) {
                if (start < distinct.size() && sent.size() < KeyReader.BATCHES_AHEAD) {
                    int end = Math.min(distinct.size(), start + KeyFetch.MAX_KEYS);
                    List<ItemKey> some = distinct.subList(start, end);
                    sent.addLast(new Batch(some, KeyFetch.send(requests, context, items, some)));
                    start = end;
                    continue;
                }
                Batch batch = sent.removeFirst();
                Map<ItemKey, Map<String, AttributeValue>> found = batch.fetch().await();
                for (ItemKey key : batch.keys()) {
                    if (found.containsKey(key)) {
                        write(found.get(key), wanted.get(key), rows);
                    }
                }
            }
        }
        finally {
            KeyFetch.abandon(sent.stream().map(Batch::fetch).toList());
        }
    }

    private void query(Map<ItemKey, List<Wanted>> wanted, LookupWriter rows)
            throws InterruptedException
    {
        List<ItemKey> distinct = List.copyOf(wanted.keySet());
        List<KeyQuery> queries = distinct.stream()
                .map(key -> new KeyQuery(key.hash(), key.sort().map(KeyRange::point).orElse(KeyRange.ALL)))
                .toList();
        ItemPages.Place start = new ItemPages.Place(0, Map.of());
        ItemPages.Steps steps = ItemPages.ofQueries(items, queries);
        try (ItemPages pages = new ItemPages(requests, context, steps, start, ItemPages.QUERIES_AHEAD)) {
            while (pages.hasNext()) {
                ItemPages.Step step = pages.next(OptionalInt.empty());
                for (Map<String, AttributeValue> item : step.page().items()) {
                    write(item, wanted.get(distinct.get(step.step())), rows);
                }
            }
        }
    }

    private void write(Map<String, AttributeValue> item, List<Wanted> wanted, LookupWriter rows)
            throws InterruptedException
    {
        if (!ItemTest.isTrue(condition, item)) {
            return;
        }
        for (Wanted key : wanted) {
            if (ItemTest.isTrue(key.condition(), item)) {
                for (int position = 0; position < columns.size(); position++) {
                    columns.get(position).write(item, rows.column(position));
                }
                rows.endRow(key.key());
            }
        }
    }

    @Override
    public void close() {}
}
