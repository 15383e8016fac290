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
package io.glaux.engine.athena;

import io.glaux.engine.aws.TestingEndpoint;
import io.glaux.engine.identity.Principal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.CreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

@TestInstance(PER_CLASS)
@Timeout(120)
final class TestResultReuse
{
    private static final Principal ADMIN = new Principal("admin", TestingEndpoint.ACCOUNT);

    private TestingAthena api;

    @BeforeAll
    void open(@TempDir Path folder)
    {
        api = new TestingAthena(folder);
    }

    @AfterAll
    void close()
    {
        api.close();
    }

    @Test
    void testReuse()
    {
        String sql = "SCAN 20000000 airlines";
        QueryExecution first = runReusing(sql);
        assertReused(first, false);
        assertThat(first.statistics().dataScannedInBytes()).isEqualTo(20_000_000);
        QueryExecution second = runReusing(sql);
        assertReused(second, true);
        assertThat(second.queryExecutionId()).isNotEqualTo(first.queryExecutionId());
        assertThat(second.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(second.status().completionDateTime()).isNotNull();
        assertThat(second.resultConfiguration().outputLocation())
                .isEqualTo(first.resultConfiguration().outputLocation());
        assertThat(second.statistics().dataScannedInBytes()).isZero();
        assertThat(second.resultReuseConfiguration().resultReuseByAgeConfiguration().enabled()).isTrue();
        assertThat(second.resultReuseConfiguration().resultReuseByAgeConfiguration().maxAgeInMinutes()).isEqualTo(60);
        assertThat(api.client().getQueryResults(request -> request.queryExecutionId(second.queryExecutionId()))
                .resultSet())
                .isEqualTo(api.client()
                        .getQueryResults(request -> request.queryExecutionId(first.queryExecutionId())).resultSet());
        assertThat(billed(first.queryExecutionId())).isEqualTo(20_000_000);
        assertThat(billed(second.queryExecutionId())).isZero();
        // the result is the first one's still, whatever reused it last
        QueryExecution third = runReusing(sql);
        assertReused(third, true);
        assertThat(third.resultConfiguration().outputLocation())
                .isEqualTo(first.resultConfiguration().outputLocation());
    }

    @Test
    void testReuseIsOffByDefault()
    {
        String sql = "SCAN 1 planes";
        assertReused(runReusing(sql), false);
        QueryExecution query = run(request -> request.queryString(sql));
        assertReused(query, false);
        assertThat(query.resultReuseConfiguration().resultReuseByAgeConfiguration().enabled()).isFalse();
        assertReused(run(request -> reusing(request.queryString(sql), false, 60)), false);
    }

    @Test
    void testWhatMustBeTheSame()
    {
        String sql = "SCAN 2 planes";
        assertReused(runReusing(sql), false);
        assertReused(runReusing("SCAN 2  planes"), false);
        assertReused(run(request -> reusing(request.queryString(sql), true, 60).workGroup("strict")), false);
        assertReused(run(request -> reusing(request.queryString(sql), true, 60)
                .queryExecutionContext(context -> context.database("flights"))), false);
        assertReused(run(request -> reusing(request.queryString(sql), true, 60)
                .queryExecutionContext(context -> context.catalog("AwsDataCatalog"))), false);
        assertReused(run(request -> reusing(request.queryString(sql), true, 60)
                .resultConfiguration(results -> results.outputLocation("s3://results/elsewhere/"))), false);
        assertReused(run(request -> reusing(request.queryString(sql), true, 60).executionParameters("1")), false);
        assertReused(run(request -> reusing(request.queryString(sql), true, 60).executionParameters("2")), false);
        assertReused(run(request -> reusing(request.queryString(sql), true, 60).executionParameters("1")), true);
        assertReused(runReusing(sql), true);
    }

    @Test
    void testOldResult()
    {
        String sql = "SCAN 3 planes";
        String first = runReusing(sql).queryExecutionId();
        api.store().jdbi().useHandle(handle -> handle.execute(
                "UPDATE queries SET completed_at = completed_at - 3600000 WHERE id = ?", first));
        assertReused(run(request -> reusing(request.queryString(sql), true, 61)), true);
        assertReused(run(request -> reusing(request.queryString(sql), true, 59)), false);
    }

    @Test
    void testResultIsGone()
    {
        String sql = "SCAN 4 planes";
        String first = runReusing(sql).queryExecutionId();
        api.s3().deleteObject(request -> request.bucket("results").key("primary/%s.csv".formatted(first)));
        assertReused(runReusing(sql), false);
    }

    @Test
    void testNotReusable()
    {
        for (String sql : List.of("NUMBERS 1", "SCAN 5 nowhere", "SCAN 5 some_view", "SCAN 5 some_delta")) {
            makeUnknownTables();
            assertReused(runReusing(sql), false);
            assertReused(runReusing(sql), false);
        }
    }

    @Test
    void testHiveTableChanges()
    {
        table("hive_changes", Map.of());
        String sql = "SCAN 6 hive_changes";
        assertReused(runReusing(sql), false);
        assertReused(runReusing(sql), true);
        api.catalog().partitions().create(ADMIN, CreatePartitionRequest.builder()
                .databaseName("flights")
                .tableName("hive_changes")
                .partitionInput(partition -> partition.values("1")
                        .storageDescriptor(storage -> storage.location("s3://lake/hive_changes/1")))
                .build());
        assertReused(runReusing(sql), false);
        assertReused(runReusing(sql), true);
        update("hive_changes", Map.of("changed", "true"));
        assertReused(runReusing(sql), false);
    }

    @Test
    void testIcebergTableChanges()
    {
        table("iceberg_changes", iceberg("1"));
        String sql = "SCAN 7 iceberg_changes";
        assertReused(runReusing(sql), false);
        assertReused(runReusing(sql), true);
        update("iceberg_changes", iceberg("2"));
        assertReused(runReusing(sql), false);
        assertReused(runReusing(sql), true);
    }

    private static Map<String, String> iceberg(String version)
    {
        return Map.of("table_type", "ICEBERG", "metadata_location", "s3://lake/%s.metadata.json".formatted(version));
    }

    private void makeUnknownTables()
    {
        if (api.client()
                .listTableMetadata(request -> request
                        .catalogName("AwsDataCatalog").databaseName("flights").expression("some.*"))
                .tableMetadataList().isEmpty()) {
            table("some_delta", Map.of("spark.sql.sources.provider", "delta"));
            api.catalog().tables().create(ADMIN, CreateTableRequest.builder()
                    .databaseName("flights")
                    .tableInput(input("some_view", Map.of()).toBuilder().tableType("VIRTUAL_VIEW").build())
                    .build());
        }
    }

    private void table(String name, Map<String, String> parameters)
    {
        api.catalog().tables().create(ADMIN, CreateTableRequest.builder()
                .databaseName("flights")
                .tableInput(input(name, parameters))
                .build());
    }

    private void update(String name, Map<String, String> parameters)
    {
        api.catalog().tables().update(ADMIN, UpdateTableRequest.builder()
                .databaseName("flights")
                .tableInput(input(name, parameters))
                .build());
    }

    private static TableInput input(String name, Map<String, String> parameters)
    {
        return TableInput.builder()
                .name(name)
                .tableType("EXTERNAL_TABLE")
                .parameters(parameters)
                .partitionKeys(Column.builder().name("month").type("int").build())
                .storageDescriptor(storage -> storage.location("s3://lake/" + name))
                .build();
    }

    private QueryExecution runReusing(String sql)
    {
        return run(request -> request.queryString(sql)
                .resultReuseConfiguration(reuse -> reuse.resultReuseByAgeConfiguration(age -> age.enabled(true))));
    }

    private static StartQueryExecutionRequest.Builder reusing(
            StartQueryExecutionRequest.Builder request,
            boolean enabled,
            int minutes)
    {
        return request.resultReuseConfiguration(reuse -> reuse.resultReuseByAgeConfiguration(
                age -> age.enabled(enabled).maxAgeInMinutes(minutes)));
    }

    private QueryExecution run(Consumer<StartQueryExecutionRequest.Builder> request)
    {
        QueryExecution query = api.await(api.start(request));
        assertThat(query.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        return query;
    }

    private static void assertReused(QueryExecution query, boolean isReused)
    {
        assertThat(query.statistics().resultReuseInformation().reusedPreviousResult()).isEqualTo(isReused);
    }

    private long billed(String id)
    {
        return api.store().jdbi().withHandle(handle -> handle
                .createQuery("SELECT billed_bytes FROM usage_ends WHERE query_id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .one());
    }
}
