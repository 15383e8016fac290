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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.ErrorType;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.metering.ProcessScanMeter;
import io.glaux.engine.metering.TestingBudgets;
import io.glaux.engine.metrics.QueryMetrics;
import io.glaux.engine.query.JournaledQuery;
import io.glaux.engine.query.QueryJournal;
import io.glaux.engine.query.RunningStatement;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.StatementStatistics;
import io.glaux.metering.QueryStamp;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ReadPermit;
import io.glaux.metering.ScanKey;
import io.opentelemetry.api.trace.Span;
import io.trino.Session;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.server.QuerySessionSupplier;
import io.trino.server.SessionContext;
import io.trino.server.testing.TestingTrinoServer;
import io.trino.spi.QueryId;
import io.trino.spi.TrinoException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

import static io.trino.spi.StandardErrorCode.INVALID_SESSION_PROPERTY;
import static io.trino.spi.StandardErrorCode.PERMISSION_DENIED;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

@TestInstance(PER_CLASS)
final class TestTrinoStatementRunner
{
    private static final Principal ALICE = new Principal("alice", "000000000000");

    private final ProcessScanMeter meter = new ProcessScanMeter(true);
    private final TrinoStatementRunner runner = new TrinoStatementRunner();

    private TestingTrinoServer server;
    private EngineModule module;

    @BeforeAll
    void start()
    {
        module = EngineModule.coordinatorWithoutStamp(
                meter,
                new CoordinatorServices(
                        new RefusingJournal(),
                        TestTrinoStatementRunner::resolve,
                        TestingBudgets.withoutQuotas(),
                        _ -> PriceBook.DEFAULT,
                        ALICE.account(),
                        NoUsage.SOURCE,
                        new QueryMetrics(_ -> true)));
        server = TestingTrinoServer.builder()
                .setCoordinator(true)
                .setProperties(Map.of("node-scheduler.include-coordinator", "true", "query.client.timeout", "3s"))
                .setAdditionalModule(module)
                .build();
        server.installPlugin(new TpchPlugin());
        server.createCatalog("tpch", "tpch", Map.of("tpch.splits-per-node", "2"));
        runner.open(module.queries());
    }

    @AfterAll
    void stop()
            throws IOException
    {
        runner.close();
        server.close();
    }

    @Test
    void testRows()
            throws Exception
    {
        CollectingSink sink = run("SELECT nationkey, name FROM nation ORDER BY nationkey");
        CollectingSink.End end = sink.await();
        assertThat(end.failure()).isEmpty();
        assertThat(sink.calls()).containsExactly("running", "columns", "page", "finished");
        assertThat(sink.columns()).extracting("name").containsExactly("nationkey", "name");
        assertThat(sink.rows()).isEqualTo(25);
        assertThat(BIGINT.getLong(sink.pages().getFirst().getBlock(0), 24)).isEqualTo(24);
        assertThat(end.updateType()).isEmpty();
        assertThat(end.updateCount()).isEmpty();
        assertThat(end.statistics().inputRows()).isEqualTo(25);
        assertThat(end.statistics().outputRows()).isEqualTo(25);
        assertThat(end.statistics().scan().complete()).isTrue();
        assertThat(end.statistics().stages()).get().asString()
                .contains("\"StageId\":0", "\"SubStages\":[", "\"QueryStagePlan\"");
    }

    @Test
    void testManyPages()
            throws Exception
    {
        CollectingSink sink = run("SELECT * FROM lineitem");
        assertThat(sink.await().failure()).isEmpty();
        assertThat(sink.rows()).isEqualTo(60_175);
    }

    @Test
    void testNoRows()
            throws Exception
    {
        CollectingSink sink = run("SELECT * FROM nation WHERE nationkey < 0");
        assertThat(sink.await().failure()).isEmpty();
        assertThat(sink.columns()).hasSize(4);
        assertThat(sink.rows()).isZero();
    }

