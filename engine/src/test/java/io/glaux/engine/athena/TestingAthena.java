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
import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.catalog.StoredCatalog;
import io.glaux.engine.catalogs.TestingSources;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.identity.UserSettings;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.metering.TestingBudgets;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.engine.query.QueryBudgets;
import io.glaux.engine.query.QueryExecutions;
import io.glaux.engine.query.QueryExecutionsConfig;
import io.glaux.engine.query.QueryLimits;
import io.glaux.engine.query.ScriptedRunner;
import io.glaux.engine.result.ResultReader;
import io.glaux.engine.result.ResultStore;
import io.glaux.engine.saved.SavedStatements;
import io.glaux.engine.storage.EmbeddedS3;
import io.glaux.engine.storage.TestingEmbeddedS3;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import io.glaux.engine.workgroup.WorkgroupDirectory;
import io.glaux.engine.workgroup.Workgroups;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.s3.S3Client;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Athena's API over HTTP with a client of the AWS SDK: a small engine behind it, results in the embedded storage.
 */
final class TestingAthena
        implements AutoCloseable
{
    private final ScriptedRunner runner = new ScriptedRunner();
    private final Wire wire = new Wire();
    private final EmbeddedS3 storage;
    private final S3Client s3;
    private final SqlStore store;
    private final Catalog catalog;
    private final WorkgroupDirectory directory;
    private final QueryExecutions queries;
    private final TestingSources others;
    private final TestingEndpoint endpoint;
    private final AthenaClient athena;

    TestingAthena(Path folder)
    {
        storage = TestingEmbeddedS3.start(folder.resolve("s3"));
        s3 = storage.config().newClient();
        s3.createBucket(request -> request.bucket("results"));
        store = SqlStore.open(StoreConfig.sqlite(folder.resolve("glaux.db")));
        ResultStore results = new ResultStore(s3);
        queries = new QueryExecutions(
                store,
                new UsageLedger(store, (_, _) -> Map.of()),
                new QueryBudgets(TestingBudgets.withoutQuotas(), QueryLimits.NONE, _ -> PriceBook.DEFAULT),
                runner,
                results,
                QueryExecutionsConfig.DEFAULT,
                Clock.systemUTC());
        directory = WorkgroupDirectory.over(
                store,
                Clock.systemUTC(),
                "glaux",
                "us-east-1",
                Optional.of("s3://results/managed/"));
        Workgroups workgroups = directory.workgroups();
        workgroups.ensurePrimary(Optional.of("s3://results/primary/"));
        workgroups.ensurePrimary(Optional.of("s3://another/place/"));
        insertWorkgroup("bare", "ENABLED", "{}");
        insertWorkgroup("closed", "DISABLED", "{}");
        insertWorkgroup(
                "strict",
                "ENABLED",
                "{\"EnforceWorkGroupConfiguration\":true,"
                        + "\"ResultConfiguration\":{\"OutputLocation\":\"s3://results/strict\"}}");
        catalog = new StoredCatalog(store, TestingEndpoint.ACCOUNT, "us-east-1");
        fill(catalog);
        others = new TestingSources(store, folder.resolve("catalogs"));
        endpoint = new TestingEndpoint(
                folder,
                _ -> List.of(new AthenaService(
                        queries,
                        runner,
                        results,
                        new ResultReader(s3),
                        directory,
                        new AthenaCatalogs(catalog, others.catalogs(), others),
                        new SavedStatements(store, Clock.systemUTC()))));
        athena = client(endpoint.credentials());
    }

    @Override
    public void close()
    {
        athena.close();
        endpoint.close();
        others.close();
        queries.close();
        store.close();
        s3.close();
        storage.close();
    }

    AthenaClient client()
    {
        return athena;
    }

    /**
     * A client of a new user, for the caller to close.
     */
    AthenaClient clientOf(String user, UserSettings settings)
    {
        return client(TestingEndpoint.credentials(
                endpoint.identities().addUser(user, "a long password", false, settings)));
    }

    WorkgroupDirectory directory()
    {
        return directory;
    }

    private AthenaClient client(AwsCredentialsProvider credentials)
    {
        return AthenaClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(configuration -> configuration
                        .addExecutionInterceptor(wire)
                        .retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
    }

    S3Client s3()
    {
        return s3;
    }

    Catalog catalog()
    {
        return catalog;
    }

    TestingSources sources()
    {
        return others;
    }

    SqlStore store()
    {
        return store;
    }

    ScriptedRunner runner()
    {
        return runner;
    }

    Wire wire()
    {
        return wire;
    }

    private void insertWorkgroup(String name, String state, String configuration)
    {
        store.jdbi().useHandle(handle -> handle.execute(
                "INSERT INTO workgroups (name, state, description, configuration, created_at) VALUES (?, ?, NULL, ?, " +
                        "1)",
                name,
                state,
                configuration));
    }

    private static void fill(Catalog catalog)
    {
        Principal admin = new Principal("admin", TestingEndpoint.ACCOUNT);
        catalog.databases().create(admin, CreateDatabaseRequest.builder()
                .databaseInput(database -> database.name("flights").description("of 2013"))
                .build());
        for (String name : List.of("airlines", "airports", "planes")) {
            catalog.tables().create(admin, CreateTableRequest.builder()
                    .databaseName("flights")
                    .tableInput(table -> table
                            .name(name)
                            .tableType("EXTERNAL_TABLE")
                            .parameters(Map.of("classification", "parquet"))
                            .partitionKeys(Column.builder().name("month").type("int").build())
                            .storageDescriptor(storage -> storage
                                    .location("s3://lake/" + name)
                                    .columns(Column.builder().name("code").type("string").comment("IATA").build())
                                    .serdeInfo(serde -> serde.serializationLibrary("a.Serde")
                                            .parameters(Map.of("field.delim", ",")))))
                    .build());
        }
    }

    String start(String sql)
    {
        return start(request -> request.queryString(sql));
    }

    String start(Consumer<StartQueryExecutionRequest.Builder> request)
    {
        return athena.startQueryExecution(request).queryExecutionId();
    }

    QueryExecution await(String id)
    {
        while (true) {
            QueryExecution query = athena.getQueryExecution(request -> request.queryExecutionId(id)).queryExecution();
            if (query.status().state() != QueryExecutionState.QUEUED && query.status()
                    .state() != QueryExecutionState.RUNNING) {
                return query;
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    static String first(Row row)
    {
        return row.data().stream().map(Datum::varCharValue).findFirst().orElseThrow();
    }

    void assertInvalid(Runnable call, String message)
    {
        assertError(call, "INVALID_INPUT", message);
    }

    void assertError(Runnable call, String code, String message)
    {
        AwsServiceException error = failure(call);
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidRequestException");
        assertThat(error.statusCode()).isEqualTo(400);
        assertThat(wire.answer())
                .contains("\"AthenaErrorCode\":\"%s\"".formatted(code), "\"ErrorCode\":\"%s\"".formatted(code));
    }

    static AwsServiceException failure(Runnable call)
    {
        return catchThrowableOfType(AwsServiceException.class, call::run);
    }
}
