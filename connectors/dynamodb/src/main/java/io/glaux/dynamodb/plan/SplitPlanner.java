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
package io.glaux.dynamodb.plan;

import io.glaux.dynamodb.plan.Condition.Constant;
import io.glaux.dynamodb.plan.SplitModel.Index;
import io.glaux.dynamodb.plan.SplitModel.ItemKey;
import io.glaux.dynamodb.plan.SplitModel.KeyQuery;
import io.glaux.dynamodb.plan.SplitModel.Part;
import io.glaux.dynamodb.plan.SplitModel.TableSplit;
import io.glaux.dynamodb.plan.SplitModel.Target;
import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.dynamodb.schema.TableIndex;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.source.SourceSplit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import static java.util.Objects.requireNonNull;

/**
 * Makes splits of an access path: many keys and hash values to a split, and some segments of a scan, in as many splits
 * as the capacity allows.
 */
final class SplitPlanner
{
    static final int KEYS_OF_SPLIT = 1000;
    static final int QUERIES_OF_SPLIT = 100;
    private static final double SPLIT_BYTES = 64 * 1024 * 1024;
    // a split is read one page of 1 MiB after the other, each in some 50 ms: only many are fast
    private static final double SCANNED_BYTES = 4 * 1024 * 1024;
    // a page has the whole segment, in most cases: two pages take more, as each is rounded up
    private static final double SEGMENT_BYTES = 0.75 * 1024 * 1024;
    // each takes a request, also when the table is not any more as large as DynamoDB last counted
    private static final int USUAL_SEGMENTS = 1400;
    private static final int MAX_SEGMENTS = 1_000_000;
    // what one reader takes in a second: some ten pages of 1 MiB, which are 128 units each
    private static final double READER_UNITS_PER_SECOND = 1000;
    // a table that is billed by request has no capacity to be told; a new one serves so many units
    private static final double ON_DEMAND_UNITS_PER_SECOND = 12_000;
    // more than are read at a time even out, since items are not spread evenly
    private static final int SPLITS_OF_READER = 4;

    private final TableSchema table;
    private final ReadSettings settings;

    SplitPlanner(TableSchema table, ReadSettings settings)
    {
        this.table = requireNonNull(table, "table is null");
        this.settings = requireNonNull(settings, "settings is null");
    }

    /**
     * How many splits a path has.
     */
    long count(AccessPath path)
    {
        return switch (path.kind()) {
            case NOTHING -> 0;
            case KEYS -> divided(path.keyCount(), KEYS_OF_SPLIT);
            case QUERIES -> divided(path.keyCount(), queriesOfSplit(path));
            case SCAN -> splitsOfScan(path);
        };
    }

    private static long divided(long all, long some)
    {
        return (all + some - 1) / some;
    }

    private static int queriesOfSplit(AccessPath path)
    {
        double bytesOfQuery = Math.max(1, path.bytes() / Math.max(1, path.keyCount()));
        return (int) Math.clamp(SPLIT_BYTES / bytesOfQuery, 1, QUERIES_OF_SPLIT);
    }

    private int splitsOfScan(AccessPath path)
    {
        if (settings.segmentBytes().isPresent()) {
            return (int) Math.clamp(Math.ceil(path.bytes() / settings.segmentBytes().getAsLong()), 1, MAX_SEGMENTS);
        }
        double capacity = table.readUnitsPerSecond().isPresent()
                ? table.readUnitsPerSecond().getAsLong()
                : ON_DEMAND_UNITS_PER_SECOND;
        double budget = settings.readUnitsPerSecond().isPresent()
                ? Math.min(capacity, (double) settings.readUnitsPerSecond().getAsLong())
                : capacity;
        double byCapacity = Math.max(1, Math.ceil(budget / READER_UNITS_PER_SECOND)) * SPLITS_OF_READER;
        double bySize = Math.ceil(path.bytes() / SCANNED_BYTES);
        return (int) Math.clamp(Math.min(bySize, byCapacity), 1, MAX_SEGMENTS);
    }

    /**
     * @param further what need not be true of rows, but of those that are wanted
     * @param sampled takes the millionths of units that nobody has counted yet
     */
    void split(
            ScanModel.TableScan scan,
            AccessPath path,
            List<TableColumn> columns,
            Condition further,
            LongSupplier sampled,
            Consumer<SourceSplit> splits)
    {
        TableSplit model = new TableSplit(
                target(path),
                columns,
                filter(scan.condition(), further, path),
                settings.isConsistent(),
                path.isFetched(),
                scan.limit(),
                scan.order() != ReadOrder.NONE && !scan.isOneSplit(),
                scan.order(),
                scan.counts(),
                new Part.Keys(List.of()),
                0);
        boolean isSearch = scan.limit().isPresent() && !scan.condition().equals(Constant.ALWAYS);
        List<Part> parts = parts(path, scan.isOneSplit(), isSearch);
        if (parts.isEmpty() && scan.counts() > 0) {
            // no rows are a row of zeros
            parts = List.of(new Part.Keys(List.of()));
        }
        double share = 1.0 / Math.max(1, parts.size());
        int weight = (int) Math.clamp(path.bytes() * share / SPLIT_BYTES * 100, 1, 100);
        for (Part part : parts) {
            splits.accept(new SourceSplit(
                    SplitModel.encode(model.of(part, sampled.getAsLong())),
                    weight,
                    OptionalDouble.of(path.rows() * share),
                    OptionalDouble.of(path.bytes() * share)));
        }
    }

    private Target target(AccessPath path)
    {
        return new Target(table.table(), table.key(), path.index().map(index -> new Index(index.name(), index.key())));
    }