    @Test
    void testStatementWithoutStages()
            throws Exception
    {
        CollectingSink sink = run("SET SESSION query_max_run_time = '1h'");
        CollectingSink.End end = sink.await();
        assertThat(end.failure()).isEmpty();
        assertThat(end.updateType()).contains("SET SESSION");
        assertThat(end.updateCount()).isEqualTo(OptionalLong.empty());
        assertThat(sink.columns()).isEmpty();
    }

    @Test
    void testParameters()
            throws Exception
    {
        CollectingSink sink = new CollectingSink();
        runner.start(request("SELECT name FROM nation WHERE nationkey = ? AND name = ?", List.of("6", "FRANCE")), sink);
        assertThat(sink.await().failure()).isEmpty();
        assertThat(VARCHAR.getSlice(sink.pages().getFirst().getBlock(0), 0).toStringUtf8()).isEqualTo("FRANCE");
    }

    @Test
    void testFailures()
            throws Exception
    {
        assertFailure(
                "SELECT * FROM nowhere",
                ErrorType.USER,
                "TABLE_NOT_FOUND",
                "line 1:15: Table 'tpch.tiny.nowhere' does not exist");
        assertFailure("SELECT FROM", ErrorType.USER, "SYNTAX_ERROR", "mismatched input");
        assertFailure(
                "SELECT 1 / (nationkey - nationkey) FROM nation",
                ErrorType.USER,
                "DIVISION_BY_ZERO",
                "Division by zero");
        assertFailure("SELECT ?", ErrorType.USER, "INVALID_PARAMETER_USAGE", "Incorrect number of parameters");
        assertFailure("SELECT fail('x')", ErrorType.USER, "GENERIC_USER_ERROR", "x");
    }

    @Test
    void testCancel()
            throws Exception
    {
        CollectingSink sink = new CollectingSink();
        RunningStatement statement = runner.start(
                request("SELECT count(*) FROM sf1000.lineitem a CROSS JOIN sf1000.lineitem b", List.of()), sink);
        sink.awaitRunning();
        statement.cancel();
        statement.cancel();
        CollectingSink.End end = sink.await();
        assertThat(end.failure()).get().satisfies(failure -> {
            assertThat(failure.cancelled()).isTrue();
            assertThat(failure.name()).isEqualTo("USER_CANCELED");
        });
        statement.cancel();
        assertThat(statement.statistics()).isEqualTo(end.statistics());
    }

    private HeldQuery holdAtFirstPage()
            throws InterruptedException
    {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CollectingSink sink = new CollectingSink(_ -> {
            held.countDown();
            awaitUninterrupted(release);
        });
        RunningStatement statement = runner.start(request("SELECT * FROM sf1.lineitem", List.of()), sink);
        held.await();
        return new HeldQuery(statement, sink, release);
    }

    /**
     * A query whose sink keeps its first page until it is released.
     */
    private record HeldQuery(RunningStatement statement, CollectingSink sink, CountDownLatch release) {}

    @Test
    void testCancelWhileTheSinkHoldsAPage()
            throws Exception
    {
        HeldQuery query = holdAtFirstPage();
        query.statement().cancel();
        query.release().countDown();
        assertThat(query.sink().await().failure()).get().extracting(StatementFailure::cancelled).isEqualTo(true);
    }

    @Test
    void testCancelBeforeTrinoIs()
            throws Exception
    {
        try (TrinoStatementRunner early = new TrinoStatementRunner()) {
            CollectingSink sink = new CollectingSink();
            early.start(request("SELECT 1", List.of()), sink).cancel();
            assertThat(sink.await().failure()).get().extracting(StatementFailure::cancelled).isEqualTo(true);
            assertThat(sink.calls()).containsExactly("failed");
        }
    }

    @Test
    void testStartBeforeTrinoIs()
            throws Exception
    {
        try (TrinoStatementRunner early = new TrinoStatementRunner()) {
            CollectingSink sink = new CollectingSink();
            early.start(request("SELECT 1", List.of()), sink);
            early.open(module.queries());
            assertThat(sink.await().failure()).isEmpty();
        }
    }

