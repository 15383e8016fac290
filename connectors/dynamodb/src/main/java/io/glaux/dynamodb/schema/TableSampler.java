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

import io.glaux.dynamodb.DynamoDbCalls;
import io.glaux.dynamodb.read.RateBudget;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * Reads a few items from all over a table: the first ones of several segments, as many as items and bytes allow.
 */
final class TableSampler
{
    private static final int MOST_SEGMENTS = 8;

    /**
     * Smaller tables are read from one end: they are read whole anyway, or nearly so.
     */
    private static final long SEGMENTED_BYTES = 4 << 20;

    /**
     * Before anything is known of their size.
     */
    private static final int FIRST_ITEMS = 16;

    /**
     * What a unit is of an eventually consistent read.
     */
    private static final double BYTES_PER_UNIT = 8192;

    /**
     * A sample that took more is kept for some time, and widened by a few items each time it is asked for.
     */
    private static final double LITTLE_UNITS = 5;
    private static final int MORE_ITEMS = 16;

    /**
     * Of segments that a sample is widened from, each time another one, and how many there are at most.
     */
    private static final long BYTES_OF_MORE = 32 << 10;
    private static final int MOST_PLACES = 10_000;

    /**
     * Of one page, before it is known.
     */
    private static final double EXPECTED_UNITS = 1;

    private final DynamoDbAsyncClient client;
    private final DynamoDbCalls calls;
    private final Supplier<RateBudget> budget;
    private final SampleSize size;
    private final Duration keptFor;
    private final SampledUnits sampled = new SampledUnits();
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /**
     * @param budget that the units of samples are taken from
     */
    TableSampler(
            DynamoDbAsyncClient client,
            DynamoDbCalls calls,
            Supplier<RateBudget> budget,
            SampleSize size,
            Duration keptFor)
    {
        this.budget = requireNonNull(budget, "budget is null");
        this.client = requireNonNull(client, "client is null");
        this.calls = requireNonNull(calls, "calls is null");
        this.size = requireNonNull(size, "size is null");
        this.keptFor = requireNonNull(keptFor, "keptFor is null");
    }

    /**
     * @param made when the table was, if that is told: one that is made anew is another
     * @param sample is not changed any more
     */
    private record Kept(Instant made, ItemSample sample, long sinceNanos) {}

    /**
     * @param items at most
     * @param bytes about, at most: of the items, as DynamoDB counts them
     */
    record SampleSize(int items, long bytes) {}

    ItemSample sample(TableDescription table)
    {
        Kept before = kept.get(table.tableName());
        if (before == null
                || !Objects.equals(before.made(), table.creationDateTime())
                || System.nanoTime() - before.sinceNanos() > keptFor.toNanos()) {
            return anew(table);
        }
        ItemSample wider = before.sample().copy();
        read(table.tableName(), somewhere(table), MORE_ITEMS).items().forEach(wider::add);
        kept.put(table.tableName(), new Kept(before.made(), wider, before.sinceNanos()));
        return wider;
    }

    private ItemSample anew(TableDescription table)
    {
        long start = System.nanoTime();
        Taken taken = new Taken();
        ItemSample sample = read(table, taken);
        if (taken.bytes > LITTLE_UNITS * BYTES_PER_UNIT) {
            kept.put(table.tableName(), new Kept(table.creationDateTime(), sample, start));
        }
        else {
            kept.remove(table.tableName());
        }
        return sample;
    }

    private ItemSample read(TableDescription table, Taken taken)
    {
        ItemSample sample = new ItemSample();
        List<Segment> open = segments(table);
        while (!open.isEmpty() && taken.items < size.items() && taken.bytes < size.bytes()) {
            for (Segment segment : List.copyOf(open)) {
                int limit = taken.next(size, open.size());
                if (limit < 1) {
                    return sample;
                }
                ScanResponse page = read(table.tableName(), segment, limit);
                page.items().forEach(sample::add);
                taken.add(page);
                open.remove(segment);
                if (page.hasLastEvaluatedKey()) {
                    open.add(new Segment(segment.number(), segment.total(), page.lastEvaluatedKey()));
                }
            }
        }
        return sample;
    }

    /**
     * What samples of a table took that was not asked for yet, in millionths of a read unit.
     */
    long takeSampled(String table)
    {
        return sampled.take(table);
    }

    private static Segment somewhere(TableDescription table)
    {
        int total = Math.clamp(bytes(table) / BYTES_OF_MORE, 1, MOST_PLACES);
        return new Segment(ThreadLocalRandom.current().nextInt(total), total, Map.of());
    }

    private static long bytes(TableDescription table)
    {
        return table.tableSizeBytes() == null ? 0 : table.tableSizeBytes();
    }

    private static List<Segment> segments(TableDescription table)
    {
        int total = bytes(table) < SEGMENTED_BYTES ? 1 : MOST_SEGMENTS;
        List<Segment> segments = new ArrayList<>();
        for (int number = 0; number < total; number++) {
            segments.add(new Segment(number, total, Map.of()));
        }
        return segments;
    }

    private ScanResponse read(String table, Segment segment, int limit)
    {
        ScanRequest request = ScanRequest.builder()
                .tableName(table)
                .segment(segment.number())
                .totalSegments(segment.total())
                .exclusiveStartKey(segment.from().isEmpty() ? null : segment.from())
                .limit(limit)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        acquire(table);
        ScanResponse page;
        try {
            page = calls.call("Table " + table, () -> client.scan(request));
        }
        catch (SourceException e) {
            budget.get().settle(EXPECTED_UNITS, 0);
            throw e;
        }
        budget.get().settle(EXPECTED_UNITS, units(page));
        sampled.add(table, units(page));
        return page;
    }

    private void acquire(String table)
    {
        try {
            // it is a call of the planner's, which nobody accounts waits of
            Duration _ = budget.get().acquire(EXPECTED_UNITS);
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SourceException.of(
                    SourceErrorCode.SOURCE_FAILED,
                    "Table %s: nobody waits for it any more".formatted(table),
                    e);
        }
    }

    private static double units(ScanResponse page)
    {
        return page.consumedCapacity() == null || page.consumedCapacity().capacityUnits() == null
                ? 0
                : page.consumedCapacity().capacityUnits();
    }

    private record Segment(int number, int total, Map<String, AttributeValue> from) {}

    private static final class Taken
    {
        private int items;
        private double bytes;

        /**
         * Items of the next page, by the size of those before; 0: enough.
         */
        private int next(SampleSize size, int segments)
        {
            int left = size.items() - items;
            if (items == 0) {
                return Math.min(left, FIRST_ITEMS);
            }
            double itemBytes = Math.max(1, bytes / items);
            double fitting = (size.bytes() - bytes) / segments / itemBytes;
            int limit = (int) Math.min((double) left / segments, fitting);
            // what is left of a sample is not worth a request that is mostly rounded up
            return limit * itemBytes < BYTES_PER_UNIT ? 0 : limit;
        }

        private void add(ScanResponse page)
        {
            items += page.count();
            bytes += units(page) * BYTES_PER_UNIT;
        }
    }
}
