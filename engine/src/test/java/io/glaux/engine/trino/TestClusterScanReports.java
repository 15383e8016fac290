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

import com.google.inject.Key;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.metering.Budgets;
import io.glaux.engine.metering.LeaseAnswers;
import io.glaux.engine.metering.LeaseCall;
import io.glaux.engine.metering.LeaseTransport;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.metering.ProcessScanMeter;
import io.glaux.engine.metering.RemoteLeases;
import io.glaux.engine.metering.TestingBudgets;
import io.glaux.engine.metrics.QueryMetrics;
import io.glaux.engine.query.RunningStatement;
import io.glaux.engine.query.StatementRequest;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ReadPermit;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanRefusedException;
import io.glaux.metering.ScanReport;
import io.trino.node.InternalNodeManager;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.server.testing.TestingTrinoServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

import static io.airlift.configuration.ConfigurationAwareModule.combine;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * A coordinator and workers, with meters of their own, that talk over Trino's internal HTTP.
 */
@TestInstance(PER_CLASS)
final class TestClusterScanReports
{
    private static final ScanKey DATA = new ScanKey("lake", "s.t", ReadKind.DATA);
    private static final String ENVIRONMENT = "reports";
    private static final ScanKey METADATA = new ScanKey("lake", "s3://b/t", ReadKind.METADATA);

    private final Budgets budgets = TestingBudgets.withoutQuotas();
    private final ProcessScanMeter coordinatorMeter = new ProcessScanMeter(true, budgets);
    private final RemoteLeases workerLeases = new RemoteLeases();
    private final ProcessScanMeter workerMeter = new ProcessScanMeter(true, workerLeases);
    private final TrinoStatementRunner runner = new TrinoStatementRunner();

    private TestingTrinoServer coordinator;
    private TestingTrinoServer worker;

    @BeforeAll
    void start()
            throws InterruptedException
    {
        EngineModule module = EngineModule.coordinatorWithoutStamp(
                coordinatorMeter,
                new CoordinatorServices(
                        new RecordingJournal(),
                        (_, requested) -> requested.orElseThrow(),
                        budgets,
                        _ -> PriceBook.DEFAULT,
                        "000000000000",
                        NoUsage.SOURCE,
                        new QueryMetrics(_ -> true)));
        coordinator = TestingTrinoServer.builder()
                .setCoordinator(true)
                .setEnvironment(ENVIRONMENT)
                .setProperties(
                        Map.of(
                                "node-scheduler.include-coordinator", "false",
                                "query.remote-task.max-error-duration", "3s"))
                .setAdditionalModule(module)
                .build();
        coordinator.installPlugin(new TpchPlugin());
        coordinator.createCatalog("tpch", "tpch", Map.of("tpch.splits-per-node", "2"));
        worker = startWorker(workerMeter, workerLeases, 2);
        runner.open(module.queries());
        TestingBudgets.open(budgets, "id", OptionalLong.empty());
    }

    @AfterAll
    void stop()
            throws IOException
    {
        runner.close();
        worker.close();
        workerLeases.close();
        coordinator.close();
    }

    @Test
    void testBytesOfAllNodes()
            throws Exception
    {
        String sql = "SELECT 'all nodes', * FROM nation";
        CollectingSink sink = new CollectingSink(_ -> {
            read(workerMeter, queryId(sql), DATA, 100);
            read(workerMeter, queryId(sql), METADATA, 7);
            read(coordinatorMeter, queryId(sql), METADATA, 3);
        });
        runner.start(request(sql), sink);
        CollectingSink.End end = sink.await();
        assertThat(end.failure()).isEmpty();
        int pages = sink.pages().size();
        assertThat(end.statistics().scan()).isEqualTo(new ScanReport(Map.of(
                DATA, new ScanCount(100L * pages, pages),
                METADATA, new ScanCount(10L * pages, 2L * pages))));
        assertThatThrownBy(() -> workerMeter.acquire(queryId(sql), DATA, 1)).isInstanceOf(ScanRefusedException.class);
        assertThatThrownBy(() -> coordinatorMeter.acquire(queryId(sql), DATA, 1))
                .isInstanceOf(ScanRefusedException.class);
    }

