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
package io.glaux.engine.catalog;

import io.glaux.engine.catalog.predicate.PartitionPredicate;
import io.glaux.engine.catalog.predicate.Truth;
import org.jdbi.v3.core.Handle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import static java.util.Objects.requireNonNull;

/**
 * A partition as the store holds it.
 *
 * @param document without the names of its catalog, database and table
 */
record StoredPartition(PartitionKey key, String document)
{
    /**
     * Keys are read and judged by the thousand; documents are read only for those that the answer holds.
     */
    private static final int CHUNK = 5000;
    private static final int MOST_VARIABLES = 1000;

    StoredPartition
    {
        requireNonNull(key, "key is null");
        requireNonNull(document, "document is null");
    }

    /**
     * The first keys of a table that satisfy a predicate, in order.
     *
     * @param after where the page before ended
     */
    static List<PartitionKey> keys(
            Handle handle,
            String tableId,
            Optional<PartitionPredicate> predicate,
            int columns,
            Predicate<PartitionKey> filter,
            Optional<byte[]> after,
            int limit)
    {
        KeyRange range = predicate.map(condition -> KeyRange.of(condition, columns)).orElseGet(KeyRange::all);
        Predicate<PartitionKey> accepted = filter.and(key ->
                predicate.isEmpty() || predicate.get().evaluate(key.values()) == Truth.TRUE);
        List<PartitionKey> found = new ArrayList<>();
        boolean first = after.isEmpty();
        byte[] position = after.orElseGet(range::from);
        while (true) {
            List<PartitionKey> chunk = readKeys(handle, tableId, position, first, range.before());
            for (PartitionKey key : chunk) {
                if (accepted.test(key)) {
                    found.add(key);
                    if (found.size() == limit) {
                        return found;
                    }
                }
            }
            if (chunk.size() < CHUNK) {
                return found;
            }
            position = chunk.getLast().bytes();
            first = false;
        }
    }

    private static List<PartitionKey> readKeys(
            Handle handle,
            String tableId,
            byte[] from,
            boolean inclusive,
            byte[] before)
    {
        return handle.createQuery(
                        """
                        SELECT partition_key FROM catalog_partitions
                        WHERE table_id = :id AND partition_key %s :from AND partition_key < :before
                        ORDER BY partition_key
                        LIMIT :limit
                        """.formatted(inclusive ? ">=" : ">"))
                .bind("id", tableId)
                .bind("from", from)
                .bind("before", before)
                .bind("limit", CHUNK)
                .map((row, _) -> PartitionKey.ofBytes(row.getBytes(1)))
                .list();
    }

    /**
     * The partitions with these keys that exist, in the order of their keys.
     */
    static List<StoredPartition> read(Handle handle, String tableId, List<PartitionKey> keys)
    {
        List<StoredPartition> partitions = new ArrayList<>();
        for (int start = 0; start < keys.size(); start += MOST_VARIABLES) {
            handle.createQuery(
                            """
                            SELECT partition_key, document FROM catalog_partitions
                            WHERE table_id = :id AND partition_key IN (<keys>)
                            ORDER BY partition_key
                            """)
                    .bind("id", tableId)
                    .bindList("keys", bytes(keys.subList(start, Math.min(keys.size(), start + MOST_VARIABLES))))
                    .map((row, _) -> new StoredPartition(PartitionKey.ofBytes(row.getBytes(1)), row.getString(2)))
                    .forEach(partitions::add);
        }
        return partitions;
    }

    static Optional<StoredPartition> find(Handle handle, String tableId, PartitionKey key)
    {
        return read(handle, tableId, List.of(key)).stream().findFirst();
    }

    /**
     * Which of these keys exist.
     */
    static Set<PartitionKey> existing(Handle handle, String tableId, Collection<PartitionKey> keys)
    {
        if (keys.isEmpty()) {
            return new HashSet<>();
        }
        return new HashSet<>(handle.createQuery(
                        """
                        SELECT partition_key FROM catalog_partitions
                        WHERE table_id = :id AND partition_key IN (<keys>)
                        """)
                .bind("id", tableId)
                .bindList("keys", bytes(keys))
                .map((row, _) -> PartitionKey.ofBytes(row.getBytes(1)))
                .list());
    }

    private static List<byte[]> bytes(Collection<PartitionKey> keys)
    {
        return keys.stream().map(PartitionKey::bytes).toList();
    }
}
