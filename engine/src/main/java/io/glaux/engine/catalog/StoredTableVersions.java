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

import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.json.ModelJson;
import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableVersionResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableVersionResponse;
import software.amazon.awssdk.services.glue.model.GetTableVersionRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionResponse;
import software.amazon.awssdk.services.glue.model.GetTableVersionsRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionsResponse;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableVersion;
import software.amazon.awssdk.services.glue.model.TableVersionError;

import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * The versions of tables: the current one is the table, those before are archived.
 */
final class StoredTableVersions
{
    private static final int LARGEST_PAGE = 100;
    private static final int LARGEST_BATCH = 100;

    private final Store store;

    StoredTableVersions(Store store)
    {
        this.store = requireNonNull(store, "store is null");
    }

    void archive(Handle transaction, StoredTable table)
    {
        transaction.createUpdate(
                        """
                        INSERT INTO catalog_table_versions (table_id, version, document)
                        VALUES (:id, :version, :document)
                        """)
                .bind("id", table.id())
                .bind("version", table.version())
                .bind("document", ModelJson.writeString(table.table()))
                .execute();
    }

    GetTableVersionResponse get(Principal caller, GetTableVersionRequest request)
    {
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        Table table = store.jdbi().withHandle(handle -> {
            StoredTable current = StoredTable.require(handle, key);
            if (request.versionId() == null) {
                return current.table();
            }
            long version = version(request.versionId());
            return read(handle, current.id(), version + 1, 1).stream()
                    .filter(row -> row.key().equals(Long.toString(version)))
                    .findFirst()
                    .map(row -> ModelJson.readString(row.document(), Table.builder()))
                    .orElseThrow(() -> versionNotFound(request.versionId()));
        });
        return GetTableVersionResponse.builder().tableVersion(tableVersion(table)).build();
    }

    GetTableVersionsResponse list(Principal caller, GetTableVersionsRequest request)
    {
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        int size = RequestRules.pageSize(request.maxResults(), LARGEST_PAGE);
        PageToken token = new PageToken("GetTableVersions", key);
        String start = token.read(request.nextToken()).isEmpty()
                ? Long.toString(Long.MAX_VALUE)
                : token.readText(request.nextToken());
        TextPage page = store.jdbi().withHandle(handle -> {
            String id = StoredTable.require(handle, key).id();
            TextPage.Source source = (before, limit) -> read(handle, id, Long.parseLong(before), limit);
            return TextPage.read(source, start, size, _ -> true);
        });
        return GetTableVersionsResponse.builder()
                .tableVersions(page.rows().stream()
                        .map(row -> tableVersion(ModelJson.readString(row.document(), Table.builder())))
                        .toList())
                .nextToken(page.last().map(token::write).orElse(null))
                .build();
    }

    DeleteTableVersionResponse delete(Principal caller, DeleteTableVersionRequest request)
    {
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        store.inTransaction(transaction ->
                delete(transaction, StoredTable.require(transaction, key), request.versionId()));
        return DeleteTableVersionResponse.builder().build();
    }

    BatchDeleteTableVersionResponse batchDelete(Principal caller, BatchDeleteTableVersionRequest request)
    {
        RequestRules.batch(request.versionIds(), "versionIds", LARGEST_BATCH);
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.tableName());
        List<TableVersionError> errors = store.inTransaction(transaction -> {
            StoredTable table = StoredTable.require(transaction, key);
            List<TableVersionError> failed = new ArrayList<>();
            for (String versionId : request.versionIds()) {
                try {
                    delete(transaction, table, versionId);
                }
                catch (GlauxException e) {
                    failed.add(TableVersionError.builder()
                            .tableName(key.name())
                            .versionId(versionId)
                            .errorDetail(CatalogErrors.detail(e))
                            .build());
                }
            }
            return failed;
        });
        return BatchDeleteTableVersionResponse.builder().errors(errors).build();
    }

    private static int delete(Handle transaction, StoredTable table, String versionId)
    {
        long version = version(versionId);
        if (version == table.version()) {
            throw CatalogErrors.invalid(
                    "Version %s is the current version of the table and cannot be deleted".formatted(versionId));
        }
        int deleted = transaction.createUpdate(
                        "DELETE FROM catalog_table_versions WHERE table_id = :id AND version = :version")
                .bind("id", table.id())
                .bind("version", version)
                .execute();
        if (deleted == 0) {
            throw versionNotFound(versionId);
        }
        return deleted;
    }

    private static List<TextPage.Row> read(Handle handle, String tableId, long before, int limit)
    {
        return handle.createQuery(
                        """
                        SELECT version, document FROM (
                            SELECT version, document FROM catalog_tables WHERE table_id = :id
                            UNION ALL
                            SELECT version, document FROM catalog_table_versions WHERE table_id = :id) versions
                        WHERE version < :before
                        ORDER BY version DESC
                        LIMIT :limit
                        """)
                .bind("id", tableId)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> new TextPage.Row(Long.toString(row.getLong(1)), row.getString(2)))
                .list();
    }

    private static TableVersion tableVersion(Table table)
    {
        return TableVersion.builder().table(table).versionId(table.versionId()).build();
    }

    private static long version(String versionId)
    {
        try {
            return Long.parseLong(versionId);
        }
        catch (NumberFormatException e) {
            throw CatalogErrors.invalid("Version id '%s' is not an integer".formatted(versionId));
        }
    }

    private static GlauxException versionNotFound(String versionId)
    {
        return CatalogErrors.notFound("Table version %s not found.".formatted(versionId));
    }
}
