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

import io.glaux.engine.json.ModelJson;
import org.jdbi.v3.core.Handle;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A table as the store holds it.
 *
 * @param id under which its partitions, versions and statistics are kept
 * @param version the current version
 */
record StoredTable(String id, long version, Table table)
{
    StoredTable
    {
        requireNonNull(id, "id is null");
        requireNonNull(table, "table is null");
    }

    /**
     * @throws io.glaux.engine.error.GlauxException NOT_FOUND of the database or the table, whichever is missing
     */
    static StoredTable require(Handle handle, TableKey key)
    {
        return find(handle, key).orElseThrow(() -> {
            StoredDatabases.require(handle, new DatabaseKey(key.catalogId(), key.database()));
            return CatalogErrors.tableNotFound(key);
        });
    }

    static Optional<StoredTable> find(Handle handle, TableKey key)
    {
        return handle.createQuery(
                        """
                        SELECT table_id, version, document FROM catalog_tables
                        WHERE catalog_id = :catalog AND database_name = :database AND name = :name
                        """)
                .bind("catalog", key.catalogId())
                .bind("database", key.database())
                .bind("name", key.name())
                .map((row, _) -> new StoredTable(
                        row.getString(1),
                        row.getLong(2),
                        ModelJson.readString(row.getString(3), Table.builder())))
                .findOne();
    }
}
