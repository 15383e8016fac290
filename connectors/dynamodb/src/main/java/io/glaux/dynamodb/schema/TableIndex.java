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

import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * A secondary index. It has only the items that have all attributes of its key, in the types of its key.
 *
 * @param isGlobal or else local: with the hash key of the table, and readable consistently
 * @param included attributes that it has beside the keys of index and table, when its projection is INCLUDE
 * @param isActive whether it has all items that belong to it: not while it is being made
 * @param items as of the last count, which may be six hours ago
 * @param bytes as of the last count
 */
public record TableIndex(
        String name,
        boolean isGlobal,
        KeySchema key,
        Projection projection,
        Set<String> included,
        boolean isActive,
        long items,
        long bytes)
{
    public TableIndex
    {
        requireNonNull(name, "name is null");
        requireNonNull(key, "key is null");
        requireNonNull(projection, "projection is null");
        included = Set.copyOf(included);
    }

    /**
     * What an index has of its items.
     */
    public enum Projection
    {
        ALL,
        KEYS_ONLY,
        INCLUDE,
    }

    /**
     * Whether an attribute can be read from the index.
     */
    public boolean has(String attribute, KeySchema tableKey)
    {
        return projection == Projection.ALL
                || included.contains(attribute)
                || key.names().contains(attribute)
                || tableKey.names().contains(attribute);
    }
}