    /**
     * Longer than the time after which Trino gives up a query that nobody asks for.
     */
    @Test
    void testSlowSink()
            throws Exception
    {
        CountDownLatch abandoned = new CountDownLatch(1);
        long until = System.nanoTime() + java.time.Duration.ofSeconds(8).toNanos();
        CollectingSink sink = new CollectingSink(_ -> {
            if (abandoned.getCount() > 0) {
                while (System.nanoTime() < until) {
                    java.util.concurrent.locks.LockSupport.parkNanos(until - System.nanoTime());
                }
                abandoned.countDown();
            }
        });
        runner.start(request("SELECT * FROM sf1.orders", List.of()), sink);
        assertThat(sink.await().failure()).isEmpty();
        assertThat(sink.rows()).isEqualTo(1_500_000);
    }

    @Test
    void testSinkFails()
            throws Exception
    {
        CollectingSink sink = new CollectingSink(_ -> {
            throw new GlauxException(ErrorCode.STORAGE_ERROR, "The bucket is gone");
        });
        runner.start(request("SELECT * FROM sf1.lineitem", List.of()), sink);
        assertThat(sink.await().failure())
                .contains(new StatementFailure(ErrorType.SOURCE, "STORAGE_ERROR", "The bucket is gone", false));
    }

    @Test
    void testRunnerCloses()
            throws Exception
    {
        TrinoStatementRunner other = new TrinoStatementRunner();
        other.open(module.queries());
        CollectingSink sink = new CollectingSink();
        other.start(request("SELECT count(*) FROM sf1000.lineitem a CROSS JOIN sf1000.lineitem b", List.of()), sink);
        sink.awaitRunning();
        other.close();
        assertThat(sink.await().failure()).get().extracting(StatementFailure::name).isEqualTo("SERVER_STOPPED");
    }

    @Test
    void testQueryIsSealedWhenItEnds()
            throws Exception
    {
        ScanKey key = new ScanKey("lake", "s.t", ReadKind.DATA);
        CollectingSink sink = new CollectingSink(_ -> {
            // as if a page source of the query's had read
            String queryId = server.getDispatchManager().getQueries().stream()
                    .filter(query -> query.getQuery().contains("'sealed'"))
                    .map(query -> query.getQueryId().id())
                    .findFirst()
                    .orElseThrow();
            try (ReadPermit permit = meter.acquire(queryId, key, 100)) {
                permit.served(100);
            }
        });
        runner.start(request("SELECT 'sealed' FROM nation", List.of()), sink);
        assertThat(sink.await().statistics().scan().scannedBytes()).isEqualTo(100);
        assertThat(meter.progress().keySet()).noneMatch(id -> !meter.progress(id).counts().isEmpty());
    }

    /**
     * JSON takes 1000 levels: Trino cannot send such a plan to a worker, and we cannot keep it. What else is known of
     * the query stays.
     */
    @Test
    void testPlanTooDeepToTellKeepsTheRest()
            throws Exception
    {
        StringBuilder sql = new StringBuilder("SELECT 'deep' FROM region");
        for (int i = 0; i < 280; i++) {
            sql.append(" CROSS JOIN UNNEST(ARRAY[regionkey]) t%s(c)".formatted(i));
        }
        CollectingSink.End end = run(sql.toString()).await();
        assertThat(end.statistics().stages()).isEmpty();
        assertThat(end.statistics().planning()).isPositive();
    }

    @Test
    void testStagesOfARunningQueryAreToldOnDemand()
            throws Exception
    {
        HeldQuery query = holdAtFirstPage();
        assertThat(query.statement().statistics().stages()).isEmpty();
        assertThat(query.statement().detailedStatistics().stages()).isPresent();
        query.statement().cancel();
        query.release().countDown();
        assertThat(query.sink().await().statistics().stages()).isPresent();
    }

