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
package io.glaux.engine;

import io.glaux.engine.catalogs.CatalogConnections.Health;
import io.glaux.engine.catalogs.CatalogSettings;
import io.glaux.engine.catalogs.FederatedCatalog;
import io.glaux.engine.catalogs.FederatedCatalog.Origin;
import io.glaux.engine.catalogs.ResolvedCatalog;
import io.glaux.engine.catalogs.SourceKind;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.hosts.HostEndpoint;
import io.glaux.engine.hosts.Hosts;
import io.glaux.engine.hosts.TestingHosts;
import io.glaux.engine.identity.ClusterSecret;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.instance.DataFolder;
import io.glaux.engine.metering.ProcessScanMeter;
import io.glaux.engine.metering.TestingBudgets;
import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.RunningStatement;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.StatementStatistics;
import io.glaux.engine.query.work.StatementSteps;
import io.glaux.engine.tls.HostCertificates;
import io.glaux.engine.trino.TestingCluster;
import io.glaux.flight.FlightPlugin;
import io.glaux.metering.ScanMeters;
import io.trino.spi.Page;
import io.trino.spi.block.Block;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import static io.trino.spi.type.BigintType.BIGINT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * Catalogs of other sources from a statement to the process that reads: real hosts with the source in memory, over TLS,
 * asked by a worker that has no configuration of them.
 */
@TestInstance(PER_CLASS)
@Timeout(300)
final class TestSourceProcesses
{
    private static final ClusterSecret SECRET = new ClusterSecret("a secret of the cluster, 32 bytes".getBytes(UTF_8));
    private static final int ROWS = 1_000_000;
    private static final Principal PRINCIPAL = new Principal("alice", "000000000000");

    private final BlockingQueue<Integer> changes = new LinkedBlockingQueue<>();

    private DataFolder data;
    private TestingCluster cluster;
    private Path logs;
    private Hosts hosts;
    private SourceConnections connections;

    @BeforeAll
    void start(@TempDir Path folder)
            throws InterruptedException
    {
        data = DataFolder.open(folder.resolve("data"));
        ScanMeters.install(new ProcessScanMeter(false, TestingBudgets.withoutQuotas()));
        HostCertificates _ = InstanceSources.prepareCertificates(data, SECRET);
        cluster = new TestingCluster(List.of(new FlightPlugin()));
    }

    @AfterAll
    void stop()
            throws IOException
    {
        cluster.close();
        data.close();
    }

    @BeforeEach
    void open(@TempDir Path folder)
    {
        logs = folder;
        HostCertificates certificates = new HostCertificates(data, SECRET);
        hosts = TestingHosts.real(
                logs, (name, address) -> InstanceSources.credentials(certificates, SECRET, name, address));
        connections = new SourceConnections(
                hosts,
                name -> InstanceSources.token(SECRET, name),
                new EngineStatements(cluster.runner(), PRINCIPAL, "primary"),
                () -> changes.add(1));
        connections.start(cluster.changes(), Duration.ofSeconds(1));
    }

    @AfterEach
    void close()
            throws IOException
    {
        List<ProcessHandle> children = ProcessHandle.current().children()
                .filter(child -> child.info().arguments().map(List::of).orElse(List.of()).contains(TestingHosts.MAIN))
                .toList();
        hosts.close();
        assertThat(children).as("processes of hosts").noneMatch(ProcessHandle::isAlive);
        try (Stream<Path> files = Files.list(logs)) {
            for (Path log : files.toList()) {
                assertThat(Files.readString(log))
                        .doesNotContain("s3cr3t")
                        .doesNotContain(InstanceSources.token(SECRET, "planes"));
            }
        }
    }

    @Test
    void testComesAndGoesWithoutRestart()
    {
        ResolvedCatalog planes = planes(Map.of("counted.rows", "1000"));
        connections.connect(planes);
        assertThat(count("planes.\"default\".counted")).isEqualTo(1000);
        assertThat(connections.health(planes).health()).isEqualTo("ok");
        connections.disconnect("planes");
        assertThatThrownBy(() -> count("planes.\"default\".counted")).hasMessageContaining("'planes'");
        connections.connect(planes(Map.of("counted.rows", "2000")));
        assertThat(count("planes.\"default\".counted")).as("nothing is left of the one before").isEqualTo(2000);
        connections.disconnect("planes");
    }

    @Test
    void testWhatASourceSaysIsWrong()
    {
        assertThatThrownBy(() -> connections.connect(planes(Map.of("counted.rows", "many"))))
                .isInstanceOf(GlauxException.class)
                .hasMessageStartingWith("Catalog planes: ")
                .hasMessageContaining("counted.rows");
        assertThatThrownBy(() -> connections.connect(planes(Map.of("colour", "s3cr3t"))))
                .hasMessageContaining("no such settings: [colour]")
                .hasMessageNotContaining("s3cr3t");
        assertThat(hosts.find("planes")).isEmpty();
    }

