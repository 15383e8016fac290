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

import io.glaux.engine.identity.UserSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Column;
import software.amazon.awssdk.services.athena.model.DataCatalog;
import software.amazon.awssdk.services.athena.model.DataCatalogSummary;
import software.amazon.awssdk.services.athena.model.DataCatalogType;
import software.amazon.awssdk.services.athena.model.Database;
import software.amazon.awssdk.services.athena.model.TableMetadata;
import software.amazon.awssdk.services.athena.model.Tag;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Data catalogs of other sources through the API.
 */
@Timeout(120)
final class TestFederatedDataCatalogs
{
    private static final String PROPERTIES =
            "{\"region\": \"eu-west-1\", \"access-key\": \"AKIA\", \"secret-key\": \"s3cr3t\"}";
    private static final Map<String, String> FEDERATED =
            Map.of("connection-type", "DYNAMODB", "connection-properties", PROPERTIES);
    private static final String ARN = "arn:aws:athena:us-east-1:000000000000:datacatalog/";

    private TestingAthena api;
    private AthenaClient athena;

    @BeforeEach
    void open(@TempDir Path folder)
    {
        api = new TestingAthena(folder);
        athena = api.client();
    }

    @AfterEach
    void close()
    {
        api.close();
    }

    @Test
    void testFederatedComesChangesAndGoes()
    {
        DataCatalog created = athena.createDataCatalog(request -> request
                        .name("Planes")
                        .type(DataCatalogType.FEDERATED)
                        .description("of a fleet")
                        .parameters(FEDERATED)
                        .tags(Tag.builder().key("team").value("air").build()))
                .dataCatalog();
        assertThat(created.statusAsString()).isEqualTo("CREATE_COMPLETE");
        assertThat(created.connectionTypeAsString()).isEqualTo("DYNAMODB");
        DataCatalog found = athena.getDataCatalog(request -> request.name("planes")).dataCatalog();
        assertThat(found).isEqualTo(created);
        assertThat(found.name()).isEqualTo("Planes");
        assertThat(found.description()).isEqualTo("of a fleet");
        assertThat(found.parameters()).containsEntry("connection-type", "DYNAMODB").containsEntry(
                "connection-properties", "{\"access-key\":\"AKIA\",\"region\":\"eu-west-1\"}");
        assertThat(api.wire().answer()).doesNotContain("s3cr3t");
        assertThat(api.sources().catalogs().find("planes").orElseThrow().settings().find("secret-key"))
                .contains("s3cr3t");
        assertThat(athena.listTagsForResource(request -> request.resourceARN(ARN + "planes")).tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.value()).isEqualTo("air"));

        athena.updateDataCatalog(request -> request.name("planes").type(DataCatalogType.FEDERATED).description("old"));
        DataCatalog described = athena.getDataCatalog(request -> request.name("planes")).dataCatalog();
        assertThat(described.description()).isEqualTo("old");
        assertThat(described.parameters()).as("without parameters they stay").isEqualTo(found.parameters());
        athena.updateDataCatalog(request -> request
                .name("planes")
                .type(DataCatalogType.LAMBDA)
                .parameters(Map.of("function", "grpc://127.0.0.1:9")));
        described = athena.getDataCatalog(request -> request.name("planes")).dataCatalog();
        assertThat(described.typeAsString()).isEqualTo("LAMBDA");
        assertThat(described.parameters()).isEqualTo(Map.of("function", "grpc://127.0.0.1:9"));

