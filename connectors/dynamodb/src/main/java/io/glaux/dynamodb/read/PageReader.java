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

import io.glaux.dynamodb.plan.Condition.Constant;
import io.glaux.dynamodb.plan.ExpressionWriter;
import io.glaux.dynamodb.plan.KeyRange;
import io.glaux.dynamodb.plan.ReadOrder;
import io.glaux.dynamodb.plan.Scalar;
import io.glaux.dynamodb.plan.SplitModel.ItemKey;
import io.glaux.dynamodb.plan.SplitModel.KeyQuery;
import io.glaux.dynamodb.plan.SplitModel.Part;
import io.glaux.dynamodb.plan.SplitModel.TableSplit;
import io.glaux.source.ReadContext;
import io.glaux.source.RowReader;
import io.glaux.source.RowWriter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Reads segments, or queries, page by page.
 */
final class PageReader
        implements RowReader
{
    private static final long FIRST_PAGE_OF_FILTER = 100;
    // of 16 MiB, eventually consistent: a search that has not enough by then reads several segments at a time
    private static final double UNITS_OF_CLOSE_SEARCH = 2048;

    private final ReadRequests requests;
    private final ReadContext context;
    private final TableSplit split;
    private final List<KeyQuery> queries;
    private final Set<String> placeNames;
    private final boolean isCounted;
    /**
     * Whether every item that is looked at becomes a row.
     */
    private final boolean isEach;
    private final ItemSink sink;
    private final ItemPages pages;
    private int hashStep;
    private long filteredItems;
    private double searchedUnits;
    private boolean isDone;

    PageReader(ReadRequests requests, ReadContext context, TableSplit split, ReadCursor start)
    {
        this.requests = requireNonNull(requests, "requests is null");
        this.context = requireNonNull(context, "context is null");
        this.split = requireNonNull(split, "split is null");
        this.placeNames = ItemReaders.placeNames(split.target());
        this.isCounted = ItemReaders.isCounted(split);
        this.isEach = split.filter().pushed().equals(Constant.ALWAYS)
                && split.filter().local().equals(Constant.ALWAYS);
        this.sink = new ItemSink(split.columns(), split.filter().local(), split.counts() > 0, start);
        ItemRequests items = ItemReaders.pages(split);
        this.queries = split.part() instanceof Part.Queries(List<KeyQuery> parts) ? ordered(parts) : List.of();
        ItemPages.Steps steps = split.part() instanceof Part.Segments segments
                ? ItemPages.ofSegments(items, segments)
                : ItemPages.ofQueries(items, queries);
        this.hashStep = start.step();
        this.pages = new ItemPages(
                requests,
                context,
                steps,
                new ItemPages.Place(start.step(), start.key()),
                mostAhead());
        // it may go on behind the last row that is wanted of a hash value
        skipFullHash();
    }

    private int mostAhead()
    {
        if (split.limit().isPresent()) {
            return 0;
        }
        return queries.isEmpty() ? ItemPages.SEGMENTS_AHEAD : ItemPages.QUERIES_AHEAD;
    }

    private List<KeyQuery> ordered(List<KeyQuery> parts)
    {
        return split.order() == ReadOrder.DESCENDING ? parts.reversed() : parts;
    }

    @Override
    public boolean readPage(RowWriter rows)
            throws InterruptedException
    {
        if (!isDone && pages.hasNext() && left() > 0) {
            ItemPages.Step step = pages.next(pageLimit());
            startHash(step.step());
            searchedUnits += step.page().units();
            if (isWideSearch()) {
                pages.readAhead();
            }
            write(step, rows);
            skipFullHash();
        }
        isDone |= !pages.hasNext() || left() == 0;
        if (isDone && split.counts() > 0) {
            KeyReader.writeCount(sink.rows(), split.counts(), rows);
        }
        return !isDone;
    }

    private void write(ItemPages.Step step, RowWriter rows)
            throws InterruptedException
    {
        if (isCounted) {
            sink.add(Math.min(left(), step.page().count()), rows);
            return;
        }
        List<Map<String, AttributeValue>> items = within(step);
        Map<ItemKey, Map<String, AttributeValue>> fetched = split.isFetched() ? fetch(items) : Map.of();
        for (Map<String, AttributeValue> item : items) {
            if (left() == 0) {
                return;
            }
            // an item may be gone from the table, and not yet from the index
            Map<String, AttributeValue> whole = split.isFetched()
                    ? fetched.get(ItemRequests.key(split.target().key(), item))
                    : item;
            if (whole != null) {
                sink.add(whole, rows, (written, ofHash) ->
                        ReadCursor.of(step.step(), item, placeNames, written, ofHash));
            }
        }
    }

    // without the ends that a key condition could not leave out
    private List<Map<String, AttributeValue>> within(ItemPages.Step step)
    {
        if (queries.isEmpty() || ExpressionWriter.isTold(queries.get(step.step()).range())) {
            return step.page().items();
        }
        KeyRange range = queries.get(step.step()).range();
        String sort = split.target().readKey().sort().orElseThrow().name();
        return step.page().items().stream()
                .filter(item -> Scalar.of(item.get(sort)).filter(range::contains).isPresent())
                .toList();
    }

    private Map<ItemKey, Map<String, AttributeValue>> fetch(List<Map<String, AttributeValue>> items)
            throws InterruptedException
    {
        Set<ItemKey> distinct = new LinkedHashSet<>();
        items.forEach(item -> distinct.add(ItemRequests.key(split.target().key(), item)));
        List<ItemKey> keys = List.copyOf(distinct);
        List<KeyFetch> sent = new ArrayList<>();
        Map<ItemKey, Map<String, AttributeValue>> found = new HashMap<>();
        ItemRequests byKey = ItemReaders.keys(split);
        try {
            for (int start = 0; start < keys.size(); start += KeyFetch.MAX_KEYS) {
                List<ItemKey> some = keys.subList(start, Math.min(keys.size(), start + KeyFetch.MAX_KEYS));
                sent.add(KeyFetch.send(requests, context, byKey, some));
                if (sent.size() == KeyReader.BATCHES_AHEAD) {
                    found.putAll(sent.removeFirst().await());
                }
            }
            while (!sent.isEmpty()) {
                found.putAll(sent.removeFirst().await());
            }
            return found;
        }
        finally {
            KeyFetch.abandon(sent);
        }
    }

    private void startHash(int step)
    {
        if (!queries.isEmpty() && !queries.get(step).hash().equals(queries.get(hashStep).hash())) {
            sink.startHash();
        }
        hashStep = step;
    }

    private void skipFullHash()
    {
        if (!split.isLimitOfHash() || left() > 0) {
            return;
        }
        Scalar hash = queries.get(hashStep).hash();
        while (pages.hasNext() && queries.get(pages.nextStep()).hash().equals(hash)) {
            pages.skipStep();
        }
        sink.startHash();
    }

    // rows that are still wanted
    private long left()
    {
        if (split.limit().isEmpty()) {
            return Long.MAX_VALUE;
        }
        return Math.max(0, split.limit().getAsLong() - (split.isLimitOfHash() ? sink.rowsOfHash() : sink.rows()));
    }

    private boolean isWideSearch()
    {
        return queries.isEmpty()
                && !isEach
                && searchedUnits > UNITS_OF_CLOSE_SEARCH * (split.isConsistent() ? 2 : 1);
    }

    /**
     * DynamoDB's Limit is of items that are looked at, before the filter. So it is the limit only where every item that
     * is looked at becomes a row. Else pages have ever more items, so that no more than about twice of what is needed
     * is looked at, by a few requests, wherever the rows are; until the search is a wide one.
     */
    private OptionalInt pageLimit()
    {
        if (split.limit().isEmpty() || !pages.hasNext() || isWideSearch()) {
            return OptionalInt.empty();
        }
        if (!isEach) {
            long more = filteredItems == 0 ? Math.max(FIRST_PAGE_OF_FILTER, left()) : filteredItems * 2;
            filteredItems = Math.min(Integer.MAX_VALUE, more);
            return OptionalInt.of((int) filteredItems);
        }
        boolean isNewHash = !queries.isEmpty()
                && !queries.get(pages.nextStep()).hash().equals(queries.get(hashStep).hash());
        long wanted = split.isLimitOfHash() && isNewHash ? split.limit().getAsLong() : left();
        boolean isTold = queries.isEmpty() || ExpressionWriter.isTold(queries.get(pages.nextStep()).range());
        // the ends that do not belong are looked at, too
        return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, wanted + (isTold ? 0 : 2)));
    }

    @Override
    public void close()
    {
        pages.close();
    }
}
