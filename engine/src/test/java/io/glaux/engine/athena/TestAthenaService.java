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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaError;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.QueryRuntimeStatistics;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * Queries through the API.
 */
@TestInstance(PER_CLASS)
@Timeout(120)
final class TestAthenaService
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private TestingAthena api;
    private AthenaClient athena;
    private Wire wire;

    @BeforeAll
    void open(@TempDir Path folder)
    {
        api = new TestingAthena(folder);
        athena = api.client();
        wire = api.wire();
    }

    @AfterAll
    void close()
    {
        api.close();
    }

    @Test
    void testQueryFromStartToResults()
    {
        String id = athena.startQueryExecution(request -> request
                .queryString("  NUMBERS 3 ;\n")
                .queryExecutionContext(context -> context.catalog("AwsDataCatalog").database("MyDb"))
                .executionParameters("1", "'two'")).queryExecutionId();
        QueryExecution query = api.await(id);
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
        assertThat(query.statistics().queryPlanningTimeInMillis())
                .isLessThanOrEqualTo(query.statistics().engineExecutionTimeInMillis());
        assertThat(query.statistics().resultReuseInformation().reusedPreviousResult()).isFalse();

        GetQueryResultsResponse results = athena.getQueryResults(request -> request.queryExecutionId(id));
        assertThat(results.resultSet().rows()).extracting(TestingAthena::first).containsExactly("n", "0", "1", "2");
        assertThat(results.updateCount()).isZero();
        assertThat(results.nextToken()).isNull();
        assertThat(results.resultSet().resultSetMetadata().columnInfo()).singleElement().satisfies(column -> {
            assertThat(column.name()).isEqualTo("n");
            assertThat(column.type()).isEqualTo("bigint");
            assertThat(column.precision()).isEqualTo(19);
        });
        assertThat(api.s3().getObjectAsBytes(request -> request.bucket("results").key("primary/%s.csv".formatted(id)))
                .asUtf8String())
                .isEqualTo("\"n\"\n\"0\"\n\"1\"\n\"2\"\n");
        assertThat(api.s3()
                .headObject(request -> request.bucket("results").key("primary/%s.csv.metadata".formatted(id)))
                .contentLength())
                .isPositive();
    }

    @Test
    void testWhatWasNotSentIsNotAnswered()
            throws JsonProcessingException
    {
        String id = api.start("NUMBERS 1");
        api.await(id);
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
        String id = api.start("NUMBERS 1500");
        api.await(id);
        List<String> values = new ArrayList<>();
        athena.getQueryResultsPaginator(request -> request.queryExecutionId(id).maxResults(size))
                .forEach(page -> {
                    assertThat(page.resultSet().rows().size()).isLessThanOrEqualTo(size);
                    page.resultSet().rows().forEach(row -> values.add(TestingAthena.first(row)));
                });
        assertThat(values).hasSize(1501).startsWith("n", "0", "1").endsWith("1499");
    }

    @Test
    void testResultOfManyParts()
    {
        String id = api.start("NUMBERS 1500000");
        api.await(id);
        assertThat(api.s3().headObject(request -> request.bucket("results").key("primary/%s.csv".formatted(id)))
                .contentLength())
                .isGreaterThan(8 * 1024 * 1024);
        GetQueryResultsResponse first = athena.getQueryResults(request -> request.queryExecutionId(id));
        assertThat(first.resultSet().rows()).hasSize(1000);
        assertThat(first.nextToken()).isNotNull();
    }

    @Test
    void testStatementsWithoutRows()
    {
        String insert = api.start("INSERT 42");
        QueryExecution query = api.await(insert);
        assertThat(query.resultConfiguration().outputLocation()).isEqualTo("s3://results/primary/" + insert);
        GetQueryResultsResponse results = athena.getQueryResults(request -> request.queryExecutionId(insert));
        assertThat(results.updateCount()).isEqualTo(42);
        assertThat(results.resultSet().rows()).isEmpty();
        assertThat(results.resultSet().resultSetMetadata().columnInfo()).singleElement().satisfies(column ->
                assertThat(column.name()).isEqualTo("rows"));

        String create = api.start("CREATE");
        assertThat(api.await(create).resultConfiguration().outputLocation()).endsWith(create + ".txt");
        results = athena.getQueryResults(request -> request.queryExecutionId(create));
        assertThat(results.updateCount()).isNull();
        assertThat(results.resultSet().resultSetMetadata().columnInfo()).isEmpty();

        String show = api.start("SHOW");
        api.await(show);
        results = athena.getQueryResults(request -> request.queryExecutionId(show));
        assertThat(results.resultSet().rows()).as("no header").extracting(TestingAthena::first)
                .containsExactly("0", "1");
    }

    @Test
    void testFailedQuery()
    {
        String id = api.start("FAIL TABLE_NOT_FOUND line 1:15: Table 'awsdatacatalog.db.t' does not exist");
        QueryExecution query = api.await(id);
        String message = "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.db.t' does not exist";
        assertThat(query.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(query.status().stateChangeReason()).isEqualTo(message);
        assertThat(query.status().athenaError()).isEqualTo(
                AthenaError.builder().errorCategory(2).errorType(1301).retryable(false).errorMessage(message).build());
        api.assertError(
                () -> athena.getQueryResults(request -> request.queryExecutionId(id)),
                "INVALID_QUERY_EXECUTION_STATE",
                "Query did not finish successfully. Final query state: FAILED");
    }

    @Test
    void testStoppedQuery()
    {
        String id = api.start("WAIT stopped");
        api.runner().awaitStart("stopped");
        api.assertError(
                () -> athena.getQueryResults(request -> request.queryExecutionId(id)),
                "INVALID_QUERY_EXECUTION_STATE",
                "Query has not yet finished. Current state: RUNNING");
        athena.stopQueryExecution(request -> request.queryExecutionId(id));
        QueryExecution query = api.await(id);
        assertThat(query.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
        assertThat(query.status().stateChangeReason()).isEqualTo("Query cancelled by user");
        assertThat(query.status().athenaError()).isNull();
        api.assertError(
                () -> athena.getQueryResults(request -> request.queryExecutionId(id)),
                "RESULT_NOT_FOUND",
                "Could not find results");
        athena.stopQueryExecution(request -> request.queryExecutionId(id));
    }

    @Test
    void testSyntaxErrorMakesNoQuery()
    {
        int before = athena.listQueryExecutions(request -> request.workGroup("bare")).queryExecutionIds().size();
        api.assertError(
                () -> api.start(request -> request
                        .queryString("SELEC 1")
                        .workGroup("bare")
                        .resultConfiguration(results -> results.outputLocation("s3://results/x"))),
                "MALFORMED_QUERY",
                "line 1:1: mismatched input 'SELEC'");
        assertThat(athena.listQueryExecutions(request -> request.workGroup("bare")).queryExecutionIds())
                .hasSize(before);
    }

    @Test
    void testStatementsOfASessionAreRefused()
    {
        api.assertError(() -> api.start("USE db"), "MALFORMED_QUERY", "Queries of this type are not supported");
    }

    @Test
    void testErrorBody()
    {
        api.assertError(() -> api.start("SELEC 1"), "MALFORMED_QUERY", "line 1:1: mismatched input 'SELEC'");
        assertThat(wire.answer()).isEqualTo(
                "{\"__type\":\"InvalidRequestException\",\"AthenaErrorCode\":\"MALFORMED_QUERY\","
                        + "\"ErrorCode\":\"MALFORMED_QUERY\","
                        + "\"Message\":\"line 1:1: mismatched input 'SELEC'\"}");
    }

    @Test
    void testRequestsAreIdempotentByToken()
    {
        String token = UUID.randomUUID().toString();
        String id = api.start(request -> request.queryString("NUMBERS 1").clientRequestToken(token));
        assertThat(api.start(request -> request.queryString("NUMBERS 1").clientRequestToken(token).workGroup("strict")))
                .isEqualTo(id);
        api.assertError(
                () -> api.start(request -> request.queryString("NUMBERS 2").clientRequestToken(token)),
                "IDEMPOTENT_PARAMETER_MISMATCH",
                "Idempotent parameters do not match");
        api.assertError(
                () -> api.start(request -> request
                        .queryString("NUMBERS 1")
                        .clientRequestToken(token)
                        .resultConfiguration(results -> results.outputLocation("s3://results/primary/"))),
                "IDEMPOTENT_PARAMETER_MISMATCH",
                "Idempotent parameters do not match");
    }

    /**
     * A store on PostgreSQL could not keep it.
     */
    @Test
    void testNulIsRefused()
    {
        Map<String, Consumer<StartQueryExecutionRequest.Builder>> requests = Map.of(
                "queryString", request -> request.queryString("NUMBERS 1 \0"),
                "executionParameters", request -> request.queryString("NUMBERS 1").executionParameters("\0"),
                "queryExecutionContext.catalog", request -> request.queryString("NUMBERS 1")
                        .queryExecutionContext(context -> context.catalog("a\0b")),
                "queryExecutionContext.database", request -> request.queryString("NUMBERS 1")
                        .queryExecutionContext(context -> context.database("a\0b")),
                "clientRequestToken", request -> request.queryString("NUMBERS 1")
                        .clientRequestToken("\0".repeat(32)));
        requests.forEach((member, request) -> api.assertInvalid(
                () -> api.start(request),
                "1 validation error detected: Value at '%s' failed to satisfy constraint: ".formatted(member)
                        + "Member must not contain the character NUL"));
    }

    @Test
    void testTokens()
    {
        for (String token : List.of("", "x".repeat(31))) {
            api.assertInvalid(
                    () -> api.start(request -> request.queryString("NUMBERS 1").clientRequestToken(token)),
                    broken("clientRequestToken", "length greater than or equal to 32"));
        }
        api.assertInvalid(
                () -> api.start(request -> request.queryString("NUMBERS 1").clientRequestToken("x".repeat(129))),
                broken("clientRequestToken", "length less than or equal to 128"));
        api.assertInvalid(
                () -> api.start(request -> request.queryString("NUMBERS 1").clientRequestToken("ü".repeat(100))),
                "clientRequestToken exceeds maximum allowed length 128");
        wire.sendInstead("{\"QueryString\":\"NUMBERS 1\"}");
        api.assertInvalid(() -> api.start("NUMBERS 1"), "clientRequestToken is null or empty");
    }

    @Test
    void testLimitsOfTheQuery()
    {
        api.assertInvalid(
                () -> api.start("NUMBERS 1" + " ".repeat(262_144 - 8)),
                broken("queryString", "length less than or equal to 262144"));
        api.await(api.start("NUMBERS 1" + " ".repeat(262_144 - 9)));
        api.assertInvalid(
                () -> api.start(request -> request.queryString("NUMBERS 1").executionParameters(List.of())),
                broken("executionParameters", "length greater than or equal to 1"));
        wire.sendInstead("{\"ClientRequestToken\":\"%s\"}".formatted(UUID.randomUUID()));
        api.assertInvalid(
                () -> api.start("NUMBERS 1"),
                "1 validation error detected: Value null at 'queryString' failed to satisfy constraint: Member must " +
                        "not be null");
    }

    @Test
    void testWrongJson()
    {
        wire.sendInstead("{");
        assertThat(TestingAthena.failure(() -> api.start("NUMBERS 1")).awsErrorDetails().errorCode())
                .isEqualTo("SerializationException");
        assertThat(wire.answer()).isEqualTo("{\"__type\":\"SerializationException\"}");
        wire.sendInstead("{\"QueryExecutionId\":\"x\",\"MaxResults\":\"1\"}");
        AwsServiceException wrongType =
                TestingAthena.failure(() -> athena.getQueryResults(request -> request.queryExecutionId("x")));
        assertThat(wrongType.awsErrorDetails().errorCode()).isEqualTo("SerializationException");
        assertThat(wrongType.awsErrorDetails().errorMessage())
                .isEqualTo("STRING_VALUE can not be converted to an Integer");
    }

    @Test
    void testOperationsThatAreNotThere()
    {
        AwsServiceException unknown =
                TestingAthena.failure(() -> athena.createCapacityReservation(request -> request
                        .name("new").targetDpus(24)));
        assertThat(unknown.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
        assertThat(unknown.statusCode()).isEqualTo(400);
    }

    @Test
    void testOutputLocations()
    {
        for (String wrong : List.of("not-a-path", "s3://", "s3://results/../other", "http://results/x")) {
            api.assertInvalid(
                    () -> api.start(request -> request.queryString("SELEC 1")
                            .resultConfiguration(results -> results.outputLocation(wrong))),
                    "outputLocation is not a valid S3 path.");
        }
        api.assertInvalid(
                () -> api.start(request -> request
                        .queryString("NUMBERS 1")
                        .resultConfiguration(results -> results.outputLocation("s3://not-there/x"))),
                "Unable to verify/create output bucket not-there");
        api.assertInvalid(
                () -> api.start(request -> request.queryString("NUMBERS 1").workGroup("bare")),
                "No output location provided. An output location is required either through the Workgroup result " +
                        "configuration "
                        + "setting or as an API input.");
        String own = api.start(request -> request
                .queryString("NUMBERS 1")
                .resultConfiguration(results -> results.outputLocation("s3://results")));
        assertThat(api.await(own).resultConfiguration().outputLocation())
                .isEqualTo("s3://results/%s.csv".formatted(own));
        String strict = api.start(request -> request
                .queryString("NUMBERS 1")
                .workGroup("strict")
                .resultConfiguration(results -> results.outputLocation("s3://results/mine")));
        assertThat(api.await(strict).resultConfiguration().outputLocation())
                .isEqualTo("s3://results/strict/%s.csv".formatted(strict));
    }

    @Test
    void testEncryption()
    {
        String id = api.start(request -> request
                .queryString("NUMBERS 1")
                .resultConfiguration(results ->
                        results.encryptionConfiguration(encryption -> encryption.encryptionOption("SSE_S3"))));
        QueryExecution query = api.await(id);
        assertThat(query.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(query.resultConfiguration().encryptionConfiguration().encryptionOptionAsString())
                .isEqualTo("SSE_S3");
        assertThat(query.resultConfiguration().outputLocation()).startsWith("s3://results/primary/");
        api.assertInvalid(
                () -> api.start(request -> request
                        .queryString("NUMBERS 1")
                        .resultConfiguration(results ->
                                results.encryptionConfiguration(encryption -> encryption.encryptionOption("CSE_KMS")))),
                "EncryptionOption CSE_KMS is not supported. Use SSE_S3 or SSE_KMS");
    }

    @Test
    void testWorkgroupsThatCannotBeUsed()
    {
        api.assertInvalid(
                () -> api.start(request -> request.queryString("NUMBERS 1").workGroup("nowhere")),
                "WorkGroup is not found.");
        api.assertInvalid(
                () -> api.start(request -> request.queryString("NUMBERS 1").workGroup("closed")),
                "WorkGroup closed is disabled.");
        api.assertInvalid(
                () -> athena.getWorkGroup(request -> request.workGroup("nowhere")),
                "WorkGroup is not found.");
        api.assertInvalid(
                () -> athena.listQueryExecutions(request -> request.workGroup("nowhere")),
                "WorkGroup is not found.");
    }

    @Test
    void testResultChecksAreInAthenasOrder()
    {
        String failed = api.start("FAIL X y");
        api.await(failed);
        String id = api.start("NUMBERS 1");
        api.await(id);
        wire.sendInstead("{\"QueryExecutionId\":\"nowhere\",\"NextToken\":\"\",\"MaxResults\":0}");
        api.assertInvalid(
                () -> athena.getQueryResults(request -> request.queryExecutionId("nowhere")),
                "2 validation errors detected: "
                        + "Value at 'nextToken' failed to satisfy constraint: "
                        + "Member must have length greater than or equal to 1; "
                        + "Value at 'maxResults' failed to satisfy constraint: "
                        + "Member must have value greater than or equal to 1");
        api.assertError(
                () -> athena.getQueryResults(request -> request.queryExecutionId("nowhere").maxResults(1001)),
                "QUERY_EXECUTION_NOT_FOUND",
                "QueryExecution nowhere was not found");
        api.assertInvalid(
                () -> athena.getQueryResults(request -> request.queryExecutionId(failed).maxResults(1001)),
                "MaxResults is more than maximum allowed length 1000");
        api.assertError(
                () -> athena.getQueryResults(request -> request.queryExecutionId(failed).nextToken("nonsense")),
                "INVALID_QUERY_EXECUTION_STATE",
                "Query did not finish successfully. Final query state: FAILED");
        api.assertInvalid(
                () -> athena.getQueryResults(request -> request.queryExecutionId(id).nextToken("nonsense")),
                "Malformed nextPageToken nonsense");
    }

    @Test
    void testBatch()
    {
        String first = api.start("NUMBERS 1");
        String second = api.start("NUMBERS 2");
        BatchGetQueryExecutionResponse batch =
                athena.batchGetQueryExecution(request -> request.queryExecutionIds(second, "nowhere", first));
        assertThat(batch.queryExecutions()).extracting(QueryExecution::queryExecutionId).containsExactly(second, first);
        assertThat(batch.unprocessedQueryExecutionIds()).singleElement().satisfies(unprocessed ->
                assertThat(unprocessed.errorMessage()).isEqualTo("QueryExecution nowhere was not found"));
        api.assertInvalid(
                () -> athena.batchGetQueryExecution(
                        request -> request.queryExecutionIds(new ArrayList<>(Collections.nCopies(51, "x")))),
                broken("queryExecutionIds", "length less than or equal to 50"));
    }

    @Test
    void testHistory()
    {
        List<String> started = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            started.addFirst(api.start(request -> request.queryString("NUMBERS 1").workGroup("strict")));
        }
        List<String> listed = new ArrayList<>();
        athena.listQueryExecutionsPaginator(request -> request.workGroup("strict").maxResults(3)).forEach(page -> {
            assertThat(page.queryExecutionIds()).hasSizeLessThanOrEqualTo(3);
            listed.addAll(page.queryExecutionIds());
        });
        assertThat(listed).startsWith(started.toArray(String[]::new)).doesNotHaveDuplicates();
        api.assertInvalid(
                () -> athena.listQueryExecutions(request -> request.maxResults(51)),
                broken("maxResults", "value less than or equal to 50"));
        api.assertInvalid(
                () -> athena.listQueryExecutions(request -> request.nextToken("nonsense")),
                "The nextPageToken is malformed: nonsense");
    }

    @Test
    void testRuntimeStatistics()
    {
        String id = api.start("SCAN 1000");
        api.await(id);
        QueryRuntimeStatistics statistics = athena.getQueryRuntimeStatistics(request -> request.queryExecutionId(id))
                .queryRuntimeStatistics();
        assertThat(statistics.rows().inputRows()).isEqualTo(10);
        assertThat(statistics.rows().inputBytes()).isEqualTo(20);
        assertThat(statistics.rows().outputRows()).isEqualTo(30);
        assertThat(statistics.rows().outputBytes()).isEqualTo(40);
        assertThat(statistics.outputStage().state()).isEqualTo("FINISHED");
        assertThat(statistics.outputStage().subStages()).singleElement()
                .satisfies(stage -> assertThat(stage.stageId()).isEqualTo(1));
        assertThat(statistics.timeline().totalExecutionTimeInMillis())
                .isGreaterThanOrEqualTo(statistics.timeline().engineExecutionTimeInMillis());
    }

    private static String broken(String member, String constraint)
    {
        return "1 validation error detected: Value at '%s' failed to satisfy constraint: Member must have %s".formatted(
                member, constraint);
    }
}
