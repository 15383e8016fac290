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
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What the engine is shown of tables whose projection it cannot read.
 */
final class TestProjectingTables
{
    private static final String ACCOUNT = "000000000000";
    private static final Principal ENGINE = new Principal("engine", ACCOUNT);
    private static final Principal USER = new Principal("user", ACCOUNT);
    private static final Map<String, String> UNREADABLE = Map.of(
            "projection.enabled", "true",
            "projection.a.type", "nonsense",
            "projection.a.interval", "10000000000",
            "projection.a.interval.unit", "Milliseconds",
            "projection.a.digits", " 2 ");

    @Test
    void testUnreadableSettings(@TempDir Path folder)
    {
        try (SqlStore store = SqlStore.open(StoreConfig.sqlite(folder.resolve("store.db")))) {
            Catalog catalog = new ProjectingCatalog(
                    new StoredCatalog(store, ACCOUNT, "us-east-1"), ENGINE.user(), Clock.systemUTC());
            catalog.databases().create(
                    USER,
                    CreateDatabaseRequest.builder().databaseInput(database -> database.name("d")).build());
            TableInput input = TableInput.builder()
                    .name("t")
                    .partitionKeys(Column.builder().name("a").type("int").build())
                    .storageDescriptor(storage -> storage.location("s3://bucket/t/"))
                    .parameters(UNREADABLE)
                    .build();
            catalog.tables().create(USER, CreateTableRequest.builder().databaseName("d").tableInput(input).build());
            assertThat(parameters(catalog, USER)).isEqualTo(UNREADABLE);
            assertThat(parameters(catalog, ENGINE))
                    .containsEntry("projection.enabled", "true")
                    .hasSameSizeAs(UNREADABLE)
                    .doesNotContainKeys(
                            "projection.a.type",
                            "projection.a.interval",
                            "projection.a.interval.unit",
                            "projection.a.digits");

            catalog.tables().update(ENGINE, UpdateTableRequest.builder()
                    .databaseName("d")
                    .tableInput(input.toBuilder().parameters(parameters(catalog, ENGINE)).build())
                    .build());
            assertThat(parameters(catalog, USER)).isEqualTo(UNREADABLE);
            assertThatThrownBy(() -> catalog.partitions().list(
                    ENGINE,
                    GetPartitionsRequest.builder().databaseName("d").tableName("t").build()))
                    .isInstanceOf(GlauxException.class)
                    .hasMessageContaining(
                            "projection.a.type is 'nonsense': it must be enum, integer, date or injected");
        }
    }

    private static Map<String, String> parameters(Catalog catalog, Principal caller)
    {
        return catalog.tables()
                .get(caller, GetTableRequest.builder().databaseName("d").name("t").build())
                .table()
                .parameters();
    }
}
