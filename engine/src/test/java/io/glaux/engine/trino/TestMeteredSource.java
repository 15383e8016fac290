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
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.metering.PriceBooks;
import io.glaux.engine.metering.ProcessScanMeter;
import io.glaux.engine.metering.RemoteLeases;
import io.glaux.engine.metering.UsageEnd;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.engine.metering.journal.ReadJournal;
import io.glaux.engine.metering.quota.Quota;
import io.glaux.engine.metering.quota.QuotaAccounts;
import io.glaux.engine.metering.quota.QuotaAction;
import io.glaux.engine.metering.quota.QuotaMeasure;
import io.glaux.engine.metering.quota.QuotaPeriod;
import io.glaux.engine.metering.quota.QuotaScope;
import io.glaux.engine.metering.quota.QuotaStore;
import io.glaux.engine.metrics.QueryMetrics;
import io.glaux.engine.query.QueryBudgets;
import io.glaux.engine.query.QueryContext;
import io.glaux.engine.query.QueryExecution;
import io.glaux.engine.query.QueryExecutions;
import io.glaux.engine.query.QueryExecutionsConfig;
import io.glaux.engine.query.QueryOrigin;
import io.glaux.engine.query.QueryOutput;
import io.glaux.engine.query.QueryState;
import io.glaux.engine.query.QuerySubmission;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.result.InMemoryS3;
import io.glaux.engine.result.ResultStore;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import io.glaux.engine.trino.batches.Batch;
import io.glaux.engine.trino.batches.BatchPlugin;
import io.glaux.engine.trino.batches.BatchTable;
import io.glaux.engine.trino.batches.BatchTables;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ReadRequest;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import io.glaux.metering.Units;
import io.trino.node.InternalNodeManager;
import io.trino.server.testing.TestingTrinoServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import static io.airlift.configuration.ConfigurationAwareModule.combine;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * A source that sends batches and charges by units, on a coordinator and a worker, up to the ledger: what is asked of
 * every connector of a federated source.
 */
@TestInstance(PER_CLASS)
@Timeout(300)
final class TestMeteredSource
{
    private static final Principal ALICE = new Principal("alice", "000000000000");
    private static final String ENVIRONMENT = "batches";
    private static final String SOURCE = "batches";
    private static final String UNIT = "read-unit";

    /**
     * A unit costs 2 millionths of a USD.
     */
    private static final PriceBook BY_UNIT =
            new PriceBook(new BigDecimal(5), 10_000_000, 1_000_000, Map.of(UNIT, new BigDecimal(2)));

    private final BatchTables tables = new BatchTables();
    private final InMemoryS3 s3 = new InMemoryS3();
    private final TrinoStatementRunner runner = new TrinoStatementRunner();
    private final RemoteLeases workerLeases = new RemoteLeases();
    private volatile OptionalLong cutoff = OptionalLong.empty();

    private SqlStore store;
    private UsageLedger ledger;
    private Budgets budgets;
    private QueryExecutions queries;
    private ProcessScanMeter coordinatorMeter;
    private TestingTrinoServer coordinator;
    private TestingTrinoServer worker;

    @BeforeAll
    void start(@TempDir Path folder)
            throws InterruptedException
    {
        store = SqlStore.open(StoreConfig.sqlite(folder.resolve("glaux.db")));
        ledger = new UsageLedger(store, (_, _) -> Map.of());
        new PriceBooks(store).set("by-unit", BY_UNIT);
        budgets = new Budgets(
                new QuotaAccounts(new QuotaStore(store), Clock.systemUTC(), (_, _) -> Map.of()),
                (id, reason) -> queries.stop(id, reason),
                (_, _) -> {},
                ReadJournal.inMemory());
        queries = new QueryExecutions(
                store,
                ledger,
                new QueryBudgets(budgets, _ -> cutoff, new PriceBooks(store)::of),
                runner,
                new ResultStore(s3),
                QueryExecutionsConfig.DEFAULT,
                Clock.systemUTC());
        coordinatorMeter = new ProcessScanMeter(true, budgets);
        EngineModule module = EngineModule.coordinatorWithoutStamp(
                coordinatorMeter,
                new CoordinatorServices(
                        new RecordingJournal(),
                        (_, requested) -> requested.orElseThrow(),
                        budgets,
                        new PriceBooks(store)::of,
                        ALICE.account(),
                        NoUsage.SOURCE,
                        new QueryMetrics(_ -> true)));
        coordinator = TestingTrinoServer.builder()
                .setCoordinator(true)
                .setEnvironment(ENVIRONMENT)
                .setProperties(Map.of("node-scheduler.include-coordinator", "true"))
                .setAdditionalModule(module)
                .build();
        coordinator.installPlugin(new BatchPlugin(coordinatorMeter, tables));
        coordinator.createCatalog(SOURCE, "batches", Map.of());
        startWorker();
        runner.open(module.queries());
    }

