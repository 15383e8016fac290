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

import io.glaux.testing.RunSize;
import io.glaux.testing.federation.CountedHost;
import io.glaux.testing.federation.HostProgram;
import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.AwsClients;
import io.glaux.testing.instance.GlauxInstance;
import io.glaux.testing.storage.CountingProxy;
import io.glaux.testing.storage.S3ProxyServer;
import io.glaux.testing.storage.S3Server;
import io.glaux.testing.storage.ServedGet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static io.glaux.testing.Waiting.until;
import static io.glaux.testing.Waiting.untilTrue;
import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many queries of the lake and of a host share a quota while the coordinator and a worker are killed: nothing that the
 * storage or the host served is missing in the ledger, nothing is in it twice, and the quota holds. A read that was
 * under way at a kill counts whole: of storage what it asked for, of a host the largest batch.
 * <p>
 * Each query of the lake has a table of its own, so that what the storage served is known by query.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestKilledQuotas
{
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String BUCKET = "glaux";
    private static final String WORKGROUP = "killed";
    private static final String HOST = "killed_host";
    /**
     * What a read from a host takes of the quota before it has a batch, and keeps when it is killed.
     */
    private static final long LARGEST_BATCH = 8 * 1024 * 1024;
    private static final String OF_LAKE = "query LIKE '% FROM t%'";
    private static final String OF_HOST = "query LIKE '% FROM " + HOST + ".%'";
    private static final String KILLED = "outcome = 'FAILED' AND scanned_bytes > 0";
    private static final String SOURCE = "killed/source/";
    private static final String SCANNED = "coalesce(sum(scanned_bytes), 0)";
    private static final String HOST_SCAN =
            "SELECT max(orderkey), max(extendedprice), max(comment), max(shipmode) FROM " + HOST + ".tpch.lineitem";
    private static final Pattern IDENTIFIER = Pattern.compile("\\S*[0-9]\\S*");
    private static final Pattern USED = Pattern.compile("\"Used\"\\s*:\\s*(\\d+)");
    private static final Pattern RESERVED = Pattern.compile("\"Reserved\"\\s*:\\s*(\\d+)");

    private final Random random = RunSize.random("TestKilledQuotas");
    private final int clients = RunSize.pick(16, 64);
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private CountingProxy proxy;
    private GlauxInstance coordinator;
    private GlauxInstance worker;
    private CountedHost host;
    private AthenaQueries athena;

    @BeforeAll
    void start()
    {
        S3Server storage = keep(S3ProxyServer.start());
        proxy = keep(CountingProxy.start(storage.url()));
        AwsClients direct = keep(
                AwsClients.of(storage.url().toString(), storage.accessKey(), storage.secretKey(), "us-east-1"));
        direct.s3().createBucket(request -> request.bucket(BUCKET));
        coordinator = keep(GlauxInstance.builder()
                .storage(proxy.url(), storage)
                .set("tpch.enabled", "true")
                .set("engine.memory", "2GB")
                // the worker and the clients must find it again
                .set("aws.port", freePort())
                .set("https.port", freePort())
                .start());
        athena = new AthenaQueries(
                keep(AwsClients.withoutRetries(coordinator.environment())).athena(), "AwsDataCatalog", "killed");
        worker = keep(GlauxInstance.builder().workerOf(coordinator).set("engine.memory", "1GB").start());
        makeTables(direct);
        host = keep(CountedHost.start(
                coordinator,
                HOST,
                HostProgram.reference(),
                // a stream has all rows, far more than can be under way
                Map.of("tpch.thousandths", "30", "taken", "no", "split.rows", "200000")));
        coordinator.command("workgroup", "create", WORKGROUP, "--location", "s3://glaux/results/killed/")
                .requireSuccess();
    }

    private void makeTables(AwsClients direct)
    {
        athena.run("CREATE DATABASE killed LOCATION 's3://glaux/killed/'");
        athena.run("CREATE TABLE source WITH (format = 'PARQUET', external_location = 's3://glaux/%s') AS "
                .formatted(SOURCE) + "SELECT * FROM tpch.\"sf0.1\".lineitem");
        List<String> files = direct.keys(BUCKET, SOURCE);
        for (int table : tables()) {
            for (String file : files) {
                String copy = "killed/t%d/%s".formatted(table, file.substring(SOURCE.length()));
                direct.s3().copyObject(request -> request
                        .sourceBucket(BUCKET)
                        .sourceKey(file)
                        .destinationBucket(BUCKET)
                        .destinationKey(copy));
            }
            athena.run(("CREATE EXTERNAL TABLE t%d (l_orderkey bigint, l_extendedprice decimal(12, 2), "
                    + "l_comment string, l_shipmode string) STORED AS PARQUET LOCATION 's3://glaux/killed/t%d/'")
                    .formatted(table, table));
        }
    }

    @AfterAll
    void stop()
            throws Exception
    {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void nothingIsLostAndNothingCountsTwice()
            throws InterruptedException
    {
        long whole = athena.run(scan("source")).statistics().dataScannedInBytes();
        setQuota(1_000_000_000_000L);
        QuotaLoad load = new QuotaLoad(athena.in(WORKGROUP));
        load.start(clients, client -> isOfLake(client) ? scan("t" + client) : HOST_SCAN);
        List<Runnable> kills = new ArrayList<>(Collections.<Runnable>nCopies(RunSize.pick(2, 5), this::killWorker));
        kills.addAll(Collections.<Runnable>nCopies(RunSize.pick(1, 2), this::killCoordinator));
        Collections.shuffle(kills, random);
        for (Runnable kill : kills) {
            awaitReads(whole);
            kill.run();
        }
        awaitReads(whole);
        // it holds only if this life of the coordinator knows what all the others used
        long quota = setQuotaAbove(clients * (whole / 2 + LARGEST_BATCH));
        load.awaitEnd();
        untilTrue("the storage to be quiet", LIMIT, () -> proxy.busy() == 0);
        check(whole, quota);
    }

    private void check(long whole, long quota)
    {
        List<String> ids = athena.query("SELECT query_id FROM system.usage.queries WHERE workgroup = '%s'"
                .formatted(WORKGROUP)).firsts();
        assertThat(ids).doesNotHaveDuplicates();
        List<QueryExecution> queries = ids.stream().map(athena::get).toList();
        long ends = queries.stream().mapToLong(query -> query.statistics().dataScannedInBytes()).sum();
        queries.stream()
                .map(query -> query.status().state() + " " + reason(query))
                .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()))
                .forEach((reason, count) -> System.out.printf("TestKilledQuotas: %,d times %s%n", count, reason));
        assertThat(number("count(*)", "ended_at IS NULL")).as("queries without end").isZero();
        long ledger = number("sum(scanned_bytes)", "true");
        assertThat(ledger).as("the ledger").isEqualTo(ends);
        assertThat(used()).as("what counts in the quota").isEqualTo(ledger);
        assertThat(queries).as("queries that ran to their end")
                .anyMatch(query -> query.status().state() == QueryExecutionState.SUCCEEDED);
        long killed = number("count(*)", KILLED);
        long served = served();
        long passed = host.relay().passed();
        System.out.printf(
                "TestKilledQuotas: %,d queries, %,d of them killed; storage served %,d bytes, hosts %,d; "
                        + "in the ledger %,d, quota %,d%n",
                ids.size(),
                killed,
                served,
                passed,
                ledger,
                quota);
        assertThat(killed).as("queries that were killed as they read").isPositive();
        assertThat(ledger).as("the ledger").isBetween(served, quota + FederatedSource.BATCH);
        assertThat(number(SCANNED, OF_LAKE)).as("the ledger, of the lake").isBetween(served, quota);
        long killedOfHost = number("count(*)", OF_HOST + " AND " + KILLED);
        assertThat(number(SCANNED, OF_HOST)).as("the ledger, of the host")
                .isBetween(
                        passed - host.relay().underWay(FederatedSource.WINDOW),
                        passed + killedOfHost * LARGEST_BATCH);
        for (int table : tables()) {
            checkTable(table, whole);
        }
        coordinator.command("usage", "--verify").requireSuccess();
    }

    /**
     * What queries have in common that end alike.
     */
    private static String reason(QueryExecution query)
    {
        String reason = requireNonNullElse(query.status().stateChangeReason(), "");
        String alike = IDENTIFIER.matcher(reason).replaceAll("*");
        return alike.substring(0, Math.min(alike.length(), 160));
    }

    private void checkTable(int table, long whole)
    {
        String ofTable = "query LIKE '%% FROM t%d'".formatted(table);
        long served = served("t" + table);
        long ledger = number(SCANNED, ofTable);
        long killed = number("count(*)", ofTable + " AND " + KILLED);
        // a read that was under way at a kill may not have been served, or in part
        assertThat(ledger).as("bytes of table %s, with %s killed queries", table, killed)
                .isBetween(served, served + killed * whole);
    }

    private long number(String what, String where)
    {
        return Long.parseLong(athena.query("SELECT %s FROM system.usage.queries WHERE workgroup = '%s' AND %s"
                .formatted(what, WORKGROUP, where)).only());
    }

    private void killWorker()
    {
        worker.kill();
        worker.start();
        untilTrue("the worker to be back", LIMIT, () -> !coordinator.readStatus().workers().isEmpty());
    }

    private void killCoordinator()
    {
        coordinator.kill();
        coordinator.start();
        untilTrue("the worker to find it", LIMIT, () -> !coordinator.readStatus().workers().isEmpty());
    }

    /**
     * Waits until the clients have read some more, so that queries are in all states.
     */
    private void awaitReads(long whole)
    {
        long before = read();
        long more = whole + random.nextLong(2 * whole);
        untilTrue("queries to read", LIMIT, () -> read() > before + more);
    }

    private long served()
    {
        return served("t");
    }

    private long read()
    {
        return served() + host.relay().passed();
    }

    /**
     * Every other client reads a table of its own in the lake; the others read from the host.
     */
    private static boolean isOfLake(int client)
    {
        return client % 2 == 0;
    }

    private List<Integer> tables()
    {
        return IntStream.range(0, clients).filter(TestKilledQuotas::isOfLake).boxed().toList();
    }

    private long served(String table)
    {
        String folder = "/%s/killed/%s".formatted(BUCKET, table.equals("t") ? table : table + "/");
        return proxy.snapshot().stream()
                .filter(get -> get.path().startsWith(folder))
                .mapToLong(ServedGet::bytes)
                .sum();
    }

    /**
     * A quota holds for what is reserved when it is set, which counts whole where queries were killed, only if that
     * fits in it. Clients read on between two commands, so it is set again until all fits.
     *
     * @param room for what is reserved, and what is read until the quota is set
     */
    private long setQuotaAbove(long room)
    {
        long quota;
        do {
            quota = used() + room;
            setQuota(quota);
        }
        while (held() > quota);
        return quota;
    }

    private void setQuota(long bytes)
    {
        String limit = String.valueOf(bytes);
        coordinator.command("quota", "set", WORKGROUP, "--bytes", limit, "--per", "24h", "--action", "block")
                .requireSuccess();
    }

    private long used()
    {
        return number(USED, quotas());
    }

    /**
     * Used and reserved, at the same moment.
     */
    private long held()
    {
        String quotas = quotas();
        return number(USED, quotas) + number(RESERVED, quotas);
    }

    private String quotas()
    {
        return coordinator.command("quota", "list", WORKGROUP, "--json").requireSuccess().out();
    }

    private static long number(Pattern number, String quotas)
    {
        Matcher matcher = number.matcher(quotas);
        assertThat(matcher.find()).as(quotas).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private static String scan(String table)
    {
        return "SELECT max(l_orderkey), max(l_extendedprice), max(l_comment), max(l_shipmode) FROM " + table;
    }

    /**
     * One that the kernel gives to no connection meanwhile, as it may do with those above.
     */
    private String freePort()
    {
        return until("a free port", LIMIT, () -> {
            int port = 20_000 + random.nextInt(10_000);
            try (ServerSocket _ = new ServerSocket(port)) {
                return Optional.of(String.valueOf(port));
            }
            catch (IOException _) {
                return Optional.empty();
            }
        });
    }

    private <T extends AutoCloseable> T keep(T resource)
    {
        open.push(resource);
        return resource;
    }
}
