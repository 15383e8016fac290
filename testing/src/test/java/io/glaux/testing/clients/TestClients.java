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
package io.glaux.testing.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glaux.testing.Checkout;
import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.QueryRows;
import io.glaux.testing.process.CommandResult;
import io.glaux.testing.python.PythonEnvironment;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.model.TableMetadata;
import software.amazon.awssdk.services.glue.model.Table;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clients that people have, as they come, each lists tables and reads the flights.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestClients
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void boto3(SharedGlaux glaux)
    {
        FlightTables flights = FlightTables.of(glaux);
        JsonNode result = python(glaux, "clients", "use_boto3.py", flights.database(), "flights");
        assertThat(strings(result.required("tables"))).contains("flights", "flights_iceberg");
        assertThat(strings(result.required("glueTables"))).contains("flights", "flights_iceberg");
        assertThat(result.required("state").textValue()).isEqualTo("SUCCEEDED");
        assertThat(result.required("count").textValue()).isEqualTo(flights.rows());
        assertThat(result.required("file").textValue()).isEqualTo("\"n\"\n\"%s\"\n".formatted(flights.rows()));
        assertThat(result.required("scanned").longValue()).isPositive();
        assertThat(result.required("user").textValue()).isEqualTo("arn:aws:iam::000000000000:user/admin");
    }

    @Test
    void boto3Workgroups(SharedGlaux glaux)
    {
        JsonNode result = python(glaux, "clients", "use_workgroups.py");
        assertThat(result.required("location").textValue()).startsWith("s3://glaux/of_boto3/");
        assertThat(result.required("tags")).hasToString("[{\"Key\":\"stage\",\"Value\":\"test\"}]");
        assertThat(result.required("state").textValue()).isEqualTo("DISABLED");
        assertThat(result.required("cutoff").isNull()).isTrue();
        assertThat(result.required("results")).isEmpty();
        assertThat(result.required("disabled").textValue()).isEqualTo("WorkGroup of_boto3 is disabled.");
        assertThat(result.required("full").textValue()).isEqualTo("WorkGroup of_boto3 is not empty");
        assertThat(result.required("gone").textValue()).isEqualTo("WorkGroup is not found.");
    }

    @Test
    void awsCommandLine(SharedGlaux glaux)
    {
        FlightTables flights = FlightTables.of(glaux);
        PythonEnvironment python = PythonEnvironment.of("awscli");
        Map<String, String> environment = glaux.instance().environment().forChild();
        JsonNode tables = json(python.program(
                "aws",
                environment,
                "athena",
                "list-table-metadata",
                "--catalog-name",
                "AwsDataCatalog",
                "--database-name",
                flights.database(),
                "--output",
                "json"));
        assertThat(tables.required("TableMetadataList").findValuesAsText("Name"))
                .contains("flights", "flights_iceberg");
        JsonNode started = json(python.program(
                "aws",
                environment,
                "athena",
                "start-query-execution",
                "--output",
                "json",
                "--query-string",
                "SELECT count(*) FROM flights",
                "--query-execution-context",
                "Catalog=AwsDataCatalog,Database=" + flights.database()));
        String id = started.required("QueryExecutionId").textValue();
        glaux.athena(flights.database()).await(id);
        JsonNode results =
                json(python.program(
                        "aws",
                        environment,
                        "athena",
                        "get-query-results",
                        "--query-execution-id",
                        id,
                        "--output",
                        "json"));
        assertThat(results.at("/ResultSet/Rows/1/Data/0/VarCharValue").textValue()).isEqualTo(flights.rows());
        CommandResult file = python.program(
                "aws",
                environment,
                "s3",
                "cp",
                "s3://glaux/results/%s.csv".formatted(id),
                "-").requireSuccess();
        assertThat(file.out()).isEqualTo("\"_col0\"\n\"%s\"\n".formatted(flights.rows()));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"cursor,clients", "pandas,clients", "arrow,clients", "cursor,wrangler", "arrow,wrangler"})
    void pyAthena(String cursor, String packages, SharedGlaux glaux)
    {
        FlightTables flights = FlightTables.of(glaux);
        JsonNode result = python(glaux, packages, "use_pyathena.py", cursor, flights.database(), "flights");
        assertThat(strings(result.required("tables"))).contains("flights", "flights_iceberg");
        assertThat(result.required("count").asText()).isEqualTo(flights.rows());
        assertThat(result.required("scanned").longValue()).isPositive();
    }

    @Test
    void awsWrangler(SharedGlaux glaux)
    {
        FlightTables flights = FlightTables.of(glaux);
        JsonNode result = python(glaux, "wrangler", "use_wrangler.py", flights.database(), "flights");
        assertThat(result.required("count").asText()).isEqualTo(flights.rows());
        assertThat(strings(result.required("tables"))).contains("flights", "flights_iceberg");
    }

    @Test
    void awsWranglerWrites(SharedGlaux glaux)
    {
        JsonNode result = python(
                glaux, "wrangler", "use_wrangler_widely.py", "wrangler_writes", SharedGlaux.BUCKET, "wrangler_writes");
        assertThat(result.required("projected").intValue()).isEqualTo(6);
        assertThat(result.required("projected_clipped").intValue()).isEqualTo(2);
        assertThat(result.required("ctas").intValue()).isEqualTo(6);
        assertThat(result.required("unload").intValue()).isEqualTo(6);
        assertThat(result.required("chunks").intValue()).isEqualTo(6);
        assertThat(result.required("parameters").intValue()).isEqualTo(2);
        assertThat(result.required("table").intValue()).isEqualTo(6);
        assertThat(result.required("repair").textValue()).isEqualTo("SUCCEEDED");
        assertThat(result.required("repaired").intValue()).isEqualTo(2);
        assertThat(result.required("made").intValue()).isEqualTo(6);
        assertThat(strings(result.required("described")))
                .containsExactly("id", "name", "amount", "moment", "day", "month", "year");
        assertThat(strings(result.required("partition_keys"))).containsExactly("year");
        assertThat(result.required("show_create").textValue()).startsWith("CREATE EXTERNAL TABLE `data`");
        assertThat(result.required("iceberg").intValue()).isEqualTo(12);
        assertThat(result.required("merged").intValue()).isEqualTo(5);
        assertThat(result.required("merged_changed").intValue()).isZero();
        assertThat(result.required("deleted").intValue()).isEqualTo(3);
        assertThat(result.required("evolved").intValue()).isEqualTo(1);
        assertThat(result.required("prepared").intValue()).isEqualTo(3);
        assertThat(strings(result.required("statements"))).contains("by_year");
        // no temporary table is left
        assertThat(strings(result.required("left"))).containsExactly("data", "ice", "ice2", "made", "projected");
    }

    @Test
    void pyIceberg(SharedGlaux glaux)
    {
        FlightTables flights = FlightTables.of(glaux);
        JsonNode result =
                python(glaux, "iceberg", "use_pyiceberg.py", flights.database(), "flights_iceberg", "from_pyiceberg");
        assertThat(strings(result.required("tables"))).contains("flights_iceberg");
        assertThat(result.required("rows").asText()).isEqualTo(flights.rows());
        assertThat(result.required("appended").intValue()).isEqualTo(2000);
        AthenaQueries athena = glaux.athena(flights.database());
        assertThat(athena.query("SELECT count(*), count(DISTINCT id), max(name) FROM from_pyiceberg").rows())
                .containsExactly(List.of("2000", "1000", "n999"));
        athena.run("INSERT INTO from_pyiceberg VALUES (5000, 'from SQL')");
        assertThat(athena.query("SELECT count(*) FROM from_pyiceberg").only()).isEqualTo("2001");
    }

    @Test
    void awsSdkForJava(SharedGlaux glaux)
    {
        FlightTables flights = FlightTables.of(glaux);
        assertThat(glaux.clients().athena()
                .listTableMetadataPaginator(request -> request.catalogName("AwsDataCatalog")
                        .databaseName(flights.database()))
                .stream()
                .flatMap(page -> page.tableMetadataList().stream())
                .map(TableMetadata::name))
                .contains("flights", "flights_iceberg");
        assertThat(glaux.clients().glue().getTablesPaginator(request -> request.databaseName(flights.database()))
                .stream()
                .flatMap(page -> page.tableList().stream())
                .map(Table::name))
                .contains("flights", "flights_iceberg");
        QueryRows rows = glaux.athena(flights.database()).query("SELECT count(*) FROM flights");
        assertThat(rows.only()).isEqualTo(flights.rows());
        assertThat(glaux.clients().sts().getCallerIdentity().account()).isEqualTo("000000000000");
    }

    @Test
    void trinoCommandLine(SharedGlaux glaux)
    {
        FlightTables flights = FlightTables.of(glaux);
        assertThat(glaux.trino().cli("SHOW TABLES FROM %s".formatted(flights.database())).requireSuccess().out().lines()
                .toList())
                .contains("flights", "flights_iceberg");
        assertThat(glaux.trino().cli("SELECT count(*) FROM %s.flights".formatted(flights.database()))
                .requireSuccess().out())
                .isEqualTo(flights.rows() + "\n");
    }

    @Test
    void trinoJdbc(SharedGlaux glaux)
            throws SQLException
    {
        FlightTables flights = FlightTables.of(glaux);
        try (Connection connection = glaux.trino().connect(); Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = connection.getMetaData().getTables("awsdatacatalog", flights.database(), "%", null)) {
                while (rows.next()) {
                    tables.add(rows.getString("TABLE_NAME"));
                }
            }
            assertThat(tables).contains("flights", "flights_iceberg");
            for (String table : List.of("flights", "flights_iceberg")) {
                try (ResultSet rows =
                        statement.executeQuery("SELECT count(*) FROM %s.%s".formatted(flights.database(), table))) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo(flights.rows());
                }
            }
        }
    }

    private static JsonNode python(SharedGlaux glaux, String packages, String script, String... arguments)
    {
        Map<String, String> environment = new LinkedHashMap<>(glaux.instance().environment().forChild());
        // the folder that docs/develop/testing.md names: without it pyarrow looks for S3 at Amazon
        environment.put("PYTHONPATH", Checkout.root().resolve("etc/python").toString());
        return json(PythonEnvironment.of(packages).run(script, environment, arguments));
    }

    private static JsonNode json(CommandResult result)
    {
        try {
            return MAPPER.readTree(result.requireSuccess().out());
        }
        catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + result.out(), e);
        }
    }

    private static List<String> strings(JsonNode array)
    {
        List<String> strings = new ArrayList<>();
        array.forEach(element -> strings.add(element.textValue()));
        return strings;
    }
}
