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
package io.glaux.testing.limits;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.AwsClients;
import io.glaux.testing.instance.GlauxInstance;
import io.glaux.testing.instance.TrinoClients;
import io.glaux.testing.process.CommandResult;
import io.glaux.testing.process.Folders;
import io.glaux.testing.python.PythonEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.TooManyRequestsException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static io.glaux.testing.Waiting.until;
import static io.glaux.testing.Waiting.untilTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Limits of workgroups, through every door, and what a quota tells that only warns.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestWorkgroupLimits
{
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /**
     * Runs for hours when nobody stops it.
     */
    private static final String LONG = "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x) " +
            "CROSS JOIN UNNEST(sequence(1, 10000)) b(y) CROSS JOIN UNNEST(sequence(1, 10000)) c(z) " +
            "WHERE (x * y + z) % 7 = 3";

    /**
     * The same while it holds a hash table of three million numbers.
     */
    private static final String LONG_AND_LARGE = "SELECT count(*) FROM (SELECT x * 1000 + y AS n " +
            "FROM UNNEST(sequence(1, 10000)) a(x) CROSS JOIN UNNEST(sequence(1, 10000)) b(y) " +
            "CROSS JOIN UNNEST(sequence(1, 10000)) c(z)) p JOIN (SELECT DISTINCT x * 1000 + y AS n " +
            "FROM UNNEST(sequence(1, 3000)) d(x) CROSS JOIN UNNEST(sequence(1, 1000)) e(y)) q ON p.n = q.n";

    private final Path folder = Folders.temporary("limits");
    private final Path events = folder.resolve("events.jsonl");
    private GlauxInstance glaux;
    private AwsClients clients;
    private TrinoClients trino;

    @BeforeAll
    void start()
    {
        glaux = GlauxInstance.builder()
                .set("engine.memory", "2GB")
                .set("queries.max-running", "4")
                .set("events.file", events.toString())
                .start();
        clients = AwsClients.of(glaux.environment());
        trino = new TrinoClients(glaux.environment());
        for (String workgroup : List.of("etl", "timed", "small", "lean", "watched", "clients")) {
            run("workgroup", "create", workgroup, "--location", "s3://glaux/results/%s/".formatted(workgroup));
        }
    }

    @AfterAll
    void stop()
    {
        trino.close();
        clients.close();
        glaux.close();
        Folders.delete(folder);
    }

    @Test
    void placesAndPositions()
    {
        assertThat(run("workgroup", "limit", "etl", "--max-running", "1", "--max-queued", "1", "--weight", "3"))
                .contains("limits of workgroup etl: 1 running, 1 queued, weight 3");
        assertThat(run("workgroup", "show", "etl")).contains("limits       1 running, 1 queued, weight 3");
        AthenaQueries etl = athena().in("etl");
        String first = etl.start(LONG);
        untilTrue("it to run", LIMIT, () -> etl.get(first).status().state() == QueryExecutionState.RUNNING);
        String second = etl.start("SELECT 2");
        String reason = "Waiting: 1st in workgroup etl, whose one place is taken";
        assertThat(etl.get(second).status().state()).isEqualTo(QueryExecutionState.QUEUED);
        assertThat(etl.get(second).status().stateChangeReason()).isEqualTo(reason);
        assertThat(run("workgroup", "queue")).contains(second + "  admin  " + reason);
        assertThat(run("workgroup", "queue", "small")).isEmpty();
        assertThatThrownBy(() -> etl.start("SELECT 3")).isInstanceOf(TooManyRequestsException.class)
                .hasMessageContaining("You have exceeded the limit for the number of queries you can run concurrently");
        assertThat(athena().query("SELECT 4").only()).as("another workgroup").isEqualTo("4");
        assertThatThrownBy(() -> throughTrino("etl", "SELECT 5")).isInstanceOf(SQLException.class)
                .hasMessageContaining("Workgroup etl runs 1 queries, as many as it may");
        clients.athena().stopQueryExecution(request -> request.queryExecutionId(first));
        assertThat(etl.await(second).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(etl.get(second).status().stateChangeReason()).isNull();
        assertThat(etl.await(first).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
        assertThat(run("workgroup", "limit", "etl", "--clear")).contains("limits of workgroup etl: none");
    }

    /**
     * A reason while a query is QUEUED is ours: Athena tells none, and clients must not take it for a failure.
     */
    @ParameterizedTest
    @CsvSource({"boto3, clients", "pyathena, clients", "awswrangler, wrangler"})
    void clientsWaitForTheirTurn(String client, String packages)
            throws Exception
    {
        run("workgroup", "limit", "clients", "--max-running", "1");
        AthenaQueries workgroup = athena().in("clients");
        String first = workgroup.start(LONG);
        PythonEnvironment python = PythonEnvironment.of(packages);
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            try {
                Future<CommandResult> waiting = executor.submit(() -> python.run(
                        "use_queued.py", glaux.environment().forChild(), client, "clients"));
                untilTrue("it to be told why it waits", LIMIT, () -> waiting.isDone()
                        || run("workgroup", "queue", "clients").contains("Waiting: 1st in workgroup clients"));
                assertThat(waiting.isDone()).as("before its turn").isFalse();
                clients.athena().stopQueryExecution(request -> request.queryExecutionId(first));
                assertThat(waiting.get().requireSuccess().out()).isEqualTo("{\"count\": 42}\n");
            }
            finally {
                clients.athena().stopQueryExecution(request -> request.queryExecutionId(first));
            }
        }
    }

    @Test
    void runTime()
    {
        run("workgroup", "limit", "timed", "--max-run-time", "2s");
        QueryExecution query = athena().in("timed").await(athena().in("timed").start(LONG));
        assertThat(query.status().state()).isEqualTo(QueryExecutionState.FAILED);
        String reason = "Query timeout: workgroup timed lets a query run for 2 seconds";
        assertThat(query.status().stateChangeReason()).isEqualTo("EXCEEDED_TIME_LIMIT: " + reason);
        assertThat(query.status().athenaError().errorType()).isEqualTo(206);
        assertThatThrownBy(() -> throughTrino("timed", LONG)).isInstanceOf(SQLException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void resultSize()
    {
        run("workgroup", "limit", "small", "--max-result-size", "100kB");
        AthenaQueries small = athena().in("small");
        QueryExecution query = small.await(small.start("SELECT x FROM UNNEST(sequence(1, 10000)) a(x) " +
                "CROSS JOIN UNNEST(sequence(1, 1000)) b(y)"));
        assertThat(query.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(query.status().stateChangeReason()).startsWith("EXCEEDED_RESULT_SIZE_LIMIT: The result is larger " +
                "than the 100000 bytes that the workgroup allows.");
        assertThat(clients.s3().listObjectsV2(request -> request.bucket("glaux").prefix("results/small/")).contents())
                .isEmpty();
        assertThat(clients.s3().listMultipartUploads(request -> request.bucket("glaux")).uploads()).isEmpty();
        assertThat(small.query("SELECT x FROM UNNEST(sequence(1, 100)) a(x)").rows()).hasSize(100);
    }

    @Test
    void memory()
            throws SQLException
    {
        run("workgroup", "limit", "lean", "--memory-share", "1%");
        QueryExecution query = athena().in("lean").await(athena().in("lean").start(LONG_AND_LARGE));
        assertThat(query.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(query.status().stateChangeReason())
                .startsWith("EXCEEDED_GLOBAL_MEMORY_LIMIT: Query exceeded distributed user memory limit of");
        try (Connection connection = trino.connect()) {
            connection.setClientInfo("ClientTags", "workgroup:lean");
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION query_max_memory = '1PB'");
                statement.execute("SET SESSION resource_overcommit = true");
                assertThatThrownBy(() -> drain(statement, LONG_AND_LARGE)).isInstanceOf(SQLException.class)
                        .hasMessageContaining("Query exceeded distributed user memory limit of");
            }
        }
    }

    @Test
    void quotasThatWarn()
    {
        run("quota", "set", "watched", "--queries", "2", "--per", "day", "--action", "warn");
        AthenaQueries watched = athena().in("watched");
        watched.run("SELECT 1");
        assertThat(warnings()).isEmpty();
        watched.run("SELECT 2");
        JsonNode event = until("the event", LIMIT, () -> warnings().stream().findFirst());
        assertThat(event.path("source").asText()).isEqualTo("glaux");
        assertThat(event.at("/detail/workgroupName").asText()).isEqualTo("watched");
        assertThat(event.at("/detail/measure").asText()).isEqualTo("QUERIES");
        assertThat(event.at("/detail/limit").asLong()).isEqualTo(2);
        assertThat(event.at("/detail/used").asLong()).isEqualTo(2);
        watched.run("SELECT 3");
        glaux.stop();
        reconnect();
        athena().in("watched").run("SELECT 4");
        assertThat(warnings()).as("once in a day").hasSize(1);
    }

    private void reconnect()
    {
        trino.close();
        clients.close();
        glaux.start();
        clients = AwsClients.of(glaux.environment());
        trino = new TrinoClients(glaux.environment());
    }

    private List<JsonNode> warnings()
    {
        if (!Files.exists(events)) {
            return List.of();
        }
        try {
            return Files.readAllLines(events).stream()
                    .map(TestWorkgroupLimits::read)
                    .flatMap(Optional::stream)
                    .filter(event -> event.path("detail-type").asText().equals("Glaux Quota Warning"))
                    .toList();
        }
        catch (IOException e) {
            throw new AssertionError("The file of events cannot be read", e);
        }
    }

    /**
     * Empty for a line that is not written to its end.
     */
    private static Optional<JsonNode> read(String line)
    {
        try {
            return Optional.of(new JsonMapper().readTree(line));
        }
        catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private void throughTrino(String workgroup, String sql)
            throws SQLException
    {
        try (Connection connection = trino.connect()) {
            connection.setClientInfo("ClientTags", "workgroup:" + workgroup);
            try (Statement statement = connection.createStatement()) {
                drain(statement, sql);
            }
        }
    }

    private static void drain(Statement statement, String sql)
            throws SQLException
    {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                assertThat(rows.getLong(1)).isNotNegative();
            }
        }
    }

    private AthenaQueries athena()
    {
        return new AthenaQueries(clients.athena(), "AwsDataCatalog", "default");
    }

    private String run(String... arguments)
    {
        return glaux.command(arguments).requireSuccess().out();
    }
}
