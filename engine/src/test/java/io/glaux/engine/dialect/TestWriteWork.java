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
package io.glaux.engine.dialect;

import io.glaux.engine.catalog.StoredCatalog;
import io.glaux.engine.dialect.text.Translation;
import io.glaux.engine.dialect.write.StoredFiles;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.NoStatement;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.RunningStatement;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.StatementStatistics;
import io.glaux.engine.query.WriteIntent;
import io.glaux.engine.query.WriteIntents;
import io.glaux.engine.query.work.StatementSteps;
import io.glaux.engine.result.InMemoryS3;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

final class TestWriteWork
{
    private static final String ACCOUNT = "000000000000";
    private static final Principal ADMIN = new Principal("admin", ACCOUNT);
    private static final String LOCATION = "s3://results/t";

    private final InMemoryS3 s3 = new InMemoryS3();

    private SqlStore store;
    private WriteIntents intents;
    private WriteWork work;

    @BeforeEach
    void open(@TempDir Path folder)
    {
        store = SqlStore.open(StoreConfig.sqlite(folder.resolve("glaux.db")));
        StoredCatalog catalog = new StoredCatalog(store, ACCOUNT, "us-east-1");
        catalog.databases().create(ADMIN, CreateDatabaseRequest.builder()
                .databaseInput(database -> database.name("d"))
                .build());
        catalog.tables().create(ADMIN, CreateTableRequest.builder()
                .databaseName("d")
                .tableInput(table -> table.name("t")
                        .partitionKeys(Column.builder().name("k").type("int").build())
                        .storageDescriptor(storage -> storage.location(LOCATION)))
                .build());
        intents = new WriteIntents(store);
        work = new WriteWork(catalog, new StoredFiles(s3), intents);
        s3.put("t/k=1/q1_old", "old").put("t/k=2/q1_old", "old");
    }

    @AfterEach
    void close()
    {
        store.close();
    }

    @Test
    void testNewRowsStayFromWhereOldRowsGo()
    {
        List<List<WriteIntent>> atDelete = new ArrayList<>();
        s3.refuse(write -> {
            if (write.startsWith("delete")) {
                atDelete.add(intents.all());
            }
            return false;
        });
        StatementOutcome outcome = overwrite(StatementOutcome.NONE.withPartitions(List.of("k=1")));
        assertThat(outcome.warnings()).isEmpty();
        assertThat(s3.keys()).containsExactly("t/k=1/q2_new", "t/k=2/q1_old");
        assertThat(atDelete).as("nothing would take the new rows away at the next start").containsExactly(List.of());
    }

    @Test
    void testOverwriteOfPartitionsThatAreNotKnown()
    {
        StatementOutcome outcome = overwrite(StatementOutcome.NONE);
        assertThat(outcome.warnings()).hasSize(1);
        assertThat(outcome.warnings().getFirst())
                .contains("rows from before may be left")
                .contains("did not tell which partitions");
        assertThat(s3.keys()).containsExactly("t/k=1/q1_old", "t/k=1/q2_new", "t/k=2/q1_old");
    }

    private StatementOutcome overwrite(StatementOutcome told)
    {
        WritePlan plan = new WritePlan(
                Translation.of("INSERT INTO t").build(),
                Map.of(),
                WriteIntent.Target.HIVE_TABLE,
                "d",
                "t",
                LOCATION,
                Optional.empty(),
                true);
        StatementRequest request = new StatementRequest(
                "execution",
                "INSERT OVERWRITE t",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                ADMIN,
                "primary",
                Optional.empty(),
                Map.of());
        return work.run(
                new StatementSteps((_, sink) -> insert(sink, told)), request, plan, new ColumnNames());
    }

    private RunningStatement insert(ResultSink sink, StatementOutcome told)
    {
        sink.engineQuery("q2");
        s3.put("t/k=1/q2_new", "new");
        sink.finished(told, StatementStatistics.NONE);
        return new NoStatement();
    }
}