    /**
     * The key of its tickets is the same after each start: what was planned before holds.
     */
    @Test
    void testAQueryOutlivesTheProcessThatItReads()
            throws Exception
    {
        ResolvedCatalog planes = planes(Map.of(
                "counted.rows", String.valueOf(ROWS),
                "split.rows", "250000",
                // 200,000 rows in a second
                "rate", "2000"));
        connections.connect(planes);
        HostEndpoint first = endpoint();
        Reading reading = new Reading();
        RunningStatement _ = cluster.runner().start(request("SELECT id FROM planes.\"default\".counted"), reading);
        reading.begun.await();
        assertThat(ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly()).isTrue();
        assertThat(reading.end.get()).as("its failure").isEmpty();
        assertThat(reading.ids.cardinality()).as("each row").isEqualTo(ROWS);
        assertThat(reading.rows.get()).as("once").isEqualTo(ROWS);
        HostEndpoint second = awaitOther(first);
        assertThat(second.port()).isEqualTo(first.port());
        assertThat(connections.health(planes))
                .isEqualTo(new Health(Optional.of(second.pid()), Optional.of(second.url()), "ok"));
        connections.disconnect("planes");
    }

    @Test
    void testNobodyElseIsAnswered()
    {
        connections.connect(planes(Map.of()));
        String url = endpoint().url();
        Map<String, String> certificate = Map.of("tls.certificate", "client.pem", "tls.key", "client.key");
        for (Map<String, String> settings : List.of(
                Map.of("tls.trusted", "ca.pem", "token", InstanceSources.token(SECRET, "planes")),
                with(certificate, Map.of("tls.trusted", "ca.pem", "token", InstanceSources.token(SECRET, "others"))),
                with(certificate, Map.of("token", InstanceSources.token(SECRET, "planes"))))) {
            assertThatThrownBy(() -> connections.connect(remote(url, settings)))
                    .as(settings.keySet().toString())
                    .isInstanceOf(GlauxException.class)
                    .hasMessageNotContaining(InstanceSources.token(SECRET, "planes"));
        }
        connections.connect(remote(url, with(
                certificate, Map.of("tls.trusted", "ca.pem", "token", InstanceSources.token(SECRET, "planes")))));
        assertThat(count("remote.\"default\".counted")).isEqualTo(1_000_000);
        connections.disconnect("remote");
        connections.disconnect("planes");
    }

    private static ResolvedCatalog planes(Map<String, String> settings)
    {
        return catalog("planes", SourceKind.DYNAMODB, settings);
    }

    private static ResolvedCatalog remote(String url, Map<String, String> settings)
    {
        return catalog(
                "remote",
                SourceKind.FLIGHT,
                with(settings, Map.of("url", url, "catalog", "planes", "breaker.failed-calls", "1")));
    }

    private static ResolvedCatalog catalog(String name, SourceKind kind, Map<String, String> settings)
    {
        FederatedCatalog catalog = FederatedCatalog.of(
                name, kind, Optional.empty(), CatalogSettings.of(settings, Map.of()), Origin.STORE);
        return new ResolvedCatalog(catalog, catalog);
    }

    private static Map<String, String> with(Map<String, String> settings, Map<String, String> more)
    {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return all;
    }

    private HostEndpoint endpoint()
    {
        return hosts.find("planes").orElseThrow().status().endpoint().orElseThrow();
    }

    private HostEndpoint awaitOther(HostEndpoint before)
            throws InterruptedException
    {
        Optional<HostEndpoint> current = hosts.find("planes").orElseThrow().status().endpoint();
        while (current.isEmpty() || current.get().equals(before)) {
            changes.take();
            current = hosts.find("planes").orElseThrow().status().endpoint();
        }
        return current.get();
    }

    private long count(String table)
    {
        return ((Number) new StatementSteps(cluster.runner())
                .run(request("SELECT count(*) FROM " + table))
                .rows().getFirst().getFirst()).longValue();
    }

    private static StatementRequest request(String sql)
    {
        return new StatementRequest(
                "id",
                sql,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                PRINCIPAL,
                "primary",
                Optional.empty(),
                Map.of());
    }

    /**
     * Takes the rows of a statement as they come.
     */
    private static final class Reading
            implements ResultSink
    {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final AtomicLong rows = new AtomicLong();
        private final BitSet ids = new BitSet();
        private final CompletableFuture<Optional<StatementFailure>> end = new CompletableFuture<>();

        @Override
        public void running() {}

        @Override
        public void columns(List<ResultColumn> columns) {}

        @Override
        public void page(Page page)
        {
            Block block = page.getBlock(0);
            for (int position = 0; position < page.getPositionCount(); position++) {
                ids.set((int) BIGINT.getLong(block, position));
            }
            rows.addAndGet(page.getPositionCount());
            begun.countDown();
        }

        @Override
        public void finished(StatementOutcome outcome, StatementStatistics statistics)
        {
            end.complete(Optional.empty());
        }

        @Override
        public void failed(StatementFailure failure, StatementStatistics statistics)
        {
            end.complete(Optional.of(failure));
            begun.countDown();
        }
    }
}
