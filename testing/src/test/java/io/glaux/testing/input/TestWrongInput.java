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
package io.glaux.testing.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.RawAws;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What is wrong gets AWS's own error, on the wire as AWS sends it.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestWrongInput
{
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String START = "AmazonAthena.StartQueryExecution";

    @Test
    void badSqlStartsNoQuery(SharedGlaux glaux)
    {
        assertThatThrownBy(() -> glaux.athena("default").start("SELEC 1"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("SELEC");
        JsonNode error = error(athena(glaux, START, startBody("SELEC 1")), 400, "InvalidRequestException");
        assertThat(error.required("AthenaErrorCode").textValue()).isEqualTo("MALFORMED_QUERY");
        assertThat(error.required("ErrorCode").textValue()).isEqualTo("MALFORMED_QUERY");
        assertThat(error.required("Message").textValue()).contains("line 1:1");
    }

    @Test
    void unknownTableIsAFailedQuery(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena("default");
        QueryExecution execution = athena.await(athena.start("SELECT * FROM nothing_of_this_name"));
        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(execution.status().stateChangeReason()).contains("nothing_of_this_name").contains("does not exist");
        assertThat(execution.status().athenaError().errorCategory()).isEqualTo(2);
        assertThat(execution.status().athenaError().errorType()).isEqualTo(1301);
    }

    @Test
    void unknownWorkGroup(SharedGlaux glaux)
    {
        assertThatThrownBy(() -> glaux.clients().athena()
                .startQueryExecution(request -> request.queryString("SELECT 1").workGroup("none-such")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("WorkGroup is not found");
    }

    @Test
    void queryOfTheLongestLengthRunsAndOneMoreDoesNot(SharedGlaux glaux)
    {
        String padding = " ".repeat(262_144 - "SELECT 1".length() - 5);
        String longest = "SELECT" + padding + " 1 AS x";
        assertThat(longest).hasSize(262_144);
        assertThat(glaux.athena("default").query(longest).only()).isEqualTo("1");
        JsonNode error = error(athena(glaux, START, startBody(longest + "x")), 400, "InvalidRequestException");
        assertThat(error.required("Message").textValue()).contains("queryString").contains("262144");
    }

    @Test
    void bodyThatIsNotJson(SharedGlaux glaux)
    {
        error(athena(glaux, START, "this is not JSON"), 400, "SerializationException");
        error(athena(glaux, START, "{\"QueryString\": "), 400, "SerializationException");
        error(athena(glaux, START, "[]"), 400, "SerializationException");
    }

    @Test
    void bodyOfWrongTypes(SharedGlaux glaux)
    {
        JsonNode error = error(athena(glaux, "AmazonAthena.ListQueryExecutions", "{\"MaxResults\": \"five\"}"),
                400,
                "SerializationException");
        assertThat(error.toString()).contains("STRING_VALUE can not be converted to an Integer");
    }

    @Test
    void unknownOperation(SharedGlaux glaux)
    {
        error(athena(glaux, "AmazonAthena.MakeCoffee", "{}"), 400, "UnknownOperationException");
        error(athena(glaux, "Nonsense", "{}"), 400, "UnknownOperationException");
        error(raw(glaux).call("glue", "AWSGlue.MakeCoffee", "{}"), 400, "UnknownOperationException");
    }

    @Test
    void missingMember(SharedGlaux glaux)
    {
        JsonNode error = error(athena(glaux, "AmazonAthena.GetQueryExecution", "{}"), 400, "InvalidRequestException");
        assertThat(error.toString()).contains("queryExecutionId").contains("Member must not be null");
    }

    @Test
    void unknownQuery(SharedGlaux glaux)
    {
        JsonNode error = error(
                athena(glaux,
                        "AmazonAthena.GetQueryExecution",
                        "{\"QueryExecutionId\": \"6d4f1f0c-0000-4000-8000-123456789abc\"}"),
                400,
                "InvalidRequestException");
        assertThat(error.required("AthenaErrorCode").textValue()).isEqualTo("QUERY_EXECUTION_NOT_FOUND");
    }

    @Test
    void unsignedRequest(SharedGlaux glaux)
    {
        RawAws raw = raw(glaux);
        SdkHttpRequest unsigned = SdkHttpRequest.builder()
                .uri(raw.url().resolve("/"))
                .method(SdkHttpMethod.POST)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", START)
                .build();
        error(raw.send(unsigned, startBody("SELECT 1")), 400, "MissingAuthenticationTokenException");
    }

    @Test
    void tamperedBody(SharedGlaux glaux)
    {
        RawAws raw = raw(glaux);
        SdkHttpRequest signed = raw.sign("athena", START, startBody("SELECT 1"));
        error(raw.send(signed, startBody("SELECT 2")), 400, "InvalidSignatureException");
    }

    @Test
    void tamperedHeader(SharedGlaux glaux)
    {
        RawAws raw = raw(glaux);
        SdkHttpRequest signed = raw.sign("athena", START, startBody("SELECT 1"));
        SdkHttpRequest changed = signed.toBuilder().putHeader("X-Amz-Target", "AmazonAthena.StopQueryExecution")
                .build();
        error(raw.send(changed, startBody("SELECT 1")), 400, "InvalidSignatureException");
    }

    @Test
    void wrongSecretAndUnknownKey(SharedGlaux glaux)
    {
        RawAws raw = raw(glaux);
        String key = glaux.instance().environment().accessKey();
        error(raw.withKey(key, "not-the-secret")
                .call("athena", START, startBody("SELECT 1")), 400, "InvalidSignatureException");
        error(raw.withKey("AKIANOTTHEREATALL000", "x")
                .call("athena", START, startBody("SELECT 1")), 400, "UnrecognizedClientException");
    }

    @Test
    void clockThatIsWrong(SharedGlaux glaux)
    {
        RawAws raw = raw(glaux);
        assertThat(raw.withClockOff(Duration.ofMinutes(14)).call("athena", "AmazonAthena.ListWorkGroups", "{}")
                .statusCode()).isEqualTo(200);
        for (Duration offset : List.of(Duration.ofMinutes(16), Duration.ofMinutes(-16))) {
            JsonNode error = error(raw.withClockOff(offset)
                    .call("athena", "AmazonAthena.ListWorkGroups", "{}"), 400, "InvalidSignatureException");
            assertThat(error.toString()).containsAnyOf("Signature expired", "Signature not yet current");
        }
    }

    @Test
    void presignedUrls(SharedGlaux glaux)
    {
        RawAws raw = raw(glaux);
        glaux.clients().s3()
                .putObject(request -> request.bucket("glaux")
                        .key("testing/presigned.txt"), RequestBody.fromString("hello"));
        HttpResponse<String> good = raw.get(raw.presign("glaux", "testing/presigned.txt", Duration.ofMinutes(5)));
        assertThat(good.statusCode()).as(good.body()).isEqualTo(200);
        assertThat(good.body()).isEqualTo("hello");
        URI expired = raw.withClockOff(Duration.ofHours(-1))
                .presign("glaux", "testing/presigned.txt", Duration.ofMinutes(5));
        assertThat(raw.get(expired).statusCode()).isEqualTo(403);
        assertThat(raw.get(expired).body()).contains("<Code>AccessDenied</Code>").contains("Request has expired");
        URI other = URI.create(raw.presign("glaux", "testing/presigned.txt", Duration.ofMinutes(5)).toString()
                .replace("presigned.txt", "other.txt"));
        assertThat(raw.get(other).statusCode()).isEqualTo(403);
        assertThat(raw.get(other).body()).contains("<Code>SignatureDoesNotMatch</Code>");
    }

    @Test
    void pathOutsideTheBucket(SharedGlaux glaux)
    {
        RawAws raw = raw(glaux);
        for (String path : List.of(
                "/glaux/../../etc/passwd",
                "/glaux/%2e%2e/%2e%2e/etc/passwd",
                "/glaux/testing/..%2f..%2f..%2fidentity",
                "/../identity")) {
            SdkHttpRequest request = SdkHttpRequest.builder()
                    .uri(URI.create(raw.url() + path))
                    .method(SdkHttpMethod.GET)
                    .build();
            HttpResponse<String> response = raw.send(raw.sign("s3", request, ""), "");
            assertThat(response.statusCode()).as(path).isBetween(400, 499);
            assertThat(response.body()).as(path).contains("<Code>").doesNotContain("root:")
                    .doesNotContain("secretAccessKey");
        }
    }

    @Test
    void resultsOutsideTheStorage(SharedGlaux glaux)
    {
        for (String location : List.of("file:///etc/", "s3://", "glaux/results", "s3://Not_A_Bucket!/x")) {
            assertThatThrownBy(() -> glaux.clients().athena().startQueryExecution(request -> request
                    .queryString("SELECT 1")
                    .resultConfiguration(result -> result.outputLocation(location))))
                    .as(location)
                    .isInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void tablesOfOtherFolders(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena("default");
        athena.run("CREATE DATABASE IF NOT EXISTS outside LOCATION 's3://glaux/testing/outside/'");
        glaux.clients().glue().createTable(request -> request.databaseName("outside").tableInput(table -> table
                .name("passwd")
                .tableType("EXTERNAL_TABLE")
                .parameters(Map.of("EXTERNAL", "TRUE"))
                .storageDescriptor(storage -> storage
                        .columns(Column.builder().name("line").type("string").build())
                        .location("file:///etc/")
                        .inputFormat("org.apache.hadoop.mapred.TextInputFormat")
                        .outputFormat("org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat")
                        .serdeInfo(serde ->
                                serde.serializationLibrary("org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe")))));
        QueryExecution execution = athena.await(athena.start("SELECT * FROM awsdatacatalog.outside.passwd"));
        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
    }

    @Test
    void unknownThingsOfGlue(SharedGlaux glaux)
    {
        assertThatThrownBy(() -> glaux.clients().glue()
                .getTable(request -> request.databaseName("default").name("none")))
                .isInstanceOf(EntityNotFoundException.class);
        assertThatThrownBy(() -> glaux.clients().glue().getDatabase(request -> request.name("none_such")))
                .isInstanceOf(EntityNotFoundException.class)
                .hasMessageContaining("none_such");
    }

    private static RawAws raw(SharedGlaux glaux)
    {
        return glaux.once("raw", RawAws.class, () -> new RawAws(glaux.instance().environment()));
    }

    private static HttpResponse<String> athena(SharedGlaux glaux, String target, String body)
    {
        return raw(glaux).call("athena", target, body);
    }

    private static String startBody(String sql)
    {
        return MAPPER.createObjectNode()
                .put("QueryString", sql)
                .put("ClientRequestToken", "a-token-of-at-least-thirty-two-characters")
                .toString();
    }

    private static JsonNode error(HttpResponse<String> response, int status, String type)
    {
        try {
            JsonNode error = MAPPER.readTree(response.body());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            assertThat(error.required("__type").textValue()).as(response.body()).isEqualTo(type);
            return error;
        }
        catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + response.body(), e);
        }
    }
}
