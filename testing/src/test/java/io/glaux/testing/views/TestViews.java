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
package io.glaux.testing.views;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Views as Athena makes, keeps and reads them.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestViews
{
    private static final String DATABASE = "views_of";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SharedGlaux glaux;
    private final AthenaQueries athena;

    TestViews(SharedGlaux glaux)
    {
        this.glaux = glaux;
        this.athena = glaux.athena(DATABASE);
        glaux.once(DATABASE, String.class, () -> {
            glaux.clients().glue().createDatabase(request -> request.databaseInput(input -> input
                    .name(DATABASE)
                    .locationUri("s3://%s/%s/".formatted(SharedGlaux.BUCKET, DATABASE))));
            athena.run("CREATE TABLE cloudfront_logs AS SELECT DATE '2024-01-02' AS \"date\", "
                    + "CAST('GET' AS varchar) AS method, "
                    + "BIGINT '17' AS bytes, 200 AS status, REAL '0.5' AS timetaken");
            return DATABASE;
        });
    }

    @Test
    void testKeptAsAthenaKeepsThem()
    {
        athena.run("CREATE OR REPLACE VIEW user_logs AS select * from cloudfront_logs");
        JsonNode golden = golden("made-by-athena.json");
        Table table = table("user_logs");
        assertThat(table.tableType()).isEqualTo(golden.required("TableType").textValue());
        assertThat(table.parameters()).isEqualTo(MAPPER.convertValue(golden.required("Parameters"), Map.class));
        assertThat(table.viewExpandedText()).isEqualTo(golden.required("ViewExpandedText").textValue());
        assertThat(decoded(table.viewOriginalText()))
                .isEqualTo(decoded(golden.required("ViewOriginalText").textValue()));
        assertThat(table.partitionKeys()).isEmpty();
        assertThat(table.owner()).isNull();
        assertThat(table.description()).isNull();
        StorageDescriptor storage = table.storageDescriptor();
        JsonNode goldenStorage = golden.required("StorageDescriptor");
        assertThat(storage.columns().stream().map((Column column) -> column.name() + " " + column.type()).toList())
                .isEqualTo(goldenStorage.required("Columns").valueStream()
                        .map(column -> column.get("Name").textValue() + " " + column.get("Type").textValue())
                        .toList());
        assertThat(storage.location()).isEqualTo(goldenStorage.required("Location").textValue());
        assertThat(storage.compressed()).isEqualTo(goldenStorage.required("Compressed").booleanValue());
        assertThat(storage.numberOfBuckets()).isEqualTo(goldenStorage.required("NumberOfBuckets").intValue());
        assertThat(storage.serdeInfo().serializationLibrary()).isNull();
        assertThat(storage.inputFormat()).isNull();
        assertThat(storage.outputFormat()).isNull();
        assertThat(storage.storedAsSubDirectories()).isFalse();
        assertThat(athena.query("SELECT method, bytes FROM user_logs").rows()).containsExactly(List.of("GET", "17"));
    }

    /**
     * What templates of CDK and Terraform put into the catalog, and Athena reads.
     */
    @ParameterizedTest
    @ValueSource(strings = {
            "made-by-athena.json",
            "of-a-cdk-template.json",
            "of-a-terraform-module.json",
            "of-an-account.json",
    })
    void testReadsWhatOthersMade(String resource)
    {
        JsonNode golden = golden(resource);
        String name = resource.replace(".json", "").replace('-', '_');
        glaux.clients().glue().createTable(request -> request.databaseName(DATABASE).tableInput(input -> {
            input.name(name)
                    .tableType(golden.required("TableType").textValue())
                    .parameters(MAPPER.convertValue(golden.required("Parameters"), new StringMap()))
                    .viewOriginalText(golden.required("ViewOriginalText").textValue());
            if (golden.has("Description")) {
                input.description(golden.get("Description").textValue());
            }
            if (golden.has("Owner")) {
                input.owner(golden.get("Owner").textValue());
            }
            input.storageDescriptor(storage -> {
                storage.columns(golden.required("StorageDescriptor").required("Columns").valueStream()
                        .map(column -> Column.builder()
                                .name(column.get("Name").textValue())
                                .type(column.get("Type").textValue())
                                .build())
                        .toList());
                JsonNode serde = golden.get("StorageDescriptor").get("SerdeInfo");
                if (serde != null) {
                    storage.serdeInfo(info -> info.serializationLibrary(
                            serde.has("SerializationLibrary") ? serde.get("SerializationLibrary").textValue() : null));
                }
            });
        }));
        assertThat(athena.query("SELECT method, bytes FROM " + name).rows()).containsExactly(List.of("GET", "17"));
        assertThat(athena.query("SELECT count(*) FROM information_schema.columns WHERE table_schema = '%s' "
                .formatted(DATABASE) + "AND table_name = '%s'".formatted(name)).only()).isEqualTo("5");
    }

    @Test
    void testTypes()
    {
        athena.run("CREATE VIEW types_of AS SELECT 1 a, BIGINT '1' b, REAL '1' c, CAST(1 AS decimal(5,2)) d, 'x' e, "
                + "CAST('x' AS varchar) f, X'00' g, CAST(ROW(1, 'y') AS row(p integer, q varchar)) h, ARRAY[1] i, "
                + "MAP(ARRAY['k'], ARRAY[true]) j, TIMESTAMP '2024-01-01 00:00:00' k, DATE '2024-01-01' l, "
                + "JSON '1' m");
        assertThat(table("types_of").storageDescriptor().columns().stream().map(Column::type).toList())
                .containsExactly(
                        "int",
                        "bigint",
                        "float",
                        "decimal(5,2)",
                        "varchar(1)",
                        "string",
                        "binary",
                        "struct<p:int,q:string>",
                        "array<int>",
                        "map<varchar(1),boolean>",
                        "timestamp",
                        "date",
                        "string");
        assertThat(athena.query("SELECT b, h.p FROM types_of").rows()).containsExactly(List.of("1", "1"));
    }

    @Test
    void testReplaceShowAndDrop()
    {
        athena.run("CREATE VIEW short AS SELECT 1 AS x");
        assertThat(athena.failure("CREATE VIEW short AS SELECT 2 AS x")).contains("View already exists");
        athena.run("CREATE OR REPLACE VIEW short AS SELECT 2 AS y");
        assertThat(athena.query("SELECT y FROM short").only()).isEqualTo("2");
        assertThat(athena.query("SHOW CREATE VIEW short").rows()).containsExactly(
                List.of("CREATE VIEW awsdatacatalog.views_of.short AS"),
                List.of("SELECT 2 y"));
        athena.run("DROP VIEW short");
        assertThat(athena.failure("DROP VIEW short")).contains("does not exist");
        athena.run("DROP VIEW IF EXISTS short");
    }

    @Test
    void testOfOtherCatalogs()
    {
        athena.run("CREATE VIEW nations AS SELECT n_name FROM tpch.tiny.nation WHERE n_nationkey = 7");
        assertThat(athena.query("SELECT * FROM nations").only()).isEqualTo("GERMANY");
        assertThat(decoded(table("nations").viewOriginalText()).get("originalSql").textValue())
                .contains("tpch.tiny.nation");
    }

    @Test
    void testWrong()
    {
        assertThat(athena.failure("CREATE OR REPLACE VIEW cloudfront_logs AS SELECT 1 x"))
                .contains("Table already exists");
        assertThat(athena.failure("CREATE VIEW wrong AS SELECT nothing FROM cloudfront_logs"))
                .contains("line 1:29: Column 'nothing' cannot be resolved");
        assertThat(athena.failure("CREATE VIEW wrong AS SELECT 1 + 1")).contains("Column name not specified");
        assertThatThrownBy(() -> athena.start("CREATE VIEW wrong AS SELEC 1")).hasMessageContaining("line 1:22");
    }

    @Test
    void testStaleView()
    {
        athena.run("CREATE TABLE below AS SELECT 1 AS a, 2 AS b");
        athena.run("CREATE VIEW above AS SELECT * FROM below");
        Table below = table("below");
        glaux.clients().glue().updateTable(request -> request.databaseName(DATABASE).tableInput(input -> input
                .name("below")
                .tableType(below.tableType())
                .parameters(below.parameters())
                .storageDescriptor(below.storageDescriptor().toBuilder()
                        .columns(below.storageDescriptor().columns().subList(0, 1))
                        .build())));
        assertThat(athena.failure("SELECT * FROM above")).contains("is stale");
    }

    @Test
    void testOfTrinosOwnClients()
            throws SQLException
    {
        try (Connection connection = glaux.trino().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE VIEW awsdatacatalog.views_of.of_jdbc AS SELECT 1 AS x");
        }
        Table table = table("of_jdbc");
        assertThat(table.parameters()).containsOnlyKeys("presto_view", "comment");
        assertThat(table.storageDescriptor().columns().getFirst().type()).isEqualTo("int");
        assertThat(decoded(table.viewOriginalText()).get("runAsInvoker").booleanValue()).isFalse();
        assertThat(athena.query("SELECT x FROM of_jdbc").only()).isEqualTo("1");
    }

    private Table table(String name)
    {
        return glaux.clients().glue().getTable(request -> request.databaseName(DATABASE).name(name)).table();
    }

    private static JsonNode decoded(String text)
    {
        assertThat(text).startsWith("/* Presto View: ").endsWith(" */");
        String encoded = text.substring("/* Presto View: ".length(), text.length() - " */".length());
        try {
            return MAPPER.readTree(Base64.getDecoder().decode(encoded.getBytes(StandardCharsets.US_ASCII)));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A table input whose text is written in the file as the JSON that is encoded in it.
     */
    private static JsonNode golden(String resource)
    {
        try (InputStream stream = TestViews.class.getResourceAsStream(resource)) {
            ObjectNode golden =
                    (ObjectNode) MAPPER.readTree(stream);
            String encoded = Base64.getEncoder().encodeToString(
                    MAPPER.writeValueAsBytes(golden.required("ViewOriginalText")));
            return golden.put("ViewOriginalText", "/* Presto View: %s */".formatted(encoded));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class StringMap
            extends TypeReference<Map<String, String>> {}
}
