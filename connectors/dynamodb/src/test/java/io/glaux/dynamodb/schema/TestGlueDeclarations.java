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
package io.glaux.dynamodb.schema;

import io.glaux.dynamodb.DynamoDbCalls;
import io.glaux.dynamodb.schema.Declaration.DeclaredColumn;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceTableName;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueAsyncClient;

import java.time.Duration;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestGlueDeclarations
{
    private final GlueServer server = new GlueServer();
    private GlueAsyncClient client;

    @BeforeEach
    void connect()
    {
        client = GlueAsyncClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
    }

    @AfterEach
    void close()
    {
        client.close();
        server.close();
    }

    @Test
    void schemasAreFlaggedDatabasesOfAllPages()
    {
        server.answer("GetDatabases", "\"NextToken\":\"2\"",
                """
                {"DatabaseList": [{"Name": "second", "LocationUri": "s3://b/dynamo-db-flag"}]}
                """);
        server.answer("GetDatabases", "{}",
                """
                {"DatabaseList": [
                    {"Name": "default", "LocationUri": "dynamo-db-flag"},
                    {"Name": "first", "LocationUri": "dynamo-db-flag"},
                    {"Name": "lake", "LocationUri": "s3://bucket/lake"},
                    {"Name": "bare"}],
                 "NextToken": "2"}
                """);
        assertThat(declarations(false).schemas()).containsExactly("first", "second");
    }

    @Test
    void tablesAreThoseThatAthenasConnectorTakes()
    {
        server.answer("GetTables", "\"DatabaseName\":\"default\"",
                """
                {"TableList": [
                    {"Name": "by_classification", "Description": "planes",
                     "Parameters": {"classification": "dynamodb", "sourceTable": "Planes", "columnMapping": "id=Id"},
                     "StorageDescriptor": {"Columns": [
                        {"Name": "id", "Type": "string"}, {"Name": "n", "Type": "int"}]}},
                    {"Name": "by_location", "Parameters": {},
                     "StorageDescriptor": {"Columns": [],
                        "Location": "arn:aws:dynamodb:us-east-1:000000000000:table/Crawled"}},
                    {"Name": "by_storage",
                     "StorageDescriptor": {"Columns": [], "Parameters": {"classification": "dynamodb"}}},
                    {"Name": "of_the_lake", "Parameters": {"classification": "parquet"},
                     "StorageDescriptor": {"Columns": [], "Location": "s3://bucket/lake"}},
                    {"Name": "a_view"}]}
                """);
        assertThat(declarations(false).tables("default"))
                .extracting(Declaration::name, Declaration::table)
                .containsExactly(
                        tuple("by_classification", Optional.of("Planes")),
                        tuple("by_location", Optional.of("Crawled")),
                        tuple("by_storage", Optional.empty()));
        Declaration first = declarations(false).tables("default").getFirst();
        assertThat(first.columns())
                .containsExactly(new DeclaredColumn("id", "string"), new DeclaredColumn("n", "int"));
        assertThat(first.properties()).containsEntry("columnMapping", "id=Id");
        assertThat(first.comment()).contains("planes");
    }

    @Test
    void aDatabaseThatIsNotThereDeclaresNothing()
    {
        server.answer(
                "GetTables",
                "\"DatabaseName\":\"none\"",
                "{\"__type\": \"EntityNotFoundException\", \"Message\": \"Database none not found.\"}");
        assertThat(declarations(false).tables("none")).isEmpty();
    }

    @Test
    void whatMayNotBeReadFailsUnlessNobodyAskedForIt()
    {
        assertThatThrownBy(() -> declarations(false).tables("default"))
                .isInstanceOfSatisfying(SourceException.class, e ->
                        assertThat(e.code()).isEqualTo(SourceErrorCode.PERMISSION_DENIED))
                .hasMessage("The Glue database default: not for you (AccessDeniedException)");
        assertThat(declarations(true).tables("default")).isEmpty();
        assertThat(declarations(true).schemas()).isEmpty();
    }

    private GlueDeclarations declarations(boolean isOptional)
    {
        DynamoDbCalls calls = new DynamoDbCalls(Duration.ZERO, Duration.ZERO);
        return new GlueDeclarations(client, calls, Optional.empty(), isOptional);
    }

    private static Tuple tuple(String name, Optional<String> table)
    {
        return Tuple.tuple(new SourceTableName("default", name), table);
    }
}