        assertThat(athena.deleteDataCatalog(request -> request.name("PLANES")).dataCatalog().name())
                .isEqualTo("Planes");
        for (Runnable call : new Runnable[] {
                () -> athena.getDataCatalog(request -> request.name("planes")),
                () -> athena.deleteDataCatalog(request -> request.name("planes")),
                () -> athena.updateDataCatalog(request -> request
                        .name("planes").type(DataCatalogType.FEDERATED).parameters(FEDERATED)),
                () -> athena.listDatabases(request -> request.catalogName("planes")),
        }) {
            api.assertError(call, "DATACATALOG_NOT_FOUND", "DataCatalog planes was not found");
        }
        create("planes", DataCatalogType.FEDERATED, FEDERATED);
        assertThat(athena.listTagsForResource(request -> request.resourceARN(ARN + "planes")).tags())
                .as("of the one before")
                .isEmpty();
    }

    @Test
    void testLambda()
    {
        create("host", DataCatalogType.LAMBDA, Map.of("function", "grpc+tls://10.0.0.5:443,grpc+tls://10.0.0.6:443"));
        create("named", DataCatalogType.LAMBDA, Map.of(
                "metadata-function", "arn:aws:lambda:us-east-1:000000000000:function:host",
                "record-function", "arn:aws:lambda:us-east-1:000000000000:function:host"));
        assertThat(athena.getDataCatalog(request -> request.name("named")).dataCatalog().parameters())
                .containsOnlyKeys("metadata-function", "record-function");
        assertInvalid(
                DataCatalogType.LAMBDA,
                Map.of("function", "grpc://h:1", "record-function", "grpc://h:1"),
                "Parameters of a catalog of type LAMBDA are function, or metadata-function and record-function");
        assertInvalid(
                DataCatalogType.LAMBDA,
                Map.of("metadata-function", "grpc://h:1", "record-function", "grpc://h:2"),
                "metadata-function and record-function name different hosts: one host answers for metadata and for "
                        + "records");
        assertInvalid(
                DataCatalogType.LAMBDA,
                Map.of("function", "nobody"),
                "There is no catalog nobody, which catalog wrong shows: give the address of its host, or add nobody "
                        + "first");
        assertInvalid(
                DataCatalogType.LAMBDA,
                Map.of("function", "http://h:1"),
                "'http://h:1' is no address of a host: write grpc://HOST:PORT or grpc+tls://HOST:PORT");
    }

    @Test
    void testWhatIsRefused()
    {
        assertInvalid(
                DataCatalogType.FEDERATED,
                Map.of("connection-arn", "arn:aws:glue:us-east-1:000000000000:connection/planes"),
                "connection-arn names a connection of AWS Glue, which this instance has not: give connection-type and "
                        + "connection-properties, a JSON object of the settings of ./glaux catalog add, instead");
        assertInvalid(
                DataCatalogType.FEDERATED,
                Map.of("connection-type", "ORACLE"),
                "'ORACLE' is no connection-type that this instance has: DYNAMODB, MYSQL, POSTGRESQL, OPENSEARCH");
        assertInvalid(
                DataCatalogType.FEDERATED,
                Map.of("connection-properties", "{}"),
                "Parameters of a catalog of type FEDERATED are connection-type and connection-properties");
        assertInvalid(
                DataCatalogType.FEDERATED,
                Map.of("connection-type", "DYNAMODB", "connection-properties", "{\"secret-key\": \"s3cr3t\""),
                "connection-properties is no JSON object of texts");
        assertInvalid(
                DataCatalogType.FEDERATED,
                Map.of("connection-type", "DYNAMODB", "connection-properties", "{\"region\": [1]}"),
                "connection-properties: the value of region is no text");
        assertInvalid(
                DataCatalogType.FEDERATED,
                Map.of("connection-type", "MYSQL", "connection-properties", "{\"url\": \"jdbc:mysql://h/d\"}"),
                "A source of kind mysql needs the settings password, user");
        assertInvalid(
                DataCatalogType.FEDERATED,
                Map.of("connection-type", "DYNAMODB", "connection-properties", "{\"fails\": \"no such table\"}"),
                "no such table");
        assertInvalid(
                DataCatalogType.GLUE,
                Map.of("catalog-id", "000000000000"),
                "This instance has one catalog of type GLUE, AwsDataCatalog. The keys catalog.glue.* of the "
                        + "configuration show another Glue in its place");
        assertInvalid(
                DataCatalogType.HIVE,
                Map.of("metadata-function", "x"),
                "Catalogs of type HIVE are not supported: keep the tables in AwsDataCatalog");
        api.assertInvalid(
                () -> create("awsDataCatalog", DataCatalogType.FEDERATED, FEDERATED),
                "DataCatalog AwsDataCatalog is always there");
        api.assertInvalid(
                () -> athena.deleteDataCatalog(request -> request.name("AwsDataCatalog")),
                "DataCatalog AwsDataCatalog cannot be deleted");
        create("planes", DataCatalogType.FEDERATED, FEDERATED);
        api.assertInvalid(
                () -> create("PLANES", DataCatalogType.FEDERATED, FEDERATED), "Catalog PLANES exists already");
        assertThat(athena.listDataCatalogs(_ -> {}).dataCatalogsSummary())
                .extracting(DataCatalogSummary::catalogName)
                .as("what was refused is not there")
                .containsExactly("AwsDataCatalog", "planes");
    }

    @Test
    void testOnlyAdministratorsChangeThem()
    {
        create("planes", DataCatalogType.FEDERATED, FEDERATED);
        try (AthenaClient ann = api.clientOf("ann", UserSettings.NONE)) {
            assertThat(TestingAthena.failure(() -> ann.createDataCatalog(request -> request
                            .name("mine").type(DataCatalogType.FEDERATED).parameters(FEDERATED)))
                    .awsErrorDetails().errorMessage()).contains(
                    "is not authorized to perform: athena:CreateDataCatalog on resource: " + ARN + "mine because only "
                            + "administrators may");
            assertThat(TestingAthena.failure(() -> ann.updateDataCatalog(request -> request
                            .name("planes").type(DataCatalogType.FEDERATED).parameters(FEDERATED)))
                    .awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            assertThat(TestingAthena.failure(() -> ann.deleteDataCatalog(request -> request.name("planes")))
                    .awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            assertThat(ann.listDataCatalogs(_ -> {}).dataCatalogsSummary()).hasSize(2);
            DataCatalog seen = ann.getDataCatalog(request -> request.name("planes")).dataCatalog();
            assertThat(seen.name()).isEqualTo("planes");
            assertThat(seen.connectionTypeAsString()).isEqualTo("DYNAMODB");
            assertThat(seen.hasParameters()).as("where the source is, and under what name").isFalse();
        }
    }

    @Test
    void testPages()
    {
        for (String name : new String[] {"Ant", "zebra", "bee", "awsx"}) {
            create(name, DataCatalogType.FEDERATED, FEDERATED);
        }
        assertThat(athena.listDataCatalogsPaginator(request -> request.maxResults(2)).dataCatalogsSummary())
                .extracting(DataCatalogSummary::catalogName)
                .containsExactly("AwsDataCatalog", "Ant", "awsx", "bee", "zebra");
    }

    @Test
    void testWhatIsInThem()
    {
        create("planes", DataCatalogType.FEDERATED, FEDERATED);
        assertThat(athena.listDatabasesPaginator(request -> request.catalogName("Planes").maxResults(1))
                .databaseList())
                .extracting(Database::name)
                .containsExactly("air", "default");
        assertThat(athena.getDatabase(request -> request.catalogName("lambda:planes").databaseName("DEFAULT"))
                .database().name()).isEqualTo("default");
        assertThat(athena
                .listTableMetadataPaginator(request -> request
                        .catalogName("planes").databaseName("default").maxResults(2))
                .tableMetadataList())
                .extracting(TableMetadata::name)
                .containsExactly("engines", "planes", "wings");
        assertThat(athena
                .listTableMetadata(request -> request
                        .catalogName("planes").databaseName("default").expression("p.*"))
                .tableMetadataList())
                .extracting(TableMetadata::name)
                .containsExactly("planes");
        TableMetadata table = athena.getTableMetadata(request -> request
                .catalogName("planes").databaseName("default").tableName("WINGS")).tableMetadata();
        assertThat(table.name()).isEqualTo("wings");
        assertThat(table.columns()).extracting(Column::name).containsExactly("tailnum", "seats");
        assertThat(table.columns().getFirst().comment()).isEqualTo("its number");
        assertMetadata(
                () -> athena.getDatabase(request -> request.catalogName("planes").databaseName("none")),
                "Database planes.none was not found");
        assertMetadata(
                () -> athena.listTableMetadata(request -> request.catalogName("planes").databaseName("none")),
                "Database planes.none was not found");
        assertMetadata(
                () -> athena.getTableMetadata(request -> request
                        .catalogName("planes").databaseName("default").tableName("none")),
                "Table planes.default.none was not found");
        api.sources().disconnect("planes");
        assertMetadata(
                () -> athena.listDatabases(request -> request.catalogName("planes")), "Catalog 'planes' not found");
    }

    private void create(String name, DataCatalogType type, Map<String, String> parameters)
    {
        athena.createDataCatalog(request -> request.name(name).type(type).parameters(parameters));
    }

    private void assertInvalid(DataCatalogType type, Map<String, String> parameters, String message)
    {
        api.assertInvalid(() -> create("wrong", type, parameters), message);
    }

    private static void assertMetadata(Runnable call, String message)
    {
        assertThat(TestingAthena.failure(call).awsErrorDetails()).satisfies(details -> {
            assertThat(details.errorCode()).isEqualTo("MetadataException");
            assertThat(details.errorMessage()).isEqualTo(message);
        });
    }
}
