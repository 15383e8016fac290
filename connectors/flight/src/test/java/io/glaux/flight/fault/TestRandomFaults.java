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
package io.glaux.flight.fault;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.glaux.flight.client.FlightErrorCode;
import io.glaux.flight.reference.ReferenceHost;
import io.glaux.flight.reference.TestingMeters;
import io.trino.Session;
import io.trino.spi.ErrorCode;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryFailedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static io.trino.testing.TestingSession.testSessionBuilder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;
import static org.junit.jupiter.api.parallel.ExecutionMode.SAME_THREAD;

/**
 * One fault while a query runs, again and again: each query has the right rows or a clear error, rows that are written
 * are there once or not at all, nothing is left behind, and the next query runs.
 */
@TestInstance(PER_CLASS)
@Execution(SAME_THREAD)
class TestRandomFaults
{
    private static final long SEED = Long.getLong("glaux.test.seed", System.nanoTime());
    private static final int FULL = 500;
    private static final int WRITTEN_ROWS = 3_000;
    private static final int MADE_QUERIES = 4;
    private static final String ALONE = "alone";
    private static final String TWIN = "twin";
    private static final Map<String, String> SOURCE = Map.of(
            "counted.rows", "120000",
            "split.rows", "40000",
            "wide.rows", "24",
            "wide.bytes", "150000",
            "random.tables", "0",
            "tpch.thousandths", "1",
            "tables", "default.notes(id bigint, name varchar)");
    private static final Map<String, String> PATIENCE = Map.of(
            "call-timeout", "8s",
            "answer-timeout", "8s",
            "probe-interval", "2s",
            "retry-timeout", "12s",
            "breaker.failed-calls", "2",
            "breaker.probe-interval", "20ms",
            "dynamic-filtering.wait-timeout", "2s",
            "metadata.cache-ttl", "0s",
            "metadata.cache-missing-ttl", "0s");

    /**
     * @param off a kind of pushdown that is switched off, or nothing
     */
    private record Query(String sql, String off) {}

    private static final List<Query> QUERIES = List.of(
            new Query(
                    "SELECT count(*), sum(id), sum(half), count(DISTINCT text) FROM \"default\".counted",
                    "aggregation_pushdown"),
            new Query("SELECT count(*) FROM \"default\".counted", "aggregation_pushdown"),
            new Query("SELECT id, length(content), xxhash64(to_utf8(content)) FROM \"default\".wide", ""),
            new Query("SELECT count(*), count(DISTINCT text) FROM \"default\".counted WHERE id % 7 = 3", ""),
            new Query("SELECT * FROM nation", ""),
            new Query("SELECT custkey, count(*) FROM orders GROUP BY custkey", ""),
            new Query("SELECT orderkey FROM orders ORDER BY totalprice DESC, orderkey LIMIT 20", ""),
            new Query(
                    "SELECT o.orderkey, c.name FROM orders o JOIN customer c ON o.custkey = c.custkey"
                            + " WHERE c.nationkey = 3",
                    ""),
            new Query(
                    "SELECT l.orderkey, l.linenumber, o.clerk FROM lineitem l JOIN orders o ON l.orderkey = o.orderkey"
                            + " WHERE l.partkey < 60",
                    "dynamic_filter_pushdown"));
    private static final Query INSERT = new Query(
            "INSERT INTO \"default\".notes SELECT id, text FROM \"default\".counted WHERE id < " + WRITTEN_ROWS,
            "");

    private static final Pattern THREAD = Pattern.compile("\"flight-[a-z]");

    private final WatchedConnectors connectors = new WatchedConnectors();
    private final Map<String, List<MaterializedRow>> expected = new HashMap<>();
    private final Map<FaultKind, int[]> endings = new EnumMap<>(FaultKind.class);
    private FaultyNetwork network;
    private ReferenceHost sound;
    private DistributedQueryRunner engine;

    @TempDir
    private static Path folder;

