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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glaux.engine.aws.TestingEndpoint;
import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.catalog.StoredCatalog;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.engine.query.QueryExecutions;
import io.glaux.engine.query.QueryExecutionsConfig;
import io.glaux.engine.query.ScriptedRunner;
import io.glaux.engine.result.ResultReader;
import io.glaux.engine.result.ResultStore;
import io.glaux.engine.storage.EmbeddedS3;
import io.glaux.engine.storage.TestingEmbeddedS3;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import io.glaux.engine.workgroup.Workgroups;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaError;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryRuntimeStatistics;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.TableMetadata;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.s3.S3Client;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * The API through the AWS SDK, over HTTP, with results in the embedded storage.
 */
@TestInstance(PER_CLASS)
@Timeout(120)
final class TestAthenaService
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ScriptedRunner runner = new ScriptedRunner();
    private final Wire wire = new Wire();
    private EmbeddedS3 storage;
    private S3Client s3;
    private SqlStore store;
    private QueryExecutions queries;
    private TestingEndpoint endpoint;
    private AthenaClient athena;

    @BeforeAll
    void open(@TempDir Path folder)
    {
        storage = TestingEmbeddedS3.start(folder.resolve("s3"));
        s3 = storage.config().newClient();
        s3.createBucket(request -> request.bucket("results"));
        store = SqlStore.open(StoreConfig.sqlite(folder.resolve("athena.db")));
        ResultStore results = new ResultStore(s3);
        queries = new QueryExecutions(store, new UsageLedger(store), runner, results, QueryExecutionsConfig.DEFAULT, Clock.systemUTC());
        Workgroups workgroups = new Workgroups(store, Clock.systemUTC());
        workgroups.ensurePrimary(Optional.of("s3://results/primary/"));
        workgroups.ensurePrimary(Optional.of("s3://another/place/"));
        insertWorkgroup("bare", "ENABLED", "{}");
        insertWorkgroup("closed", "DISABLED", "{}");
        insertWorkgroup(
                "strict",
                "ENABLED",
                "{\"EnforceWorkGroupConfiguration\":true,\"ResultConfiguration\":{\"OutputLocation\":\"s3://results/strict\"}}");
        Catalog catalog = new StoredCatalog(store, TestingEndpoint.ACCOUNT, "us-east-1");
        fill(catalog);
        endpoint = new TestingEndpoint(
                folder,
                _ -> List.of(new AthenaService(queries, runner, results, new ResultReader(s3), workgroups, catalog)));
        athena = AthenaClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(endpoint.credentials())
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(configuration -> configuration
                        .addExecutionInterceptor(wire)
                        .retryStrategy(retries -> retries.maxAttempts(1)))
                .build();
    }

    @AfterAll
    void close()
    {
        athena.close();
        endpoint.close();
        queries.close();
        store.close();
        s3.close();
        storage.close();
    }

    @Test
    void testQueryFromStartToResults()
    {
        String id = athena.startQueryExecution(request -> request
                .queryString("  NUMBERS 3 ;\n")
                .queryExecutionContext(context -> context.catalog("AwsDataCatalog").database("MyDb"))
                .executionParameters("1", "'two'")).queryExecutionId();
        QueryExecution query = await(id);
        assertThat(query.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(query.status().stateChangeReason()).isNull();
        assertThat(query.status().submissionDateTime()).isBeforeOrEqualTo(query.status().completionDateTime());
        assertThat(query.query()).isEqualTo("NUMBERS 3");
        assertThat(query.statementTypeAsString()).isEqualTo("DML");
        assertThat(query.substatementType()).isEqualTo("SELECT");
        assertThat(query.workGroup()).isEqualTo("primary");
        assertThat(query.queryExecutionContext().catalog()).isEqualTo("awsdatacatalog");
        assertThat(query.queryExecutionContext().database()).isEqualTo("MyDb");
        assertThat(query.executionParameters()).containsExactly("1", "'two'");
        assertThat(query.resultConfiguration().outputLocation()).isEqualTo("s3://results/primary/%s.csv".formatted(id));
        assertThat(query.engineVersion().effectiveEngineVersion()).isEqualTo("Athena engine version 3");
        assertThat(query.statistics().dataScannedInBytes()).isEqualTo(1);
        assertThat(query.statistics().totalExecutionTimeInMillis()).isNotNegative();
        assertThat(query.statistics().queryPlanningTimeInMillis()).isLessThanOrEqualTo(query.statistics().engineExecutionTimeInMillis());
        assertThat(query.statistics().resultReuseInformation().reusedPreviousResult()).isFalse();

        GetQueryResultsResponse results = athena.getQueryResults(request -> request.queryExecutionId(id));
        assertThat(results.resultSet().rows()).extracting(TestAthenaService::first).containsExactly("n", "0", "1", "2");
        assertThat(results.updateCount()).isZero();
        assertThat(results.nextToken()).isNull();
        assertThat(results.resultSet().resultSetMetadata().columnInfo()).singleElement().satisfies(column -> {
            assertThat(column.name()).isEqualTo("n");
            assertThat(column.type()).isEqualTo("bigint");
            assertThat(column.precision()).isEqualTo(19);
        });
        assertThat(s3.getObjectAsBytes(request -> request.bucket("results").key("primary/%s.csv".formatted(id))).asUtf8String())
                .isEqualTo("\"n\"\n\"0\"\n\"1\"\n\"2\"\n");
        assertThat(s3.headObject(request -> request.bucket("results").key("primary/%s.csv.metadata".formatted(id))).contentLength()).isPositive();
    }

    @Test
    void testWhatWasNotSentIsNotAnswered()
            throws JsonProcessingException
    {
        String id = start("NUMBERS 1");
        await(id);
        JsonNode query = MAPPER.readTree(wire.answer()).get("QueryExecution");
        assertThat(query.get("QueryExecutionContext")).isEmpty();
        assertThat(query.has("ExecutionParameters")).isFalse();
        assertThat(query.get("Status").has("AthenaError")).isFalse();
        assertThat(query.get("Status").get("SubmissionDateTime").isDouble()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 999, 1000})
    void testResultsInPages(int size)
    {
        String id = start("NUMBERS 1500");
        await(id);
        List<String> values = new ArrayList<>();
        athena.getQueryResultsPaginator(request -> request.queryExecutionId(id).maxResults(size))
                .forEach(page -> {
                    assertThat(page.resultSet().rows().size()).isLessThanOrEqualTo(size);
                    page.resultSet().rows().forEach(row -> values.add(first(row)));
                });
        assertThat(values).hasSize(1501).startsWith("n", "0", "1").endsWith("1499");
    }

    @Test
    void testResultOfManyParts()
    {
        String id = start("NUMBERS 1500000");
        await(id);
        assertThat(s3.headObject(request -> request.bucket("results").key("primary/%s.csv".formatted(id))).contentLength())
                .isGreaterThan(8 * 1024 * 1024);
        GetQueryResultsResponse first = athena.getQueryResults(request -> request.queryExecutionId(id));
        assertThat(first.resultSet().rows()).hasSize(1000);
        assertThat(first.nextToken()).isNotNull();
    }

    @Test
    void testStatementsWithoutRows()
    {
        String insert = start("INSERT 42");
        QueryExecution query = await(insert);
        assertThat(query.resultConfiguration().outputLocation()).isEqualTo("s3://results/primary/" + insert);
        GetQueryResultsResponse results = athena.getQueryResults(request -> request.queryExecutionId(insert));
        assertThat(results.updateCount()).isEqualTo(42);
        assertThat(results.resultSet().rows()).isEmpty();
        assertThat(results.resultSet().resultSetMetadata().columnInfo()).singleElement().satisfies(column ->
                assertThat(column.name()).isEqualTo("rows"));

        String create = start("CREATE");
        assertThat(await(create).resultConfiguration().outputLocation()).endsWith(create + ".txt");
        results = athena.getQueryResults(request -> request.queryExecutionId(create));
        assertThat(results.updateCount()).isNull();
        assertThat(results.resultSet().resultSetMetadata().columnInfo()).isEmpty();

        String show = start("SHOW");
        await(show);
        results = athena.getQueryResults(request -> request.queryExecutionId(show));
        assertThat(results.resultSet().rows()).as("no header").extracting(TestAthenaService::first).containsExactly("0", "1");
    }

    @Test
    void testFailedQuery()
    {
        String id = start("FAIL TABLE_NOT_FOUND line 1:15: Table 'awsdatacatalog.db.t' does not exist");
        QueryExecution query = await(id);
        String message = "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.db.t' does not exist";
        assertThat(query.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(query.status().stateChangeReason()).isEqualTo(message);
        assertThat(query.status().athenaError()).isEqualTo(
                AthenaError.builder().errorCategory(2).errorType(1301).retryable(false).errorMessage(message).build());
        assertError(
                () -> athena.getQueryResults(request -> request.queryExecutionId(id)),
                "INVALID_QUERY_EXECUTION_STATE",
                "Query did not finish successfully. Final query state: FAILED");
    }

    @Test
    void testStoppedQuery()
    {
        String id = start("WAIT stopped");
        runner.awaitStart("stopped");
        assertError(
                () -> athena.getQueryResults(request -> request.queryExecutionId(id)),
                "INVALID_QUERY_EXECUTION_STATE",
                "Query has not yet finished. Current state: RUNNING");
        athena.stopQueryExecution(request -> request.queryExecutionId(id));
        QueryExecution query = await(id);
        assertThat(query.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
        assertThat(query.status().stateChangeReason()).isEqualTo("Query cancelled by user");
        assertThat(query.status().athenaError()).isNull();
        assertError(() -> athena.getQueryResults(request -> request.queryExecutionId(id)), "RESULT_NOT_FOUND", "Could not find results");
        athena.stopQueryExecution(request -> request.queryExecutionId(id));
    }

    @Test
    void testSyntaxErrorMakesNoQuery()
    {
        int before = athena.listQueryExecutions(request -> request.workGroup("bare")).queryExecutionIds().size();
        assertError(
                () -> start(request -> request.queryString("SELEC 1").workGroup("bare").resultConfiguration(results -> results.outputLocation("s3://results/x"))),
                "MALFORMED_QUERY",
                "line 1:1: mismatched input 'SELEC'");
        assertThat(athena.listQueryExecutions(request -> request.workGroup("bare")).queryExecutionIds()).hasSize(before);
    }

    @Test
    void testErrorBody()
    {
        assertError(() -> start("SELEC 1"), "MALFORMED_QUERY", "line 1:1: mismatched input 'SELEC'");
        assertThat(wire.answer()).isEqualTo(
                "{\"__type\":\"InvalidRequestException\",\"AthenaErrorCode\":\"MALFORMED_QUERY\",\"ErrorCode\":\"MALFORMED_QUERY\","
                        + "\"Message\":\"line 1:1: mismatched input 'SELEC'\"}");
    }

    @Test
    void testRequestsAreIdempotentByToken()
    {
        String token = UUID.randomUUID().toString();
        String id = start(request -> request.queryString("NUMBERS 1").clientRequestToken(token));
        assertThat(start(request -> request.queryString("NUMBERS 1").clientRequestToken(token).workGroup("strict"))).isEqualTo(id);
        assertError(
                () -> start(request -> request.queryString("NUMBERS 2").clientRequestToken(token)),
                "IDEMPOTENT_PARAMETER_MISMATCH",
                "Idempotent parameters do not match");
        assertError(
                () -> start(request -> request
                        .queryString("NUMBERS 1")
                        .clientRequestToken(token)
                        .resultConfiguration(results -> results.outputLocation("s3://results/primary/"))),
                "IDEMPOTENT_PARAMETER_MISMATCH",
                "Idempotent parameters do not match");
    }

    @Test
    void testTokens()
    {
        for (String token : List.of("", "x".repeat(31))) {
            assertInvalid(
                    () -> start(request -> request.queryString("NUMBERS 1").clientRequestToken(token)),
                    "1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint: Member must have length greater than or equal to 32");
        }
        assertInvalid(
                () -> start(request -> request.queryString("NUMBERS 1").clientRequestToken("x".repeat(129))),
                "1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to 128");
        assertInvalid(
                () -> start(request -> request.queryString("NUMBERS 1").clientRequestToken("ü".repeat(100))),
                "clientRequestToken exceeds maximum allowed length 128");
        wire.sendInstead("{\"QueryString\":\"NUMBERS 1\"}");
        assertInvalid(() -> start("NUMBERS 1"), "clientRequestToken is null or empty");
    }

    @Test
    void testLimitsOfTheQuery()
    {
        assertInvalid(
                () -> start("NUMBERS 1" + " ".repeat(262_144 - 8)),
                "1 validation error detected: Value at 'queryString' failed to satisfy constraint: Member must have length less than or equal to 262144");
        await(start("NUMBERS 1" + " ".repeat(262_144 - 9)));
        assertInvalid(
                () -> start(request -> request.queryString("NUMBERS 1").executionParameters(List.of())),
                "1 validation error detected: Value at 'executionParameters' failed to satisfy constraint: Member must have length greater than or equal to 1");
        wire.sendInstead("{\"ClientRequestToken\":\"%s\"}".formatted(UUID.randomUUID()));
        assertInvalid(
                () -> start("NUMBERS 1"),
                "1 validation error detected: Value null at 'queryString' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void testWrongJson()
    {
        wire.sendInstead("{");
        assertThat(failure(() -> start("NUMBERS 1")).awsErrorDetails().errorCode()).isEqualTo("SerializationException");
        assertThat(wire.answer()).isEqualTo("{\"__type\":\"SerializationException\"}");
        wire.sendInstead("{\"QueryExecutionId\":\"x\",\"MaxResults\":\"1\"}");
        AwsServiceException wrongType = failure(() -> athena.getQueryResults(request -> request.queryExecutionId("x")));
        assertThat(wrongType.awsErrorDetails().errorCode()).isEqualTo("SerializationException");
        assertThat(wrongType.awsErrorDetails().errorMessage()).isEqualTo("STRING_VALUE can not be converted to an Integer");
    }

    @Test
    void testOperationsThatAreNotThere()
    {
        AwsServiceException unknown = failure(() -> athena.createWorkGroup(request -> request.name("new")));
        assertThat(unknown.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
        assertThat(unknown.statusCode()).isEqualTo(400);
    }

    @Test
    void testOutputLocations()
    {
        for (String wrong : List.of("not-a-path", "s3://", "s3://results/../other", "http://results/x")) {
            assertInvalid(
                    () -> start(request -> request.queryString("SELEC 1").resultConfiguration(results -> results.outputLocation(wrong))),
                    "outputLocation is not a valid S3 path.");
        }
        assertInvalid(
                () -> start(request -> request.queryString("NUMBERS 1").resultConfiguration(results -> results.outputLocation("s3://not-there/x"))),
                "Unable to verify/create output bucket not-there");
        assertInvalid(
                () -> start(request -> request.queryString("NUMBERS 1").workGroup("bare")),
                "No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input.");
        String own = start(request -> request.queryString("NUMBERS 1").resultConfiguration(results -> results.outputLocation("s3://results")));
        assertThat(await(own).resultConfiguration().outputLocation()).isEqualTo("s3://results/%s.csv".formatted(own));
        String strict = start(request -> request
                .queryString("NUMBERS 1")
                .workGroup("strict")
                .resultConfiguration(results -> results.outputLocation("s3://results/mine")));
        assertThat(await(strict).resultConfiguration().outputLocation()).isEqualTo("s3://results/strict/%s.csv".formatted(strict));
    }

    @Test
    void testEncryption()
    {
        String id = start(request -> request
                .queryString("NUMBERS 1")
                .resultConfiguration(results -> results.encryptionConfiguration(encryption -> encryption.encryptionOption("SSE_S3"))));
        QueryExecution query = await(id);
        assertThat(query.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(query.resultConfiguration().encryptionConfiguration().encryptionOptionAsString()).isEqualTo("SSE_S3");
        assertThat(query.resultConfiguration().outputLocation()).startsWith("s3://results/primary/");
        assertInvalid(
                () -> start(request -> request
                        .queryString("NUMBERS 1")
                        .resultConfiguration(results -> results.encryptionConfiguration(encryption -> encryption.encryptionOption("CSE_KMS")))),
                "EncryptionOption CSE_KMS is not supported. Use SSE_S3 or SSE_KMS");
    }

    @Test
    void testWorkgroupsThatCannotBeUsed()
    {
        assertInvalid(() -> start(request -> request.queryString("NUMBERS 1").workGroup("nowhere")), "WorkGroup is not found.");
        assertInvalid(() -> start(request -> request.queryString("NUMBERS 1").workGroup("closed")), "WorkGroup closed is disabled.");
        assertInvalid(() -> athena.getWorkGroup(request -> request.workGroup("nowhere")), "WorkGroup is not found.");
        assertInvalid(() -> athena.listQueryExecutions(request -> request.workGroup("nowhere")), "WorkGroup is not found.");
    }

    @Test
    void testResultChecksAreInAthenasOrder()
    {
        String failed = start("FAIL X y");
        await(failed);
        String id = start("NUMBERS 1");
        await(id);
        wire.sendInstead("{\"QueryExecutionId\":\"nowhere\",\"NextToken\":\"\",\"MaxResults\":0}");
        assertInvalid(
                () -> athena.getQueryResults(request -> request.queryExecutionId("nowhere")),
                "2 validation errors detected: Value at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1; "
                        + "Value at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1");
        assertError(
                () -> athena.getQueryResults(request -> request.queryExecutionId("nowhere").maxResults(1001)),
                "QUERY_EXECUTION_NOT_FOUND",
                "QueryExecution nowhere was not found");
        assertInvalid(
                () -> athena.getQueryResults(request -> request.queryExecutionId(failed).maxResults(1001)),
                "MaxResults is more than maximum allowed length 1000");
        assertError(
                () -> athena.getQueryResults(request -> request.queryExecutionId(failed).nextToken("nonsense")),
                "INVALID_QUERY_EXECUTION_STATE",
                "Query did not finish successfully. Final query state: FAILED");
        assertInvalid(
                () -> athena.getQueryResults(request -> request.queryExecutionId(id).nextToken("nonsense")),
                "Malformed nextPageToken nonsense");
    }

    @Test
    void testBatch()
    {
        String first = start("NUMBERS 1");
        String second = start("NUMBERS 2");
        BatchGetQueryExecutionResponse batch = athena.batchGetQueryExecution(request -> request.queryExecutionIds(second, "nowhere", first));
        assertThat(batch.queryExecutions()).extracting(QueryExecution::queryExecutionId).containsExactly(second, first);
        assertThat(batch.unprocessedQueryExecutionIds()).singleElement().satisfies(unprocessed ->
                assertThat(unprocessed.errorMessage()).isEqualTo("QueryExecution nowhere was not found"));
        assertInvalid(
                () -> athena.batchGetQueryExecution(request -> request.queryExecutionIds(new ArrayList<>(Collections.nCopies(51, "x")))),
                "1 validation error detected: Value at 'queryExecutionIds' failed to satisfy constraint: Member must have length less than or equal to 50");
    }

    @Test
    void testHistory()
    {
        List<String> started = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            started.addFirst(start(request -> request.queryString("NUMBERS 1").workGroup("strict")));
        }
        List<String> listed = new ArrayList<>();
        athena.listQueryExecutionsPaginator(request -> request.workGroup("strict").maxResults(3)).forEach(page -> {
            assertThat(page.queryExecutionIds()).hasSizeLessThanOrEqualTo(3);
            listed.addAll(page.queryExecutionIds());
        });
        assertThat(listed).startsWith(started.toArray(String[]::new)).doesNotHaveDuplicates();
        assertInvalid(
                () -> athena.listQueryExecutions(request -> request.maxResults(51)),
                "1 validation error detected: Value at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 50");
        assertInvalid(() -> athena.listQueryExecutions(request -> request.nextToken("nonsense")), "The nextPageToken is malformed: nonsense");
    }

    @Test
    void testRuntimeStatistics()
    {
        String id = start("SCAN 1000");
        await(id);
        QueryRuntimeStatistics statistics = athena.getQueryRuntimeStatistics(request -> request.queryExecutionId(id)).queryRuntimeStatistics();
        assertThat(statistics.rows().inputRows()).isEqualTo(10);
        assertThat(statistics.rows().inputBytes()).isEqualTo(20);
        assertThat(statistics.rows().outputRows()).isEqualTo(30);
        assertThat(statistics.rows().outputBytes()).isEqualTo(40);
        assertThat(statistics.outputStage().state()).isEqualTo("FINISHED");
        assertThat(statistics.outputStage().subStages()).singleElement().satisfies(stage -> assertThat(stage.stageId()).isEqualTo(1));
        assertThat(statistics.timeline().totalExecutionTimeInMillis()).isGreaterThanOrEqualTo(statistics.timeline().engineExecutionTimeInMillis());
    }

    @Test
    void testWorkgroups()
            throws JsonProcessingException
    {
        WorkGroup primary = athena.getWorkGroup(request -> request.workGroup("primary")).workGroup();
        assertThat(primary.configuration().resultConfiguration().outputLocation()).isEqualTo("s3://results/primary/");
        assertThat(primary.configuration().enforceWorkGroupConfiguration()).isFalse();
        assertThat(primary.configuration().engineVersion().effectiveEngineVersion()).isEqualTo("Athena engine version 3");
        assertThat(primary.stateAsString()).isEqualTo("ENABLED");
        JsonNode wired = MAPPER.readTree(wire.answer()).get("WorkGroup");
        assertThat(wired.get("Configuration").get("QuerySchedulingType").textValue()).isEqualTo("DEFAULT");
        assertThat(wired.get("Configuration").get("EngineVersion").get("Category").textValue()).isEqualTo("Presto");
        assertThat(wired.has("Description")).isFalse();

        athena.getWorkGroup(request -> request.workGroup("bare"));
        assertThat(MAPPER.readTree(wire.answer()).get("WorkGroup").get("Configuration").get("ResultConfiguration")).isEmpty();

        List<String> names = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            names.addAll(athena.listWorkGroups(request -> request.maxResults(2).nextToken(next)).workGroups().stream().map(group -> group.name()).toList());
            JsonNode page = MAPPER.readTree(wire.answer());
            assertThat(page.get("WorkGroups").get(0).get("Description").textValue()).isEmpty();
            token = page.path("NextToken").textValue();
        }
        while (token != null);
        assertThat(names).containsExactly("bare", "closed", "primary", "strict");
        assertInvalid(() -> athena.listWorkGroups(request -> request.nextToken("bm9uc2Vuc2U=")), "The nextPageToken is malformed: bm9uc2Vuc2U=");
        assertThat(athena.listEngineVersions(_ -> {}).engineVersions()).hasSize(2);
    }

    @Test
    void testWhatHangsOnAWorkgroup()
    {
        assertThat(athena.listTagsForResource(request -> request.resourceARN("arn:aws:athena:us-east-1:000000000000:workgroup/primary")).tags()).isEmpty();
        assertThat(failure(() -> athena.listTagsForResource(request -> request.resourceARN("arn:aws:athena:us-east-1:000000000000:workgroup/nowhere")))
                .awsErrorDetails().errorCode()).isEqualTo("ResourceNotFoundException");
        assertThat(athena.listNamedQueries(_ -> {}).namedQueryIds()).isEmpty();
        assertThat(athena.listPreparedStatements(request -> request.workGroup("primary")).preparedStatements()).isEmpty();
    }

    @Test
    void testDataCatalogs()
    {
        assertThat(athena.listDataCatalogs(_ -> {}).dataCatalogsSummary()).singleElement().satisfies(catalog -> {
            assertThat(catalog.catalogName()).isEqualTo("AwsDataCatalog");
            assertThat(catalog.typeAsString()).isEqualTo("GLUE");
        });
        assertThat(athena.getDataCatalog(request -> request.name("awsdatacatalog")).dataCatalog().parameters()).containsEntry("catalog-id", "000000000000");
        assertError(() -> athena.getDataCatalog(request -> request.name("nowhere")), "DATACATALOG_NOT_FOUND", "DataCatalog nowhere was not found");
        assertThat(athena.listDatabasesPaginator(request -> request.catalogName("AwsDataCatalog").maxResults(1)).databaseList())
                .extracting(database -> database.name())
                .containsExactly("default", "flights");
        assertThat(athena.getDatabase(request -> request.catalogName("AwsDataCatalog").databaseName("flights")).database().description())
                .isEqualTo("of 2013");
        assertThat(athena.listTableMetadata(request -> request.catalogName("AwsDataCatalog").databaseName("flights")).tableMetadataList()).hasSize(3);
        assertThat(athena.listTableMetadata(request -> request.catalogName("AwsDataCatalog").databaseName("flights").expression("air.*"))
                .tableMetadataList()).extracting(TableMetadata::name).containsExactly("airlines", "airports");
        TableMetadata table = athena.getTableMetadata(request -> request
                .catalogName("AwsDataCatalog").databaseName("flights").tableName("airlines")).tableMetadata();
        assertThat(table.columns()).singleElement().satisfies(column -> {
            assertThat(column.name()).isEqualTo("code");
            assertThat(column.type()).isEqualTo("string");
            assertThat(column.comment()).isEqualTo("IATA");
        });
        assertThat(table.partitionKeys()).extracting(key -> key.name()).containsExactly("month");
        assertThat(table.parameters())
                .containsEntry("classification", "parquet")
                .containsEntry("location", "s3://lake/airlines")
                .containsEntry("serde.serialization.lib", "a.Serde")
                .containsEntry("serde.param.field.delim", ",");
        AwsServiceException missing = failure(() -> athena.getTableMetadata(request -> request
                .catalogName("AwsDataCatalog").databaseName("flights").tableName("trains")));
        assertThat(missing.awsErrorDetails().errorCode()).isEqualTo("MetadataException");
        assertThat(missing.awsErrorDetails().errorMessage()).contains("EntityNotFoundException");
    }

    private void insertWorkgroup(String name, String state, String configuration)
    {
        store.jdbi().useHandle(handle -> handle.execute(
                "INSERT INTO workgroups (name, state, description, configuration, created_at) VALUES (?, ?, NULL, ?, 1)", name, state, configuration));
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
                                    .serdeInfo(serde -> serde.serializationLibrary("a.Serde").parameters(Map.of("field.delim", ",")))))
                    .build());
        }
    }

    private String start(String sql)
    {
        return start(request -> request.queryString(sql));
    }

    private String start(Consumer<StartQueryExecutionRequest.Builder> request)
    {
        return athena.startQueryExecution(request).queryExecutionId();
    }

    private QueryExecution await(String id)
    {
        while (true) {
            QueryExecution query = athena.getQueryExecution(request -> request.queryExecutionId(id)).queryExecution();
            if (query.status().state() != QueryExecutionState.QUEUED && query.status().state() != QueryExecutionState.RUNNING) {
                return query;
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static String first(Row row)
    {
        return row.data().stream().map(Datum::varCharValue).findFirst().orElseThrow();
    }

    private void assertInvalid(Runnable call, String message)
    {
        assertError(call, "INVALID_INPUT", message);
    }

    private void assertError(Runnable call, String code, String message)
    {
        AwsServiceException error = failure(call);
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidRequestException");
        assertThat(error.statusCode()).isEqualTo(400);
        assertThat(wire.answer()).contains("\"AthenaErrorCode\":\"%s\"".formatted(code), "\"ErrorCode\":\"%s\"".formatted(code));
    }

    private static AwsServiceException failure(Runnable call)
    {
        return catchThrowableOfType(AwsServiceException.class, call::run);
    }
}