    @Test
    void testProgress()
            throws Exception
    {
        String sql = "SELECT 'progress', * FROM nation";
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CollectingSink sink = new CollectingSink(_ -> hold(held, release));
        RunningStatement statement = runner.start(request(sql), sink);
        held.await();
        read(workerMeter, queryId(sql), DATA, 50);
        await(() -> statement.statistics().scan().scannedBytes() == 50);
        release.countDown();
        assertThat(sink.await().statistics().scan().scannedBytes()).isEqualTo(50);
    }

    @Test
    void testWorkerIsLost()
            throws Exception
    {
        RemoteLeases lostLeases = new RemoteLeases();
        ProcessScanMeter lostMeter = new ProcessScanMeter(true, lostLeases);
        TestingTrinoServer lost = startWorker(lostMeter, lostLeases, 3);
        String sql = "SELECT 'lost', * FROM sf1.lineitem";
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CollectingSink sink = new CollectingSink(_ -> hold(held, release));
        RunningStatement statement = runner.start(request(sql), sink);
        held.await();
        read(lostMeter, queryId(sql), DATA, 70);
        read(workerMeter, queryId(sql), DATA, 5);
        await(() -> statement.statistics().scan().scannedBytes() == 75);
        lost.close();
        lostLeases.close();
        release.countDown();
        CollectingSink.End end = sink.await();
        assertThat(end.failure()).isPresent();
        assertThat(end.statistics().scan().scannedBytes()).isEqualTo(75);
        assertThat(end.statistics().scan().complete()).isFalse();
    }

    /**
     * What a worker read of a limited query is known to the byte, however soon after it the worker was killed; a read
     * that was under way counts whole.
     */
    @Test
    void testLeasesOfALostWorker()
            throws Exception
    {
        RemoteLeases lostLeases = new RemoteLeases();
        ProcessScanMeter lostMeter = new ProcessScanMeter(true, lostLeases);
        TestingTrinoServer lost = startWorker(lostMeter, lostLeases, 3);
        TestingBudgets.open(budgets, "limited", OptionalLong.of(1000));
        String sql = "SELECT 'lost leases', * FROM sf1.lineitem";
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CollectingSink sink = new CollectingSink(_ -> hold(held, release));
        runner.start(request("limited", sql), sink);
        held.await();
        String node = lost.getCurrentNode().getNodeIdentifier();
        read(lostMeter, queryId(sql), DATA, 70);
        ReadPermit open = lostMeter.acquire(queryId(sql), DATA, 600);
        open.served(100);
        read(workerMeter, queryId(sql), DATA, 5);
        assertThatThrownBy(() -> workerMeter.acquire(queryId(sql), DATA, 931))
                .isInstanceOf(ScanRefusedException.class)
                .hasMessage("Bytes scanned limit was exceeded");
        await(() -> budgets.leased(queryId(sql), node).settled().scannedBytes() == 70);
        lost.close();
        lostLeases.close();
        release.countDown();
        CollectingSink.End end = sink.await();
        assertThat(end.failure()).isPresent();
        assertThat(end.statistics().scan().scannedBytes()).isEqualTo(675);
        assertThat(end.statistics().scan().complete()).isFalse();
        assertThat(budgets.refusal("limited")).contains("Bytes scanned limit was exceeded");
    }