    @BeforeAll
    void start()
            throws Exception
    {
        System.out.println("TestRandomFaults: -Dglaux.test.seed=" + SEED);
        TestingMeters.install();
        network = FaultyNetwork.start();
        sound = ReferenceHost.start(Map.of(FaultyHost.CATALOG, SOURCE));
        engine = DistributedQueryRunner.builder(session(ALONE, "")).setWorkerCount(1).build();
        engine.installPlugin(connectors);
        String behindNetwork = "grpc://127.0.0.1:" + network.port();
        createCatalog(ALONE, behindNetwork);
        createCatalog(TWIN, behindNetwork + ",grpc://127.0.0.1:" + sound.port());
        network.connectTo(sound.port());
        for (Query query : QUERIES) {
            expected.put(query.sql(), rows(ALONE, query));
        }
    }

    private void createCatalog(String name, String addresses)
    {
        Map<String, String> properties = new HashMap<>(sound.properties(FaultyHost.CATALOG, PATIENCE));
        properties.put("addresses", addresses);
        engine.createCatalog(name, "flight", properties);
    }

    @AfterAll
    void stop()
            throws IOException
    {
        endings.forEach((kind, counts) ->
                System.out.printf("%s: %d right, %d failed clearly%n", kind, counts[0], counts[1]));
        awaitNothingLeft("at the end", () -> threads().isEmpty());
        engine.close();
        sound.close();
        network.close();
        assertThat(sound.allocatedBytes()).isZero();
    }

    private static Session session(String catalog, String off)
    {
        Session.SessionBuilder session = testSessionBuilder().setCatalog(catalog).setSchema("tpch");
        if (!off.isEmpty()) {
            session.setCatalogSessionProperty(catalog, off, "false");
        }
        return session.build();
    }

    private List<MaterializedRow> rows(String catalog, Query query)
    {
        return engine.execute(session(catalog, query.off()), query.sql()).getMaterializedRows();
    }

    @Test
    void testEachQueryIsRightOrFailsClearly()
    {
        Random random = new Random(SEED);
        List<FaultKind> kinds = List.of(FaultKind.values());
        int rounds = Boolean.getBoolean("glaux.test.full") ? FULL : kinds.size();
        for (int number = 0; number < rounds; number++) {
            // each kind comes once before the first comes again
            FaultKind kind = kinds.get(number % kinds.size());
            round(kind, new Random(random.nextLong()));
        }
    }

    private void round(FaultKind kind, Random random)
    {
        boolean writes = random.nextInt(6) == 0;
        String catalog = !writes && random.nextInt(3) == 0 ? TWIN : ALONE;
        // a process of its own does not make TPC-H, which takes it longer than all else
        int queries = kind.isOfProcess() ? MADE_QUERIES : QUERIES.size();
        Query query = writes ? INSERT : QUERIES.get(random.nextInt(queries));
        FaultyHost host = FaultyHost.start(kind, random, SOURCE, network);
        try (host) {
            String what = "%s: %s of %s, %s".formatted(kind, query.sql(), catalog, host.settings());
            Optional<ErrorCode> failure = run(kind, () -> what + host.log(), catalog, query);
            endings.computeIfAbsent(kind, _ -> new int[2])[failure.isPresent() ? 1 : 0]++;
            network.heal();
            if (writes && host.keepsRows() && !host.settings().containsKey("fault.kind")) {
                checkWritten(what, failure);
            }
            awaitNothingLeft(what, () -> host.allocatedBytes() == 0);
        }
        network.connectTo(sound.port());
        network.heal();
        Query next = QUERIES.get(random.nextInt(QUERIES.size()));
        assertThat(rowsSoon(next)).as("after %s: %s", kind, next.sql())
                .containsExactlyInAnyOrderElementsOf(expected.get(next.sql()));
    }

