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
package io.glaux.engine.trino;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.Key;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.ErrorType;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.metering.ProcessScanMeter;
import io.glaux.engine.metering.TestingBudgets;
import io.glaux.engine.metrics.QueryMetrics;
import io.glaux.engine.query.JournaledQuery;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementRequest;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.server.testing.TestingTrinoServer;
import io.trino.spi.security.SystemAccessControlFactory.SystemAccessControlContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * Queries of clients of Trino's own protocol.
 */
@TestInstance(PER_CLASS)
final class TestTrinoDoor
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RecordingJournal journal = new RecordingJournal();
    private final HttpClient client = HttpClient.newHttpClient();
    private final TrinoStatementRunner runner = new TrinoStatementRunner();

    private TestingTrinoServer server;

    @BeforeAll
    void start()
    {
        EngineModule module = EngineModule.coordinatorWithoutStamp(
                new ProcessScanMeter(true),
                new CoordinatorServices(
                        journal,
                        TestTrinoDoor::resolve,
                        TestingBudgets.withoutQuotas(),
                        _ -> PriceBook.DEFAULT,
                        "000000000000",
                        NoUsage.SOURCE,
                        new QueryMetrics(_ -> true)));
        server = TestingTrinoServer.builder()
                .setCoordinator(true)
                .setProperties(Map.of("node-scheduler.include-coordinator", "true"))
                .setAdditionalModule(module)
                .setSystemAccessControl(new AccessRules(_ -> false).create(Map.of(), new NoAccessControlContext()))
                .build();
        server.installPlugin(new TpchPlugin());
        server.createCatalog("tpch", "tpch", Map.of("tpch.splits-per-node", "2"));
        server.createCatalog(LakeCatalogs.HIDDEN_ICEBERG, "tpch", Map.of("tpch.splits-per-node", "2"));
        runner.open(module.queries());
    }

    @AfterAll
    void stop()
            throws IOException
    {
        runner.close();
        client.close();
        server.close();
    }

    @Test
    void testSuccess()
            throws Exception
    {
        String sql = "SELECT count(*) FROM nation WHERE 'success' <> ''";
        assertThat(run(sql, "workgroup:team, other")).containsExactly("25");
        journal.awaitRunning(sql);
        RecordingJournal.End end = journal.awaitEnd(sql);
        assertThat(end.failure()).isEmpty();
        assertThat(end.statistics().inputRows()).isEqualTo(25);
        assertThat(end.statistics().scan().complete()).isTrue();
        assertThat(find(sql)).contains(new JournaledQuery(
                new Principal("bob", "000000000000"),
                sql,
                new StatementKind(StatementKind.Type.DML, "SELECT", StatementKind.Output.CSV),
                "team",
                Optional.of("tpch"),
                Optional.of("tiny"),
                Optional.of("test")));
    }

    @Test
    void testFailure()
            throws Exception
    {
        String sql = "SELECT count(*) FROM nowhere";
        assertThat(run(sql, "")).isEmpty();
        assertThat(journal.awaitEnd(sql).failure()).get().extracting(StatementFailure::name)
                .isEqualTo("TABLE_NOT_FOUND");
        assertThat(find(sql)).get().extracting(JournaledQuery::workgroup).isEqualTo("primary");
    }

    @Test
    void testStopFromElsewhere()
            throws Exception
    {
        String sql = "SELECT count(*) FROM sf1000.lineitem a CROSS JOIN sf1000.lineitem b";
        JsonNode first = send(HttpRequest.newBuilder(server.getBaseUrl().resolve("/v1/statement")), sql, "");
        Thread polling = Thread.ofVirtual().start(() -> follow(first));
        journal.awaitRunning(sql);
        journal.statement(sql).cancel();
        assertThat(journal.awaitEnd(sql).failure()).get().extracting(StatementFailure::cancelled).isEqualTo(true);
        polling.join();
    }

    @Test
    void testUnparsableIsNotRecorded()
            throws Exception
    {
        String sql = "SELECT FROM 'unparsable'";
        assertThat(run(sql, "")).isEmpty();
        assertThat(find(sql)).isEmpty();
    }

    @Test
    void testUnknownWorkgroupIsNotRecorded()
            throws Exception
    {
        String sql = "SELECT 'unknown workgroup'";
        run(sql, "workgroup:nowhere");
        assertThat(find(sql)).isEmpty();
    }

    @Test
    void testUnrecordableFails()
            throws Exception
    {
        String sql = "SELECT 'unrecordable', count(*) FROM sf1.lineitem";
        JsonNode first = send(HttpRequest.newBuilder(server.getBaseUrl().resolve("/v1/statement")), sql, "");
        assertThat(follow(first)).isEmpty();
        assertThat(find(sql)).isEmpty();
        assertThat(server.getInstance(Key.get(ClusterScanReports.class)).tracked())
                .as("nobody will seal it")
                .doesNotContain(first.get("id").asText());
    }

    @Test
    void testRefusedForItsWorkgroupIsTold()
            throws Exception
    {
        String sql = "SELECT 'too many', count(*) FROM sf1.lineitem";
        JsonNode last = lastAnswer(
                send(HttpRequest.newBuilder(server.getBaseUrl().resolve("/v1/statement")), sql, ""));
        assertThat(last.at("/error/errorName").asText()).isEqualTo("QUERY_QUEUE_FULL");
        assertThat(last.at("/error/message").asText()).isEqualTo("Workgroup etl runs as many as it may");
        assertThat(find(sql)).isEmpty();
    }

    @Test
    void testStopForALimitIsTold()
            throws Exception
    {
        String sql = "SELECT 'for too long', count(*) FROM sf1000.lineitem a CROSS JOIN sf1000.lineitem b";
        JsonNode first = send(HttpRequest.newBuilder(server.getBaseUrl().resolve("/v1/statement")), sql, "");
        CompletableFuture<JsonNode> answer = CompletableFuture.supplyAsync(() -> lastAnswer(first));
        journal.awaitRunning(sql);
        journal.statement(sql).stop(new StatementFailure(
                ErrorType.RESOURCES, StatementFailure.TIME_LIMIT_EXCEEDED, "Query timeout", false));
        JsonNode last = answer.get(1, TimeUnit.MINUTES);
        assertThat(last.at("/error/errorName").asText()).isEqualTo("EXCEEDED_TIME_LIMIT");
        assertThat(last.at("/error/message").asText()).isEqualTo("Query timeout");
        assertThat(journal.awaitEnd(sql).failure()).get().extracting(StatementFailure::name)
                .isEqualTo("EXCEEDED_TIME_LIMIT");
    }

    private JsonNode lastAnswer(JsonNode first)
    {
        JsonNode answer = first;
        try {
            while (answer.has("nextUri")) {
                HttpRequest next = HttpRequest.newBuilder(URI.create(answer.get("nextUri").asText())).build();
                answer = MAPPER.readTree(client.send(next, BodyHandlers.ofString()).body());
            }
            return answer;
        }
        catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void testOwnDoorsAreNotRecordedTwice()
            throws Exception
    {
        String sql = "SELECT 'own door'";
        CollectingSink sink = new CollectingSink();
        runner.start(
                new StatementRequest(
                        "id",
                        sql,
                        Optional.of("tpch"),
                        Optional.empty(),
                        List.of(),
                        new Principal("bob", "000000000000"),
                        "primary",
                        Optional.empty(),
                        Map.of()),
                sink);
        assertThat(sink.await().failure()).isEmpty();
        assertThat(find(sql)).isEmpty();
    }

    @Test
    void testHiddenCatalog()
            throws Exception
    {
        assertThat(run("SHOW CATALOGS", "")).containsExactlyInAnyOrder("system", "tpch");
        assertThat(run("SELECT catalog_name FROM system.metadata.catalogs", ""))
                .containsExactlyInAnyOrder("system", "tpch");
        // it is only not listed
        assertThat(run("SELECT count(*) FROM awsdatacatalog_iceberg.tiny.nation", "")).containsExactly("25");
    }

    private Optional<JournaledQuery> find(String sql)
    {
        return journal.started().stream().filter(query -> query.sql().equals(sql)).findFirst();
    }

    /**
     * The first column of the rows.
     */
    private List<String> run(String sql, String tags)
            throws IOException, InterruptedException
    {
        return follow(send(HttpRequest.newBuilder(server.getBaseUrl().resolve("/v1/statement")), sql, tags));
    }

    private List<String> follow(JsonNode first)
    {
        List<String> rows = new ArrayList<>();
        JsonNode response = first;
        try {
            while (true) {
                response.path("data").forEach(row -> rows.add(row.get(0).asText()));
                if (!response.has("nextUri")) {
                    return rows;
                }
                HttpRequest next = HttpRequest.newBuilder(URI.create(response.get("nextUri").asText())).build();
                response = MAPPER.readTree(client.send(next, BodyHandlers.ofString()).body());
            }
        }
        catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode send(HttpRequest.Builder request, String sql, String tags)
            throws IOException, InterruptedException
    {
        HttpRequest post = request
                .header("X-Trino-User", "bob")
                .header("X-Trino-Catalog", "tpch")
                .header("X-Trino-Schema", "tiny")
                .header("X-Trino-Source", "test")
                .header("X-Trino-Client-Tags", tags)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        return MAPPER.readTree(client.send(post, BodyHandlers.ofString()).body());
    }

    private static String resolve(String user, Optional<String> workgroup)
    {
        String name = workgroup.orElse("primary");
        if (name.equals("nowhere")) {
            throw new GlauxException(ErrorCode.NOT_FOUND, "WorkGroup %s is not found".formatted(name));
        }
        return name;
    }

    /**
     * Trino's default rules ask for nothing of it.
     */
    private static final class NoAccessControlContext
            implements SystemAccessControlContext
    {
        @Override
        public String getVersion()
        {
            return "test";
        }

        @Override
        public OpenTelemetry getOpenTelemetry()
        {
            return OpenTelemetry.noop();
        }

        @Override
        public Tracer getTracer()
        {
            return getOpenTelemetry().getTracer("test");
        }
    }
}
