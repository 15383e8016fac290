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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.json.ModelJson;
import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableResponse;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableVersionResponse;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateTableResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableVersionResponse;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.GetTableVersionRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionResponse;
import software.amazon.awssdk.services.glue.model.GetTableVersionsRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionsResponse;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.SearchTablesRequest;
import software.amazon.awssdk.services.glue.model.SearchTablesResponse;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableAttributes;
import software.amazon.awssdk.services.glue.model.TableError;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableResponse;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

final class StoredTables
        implements Tables
{
    private static final int LARGEST_PAGE = 100;
    private static final int LARGEST_BATCH = 100;
    private static final Set<TableAttributes> SHORT_ATTRIBUTES = EnumSet.of(
            TableAttributes.NAME,
            TableAttributes.TABLE_TYPE);

    private final Store store;
    private final CatalogTags tags;
    private final Clock clock;
    private final StoredTableVersions versions;
    private final TableSearch search;

    StoredTables(Store store, CatalogTags tags, Clock clock)
    {
        this.store = requireNonNull(store, "store is null");
        this.tags = requireNonNull(tags, "tags is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.versions = new StoredTableVersions(store);
        this.search = new TableSearch(store);
    }

    @Override
    public CreateTableResponse create(Principal caller, CreateTableRequest request)
    {
        refuseTransaction(request.transactionId());
        if (request.openTableFormatInput() != null) {
            throw CatalogErrors.notSupported("OpenTableFormatInput is not supported: create the Iceberg table "
                    + "with an engine, which writes its metadata and then creates it here");
        }
        if (request.tableInput() == null) {
            throw CatalogErrors.invalid("TableInput is required");
        }
        TableInput input = request.tableInput();
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), input.name());
        store.inTransaction(transaction -> {
            StoredDatabases.require(transaction, new DatabaseKey(key.catalogId(), key.database()));
            if (StoredTable.find(transaction, key).isPresent()) {
                throw CatalogErrors.alreadyExists("Table");
            }
            Instant now = clock.instant();
            Table table = table(key, input, 0).createTime(now).updateTime(now).createdBy(caller.arn()).build();
            return transaction.createUpdate(
                            """
                            INSERT INTO catalog_tables (table_id, catalog_id, database_name, name, version, document)
                            VALUES (:id, :catalog, :database, :name, 0, :document)
                            """)
                    .bind("id", UUID.randomUUID().toString())
                    .bind("catalog", key.catalogId())
                    .bind("database", key.database())
                    .bind("name", key.name())
                    .bind("document", ModelJson.writeString(table))
                    .execute();
        });
        return CreateTableResponse.builder().build();
    }

    @Override
    public GetTableResponse get(Principal caller, GetTableRequest request)
    {
        refuseTransaction(request.transactionId());
        refuseTimeTravel(request.queryAsOfTime());
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.name());
        Table table = store.jdbi().withHandle(handle -> StoredTable.require(handle, key).table());
        return GetTableResponse.builder().table(table).build();
    }

    @Override
    public GetTablesResponse list(Principal caller, GetTablesRequest request)
    {
        refuseTransaction(request.transactionId());
        refuseTimeTravel(request.queryAsOfTime());
        DatabaseKey database = DatabaseKey.of(caller, request.catalogId(), request.databaseName());
        int size = RequestRules.pageSize(request.maxResults(), LARGEST_PAGE);
        PageToken token = new PageToken("GetTables", database, request.expression());
        String start = token.readText(request.nextToken());
        Predicate<String> pattern = NamePattern.of(request.expression());
        TextPage page = store.jdbi().withHandle(handle -> {
            StoredDatabases.require(handle, database);
            TextPage.Source source = (after, limit) -> read(handle, database, after, limit);
            return TextPage.read(source, start, size, row -> pattern.test(row.key()));
        });
        boolean shortened = !request.attributesToGet().isEmpty()
                && SHORT_ATTRIBUTES.containsAll(request.attributesToGet());
        return GetTablesResponse.builder()
                .tableList(page.rows().stream()
                        .map(row -> ModelJson.readString(row.document(), Table.builder()))
                        .map(table -> shortened ? shortened(table) : table)
                        .toList())
                .nextToken(page.last().map(token::write).orElse(null))
                .build();
    }

    @Override
    public UpdateTableResponse update(Principal caller, UpdateTableRequest request)
    {
        refuseTransaction(request.transactionId());
        if (request.updateOpenTableFormatInput() != null || request.viewUpdateAction() != null) {
            throw CatalogErrors.notSupported(
                    "UpdateOpenTableFormatInput and ViewUpdateAction are not supported: send a TableInput");
        }
        if (request.tableInput() == null) {
            throw CatalogErrors.invalid("TableInput is required");
        }
        TableInput input = request.tableInput();
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), input.name());
        if (request.name() != null && !RequestRules.name(request.name(), "name").equals(key.name())) {
            throw CatalogErrors.invalid(
                    "Table %s cannot be renamed to %s: Glue has no renaming".formatted(request.name(), input.name()));
        }
        store.inTransaction(transaction -> {
            StoredTable before = StoredTable.require(transaction, key);
            if (request.versionId() != null && !request.versionId().equals(Long.toString(before.version()))) {
                throw new GlauxException(
                        ErrorCode.CONCURRENT_MODIFICATION,
                        ("Update table failed due to concurrent modifications: "
                        + "table %s.%s is at version %s, not %s").formatted(
                                key.database(),
                                key.name(),
                                before.version(),
                                request.versionId()));
            }
            // first, so that another writer of the table waits here and is then refused by the version
            replace(transaction, key, before, input);
            if (!Boolean.TRUE.equals(request.skipArchive())) {
                versions.archive(transaction, before);
            }
            return true;
        });
        return UpdateTableResponse.builder().build();
    }

    @Override
    public DeleteTableResponse delete(Principal caller, DeleteTableRequest request)
    {
        refuseTransaction(request.transactionId());
        TableKey key = TableKey.of(caller, request.catalogId(), request.databaseName(), request.name());
        store.inTransaction(transaction -> delete(transaction, key));
        return DeleteTableResponse.builder().build();
    }

    @Override
    public BatchDeleteTableResponse batchDelete(Principal caller, BatchDeleteTableRequest request)
    {
        refuseTransaction(request.transactionId());
        RequestRules.batch(request.tablesToDelete(), "tablesToDelete", LARGEST_BATCH);
        DatabaseKey database = DatabaseKey.of(caller, request.catalogId(), request.databaseName());
        List<TableError> errors = store.inTransaction(transaction -> {
            StoredDatabases.require(transaction, database);
            List<TableError> failed = new ArrayList<>();
            for (String name : request.tablesToDelete()) {
                try {
                    delete(transaction, database.table(name));
                }
                catch (GlauxException e) {
                    failed.add(TableError.builder().tableName(name).errorDetail(CatalogErrors.detail(e)).build());
                }
            }
            return failed;
        });
        return BatchDeleteTableResponse.builder().errors(errors).build();
    }

    @Override
    public SearchTablesResponse search(Principal caller, SearchTablesRequest request)
    {
        return search.search(caller, request);
    }

    @Override
    public GetTableVersionResponse getVersion(Principal caller, GetTableVersionRequest request)
    {
        return versions.get(caller, request);
    }

    @Override
    public GetTableVersionsResponse listVersions(Principal caller, GetTableVersionsRequest request)
    {
        return versions.list(caller, request);
    }

    @Override
    public DeleteTableVersionResponse deleteVersion(Principal caller, DeleteTableVersionRequest request)
    {
        return versions.delete(caller, request);
    }

    @Override
    public BatchDeleteTableVersionResponse batchDeleteVersion(Principal caller, BatchDeleteTableVersionRequest request)
    {
        return versions.batchDelete(caller, request);
    }

    private void replace(Handle transaction, TableKey key, StoredTable before, TableInput input)
    {
        long version = before.version() + 1;
        Table table = table(key, input, version)
                .createTime(before.table().createTime())
                .createdBy(before.table().createdBy())
                .updateTime(clock.instant())
                .build();
        transaction.createUpdate(
                        "UPDATE catalog_tables SET version = :version, document = :document WHERE table_id = :id")
                .bind("version", version)
                .bind("document", ModelJson.writeString(table))
                .bind("id", before.id())
                .execute();
    }

    private int delete(Handle transaction, TableKey key)
    {
        StoredTable table = StoredTable.require(transaction, key);
        tags.removeAll(transaction, key);
        return transaction.createUpdate("DELETE FROM catalog_tables WHERE table_id = :id")
                .bind("id", table.id())
                .execute();
    }

    private static List<TextPage.Row> read(Handle handle, DatabaseKey database, String after, int limit)
    {
        return handle.createQuery(
                        """
                        SELECT name, document FROM catalog_tables
                        WHERE catalog_id = :catalog AND database_name = :database AND name > :after
                        ORDER BY name
                        LIMIT :limit
                        """)
                .bind("catalog", database.catalogId())
                .bind("database", database.name())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new TextPage.Row(row.getString(1), row.getString(2)))
                .list();
    }

    /**
     * What Glue adds to the definition that a client sends.
     */
    private static Table.Builder table(TableKey key, TableInput input, long version)
    {
        Table table = IcebergColumns.marked(ModelJson.read(ModelJson.write(input), Table.builder()));
        return table.toBuilder()
                .name(key.name())
                .databaseName(key.database())
                .catalogId(key.catalogId())
                .versionId(Long.toString(version))
                .retention(requireNonNullElse(table.retention(), 0))
                .partitionKeys(List.copyOf(table.partitionKeys()))
                .storageDescriptor(completed(table.storageDescriptor()))
                .isRegisteredWithLakeFormation(false);
    }

    static StorageDescriptor completed(StorageDescriptor storage)
    {
        if (storage == null) {
            return null;
        }
        return storage.toBuilder()
                .compressed(requireNonNullElse(storage.compressed(), false))
                .numberOfBuckets(requireNonNullElse(storage.numberOfBuckets(), 0))
                .storedAsSubDirectories(requireNonNullElse(storage.storedAsSubDirectories(), false))
                .build();
    }

    private static Table shortened(Table table)
    {
        return Table.builder()
                .catalogId(table.catalogId())
                .databaseName(table.databaseName())
                .name(table.name())
                .tableType(table.tableType())
                .build();
    }

    private static void refuseTransaction(String transactionId)
    {
        if (transactionId != null) {
            throw CatalogErrors.notSupported("TransactionId is not supported: there are no governed tables");
        }
    }

    private static void refuseTimeTravel(Instant time)
    {
        if (time != null) {
            throw CatalogErrors.notSupported("QueryAsOfTime is not supported: there are no governed tables");
        }
    }
}
