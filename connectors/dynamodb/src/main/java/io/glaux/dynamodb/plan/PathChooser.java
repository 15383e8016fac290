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
import io.glaux.dynamodb.schema.KeyAttribute;
import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.dynamodb.schema.TableIndex;
import io.glaux.dynamodb.schema.TableSchema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * Finds the ways to read a table that have every item that is wanted, and the one that takes the fewest read units.
 *
 * <p>An index has only the items that have all attributes of its key. So it is used only when the condition is true of
 * no item without them. (DynamoDB refuses items whose key attributes are of a wrong type, empty or too long as long as
 * the index is there. One that was written before a global index was made stays out of it: nothing that DynamoDB tells
 * gives it away. The documentation says so, and {@link ReadSettings#isIndexUsed} is for those who have such.)
 */
final class PathChooser
{
    /**
     * Keys or ranges of one scan; for more the table is scanned, or one range is read for each hash value.
     */
    static final int MAX_KEYS = 100_000;
    private static final int MAX_RANGES = 100;

    private final TableSchema table;
    private final ReadSettings settings;

    PathChooser(TableSchema table, ReadSettings settings)
    {
        this.table = requireNonNull(table, "table is null");
        this.settings = requireNonNull(settings, "settings is null");
    }

    /**
     * All ways, the cheapest first.
     *
     * @param attributes of items that are needed
     * @param limit rows that are enough, when all that is read belongs
     */
    List<AccessPath> paths(Condition condition, Set<String> attributes, Optional<Long> limit)
    {
        KeyDomain domain = KeyDomain.of(condition, table.key());
        if (domain.isNone()) {
            return List.of(new AccessPath(AccessPath.Kind.NOTHING, Optional.empty(), false, domain, 0, 0, 0));
        }
        List<AccessPath> paths = new ArrayList<>();
        keys(domain).ifPresent(paths::add);
        Estimates estimates = Estimates.of(table, settings.isConsistent());
        queries(Optional.empty(), table.key(), domain, estimates, false).ifPresent(paths::add);
        paths.add(scan(Optional.empty(), domain, estimates, false));
        if (settings.isIndexUsed()) {
            table.indexes().stream()
                    .filter(index -> isUsable(index, condition))
                    .forEach(index -> addPaths(index, condition, attributes, paths));
        }
        paths.sort(Comparator.comparingDouble(path -> limitedUnits(path, condition, limit)));
        return paths;
    }

    // a limit saves only where all that is read is wanted: DynamoDB reads before it filters
    private static double limitedUnits(AccessPath path, Condition condition, Optional<Long> limit)
    {
        boolean isAllWanted = path.kind() == AccessPath.Kind.SCAN
                ? condition.equals(Constant.ALWAYS)
                : path.domain().isExact();
        return limit.filter(_ -> isAllWanted)
                .map(rows -> path.units() * Math.min(1, rows / Math.max(1, path.rows())))
                .orElse(path.units());
    }

    /**
     * Whether an index may be read, and has every item that satisfies a condition.
     */
    boolean isUsable(TableIndex index, Condition condition)
    {
        boolean isComplete = index.key().attributes().stream()
                .allMatch(attribute -> isAlwaysThere(attribute)
                        || condition.requires(attribute.name(), attribute.type()));
        return index.isActive() && isComplete && !(settings.isConsistent() && index.isGlobal());
    }

    // what is in the table's key is in every item
    private boolean isAlwaysThere(KeyAttribute attribute)
    {
        return table.key().attributes().contains(attribute);
    }

    private void addPaths(TableIndex index, Condition condition, Set<String> attributes, List<AccessPath> paths)
    {
        boolean hasAll = attributes.stream().allMatch(attribute -> index.has(attribute, table.key()));
        KeyDomain domain = KeyDomain.of(condition, index.key());
        Estimates estimates = Estimates.of(index, table, settings.isConsistent());
        queries(Optional.of(index), index.key(), domain, estimates, !hasAll).ifPresent(paths::add);
        paths.add(scan(Optional.of(index), domain, estimates, !hasAll));
    }

    private Optional<AccessPath> keys(KeyDomain domain)
    {
        Estimates estimates = Estimates.of(table, settings.isConsistent());
        return domain.fullKeys(table.key())
                .filter(keys -> keys <= MAX_KEYS)
                .map(keys -> new AccessPath(
                        AccessPath.Kind.KEYS,
                        Optional.empty(),
                        false,
                        domain,
                        // a query with one key takes as much, but is no simpler
                        keys * estimates.units(estimates.itemBytes()),
                        Math.min(keys, estimates.items()),
                        keys * estimates.itemBytes()));
    }

    private Optional<AccessPath> queries(
            Optional<TableIndex> index,
            KeySchema key,
            KeyDomain domain,
            Estimates estimates,
            boolean isFetched)
    {
        if (domain.hashes().isEmpty() || domain.hashes().get().size() > MAX_KEYS) {
            return Optional.empty();
        }
        KeyDomain bounded = bounded(domain, key);
        double units = 0;
        double rows = 0;
        for (KeyRanges ranges : bounded.hashes().orElseThrow().values()) {
            for (KeyRange range : ranges.ranges()) {
                double items = estimates.items(range);
                rows += items;
                units += estimates.units(items * estimates.itemBytes());
            }
        }
        double all = Math.min(rows, estimates.items());
        return Optional.of(new AccessPath(
                AccessPath.Kind.QUERIES,
                index,
                isFetched,
                bounded,
                units + fetch(all, isFetched),
                all,
                all * estimates.itemBytes()));
    }

    // many values of a sort key, or all but some, become the range that has them all: the rest is told as a filter
    private static KeyDomain bounded(KeyDomain domain, KeySchema key)
    {
        NavigableMap<Scalar, KeyRanges> hashes = new TreeMap<>();
        domain.hashes().orElseThrow().forEach((hash, ranges) -> hashes.put(
                hash,
                key.sort().isEmpty() || ranges.ranges().size() > MAX_RANGES ? ranges.span() : ranges));
        boolean isSame = hashes.equals(domain.hashes().orElseThrow());
        return new KeyDomain(Optional.of(hashes), KeyRanges.ALL, domain.isExact() && isSame);
    }

    private AccessPath scan(Optional<TableIndex> index, KeyDomain domain, Estimates estimates, boolean isFetched)
    {
        return new AccessPath(
                AccessPath.Kind.SCAN,
                index,
                isFetched,
                domain,
                estimates.units(estimates.bytes()) + fetch(estimates.items(), isFetched),
                estimates.items(),
                estimates.bytes());
    }

    private double fetch(double rows, boolean isFetched)
    {
        Estimates estimates = Estimates.of(table, settings.isConsistent());
        return isFetched ? rows * estimates.units(estimates.itemBytes()) : 0;
    }
}
