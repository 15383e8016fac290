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
package io.glaux.engine.dialect.write;

import io.glaux.engine.catalog.StoredCatalog;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.WriteIntent;
import io.glaux.engine.query.WriteIntents;
import io.glaux.engine.result.InMemoryS3;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

final class TestWriteCleaning
{
    private static final String ACCOUNT = "000000000000";
    private static final Principal ADMIN = new Principal("admin", ACCOUNT);
    private static final String LOCATION = "s3://results/t";
    private static final String METADATA = "t/metadata/00001-a.metadata.json";

    private final InMemoryS3 s3 = new InMemoryS3();

    private SqlStore store;
    private StoredCatalog catalog;
    private WriteIntents intents;
    private WriteCleaning cleaning;

    @BeforeEach
    void open(@TempDir Path folder)
    {
        store = SqlStore.open(StoreConfig.sqlite(folder.resolve("glaux.db")));
        catalog = new StoredCatalog(store, ACCOUNT, "us-east-1");
        catalog.databases().create(ADMIN, CreateDatabaseRequest.builder()
                .databaseInput(database -> database.name("d"))
                .build());
        intents = new WriteIntents(store);
        cleaning = new WriteCleaning(intents, catalog, new StoredFiles(s3));
    }

    @AfterEach
    void close()
    {
        store.close();
    }

    @Test
    void testHiveTable()
    {
        makeTable(Map.of("trino_query_id", "q1"));
        s3.put("t/q1_a.parquet", "a");
        clean(WriteIntent.Target.NEW_HIVE_TABLE);
        assertThat(isTable()).isFalse();
        assertThat(s3.keys()).isEmpty();
        assertThat(intents.all()).isEmpty();
    }

    @Test
    void testHiveTableThatAnotherStatementHasWrittenTo()
    {
        makeTable(Map.of("trino_query_id", "q1"));
        s3.put("t/q1_a.parquet", "a").put("t/q2_b.parquet", "b");
        clean(WriteIntent.Target.NEW_HIVE_TABLE);
        assertThat(isTable()).as("rows of another statement are in it").isTrue();
        assertThat(s3.keys()).containsExactly("t/q2_b.parquet");
    }

    @Test
    void testIcebergTable()
    {
        makeIcebergTable("q1");
        s3.put("t/data/q1-a.parquet", "a").put("t/metadata/snap-1.avro", "b");
        clean(WriteIntent.Target.NEW_ICEBERG_TABLE);
        assertThat(isTable()).isFalse();
        assertThat(s3.keys()).isEmpty();
    }

    @Test
    void testIcebergTableThatAnotherStatementHasWrittenTo()
    {
        makeIcebergTable("q1", "q2");
        s3.put("t/data/q1-a.parquet", "a").put("t/data/q2-b.parquet", "b");
        clean(WriteIntent.Target.NEW_ICEBERG_TABLE);
        assertThat(isTable()).as("rows of another statement are in it").isTrue();
        assertThat(s3.keys()).containsExactly("t/data/q1-a.parquet", "t/data/q2-b.parquet", METADATA);
        assertThat(intents.all()).isEmpty();
    }

    @Test
    void testFolderWithAvroDataOfAnotherStatement()
    {
        s3.put("t/data/q1-a.avro", "a").put("t/data/q2-b.avro", "b").put("t/metadata/snap-2.avro", "c");
        clean(WriteIntent.Target.NEW_ICEBERG_TABLE);
        assertThat(s3.keys()).containsExactly("t/data/q2-b.avro", "t/metadata/snap-2.avro");
    }

    private void clean(WriteIntent.Target target)
    {
        WriteIntent intent = new WriteIntent("q1", "execution", target, "d", "t", LOCATION);
        intents.record(intent);
        cleaning.clean(ADMIN, intent);
    }

    private void makeIcebergTable(String... statements)
    {
        s3.put(METADATA, Arrays.stream(statements)
                .map("{\"summary\": {\"trino_query_id\": \"%s\"}}"::formatted)
                .collect(joining(", ", "{\"snapshots\": [", "]}")));
        makeTable(Map.of("table_type", "ICEBERG", "metadata_location", "s3://results/" + METADATA));
    }

    private void makeTable(Map<String, String> parameters)
    {
        catalog.tables().create(ADMIN, CreateTableRequest.builder()
                .databaseName("d")
                .tableInput(table -> table.name("t")
                        .parameters(parameters)
                        .storageDescriptor(storage -> storage.location(LOCATION)))
                .build());
    }

    private boolean isTable()
    {
        return LakeTables.findTable(catalog, ADMIN, "d", "t").isPresent();
    }
}