    @Test
    void testSessionIsStamped()
    {
        StampingSessionSupplier supplier = new StampingSessionSupplier(
                server.getInstance(com.google.inject.Key.get(QuerySessionSupplier.class)),
                TestTrinoStatementRunner::resolve);
        StatementRequest request = request("SELECT 1", List.of());
        SessionContext context = StatementSessions.of(request, ParameterizedText.of(request));
        Session session =
                supplier.createSession(QueryId.valueOf("20260101_000000_00000_abcde"), Span.getInvalid(), context);
        assertThat(session.getIdentity().getExtraCredentials())
                .containsEntry(QueryStamp.QUERY_ID, "20260101_000000_00000_abcde")
                .containsEntry(QueryStamp.WORKGROUP, "primary");
        assertThat(session.getCatalog()).contains("tpch");
        assertThat(session.getUser()).isEqualTo("alice");

        assertThat(refusal(supplier, "nowhere"))
                .hasMessage("WorkGroup nowhere is not found")
                .extracting(TrinoException::getErrorCode)
                .isEqualTo(INVALID_SESSION_PROPERTY.toErrorCode());
        assertThat(refusal(supplier, "forbidden"))
                .hasMessage("WorkGroup forbidden is forbidden")
                .extracting(TrinoException::getErrorCode)
                .isEqualTo(PERMISSION_DENIED.toErrorCode());
    }

    private static TrinoException refusal(StampingSessionSupplier supplier, String workgroup)
    {
        StatementRequest request = new StatementRequest(
                "id",
                "SELECT 1",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                ALICE,
                workgroup,
                Optional.empty(),
                Map.of());
        SessionContext context = StatementSessions.of(request, ParameterizedText.of(request));
        return catchThrowableOfType(
                TrinoException.class,
                () -> supplier.createSession(
                        QueryId.valueOf("20260101_000000_00001_abcde"),
                        Span.getInvalid(),
                        context));
    }

    private void assertFailure(String sql, ErrorType type, String name, String message)
            throws Exception
    {
        CollectingSink sink = run(sql);
        StatementFailure failure = sink.await().failure().orElseThrow();
        assertThat(failure.type()).isEqualTo(type);
        assertThat(failure.name()).isEqualTo(name);
        assertThat(failure.message()).contains(message);
        assertThat(failure.cancelled()).isFalse();
    }

    private CollectingSink run(String sql)
    {
        CollectingSink sink = new CollectingSink();
        runner.start(request(sql, List.of()), sink);
        return sink;
    }

    private static StatementRequest request(String sql, List<String> parameters)
    {
        return new StatementRequest(
                "id",
                sql,
                Optional.of("TPCH"),
                Optional.of("tiny"),
                parameters,
                ALICE,
                "primary",
                Optional.empty(),
                Map.of());
    }

    private static String resolve(String user, Optional<String> workgroup)
    {
        String name = workgroup.orElse("primary");
        if (name.equals("forbidden")) {
            throw new GlauxException(ErrorCode.ACCESS_DENIED, "WorkGroup %s is forbidden".formatted(name));
        }
        if (!name.equals("primary")) {
            throw new GlauxException(ErrorCode.NOT_FOUND, "WorkGroup %s is not found".formatted(name));
        }
        return name;
    }

    private static void awaitUninterrupted(CountDownLatch latch)
    {
        try {
            latch.await();
        }
        catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * None of the queries here comes in by Trino's own door.
     */
    private static final class RefusingJournal
            implements QueryJournal
    {
        @Override
        public String started(JournaledQuery query, RunningStatement statement)
        {
            throw new IllegalStateException("A query of our own door was recorded as one of Trino's");
        }

        @Override
        public void running(String executionId) {}

        @Override
        public void ended(String executionId, Optional<StatementFailure> failure, StatementStatistics statistics) {}
    }
}
