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

import io.glaux.dynamodb.schema.TableIndex;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A way to read what a condition wants.
 *
 * @param index what is read; none: the table
 * @param isFetched whether items found in the index are then read from the table, since the index lacks attributes
 * @param domain keys that are read, of the table or of the index
 * @param units that it is expected to take
 * @param rows that it is expected to read
 * @param bytes of these
 */
record AccessPath(
        Kind kind,
        Optional<TableIndex> index,
        boolean isFetched,
        KeyDomain domain,
        double units,
        double rows,
        double bytes)
{
    AccessPath
    {
        requireNonNull(kind, "kind is null");
        requireNonNull(index, "index is null");
        requireNonNull(domain, "domain is null");
    }

    enum Kind
    {
        /**
         * The condition is never true.
         */
        NOTHING,
        /**
         * GetItem and BatchGetItem.
         */
        KEYS,
        /**
         * Query of each hash value and each range of the sort key.
         */
        QUERIES,
        SCAN,
    }

    String text()
    {
        String where = index.map(found -> " index " + found.name()).orElse("");
        String fetched = isFetched ? ", then BatchGetItem" : "";
        return switch (kind) {
            case NOTHING -> "nothing: the condition is never true";
            case KEYS -> keyCount() == 1 ? "GetItem" : "BatchGetItem of %s keys".formatted(keyCount());
            case QUERIES -> "Query%s: %s hash values, %s key ranges%s".formatted(
                    where,
                    domain.hashes().orElseThrow().size(),
                    keyCount(),
                    fetched);
            case SCAN -> "Scan%s%s".formatted(where, fetched);
        };
    }

    /**
     * Ranges of the sort key, of all hash values.
     */
    long keyCount()
    {
        return domain.hashes().orElseThrow().values().stream().mapToLong(ranges -> ranges.ranges().size()).sum();
    }
}