    /**
     * @return none: it has the right rows
     */
    private Optional<ErrorCode> run(FaultKind kind, Supplier<String> what, String catalog, Query query)
    {
        List<MaterializedRow> rows;
        try {
            rows = rows(catalog, query);
        }
        catch (QueryFailedException e) {
            // also of a query that failed before it was planned
            ErrorCode code = engine.getCoordinator().getDispatchManager().getQueryInfo(e.getQueryId()).getErrorCode();
            List<ErrorCode> allowed = kind.errors().stream().map(FlightErrorCode::toErrorCode).toList();
            assertThat(allowed).as(() -> "%s: %s %s".formatted(what.get(), code, e.getMessage())).contains(code);
            assertThat(e.getMessage()).as(what)
                    .hasSizeGreaterThan(20)
                    .doesNotContain("Exception", "null", ReferenceHost.TOKEN);
            return Optional.of(code);
        }
        if (query.equals(INSERT)) {
            return Optional.empty();
        }
        assertThat(rows).as(what).containsExactlyInAnyOrderElementsOf(expected.get(query.sql()));
        return Optional.empty();
    }

    private void checkWritten(String what, Optional<ErrorCode> failure)
    {
        Query count = new Query("SELECT count(*), count(DISTINCT id) FROM \"default\".notes", "");
        List<Object> counts = rowsSoon(count).getFirst().getFields();
        assertThat(counts.getFirst()).as("rows that are there twice: " + what).isEqualTo(counts.getLast());
        if (failure.isEmpty()) {
            assertThat(counts.getFirst()).as(what).isEqualTo((long) WRITTEN_ROWS);
        }
        else if (failure.get().equals(FlightErrorCode.GLAUX_WRITE_UNKNOWN.toErrorCode())) {
            assertThat(counts.getFirst()).as(what).isIn(0L, (long) WRITTEN_ROWS);
        }
        else {
            assertThat(counts.getFirst()).as("rows of a write that failed: " + what).isEqualTo(0L);
        }
    }

    /**
     * Once hosts were asked whether they are there again.
     */
    private List<MaterializedRow> rowsSoon(Query query)
    {
        long start = System.nanoTime();
        while (true) {
            try {
                return rows(ALONE, query);
            }
            catch (QueryFailedException e) {
                if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(30)) {
                    return fail("The catalog does not come back", e);
                }
            }
        }
    }

    private void awaitNothingLeft(String what, BooleanSupplier isMore)
    {
        long start = System.nanoTime();
        while (connectors.allocatedBytes() != 0 || connectors.openCalls() != 0 || !isMore.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(30)) {
                fail("%s left behind: %s bytes and %s calls in the engine, or bytes in the host, or threads %s"
                        .formatted(what, connectors.allocatedBytes(), connectors.openCalls(), threads()));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /**
     * Those of the connectors, which are virtual and so in no other list.
     */
    private List<String> threads()
    {
        Path dump = folder.resolve("threads-" + System.nanoTime());
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(
                    dump.toString(),
                    HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            try (Stream<String> lines = Files.lines(dump)) {
                return new ArrayList<>(lines.filter(line -> THREAD.matcher(line).find()).toList());
            }
        }
        catch (IOException e) {
            return fail("The threads cannot be listed", e);
        }
    }

    /**
     * The second query begins when the first has failed; whoever watches over the host has started it again.
     */
    @Test
    void testACrashOfTheHostCostsOneQuery()
    {
        Query query = QUERIES.getFirst();
        for (boolean isCrash : List.of(true, false)) {
            Map<String, String> settings = new HashMap<>(SOURCE);
            settings.put("resume", "false");
            try (HostJvm host = HostJvm.start(FaultyHost.CATALOG, ReferenceHost.TOKEN, settings)) {
                network.connectTo(host.port());
                network.heal();
                network.failAfter(
                        500_000,
                        FaultyNetwork.Failure.NONE,
                        false,
                        isCrash ? host::crash : host::kill);
                Optional<ErrorCode> failure = run(FaultKind.CRASHED, () -> "a crash", ALONE, query);
                assertThat(failure).as("the query whose rows were on their way").isPresent();
                assertThat(host.onExit().join().exitValue()).isNotZero();
            }
            network.connectTo(sound.port());
            assertThat(rowsSoon(query)).isEqualTo(expected.get(query.sql()));
            awaitNothingLeft("a crash", () -> true);
        }
    }
}
