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
package io.glaux.testing.crash;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.AwsClients;
import io.glaux.testing.instance.GlauxInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static io.glaux.testing.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Statements that are stopped, or whose server dies, while their files are in the storage already: nothing of them
 * stays.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestKilledWrites
{
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /**
     * Goes on for minutes. Text and Avro are written as they come, where Parquet would first fill a row group.
     */
    private static final String LONG_QUERY =
            "SELECT o_comment, CAST(o_orderkey % 2 AS varchar) AS p FROM tpch.sf10.orders";

    private GlauxInstance instance;

    @BeforeAll
    void start()
    {
        instance = GlauxInstance.builder()
                .set("tpch.enabled", "true")
                .set("engine.memory", "1GB")
                .start();
        try (AwsClients clients = AwsClients.of(instance.environment())) {
            clients.glue().createDatabase(request -> request.databaseInput(database -> database
                    .name("killed")
                    .locationUri("s3://glaux/killed/database/")));
            athena(clients).run("CREATE TABLE hive WITH (external_location = 's3://glaux/killed/hive/', " +
                    "format = 'TEXTFILE', write_compression = 'NONE', partitioned_by = ARRAY['p']) " +
                    "AS SELECT CAST('x' AS varchar) AS o_comment, CAST('0' AS varchar) AS p");
            athena(clients).run("CREATE TABLE iceberg WITH (table_type = 'ICEBERG', is_external = false, location = " +
                    "'s3://glaux/killed/iceberg/', format = 'AVRO') " +
                    "AS SELECT CAST('x' AS varchar) AS o_comment, CAST('0' AS varchar) AS p");
        }
    }

    @AfterAll
    void stop()
    {
        instance.close();
    }

    @Test
    void stoppedStatementsLeaveNothing()
    {
        try (AwsClients clients = AwsClients.of(instance.environment())) {
            List<String> before = keys(clients);
            for (String statement : statements("stopped")) {
                String id = athena(clients).start(statement);
                awaitFiles(clients, id, before);
                clients.athena().stopQueryExecution(request -> request.queryExecutionId(id));
                assertThat(athena(clients).await(id).status().state()).as(statement)
                        .isEqualTo(QueryExecutionState.CANCELLED);
                assertThat(keys(clients)).as(statement).isEqualTo(before);
            }
            assertTables(clients);
        }
    }

    @Test
    void killedStatementsLeaveNothingAfterTheNextStart()
    {
        List<String> before;
        for (String statement : statements("killed")) {
            try (AwsClients clients = AwsClients.of(instance.environment())) {
                before = keys(clients);
                awaitFiles(clients, athena(clients).start(statement), before);
            }
            instance.kill();
            instance.start();
            try (AwsClients clients = AwsClients.of(instance.environment())) {
                List<String> expected = before;
                until("the files of " + statement + " to be removed",
                        LIMIT,
                        () -> Optional.of(keys(clients)).filter(expected::equals));
                assertTables(clients);
            }
        }
    }

    private static List<String> statements(String name)
    {
        return List.of(
                ("CREATE TABLE new_%1$s WITH (external_location = 's3://glaux/killed/new_%1$s/', " +
                        "format = 'TEXTFILE', write_compression = 'NONE', partitioned_by = ARRAY['p']) AS %2$s")
                        .formatted(name, LONG_QUERY),
                "INSERT INTO hive " + LONG_QUERY,
                "INSERT INTO iceberg " + LONG_QUERY,
                "UNLOAD (%2$s) TO 's3://glaux/killed/unload_%1$s/' WITH (format = 'TEXTFILE', compression = 'NONE')"
                        .formatted(name, LONG_QUERY));
    }

    private static void assertTables(AwsClients clients)
    {
        assertThat(clients.glue().getTables(request -> request.databaseName("killed")).tableList())
                .extracting(table -> table.name())
                .containsExactlyInAnyOrder("hive", "iceberg");
        for (String table : List.of("hive", "iceberg")) {
            assertThat(athena(clients).query("SELECT count(*) FROM " + table).only()).as(table).isEqualTo("1");
        }
    }

    /**
     * Until the statement has put something into the storage, be it an upload that is not complete.
     */
    private static void awaitFiles(AwsClients clients, String id, List<String> before)
    {
        until("a file of query " + id, LIMIT, () -> {
            QueryExecution query = athena(clients).get(id);
            assertThat(AthenaQueries.isOver(query)).as(String.valueOf(query.status().stateChangeReason())).isFalse();
            boolean hasFiles = !keys(clients).equals(before)
                    || !clients.s3().listMultipartUploads(request -> request.bucket("glaux").prefix("killed/"))
                    .uploads().isEmpty();
            return hasFiles ? Optional.of(true) : Optional.empty();
        });
    }

    private static List<String> keys(AwsClients clients)
    {
        return clients.keys("glaux", "killed/");
    }

    private static AthenaQueries athena(AwsClients clients)
    {
        return new AthenaQueries(clients.athena(), "AwsDataCatalog", "killed");
    }
}
