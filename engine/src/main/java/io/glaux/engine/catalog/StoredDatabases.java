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

import io.glaux.engine.identity.Principal;
import io.glaux.engine.json.ModelJson;
import io.glaux.engine.store.Store;
import org.jdbi.v3.core.Handle;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateDatabaseResponse;
import software.amazon.awssdk.services.glue.model.DataLakePrincipal;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseAttributes;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseRequest;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetDatabasesRequest;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.Permission;
import software.amazon.awssdk.services.glue.model.PrincipalPermissions;
import software.amazon.awssdk.services.glue.model.ResourceShareType;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseResponse;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

final class StoredDatabases
        implements Databases
{
    private static final int LARGEST_PAGE = 100;

    /**
     * What a database of AWS has that Lake Formation does not guard.
     */
    private static final PrincipalPermissions EVERYBODY = PrincipalPermissions.builder()
            .principal(DataLakePrincipal.builder().dataLakePrincipalIdentifier("IAM_ALLOWED_PRINCIPALS").build())
            .permissions(Permission.ALL)
            .build();

    private final Store store;
    private final CatalogTags tags;
    private final Clock clock;

    StoredDatabases(Store store, CatalogTags tags, Clock clock)
    {
        this.store = requireNonNull(store, "store is null");
        this.tags = requireNonNull(tags, "tags is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    @Override
    public CreateDatabaseResponse create(Principal caller, CreateDatabaseRequest request)
    {
        DatabaseInput input = request.databaseInput();
        if (input.federatedDatabase() != null) {
            throw CatalogErrors.notSupported("Federated databases are not supported");
        }
        DatabaseKey key = DatabaseKey.of(caller, request.catalogId(), input.name());
        store.inTransaction(transaction -> {
            if (find(transaction, key).isPresent()) {
                throw CatalogErrors.alreadyExists("Database");
            }
            insert(transaction, key, input, clock);
            tags.add(transaction, tags.arn(key), request.tags());
            return true;
        });
        return CreateDatabaseResponse.builder().build();
    }

    @Override
    public GetDatabaseResponse get(Principal caller, GetDatabaseRequest request)
    {
        DatabaseKey key = DatabaseKey.of(caller, request.catalogId(), request.name());
        Database database = store.jdbi().withHandle(handle -> require(handle, key));
        return GetDatabaseResponse.builder().database(database).build();
    }

    @Override
    public GetDatabasesResponse list(Principal caller, GetDatabasesRequest request)
    {
        String catalog = RequestRules.catalogId(caller, request.catalogId());
        int size = RequestRules.pageSize(request.maxResults(), LARGEST_PAGE);
        PageToken token = new PageToken("GetDatabases", catalog, request.resourceShareTypeAsString());
        String start = token.readText(request.nextToken());
        ResourceShareType share = request.resourceShareType();
        if (share == ResourceShareType.FOREIGN || share == ResourceShareType.FEDERATED) {
            return GetDatabasesResponse.builder().databaseList(List.of()).build();
        }
        TextPage page = store.jdbi().withHandle(handle ->
                TextPage.read((after, limit) -> read(handle, catalog, after, limit), start, size, _ -> true));
        boolean namesOnly = request.attributesToGet().equals(List.of(DatabaseAttributes.NAME));
        return GetDatabasesResponse.builder()
                .databaseList(page.rows().stream()
                        .map(row -> namesOnly
                                ? Database.builder().name(row.key()).build()
                                : ModelJson.readString(row.document(), Database.builder()))
                        .toList())
                .nextToken(page.last().map(token::write).orElse(null))
                .build();
    }

    @Override
    public UpdateDatabaseResponse update(Principal caller, UpdateDatabaseRequest request)
    {
        DatabaseKey key = DatabaseKey.of(caller, request.catalogId(), request.name());
        DatabaseInput input = request.databaseInput();
        if (!Objects.equals(RequestRules.name(input.name(), "databaseInput.name"), key.name())) {
            throw CatalogErrors.invalid(
                    "Database %s cannot be renamed to %s: Glue has no renaming".formatted(key.name(), input.name()));
        }
        store.inTransaction(transaction -> {
            Database before = require(transaction, key);
            return transaction.createUpdate(
                            """
                            UPDATE catalog_databases SET document = :document
                            WHERE catalog_id = :catalog AND name = :name
                            """)
                    .bind("document", ModelJson.writeString(database(key, input, before.createTime())))
                    .bind("catalog", key.catalogId())
                    .bind("name", key.name())
                    .execute();
        });
        return UpdateDatabaseResponse.builder().build();
    }

    @Override
    public DeleteDatabaseResponse delete(Principal caller, DeleteDatabaseRequest request)
    {
        DatabaseKey key = DatabaseKey.of(caller, request.catalogId(), request.name());
        store.inTransaction(transaction -> {
            int deleted = transaction.createUpdate(
                            "DELETE FROM catalog_databases WHERE catalog_id = :catalog AND name = :name")
                    .bind("catalog", key.catalogId())
                    .bind("name", key.name())
                    .execute();
            if (deleted == 0) {
                throw CatalogErrors.databaseNotFound(key.name());
            }
            tags.removeAll(transaction, key);
            return deleted;
        });
        return DeleteDatabaseResponse.builder().build();
    }

    static void insert(Handle transaction, DatabaseKey key, DatabaseInput input, Clock clock)
    {
        transaction.createUpdate(
                        """
                        INSERT INTO catalog_databases (catalog_id, name, document)
                        VALUES (:catalog, :name, :document)
                        """)
                .bind("catalog", key.catalogId())
                .bind("name", key.name())
                .bind("document", ModelJson.writeString(database(key, input, clock.instant())))
                .execute();
    }

    static Database require(Handle handle, DatabaseKey key)
    {
        return find(handle, key).orElseThrow(() -> CatalogErrors.databaseNotFound(key.name()));
    }

    private static Optional<Database> find(Handle handle, DatabaseKey key)
    {
        return handle.createQuery("SELECT document FROM catalog_databases WHERE catalog_id = :catalog AND name = :name")
                .bind("catalog", key.catalogId())
                .bind("name", key.name())
                .mapTo(String.class)
                .findOne()
                .map(document -> ModelJson.readString(document, Database.builder()));
    }

    private static List<TextPage.Row> read(Handle handle, String catalog, String after, int limit)
    {
        return handle.createQuery(
                        """
                        SELECT name, document FROM catalog_databases
                        WHERE catalog_id = :catalog AND name > :after
                        ORDER BY name
                        LIMIT :limit
                        """)
                .bind("catalog", catalog)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new TextPage.Row(row.getString(1), row.getString(2)))
                .list();
    }

    private static Database database(DatabaseKey key, DatabaseInput input, Instant createTime)
    {
        Database database = ModelJson.read(ModelJson.write(input), Database.builder());
        return database.toBuilder()
                .name(key.name())
                .catalogId(key.catalogId())
                .createTime(createTime)
                .createTableDefaultPermissions(
                        database.hasCreateTableDefaultPermissions()
                                ? database.createTableDefaultPermissions()
                                : List.of(EVERYBODY))
                .build();
    }
}
