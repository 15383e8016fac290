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
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.TableMetadata;
import software.amazon.awssdk.services.athena.model.WorkGroup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * Workgroups and data catalogs through the API.
 */
@TestInstance(PER_CLASS)
@Timeout(120)
final class TestAthenaMetadata
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String WORKGROUPS = "arn:aws:athena:us-east-1:000000000000:workgroup/";

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
    void testWorkgroups()
            throws JsonProcessingException
    {
        WorkGroup primary = athena.getWorkGroup(request -> request.workGroup("primary")).workGroup();
        assertThat(primary.configuration().resultConfiguration().outputLocation()).isEqualTo("s3://results/primary/");
        assertThat(primary.configuration().enforceWorkGroupConfiguration()).isFalse();
        assertThat(primary.configuration().engineVersion().effectiveEngineVersion())
                .isEqualTo("Athena engine version 3");
        assertThat(primary.stateAsString()).isEqualTo("ENABLED");
        JsonNode wired = MAPPER.readTree(wire.answer()).get("WorkGroup");
        assertThat(wired.get("Configuration").get("QuerySchedulingType").textValue()).isEqualTo("DEFAULT");
        assertThat(wired.get("Configuration").get("EngineVersion").get("Category").textValue()).isEqualTo("Presto");
        assertThat(wired.has("Description")).isFalse();

        athena.getWorkGroup(request -> request.workGroup("bare"));
        assertThat(MAPPER.readTree(wire.answer()).get("WorkGroup").get("Configuration").get("ResultConfiguration"))
                .isEmpty();

        List<String> names = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            athena.listWorkGroups(request -> request.maxResults(2).nextToken(next)).workGroups()
                    .forEach(group -> names.add(group.name()));
            JsonNode page = MAPPER.readTree(wire.answer());
            assertThat(page.get("WorkGroups").get(0).get("Description").textValue()).isEmpty();
            token = page.path("NextToken").textValue();
        }
        while (token != null);
        assertThat(names).containsExactly("bare", "closed", "primary", "strict");
        api.assertInvalid(
                () -> athena.listWorkGroups(request -> request.nextToken("bm9uc2Vuc2U=")),
                "The nextPageToken is malformed: bm9uc2Vuc2U=");
        assertThat(athena.listEngineVersions(_ -> {}).engineVersions()).hasSize(2);
    }

    @Test
    void testWhatHangsOnAWorkgroup()
    {
        assertThat(athena.listTagsForResource(request -> request.resourceARN(WORKGROUPS + "primary")).tags()).isEmpty();
        assertThat(
                TestingAthena.failure(
                                () -> athena.listTagsForResource(
                                        request -> request.resourceARN(WORKGROUPS + "nowhere")))
                        .awsErrorDetails().errorCode()).isEqualTo("ResourceNotFoundException");
        assertThat(athena.listNamedQueries(_ -> {}).namedQueryIds()).isEmpty();
        assertThat(athena.listPreparedStatements(request -> request.workGroup("primary")).preparedStatements())
                .isEmpty();
    }

    @Test
    void testDataCatalogs()
    {
        assertThat(athena.listDataCatalogs(_ -> {}).dataCatalogsSummary()).singleElement().satisfies(catalog -> {
            assertThat(catalog.catalogName()).isEqualTo("AwsDataCatalog");
            assertThat(catalog.typeAsString()).isEqualTo("GLUE");
        });
        assertThat(athena.getDataCatalog(request -> request.name("awsdatacatalog")).dataCatalog().parameters())
                .containsEntry("catalog-id", "000000000000");
        api.assertError(
                () -> athena.getDataCatalog(request -> request.name("nowhere")),
                "DATACATALOG_NOT_FOUND",
                "DataCatalog nowhere was not found");
        assertThat(athena.listDatabasesPaginator(request -> request.catalogName("AwsDataCatalog").maxResults(1))
                .databaseList())
                .extracting(database -> database.name())
                .containsExactly("default", "flights");
        assertThat(athena.getDatabase(request -> request.catalogName("AwsDataCatalog").databaseName("flights"))
                .database().description())
                .isEqualTo("of 2013");
        assertThat(athena.listTableMetadata(request -> request.catalogName("AwsDataCatalog").databaseName("flights"))
                .tableMetadataList()).hasSize(3);
        assertThat(athena.listTableMetadata(request -> request.catalogName("AwsDataCatalog").databaseName("flights")
                        .expression("air.*"))
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
        AwsServiceException missing = TestingAthena.failure(() -> athena.getTableMetadata(request -> request
                .catalogName("AwsDataCatalog").databaseName("flights").tableName("trains")));
        assertThat(missing.awsErrorDetails().errorCode()).isEqualTo("MetadataException");
        assertThat(missing.awsErrorDetails().errorMessage()).contains("EntityNotFoundException");
    }
}
