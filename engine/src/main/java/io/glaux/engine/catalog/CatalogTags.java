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

import org.jdbi.v3.core.Handle;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * Tags of databases and tables, by Amazon resource name.
 */
final class CatalogTags
{
    private static final int MOST = 50;

    private final String account;
    private final String region;

    CatalogTags(String account, String region)
    {
        this.account = requireNonNull(account, "account is null");
        this.region = requireNonNull(region, "region is null");
    }

    String arn(DatabaseKey key)
    {
        return arn("database/" + key.name());
    }

    String arn(TableKey key)
    {
        return arn("table/%s/%s".formatted(key.database(), key.name()));
    }

    String catalogArn()
    {
        return arn("catalog");
    }

    /**
     * The resource that a name stands for, which must exist.
     *
     * @return the name as it is kept
     */
    String require(Handle handle, String resourceArn)
    {
        String prefix = arn("");
        List<String> parts = resourceArn.startsWith(prefix)
                ? List.of(resourceArn.substring(prefix.length()).split("/", -1))
                : List.of();
        if (parts.size() == 2 && parts.getFirst().equals("database")) {
            DatabaseKey key = new DatabaseKey(account, RequestRules.name(parts.get(1), "resourceArn"));
            StoredDatabases.require(handle, key);
            return arn(key);
        }
        if (parts.size() == 3 && parts.getFirst().equals("table")) {
            DatabaseKey database = new DatabaseKey(account, RequestRules.name(parts.get(1), "resourceArn"));
            TableKey key = database.table(parts.get(2));
            StoredTable.require(handle, key);
            return arn(key);
        }
        if (parts.equals(List.of("catalog"))) {
            return catalogArn();
        }
        throw CatalogErrors.notFound(
                "Resource %s not found: databases, tables and the catalog have tags".formatted(resourceArn));
    }

    Map<String, String> get(Handle handle, String arn)
    {
        Map<String, String> tags = new TreeMap<>();
        handle.createQuery("SELECT name, tag_value FROM catalog_tags WHERE resource_arn = :arn")
                .bind("arn", arn)
                .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
        return tags;
    }

    void add(Handle transaction, String arn, Map<String, String> added)
    {
        added.forEach((name, value) -> transaction.createUpdate(
                        """
                        INSERT INTO catalog_tags (resource_arn, name, tag_value) VALUES (:arn, :name, :value)
                        ON CONFLICT (resource_arn, name) DO UPDATE SET tag_value = excluded.tag_value
                        """)
                .bind("arn", arn)
                .bind("name", name)
                .bind("value", value)
                .execute());
        if (get(transaction, arn).size() > MOST) {
            throw CatalogErrors.invalid("A resource has at most %s tags".formatted(MOST));
        }
    }

    void remove(Handle transaction, String arn, Collection<String> names)
    {
        names.forEach(name ->
                transaction.createUpdate("DELETE FROM catalog_tags WHERE resource_arn = :arn AND name = :name")
                        .bind("arn", arn)
                        .bind("name", name)
                        .execute());
    }

    void removeAll(Handle transaction, TableKey key)
    {
        transaction.createUpdate("DELETE FROM catalog_tags WHERE resource_arn = :arn")
                .bind("arn", arn(key))
                .execute();
    }

    /**
     * The tags of a database and of its tables.
     */
    void removeAll(Handle transaction, DatabaseKey key)
    {
        transaction.createUpdate(
                        """
                        DELETE FROM catalog_tags
                        WHERE resource_arn = :arn OR substr(resource_arn, 1, length(:tables)) = :tables
                        """)
                .bind("arn", arn(key))
                .bind("tables", arn("table/%s/".formatted(key.name())))
                .execute();
    }

    private String arn(String resource)
    {
        return "arn:aws:glue:%s:%s:%s".formatted(region, account, resource);
    }
}