    private void startWorker()
            throws InterruptedException
    {
        ProcessScanMeter meter = new ProcessScanMeter(true, workerLeases);
        worker = TestingTrinoServer.builder()
                .setCoordinator(false)
                .setEnvironment(ENVIRONMENT)
                .setProperties(Map.of("discovery.uri", coordinator.getCurrentNode().getInternalUri().toString()))
                .setAdditionalModule(combine(EngineModule.worker(meter), new LeaseModule(workerLeases)))
                .build();
        worker.installPlugin(new BatchPlugin(meter, tables));
        InternalNodeManager nodes = coordinator.getInstance(Key.get(InternalNodeManager.class));
        await(() -> {
            nodes.refreshNodes(true);
            return nodes.getAllNodes().activeNodes().size() == 2;
        });
    }

    @AfterAll
    void stop()
            throws IOException
    {
        queries.close();
        runner.close();
        worker.close();
        workerLeases.close();
        coordinator.close();
        store.close();
    }

    @Test
    void testBytesAndUnitsOfAllNodes()
            throws InterruptedException
    {
        tables.put("exact", new BatchTable(8, List.of(
                Batch.of(1000, Units.of(UNIT, new BigDecimal("0.5"))),
                Batch.of(0, Units.of(UNIT, 3)),
                Batch.of(7, Units.of("other", new BigDecimal("0.000001"))))));
        UsageEnd end = run("primary", "SELECT count(n) FROM exact");
        assertThat(end.outcome()).isEqualTo("SUCCEEDED");
        assertThat(tables.readers()).as("the source is read on both nodes").hasSize(2);
        Units units = Units.of(UNIT, 28).plus(Units.of("other", new BigDecimal("0.000008")));
        assertThat(end.scan()).isEqualTo(
                new ScanReport(Map.of(key("exact"), new ScanCount(8 * 1007, 8 * 4, units))));
        assertThat(end.billedBytes()).as("no unit has a price here").isEqualTo(10_000_000);
        assertThat(end.units()).isEqualTo(Units.NONE);

        UsageEnd byUnit = run("by-unit", "SELECT count(n) FROM exact");
        assertThat(byUnit.scan()).isEqualTo(end.scan());
        assertThat(byUnit.billedBytes()).isZero();
        assertThat(byUnit.units()).isEqualTo(Units.of(UNIT, 28));
        assertThat(byUnit.microUsd()).isEqualTo(56);
        assertThat(ledger.verify().fault()).isEmpty();
    }

    /**
     * A query that needs all that it may have is not refused, though each batch may be larger than what is left.
     */
    @Test
    void testALimitThatFits()
            throws InterruptedException
    {
        tables.put("fits", new BatchTable(4, Collections.nCopies(3, Batch.of(1_000_000, Units.NONE))));
        cutoff = OptionalLong.of(12_000_000);
        try {
            UsageEnd end = run("primary", "SELECT count(n) FROM fits");
            assertThat(end.outcome()).isEqualTo("SUCCEEDED");
            assertThat(end.scan().scannedBytes()).isEqualTo(12_000_000);
        }
        finally {
            cutoff = OptionalLong.empty();
        }
    }

    @Test
    void testCutoff()
            throws InterruptedException
    {
        int streams = 6;
        tables.put("large", new BatchTable(streams, Collections.nCopies(50, Batch.of(3_000_000, Units.NONE))));
        for (long limit : List.of(0L, 1L, 10_000_000L, 100_000_000L, 899_999_999L)) {
            cutoff = OptionalLong.of(limit);
            try {
                UsageEnd end = run("primary", "SELECT count(n) FROM large");
                assertThat(end.outcome()).as("limit %s", limit).isEqualTo("CANCELLED");
                assertThat(end.scan().scannedBytes())
                        .as("limit %s", limit)
                        .isBetween(limit, limit + streams * ReadRequest.BATCH_BYTES);
                assertThat(end.scan().complete()).isTrue();
            }
            finally {
                cutoff = OptionalLong.empty();
            }
        }
    }

