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

import io.glaux.dynamodb.schema.KeySchema;
import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.dynamodb.schema.TableIndex;
import io.glaux.dynamodb.schema.TableSchema;
import io.glaux.dynamodb.value.PushableType;
import io.glaux.source.TopN;
import io.glaux.source.TopN.SortItem;

import java.util.List;
import java.util.Optional;

/**
 * Finds a path that reads the first rows of an order without reading the others: a query is in the order of its sort
 * key.
 */
final class OrderedPaths
{
    private OrderedPaths() {}

    /**
     * @param isWhole whether there is one hash value; of several, each brings its first rows
     */
    record Found(AccessPath path, ReadOrder order, boolean isWhole) {}

    /**
     * @return none when none is cheaper than reading everything some other way
     */
    static Optional<Found> find(TableSchema table, Condition condition, TopN topN, List<AccessPath> paths)
    {
        double least = paths.getFirst().units();
        return paths.stream()
                .filter(path -> path.kind() == AccessPath.Kind.QUERIES && !path.isFetched())
                .flatMap(path -> order(table, path, topN).stream().map(order -> found(path, order)))
                .filter(found -> units(table, condition, found, topN) <= least)
                .findFirst();
    }

    private static Found found(AccessPath path, ReadOrder order)
    {
        return new Found(path, order, path.domain().hashes().orElseThrow().size() == 1);
    }

    private static double units(TableSchema table, Condition condition, Found found, TopN topN)
    {
        AccessPath path = found.path();
        KeySchema key = key(table, path);
        boolean isByKey = condition.conjuncts().stream().allMatch(part -> KeyDomain.of(part, key).isExact());
        long hashValues = path.domain().hashes().orElseThrow().size();
        double share = isByKey ? Math.min(1, hashValues * topN.count() / Math.max(1, path.rows())) : 1;
        return path.units() * share;
    }

    private static KeySchema key(TableSchema table, AccessPath path)
    {
        return path.index().map(TableIndex::key).orElse(table.key());
    }

    private static Optional<ReadOrder> order(TableSchema table, AccessPath path, TopN topN)
    {
        KeySchema key = key(table, path);
        boolean isOneHash = path.domain().hashes().orElseThrow().size() == 1;
        List<SortItem> items = topN.order().stream()
                .filter(item -> !isOneHash || !isOfAttribute(table, item, key.hash().name()))
                .toList();
        if (items.isEmpty() || key.sort().isEmpty()) {
            return Optional.empty();
        }
        SortItem first = items.getFirst();
        // items of a table with the same hash value have different sort values; those of an index need not
        boolean isSettled = items.size() == 1 || (isOneHash && path.index().isEmpty());
        if (!isSettled || !isOfAttribute(table, first, key.sort().get().name())) {
            return Optional.empty();
        }
        return Optional.of(first.isAscending() ? ReadOrder.ASCENDING : ReadOrder.DESCENDING);
    }

    // of a column that is null where its attribute is not, the order is another
    private static boolean isOfAttribute(TableSchema table, SortItem item, String attribute)
    {
        TableColumn column = table.column(item.column());
        return !column.isNested()
                && column.attribute().equals(attribute)
                && column.pushable().filter(PushableType::isExact).filter(PushableType::isOrdered).isPresent();
    }
}
