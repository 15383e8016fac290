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
package io.glaux.engine.aws;

import io.glaux.engine.error.GlauxException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The rules of AWS JSON 1.1 that every operation shares, on a service of three operations of Glue.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestJsonService
{
    private static final Instant CREATED = Instant.ofEpochMilli(1_700_000_000_123L);

    private final WireClient http = new WireClient();
    private TestingEndpoint endpoint;

    @BeforeAll
    void start(@TempDir Path folder)
    {
        JsonService service = JsonService.builder("glue", "AWSGlue", TestJsonService::translate)
                .operation("GetDatabase", GetDatabaseRequest::builder, (_, request) -> getDatabase(request))
                .operation("GetTables", GetTablesRequest::builder, (_, _) -> GetTablesResponse.builder().build())
                .operation(
                        "BatchCreatePartition",
                        BatchCreatePartitionRequest::builder,
                        (_, _) -> BatchCreatePartitionResponse.builder().build())
                .build();
        endpoint = new TestingEndpoint(folder, _ -> List.of(service));
    }

    @AfterAll
    void stop()
    {
        http.close();
        endpoint.close();
    }

    @Test
    void testClient()
    {
        try (GlueClient glue = GlueClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(endpoint.credentials())
                .httpClientBuilder(ApacheHttpClient.builder())
                .build()) {
            Database database = glue.getDatabase(request -> request.name("öwls \uD83E\uDD89")).database();
            assertThat(database.name()).isEqualTo("öwls \uD83E\uDD89");
            assertThat(database.createTime()).isEqualTo(CREATED);
            assertThatThrownBy(() -> glue.getDatabase(request -> request.name("missing")))
                    .isInstanceOf(EntityNotFoundException.class)
                    .hasMessageContaining("Database missing not found.");
            // the client tries again what is a failure of the server
            assertThatThrownBy(() -> glue.getDatabase(request -> request.name("broken")))
                    .hasMessageContaining("InternalServiceException");
        }
    }

    @Test
    void testAnswer()
    {
        HttpResponse<String> response = send("AWSGlue.GetDatabase", "{\"Name\":\"owls\",\"Unknown\":[1]}");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
        assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(response.body()).isEqualTo("{\"Database\":{\"Name\":\"owls\",\"CreateTime\":1.700000000123E9}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWSGlue.NoSuchOperation", "Other.GetDatabase", "GetDatabase", "AWSGlue", ""})
    void testUnknownOperation(String target)
    {
        assertError(send(target, "{}"), "{\"__type\":\"UnknownOperationException\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "not json", "{\"Name\":}"})
    void testNotJson(String body)
    {
        assertError(send("AWSGlue.GetDatabase", body), "{\"__type\":\"SerializationException\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"Name\":1} | NUMBER_VALUE can not be converted to a String",
            "{\"Name\":{}} | START_OBJECT can not be converted to a String",
            "{\"Name\":true} | TRUE_VALUE can not be converted to a String",
            "[] | START_ARRAY can not be converted to a structure",
    })
    void testWrongType(String body, String message)
    {
        assertError(
                send("AWSGlue.GetDatabase", body),
                "{\"__type\":\"SerializationException\",\"Message\":\"%s\"}".formatted(message));
    }

    @Test
    void testNumberAsText()
    {
        assertError(
                send("AWSGlue.GetTables", "{\"DatabaseName\":\"owls\",\"MaxResults\":\"ten\"}"),
                "{\"__type\":\"SerializationException\",\"Message\":\"STRING_VALUE can not be converted to an " +
                        "Integer\"}");
    }

    @Test
    void testMissingMembers()
    {
        for (String body : List.of("{}", "{\"Name\":null}")) {
            assertError(send("AWSGlue.GetDatabase", body),
                    """
                    {"__type":"InvalidInputException","Message":"1 validation error detected: \
                    Value null at 'name' failed to satisfy constraint: Member must not be null"}""");
        }
        assertError(
                send("AWSGlue.BatchCreatePartition",
                        "{\"PartitionInputList\":[{\"StorageDescriptor\":{\"Columns\":[{},{\"Name\":\"a\"}]}}]}"),
                """
                {"__type":"InvalidInputException","Message":"3 validation errors detected: \
                Value null at 'databaseName' failed to satisfy constraint: Member must not be null; \
                Value null at 'tableName' failed to satisfy constraint: Member must not be null; \
                Value null at 'partitionInputList.1.member.storageDescriptor.columns.1.member.name' \
                failed to satisfy constraint: Member must not be null"}""");
    }

    private HttpResponse<String> send(String target, String body)
    {
        Map<String, String> headers = target.isEmpty()
                ? Map.of("Content-Type", "application/x-amz-json-1.1")
                : Map.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target);
        return http.send(new SdkSigner("glue", endpoint.admin().key())
                .sign("POST", URI.create(endpoint.uri() + "/"), headers, body.getBytes(UTF_8)));
    }

    private static void assertError(HttpResponse<String> response, String body)
    {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.headers().firstValue("x-amzn-errortype")).isEmpty();
    }

    private static GetDatabaseResponse getDatabase(GetDatabaseRequest request)
    {
        return switch (request.name()) {
            case "missing" -> throw new AwsException(400, "EntityNotFoundException", "Database missing not found.");
            case "broken" -> throw new IllegalStateException("a secret of ours");
            default -> GetDatabaseResponse.builder()
                    .database(database -> database.name(request.name()).createTime(CREATED)).build();
        };
    }

    private static AwsException translate(RuntimeException failure)
    {
        return failure instanceof GlauxException
                ? new AwsException(400, "InvalidInputException", failure.getMessage())
                : new AwsException(500, "InternalServiceException", "InternalServiceException");
    }
}