    /**
     * What is left of a condition when keys are read, and who does it.
     */
    FilterParts filter(Condition condition, Condition further, AccessPath path)
    {
        KeySchema key = path.index().map(TableIndex::key).orElse(table.key());
        Condition rest = Condition.all(condition.conjuncts().stream()
                .filter(part -> !isKept(part, key, path))
                .toList());
        FilterParts parts = switch (path.kind()) {
            case NOTHING, KEYS -> new FilterParts(Constant.ALWAYS, rest);
            case QUERIES, SCAN -> FilterParts.of(rest, test -> isAllowed(test, path.kind(), path.index()));
        };
        Condition pushed = parts.pushed();
        if (path.kind() == AccessPath.Kind.QUERIES || path.kind() == AccessPath.Kind.SCAN) {
            Condition both = Condition.all(List.of(pushed, further));
            pushed = FilterParts.of(both, test -> isAllowed(test, path.kind(), path.index())).pushed();
        }
        // an item of the table is not the one that the index had when it was found there
        return new FilterParts(pushed, path.isFetched() ? condition : parts.local());
    }

    // whether the keys that are read are no others than those that a part of the condition allows
    private static boolean isKept(Condition part, KeySchema key, AccessPath path)
    {
        return switch (path.kind()) {
            case NOTHING -> true;
            case SCAN -> false;
            case KEYS -> KeyDomain.of(part, key).isExact();
            case QUERIES -> {
                KeyDomain domain = KeyDomain.of(part, key);
                yield domain.isExact() && isWithin(path.domain(), domain);
            }
        };
    }

    private static boolean isWithin(KeyDomain read, KeyDomain allowed)
    {
        return read.hashes().orElseThrow().entrySet().stream().allMatch(entry -> {
            KeyRanges ranges = allowed.hashes()
                    .map(hashes -> hashes.getOrDefault(entry.getKey(), KeyRanges.NONE))
                    .orElse(allowed.sort());
            return entry.getValue().intersect(ranges).equals(entry.getValue());
        });
    }

    /**
     * Whether a test may be in a filter.
     */
    boolean isAllowed(Condition.Test test, AccessPath.Kind kind, Optional<TableIndex> index)
    {
        String attribute = test.path().attribute();
        KeySchema key = index.map(TableIndex::key).orElse(table.key());
        boolean isReadable = index.map(found -> found.has(attribute, table.key())).orElse(true);
        boolean isOfKey = kind == AccessPath.Kind.QUERIES && key.names().contains(attribute);
        return isReadable && !isOfKey && !isEmptyKey(test);
    }

    // DynamoDB refuses to compare a key with what no key can be
    private boolean isEmptyKey(Condition.Test test)
    {
        boolean isKey = table.key().names().contains(test.path().attribute())
                || table.indexes().stream().anyMatch(index -> index.key().names().contains(test.path().attribute()));
        return isKey && switch (test) {
            case Condition.Compare compare -> compare.value().isEmpty();
            case Condition.In in -> in.values().stream().anyMatch(Scalar::isEmpty);
            case Condition.BeginsWith _, Condition.Contains _, Condition.Exists _, Condition.HasType _ -> false;
        };
    }

    private List<Part> parts(AccessPath path, boolean isOneSplit, boolean isSearch)
    {
        return switch (path.kind()) {
            case NOTHING -> List.of();
            case KEYS -> grouped(keys(path.domain()), isOneSplit ? Integer.MAX_VALUE : KEYS_OF_SPLIT).stream()
                    .<Part>map(Part.Keys::new)
                    .toList();
            case QUERIES -> grouped(queries(path.domain()), isOneSplit ? Integer.MAX_VALUE : queriesOfSplit(path))
                    .stream()
                    .<Part>map(Part.Queries::new)
                    .toList();
            case SCAN -> isOneSplit ? List.of(oneAfterAnother(path, isSearch)) : segmented(path);
        };
    }

    private List<Part> segmented(AccessPath path)
    {
        int splits = splitsOfScan(path);
        long total = Math.max(splits, segments(path));
        List<Part> parts = new ArrayList<>();
        for (int split = 0; split < splits; split++) {
            int first = (int) (total * split / splits);
            int next = (int) (total * (split + 1) / splits);
            parts.add(new Part.Segments(first, next - first, (int) total));
        }
        return parts;
    }

    private int segments(AccessPath path)
    {
        return settings.segmentBytes().isPresent()
                ? splitsOfScan(path)
                : (int) Math.clamp(Math.ceil(path.bytes() / SEGMENT_BYTES), 1, USUAL_SEGMENTS);
    }

    // a search may have to go through all of it, and then reads several segments at a time
    private Part oneAfterAnother(AccessPath path, boolean isSearch)
    {
        int total = isSearch ? segments(path) : 1;
        return new Part.Segments(0, total, total);
    }

    private List<ItemKey> keys(KeyDomain domain)
    {
        List<ItemKey> keys = new ArrayList<>();
        boolean hasSort = table.key().sort().isPresent();
        domain.hashes().orElseThrow().forEach((hash, ranges) -> ranges.ranges().forEach(range ->
                keys.add(new ItemKey(hash, hasSort ? range.low() : Optional.empty()))));
        return keys;
    }

    private static List<KeyQuery> queries(KeyDomain domain)
    {
        List<KeyQuery> queries = new ArrayList<>();
        domain.hashes().orElseThrow().forEach((hash, ranges) ->
                ranges.ranges().forEach(range -> queries.add(new KeyQuery(hash, range))));
        return queries;
    }

    private static <T> List<List<T>> grouped(List<T> all, int size)
    {
        List<List<T>> groups = new ArrayList<>();
        for (int start = 0; start < all.size(); start += Math.min(size, all.size() - start)) {
            groups.add(all.subList(start, start + Math.min(size, all.size() - start)));
        }
        return groups;
    }
}