    /**
     * The process that is asked may be another one than the one that read, which was killed in its first read.
     */
    @Test
    void testAWorkerThatWasStartedAgainKnowsNothing()
            throws Exception
    {
        TestingBudgets.open(budgets, "again", OptionalLong.of(1000));
        String sql = "SELECT 'again', * FROM nation";
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CollectingSink sink = new CollectingSink(_ -> hold(held, release));
        runner.start(request("again", sql), sink);
        held.await();
        try (RemoteLeases killed = new RemoteLeases()) {
            killed.connect(new DirectTransport(worker.getCurrentNode().getNodeIdentifier(), budgets));
            ReadPermit open = new ProcessScanMeter(true, killed).acquire(queryId(sql), DATA, 600);
            open.served(100);
            release.countDown();
            CollectingSink.End end = sink.await();
            assertThat(end.failure()).isEmpty();
            assertThat(end.statistics().scan().scannedBytes()).isEqualTo(600);
            assertThat(end.statistics().scan().complete()).isFalse();
        }
    }

    private record DirectTransport(String node, Budgets budgets)
            implements LeaseTransport
    {
        @Override
        public LeaseAnswers exchange(LeaseCall call)
        {
            return budgets.exchange(call);
        }
    }

    @Test
    void testOnlyNodesMayAsk()
            throws Exception
    {
        // a stream of HTTP/2 may be reset before its answer was read, when the request is refused before its body
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (TestingTrinoServer server : List.of(coordinator, worker)) {
                URI uri = server.getBaseUrl().resolve("/v1/glaux/meter/some_query");
                for (HttpRequest.Builder request : List.of(
                        HttpRequest.newBuilder(uri).GET(),
                        HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody()),
                        HttpRequest.newBuilder(server.getBaseUrl().resolve("/v1/glaux/meter")).GET(),
                        HttpRequest.newBuilder(server.getBaseUrl().resolve("/v1/glaux/leases"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{}")))) {
                    int status = client.send(request.header("X-Trino-User", "alice")
                            .build(), HttpResponse.BodyHandlers.discarding()).statusCode();
                    assertThat(status).isIn(401, 403, 404);
                }
            }
        }
        // nobody has sealed it
        budgets.attach("some_query", "id");
        read(workerMeter, "some_query", DATA, 1);
    }

    private TestingTrinoServer startWorker(ProcessScanMeter meter, RemoteLeases leases, int nodes)
            throws InterruptedException
    {
        TestingTrinoServer server = TestingTrinoServer.builder()
                .setCoordinator(false)
                .setEnvironment(ENVIRONMENT)
                .setProperties(Map.of("discovery.uri", coordinator.getCurrentNode().getInternalUri().toString()))
                .setAdditionalModule(combine(EngineModule.worker(meter), new LeaseModule(leases)))
                .build();
        server.installPlugin(new TpchPlugin());
        InternalNodeManager nodeManager = coordinator.getInstance(Key.get(InternalNodeManager.class));
        await(() -> {
            nodeManager.refreshNodes(true);
            return nodeManager.getAllNodes().activeNodes().size() >= nodes;
        });
        return server;
    }

    private String queryId(String sql)
    {
        return coordinator.getDispatchManager().getQueries().stream()
                .filter(query -> query.getQuery().equals(sql))
                .map(query -> query.getQueryId().id())
                .findFirst()
                .orElseThrow();
    }

    private static StatementRequest request(String sql)
    {
        return request("id", sql);
    }

    private static StatementRequest request(String executionId, String sql)
    {
        return new StatementRequest(
                executionId,
                sql,
                Optional.of("tpch"),
                Optional.of("tiny"),
                List.of(),
                new Principal("alice", "000000000000"),
                "primary",
                Optional.empty(),
                Map.of());
    }

    private static void read(ProcessScanMeter meter, String queryId, ScanKey key, long bytes)
    {
        try (ReadPermit permit = meter.acquire(queryId, key, bytes)) {
            permit.served(bytes);
        }
    }

    private static void hold(CountDownLatch held, CountDownLatch release)
    {
        held.countDown();
        try {
            release.await();
        }
        catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition)
            throws InterruptedException
    {
        long deadline = System.nanoTime() + MINUTES.toNanos(1);
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).describedAs("time until what is waited for").isLessThan(deadline);
            assertThat(never.await(20, MILLISECONDS)).isFalse();
        }
    }
}
