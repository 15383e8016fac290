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
import io.glaux.dynamodb.plan.SplitModel.ItemKey;
import io.glaux.dynamodb.plan.SplitModel.TableSplit;
import io.glaux.source.ReadContext;
import io.glaux.source.RowReader;
import io.glaux.source.RowWriter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * Reads items by their keys, in the order of the keys. Not thread-safe.
 */
final class KeyReader
        implements RowReader
{
    /**
     * Requests of a hundred keys that are under way at a time.
     */
    static final int BATCHES_AHEAD = 4;

    private final ReadRequests requests;
    private final ReadContext context;
    private final TableSplit split;
    private final List<ItemKey> keys;
    private final ItemRequests items;
    private final ItemSink sink;
    private final Deque<Batch> sent = new ArrayDeque<>();
    private int nextKey;

    private record Batch(int start, List<ItemKey> keys, KeyFetch fetch) {}

    KeyReader(
            ReadRequests requests,
            ReadContext context,
            TableSplit split,
            List<ItemKey> keys,
            ReadCursor start)
    {
        this.requests = requireNonNull(requests, "requests is null");
        this.context = requireNonNull(context, "context is null");
        this.split = requireNonNull(split, "split is null");
        this.keys = List.copyOf(keys);
        this.items = ItemReaders.keys(split);
        this.sink = new ItemSink(split.columns(), split.filter().local(), split.counts() > 0, start);
        this.nextKey = start.step();
    }

    @Override
    public boolean readPage(RowWriter rows)
            throws InterruptedException
    {
        send();
        if (!sent.isEmpty()) {
            write(sent.removeFirst(), rows);
        }
        boolean isDone = left() == 0 || (sent.isEmpty() && nextKey == keys.size());
        if (isDone && split.counts() > 0) {
            writeCount(sink.rows(), split.counts(), rows);
        }
        return !isDone;
    }

    private void send()
            throws InterruptedException
    {
        int ahead = split.limit().isPresent() ? 1 : BATCHES_AHEAD;
        while (sent.size() < ahead && nextKey < keys.size() && left() > 0) {
            int end = nextKey + size();
            List<ItemKey> some = keys.subList(nextKey, end);
            sent.addLast(new Batch(nextKey, some, KeyFetch.send(requests, context, items, some)));
            nextKey = end;
        }
    }

    // no more keys than rows are wanted, if each that is there becomes one
    private int size()
    {
        int size = Math.min(KeyFetch.MAX_KEYS, keys.size() - nextKey);
        return split.filter().local().equals(Constant.ALWAYS) ? (int) Math.min(size, left()) : size;
    }

    private void write(Batch batch, RowWriter rows)
            throws InterruptedException
    {
        Map<ItemKey, Map<String, AttributeValue>> found = batch.fetch().await();
        for (int position = 0; position < batch.keys().size() && left() > 0; position++) {
            Map<String, AttributeValue> item = found.get(batch.keys().get(position));
            int after = batch.start() + position + 1;
            if (item != null) {
                sink.add(item, rows, (written, ofHash) -> new ReadCursor(after, Map.of(), written, ofHash));
            }
        }
    }

    private long left()
    {
        return split.limit().isPresent()
                ? Math.max(0, split.limit().getAsLong() - sink.rows())
                : Long.MAX_VALUE;
    }

    /**
     * The one row of a count.
     */
    static void writeCount(long count, int columns, RowWriter rows)
            throws InterruptedException
    {
        for (int position = 0; position < columns; position++) {
            rows.column(position).writeLong(count);
        }
        rows.endRow();
    }

    @Override
    public void close()
    {
        KeyFetch.abandon(sent.stream().map(Batch::fetch).toList());
        sent.clear();
    }
}