    @Test
    void testQuotaOfCostByUnits()
            throws InterruptedException
    {
        for (Units expected : List.of(Units.of(UNIT, 5), Units.NONE)) {
            Batch batch = new Batch(1_000_000, expected, Units.of(UNIT, 5), Optional.empty());
            tables.put("charged", new BatchTable(4, Collections.nCopies(100, batch)));
            budgets.setQuota(cost(1_000_000_000));
            long already = budgets.quotas().getFirst().used();
            budgets.setQuota(cost(already + 1000));
            try {
                UsageEnd end = run("by-unit", "SELECT count(n) FROM charged");
                assertThat(end.outcome()).isEqualTo("CANCELLED");
                assertThat(end.billedBytes()).isZero();
                long cost = end.microUsd();
                assertThat(cost).as("at most a batch more for each stream").isBetween(1000L, 1000L + 4 * 10);
                assertThat(budgets.quotas().getFirst().used()).isEqualTo(already + cost);
                assertThat(budgets.quotas().getFirst().reserved()).isZero();
            }
            finally {
                assertThat(budgets.removeQuota(cost(0))).isTrue();
            }
        }
    }

    private static Quota cost(long microUsd)
    {
        return new Quota(
                new QuotaScope(Optional.of("by-unit"), Optional.of("alice"), Optional.empty()),
                QuotaMeasure.MICRO_USD,
                QuotaPeriod.of("1h", true, "UTC"),
                microUsd,
                QuotaAction.BLOCK);
    }

    @Test
    void testASourceThatFails()
            throws InterruptedException
    {
        tables.put("failing", new BatchTable(1, List.of(
                Batch.of(1000, Units.of(UNIT, 1)),
                Batch.failing(500, Units.of(UNIT, 1), "the source is gone"))));
        UsageEnd end = run("by-unit", "SELECT count(n) FROM failing");
        assertThat(end.outcome()).isEqualTo("FAILED");
        assertThat(end.scan().counts()).isEqualTo(Map.of(key("failing"), new ScanCount(1500, 2, Units.of(UNIT, 2))));
        assertThat(end.microUsd()).as("failed queries are free").isZero();
    }

    @Test
    void testAQueryThatIsCancelled()
            throws InterruptedException
    {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        tables.put("held", new BatchTable(
                1,
                IntStream.range(0, 10).mapToObj(_ -> Batch.of(1000, Units.of(UNIT, 1))).toList(),
                number -> {
                    if (number == 3) {
                        arrived.countDown();
                        uninterruptibly(release);
                    }
                }));
        String id = start("by-unit", "SELECT count(n) FROM held");
        arrived.await();
        await(() -> queries.get(id).volume().scannedBytes() == 3000);
        queries.stop(id);
        release.countDown();
        UsageEnd end = end(id);
        assertThat(end.outcome()).isEqualTo("CANCELLED");
        ScanCount read = end.scan().counts().get(key("held"));
        assertThat(read.requests()).as("the batch that was under way counts").isGreaterThanOrEqualTo(4);
        // the reader may have come to the end, which is a request without a batch
        long batches = Math.min(read.requests(), 10);
        assertThat(read).isEqualTo(new ScanCount(1000 * batches, read.requests(), end.units()));
        assertThat(end.units()).isEqualTo(Units.of(UNIT, batches));
        assertThat(end.microUsd()).isEqualTo(2 * batches);
    }

    private UsageEnd run(String workgroup, String sql)
            throws InterruptedException
    {
        return end(start(workgroup, sql));
    }

    private String start(String workgroup, String sql)
    {
        return queries.start(new QuerySubmission(
                new QueryOrigin(ALICE, QueryOrigin.Door.ATHENA, Optional.empty(), Optional.empty()),
                sql,
                new StatementKind(StatementKind.Type.DML, "SELECT", StatementKind.Output.CSV),
                new QueryContext(Optional.of(SOURCE), Optional.of(BatchTables.SCHEMA), List.of()),
                workgroup,
                Optional.of(new QueryOutput(Optional.empty(), "s3://results", "{}", false)),
                Optional.empty(),
                OptionalLong.empty(),
                Duration.ZERO));
    }

    private UsageEnd end(String id)
            throws InterruptedException
    {
        await(() -> queries.get(id).state().isTerminal());
        QueryExecution query = queries.get(id);
        UsageEnd end = ledger.end(id).orElseThrow();
        assertThat(end.outcome()).as("%s", query.status()).isEqualTo(query.state().name());
        assertThat(query.state()).isNotEqualTo(QueryState.RUNNING);
        return end;
    }

    private static ScanKey key(String table)
    {
        return new ScanKey(SOURCE, BatchTables.SCHEMA + "." + table, ReadKind.DATA);
    }

    /**
     * As a connector that waits for a response does: Trino interrupts the readers of a query that is cancelled.
     */
    private static void uninterruptibly(CountDownLatch latch)
    {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            }
            catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(BooleanSupplier condition)
            throws InterruptedException
    {
        long deadline = System.nanoTime() + MINUTES.toNanos(2);
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).describedAs("time until what is waited for").isLessThan(deadline);
            assertThat(never.await(20, MILLISECONDS)).isFalse();
        }
    }
}
