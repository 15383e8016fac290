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
package io.glaux.engine.workgroup;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * The tags of workgroups, and of what else Athena lets be tagged, by the last part of the ARN:
 * {@code workgroup/primary}.
 */
public final class ResourceTags
{
    /**
     * How many tags a resource may have, as in AWS.
     */
    public static final int RESOURCE_LIMIT = 50;

    private final Store store;

    public ResourceTags(Store store)
    {
        this.store = requireNonNull(store, "store is null");
    }

    public static String ofWorkgroup(String name)
    {
        return "workgroup/" + name;
    }

    /**
     * The values by key.
     */
    public SortedMap<String, String> find(String resource)
    {
        return store.jdbi().withHandle(handle -> {
            SortedMap<String, String> tags = new TreeMap<>();
            handle.createQuery("SELECT tag_key, tag_value FROM resource_tags WHERE resource = :resource")
                    .bind("resource", resource)
                    .map((row, _) -> Map.entry(row.getString("tag_key"), row.getString("tag_value")))
                    .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
            return tags;
        });
    }

    /**
     * Adds tags; those of the same key are replaced.
     *
     * @throws GlauxException with INVALID_INPUT if the resource would have too many
     */
    public void add(String resource, Map<String, String> tags)
    {
        store.inTransaction(transaction -> {
            add(transaction, resource, tags);
            return null;
        });
    }

    /**
     * Removes tags; keys that the resource has not are passed over.
     */
    public void remove(String resource, List<String> keys)
    {
        if (keys.isEmpty()) {
            return;
        }
        store.inTransaction(transaction -> {
            delete(transaction, resource, keys);
            return null;
        });
    }

    static void add(Handle transaction, String resource, Map<String, String> tags)
    {
        if (tags.isEmpty()) {
            return;
        }
        delete(transaction, resource, List.copyOf(tags.keySet()));
        tags.forEach((key, value) -> transaction
                .createUpdate(
                        "INSERT INTO resource_tags (resource, tag_key, tag_value) VALUES (:resource, :key, :value)")
                .bind("resource", resource)
                .bind("key", key)
                .bind("value", value)
                .execute());
        int count = transaction.createQuery("SELECT COUNT(*) FROM resource_tags WHERE resource = :resource")
                .bind("resource", resource)
                .mapTo(Integer.class)
                .one();
        if (count > RESOURCE_LIMIT) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "A resource has at most %s tags. %s would have %s".formatted(RESOURCE_LIMIT, resource, count));
        }
    }

    static void removeAll(Handle transaction, String resource)
    {
        transaction.createUpdate("DELETE FROM resource_tags WHERE resource = :resource")
                .bind("resource", resource)
                .execute();
    }

    private static void delete(Handle transaction, String resource, List<String> keys)
    {
        transaction.createUpdate("DELETE FROM resource_tags WHERE resource = :resource AND tag_key IN (<keys>)")
                .bind("resource", resource)
                .bindList("keys", keys)
                .execute();
    }
}
