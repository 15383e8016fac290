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
package io.glaux.engine.query;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.metering.Budgets;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.engine.metering.journal.ReadJournal;
import io.glaux.engine.metering.quota.Quota;
import io.glaux.engine.metering.quota.QuotaAccounts;
import io.glaux.engine.metering.quota.QuotaAction;
import io.glaux.engine.metering.quota.QuotaMeasure;
import io.glaux.engine.metering.quota.QuotaPeriod;
import io.glaux.engine.metering.quota.QuotaScope;
import io.glaux.engine.metering.quota.QuotaStore;
import io.glaux.engine.result.InMemoryS3;
import io.glaux.engine.result.ResultStore;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import io.glaux.engine.workgroup.WorkgroupLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static io.glaux.engine.query.TestingQueries.ADMIN;
import static io.glaux.engine.query.TestingQueries.awaitEnd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
final class TestWorkgroupLimits
{
    private static final QueryExecutionsConfig CONFIG = new QueryExecutionsConfig(4, 20, Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    private final InMemoryS3 s3 = new InMemoryS3();
    private final ScriptedRunner runner = new ScriptedRunner();
    private final Map<String, WorkgroupLimits> limits = new ConcurrentHashMap<>();
    private SqlStore store;
    private Budgets budgets;
    private QueryExecutions queries;

    @BeforeEach
    void open()
    {
        store = SqlStore.open(StoreConfig.sqlite(folder.resolve("glaux.db")));
        budgets = new Budgets(
                new QuotaAccounts(new QuotaStore(store), Clock.systemUTC(), (_, _) -> Map.of()),
                (id, reason) -> {
                    throw new AssertionError("%s: %s".formatted(id, reason));
                },
                (_, _) -> {},
                ReadJournal.inMemory());
        queries = new QueryExecutions(
                store,
                new UsageLedger(store, (_, _) -> Map.of()),
                new QueryBudgets(budgets, new Limits(), _ -> PriceBook.DEFAULT),
                runner,
                new ResultStore(s3),
                CONFIG,
                Clock.systemUTC());
    }

    @AfterEach
    void close()
    {
        queries.close();
        store.close();
    }

    @Test
    void testWorkgroupThatRunsAsManyAsItMayBlocksNobody()
    {
        limits.put("etl", running(1));
        String a = start("etl", "WAIT a");
        String b = start("etl", "WAIT b");
        String c = start("etl", "WAIT c");
        runner.awaitStart("a");
        assertThat(awaitEnd(queries, start("adhoc", "NUMBERS 1")).state()).isEqualTo(QueryState.SUCCEEDED);
        assertThat(runner.hasStarted("b")).isFalse();
        assertThat(reason(b)).isEqualTo("Waiting: 1st in workgroup etl, whose one place is taken");
        assertThat(reason(c)).isEqualTo("Waiting: 2nd in workgroup etl, whose one place is taken");
        assertThat(reason(a)).isNull();
        runner.release("a");
        runner.awaitStart("b");
        assertThat(reason(c)).startsWith("Waiting: 1st in");
        limits.put("etl", running(2));
        runner.awaitStart("c");
        List.of("b", "c").forEach(runner::release);
        for (String id : List.of(a, b, c)) {
            QueryExecution query = awaitEnd(queries, id);
            assertThat(query.state()).isEqualTo(QueryState.SUCCEEDED);
            assertThat(query.status().outcome().warnings()).isEmpty();
        }
        assertThat(queries.waiting()).isEmpty();
    }

    @Test
    void testPlacesAreShared()
    {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ids.add(start("early", "WAIT e" + i));
        }
        for (int i = 0; i < 4; i++) {
            runner.awaitStart("e" + i);
            ids.add(start("late", "WAIT l" + i));
        }
        assertThat(queries.waiting()).hasSize(8).allSatisfy(one -> {
            assertThat(one.cause()).isEqualTo(WaitingQuery.Cause.PLACES);
            assertThat(one.explanation()).contains(", all 4 places are taken");
        });
        runner.release("e0");
        runner.awaitStart("l0");
        runner.release("e1");
        runner.awaitStart("l1");
        assertThat(List.of(runner.hasStarted("e4"), runner.hasStarted("l2"))).containsOnly(false);
        for (int i = 0; i < 8; i++) {
            runner.release("e" + i);
            runner.release("l" + i);
        }
        ids.forEach(id -> assertThat(awaitEnd(queries, id).state()).isEqualTo(QueryState.SUCCEEDED));
    }

    @Test
    void testTooManyThatWait()
    {
        limits.put("etl", new WorkgroupLimits(
                OptionalInt.of(1),
                OptionalInt.of(2),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                1));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(start("etl", "WAIT q" + i));
        }
        assertThatThrownBy(() -> start("etl", "WAIT q3"))
                .isInstanceOf(GlauxException.class)
                .hasMessage("You have exceeded the limit for the number of queries you can run concurrently in " +
                        "workgroup etl: 1 run and 2 wait. Reduce the number of concurrent queries submitted")
                .extracting(e -> ((GlauxException) e).code()).isEqualTo(ErrorCode.RESOURCE_LIMIT);
        assertThat(awaitEnd(queries, start("adhoc", "NUMBERS 1")).state()).isEqualTo(QueryState.SUCCEEDED);
        for (int i = 0; i < 3; i++) {
            runner.release("q" + i);
            awaitEnd(queries, ids.get(i));
        }
        assertThat(awaitEnd(queries, start("etl", "NUMBERS 1")).state()).isEqualTo(QueryState.SUCCEEDED);
    }

    @Test
    void testLimitsHoldHoweverManyComeAtOnce()
            throws InterruptedException
    {
        limits.put("etl", new WorkgroupLimits(
                OptionalInt.of(3),
                OptionalInt.of(5),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                1));
        List<String> ids = new ArrayList<>();
        int refused = 0;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> starts = IntStream.range(0, 40)
                    .<Callable<String>>mapToObj(_ -> () -> start("etl", "WAIT all"))
                    .toList();
            for (Future<String> one : executor.invokeAll(starts)) {
                try {
                    ids.add(one.get());
                }
                catch (ExecutionException e) {
                    assertThat(e.getCause()).hasMessageContaining("You have exceeded the limit");
                    refused++;
                }
            }
        }
        assertThat(ids).hasSize(8);
        assertThat(refused).isEqualTo(32);
        assertThat(queries.waiting()).hasSize(5);
        runner.release("all");
        ids.forEach(id -> assertThat(awaitEnd(queries, id).state()).isEqualTo(QueryState.SUCCEEDED));
    }

    @Test
    void testAQuotaWithoutRoomBlocksNobody()
    {
        budgets.setQuota(quota("etl", Optional.of("admin"), 1, QuotaAction.QUEUE));
        awaitEnd(queries, start("etl", "NUMBERS 1"));
        String waiting = start("etl", "NUMBERS 1");
        assertThat(awaitEnd(queries, start("adhoc", "NUMBERS 1")).state()).isEqualTo(QueryState.SUCCEEDED);
        assertThat(queries.get(waiting).state()).isEqualTo(QueryState.QUEUED);
        assertThat(queries.waiting()).singleElement().satisfies(one -> {
            assertThat(one.query().id()).isEqualTo(waiting);
            assertThat(one.position()).isEqualTo(1);
            assertThat(one.cause()).isEqualTo(WaitingQuery.Cause.QUOTA);
            assertThat(one.explanation()).isEqualTo("Waiting: 1st in workgroup etl. The quota of workgroup etl, " +
                    "user admin is used up: 1 queries per day in UTC. Wait, or ask an administrator for more");
        });
        assertThat(budgets.removeQuota(quota("etl", Optional.of("admin"), 1, QuotaAction.QUEUE))).isTrue();
        assertThat(awaitEnd(queries, waiting).state()).isEqualTo(QueryState.SUCCEEDED);
    }

    @Test
    void testQueriesThatRunForTooLongFail()
    {
        String id = start("etl", "WAIT long");
        runner.awaitStart("long");
        String other = start("adhoc", "WAIT other");
        RecordingStatement client = new RecordingStatement();
        String journaled = startJournaled("etl", client);
        limits.put("etl", new WorkgroupLimits(
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.of(Duration.ofSeconds(1)),
                OptionalLong.empty(),
                OptionalInt.empty(),
                1));
        QueryExecution query = awaitEnd(queries, id);
        assertThat(query.state()).isEqualTo(QueryState.FAILED);
        StatementFailure failure = query.status().failure().orElseThrow();
        assertThat(failure.name()).isEqualTo(StatementFailure.TIME_LIMIT_EXCEEDED);
        assertThat(failure.message()).isEqualTo("Query timeout: workgroup etl lets a query run for 1 second");
        assertThat(s3.keys()).isEmpty();
        assertThat(client.reason.join().name()).isEqualTo(StatementFailure.TIME_LIMIT_EXCEEDED);
        queries.ended(journaled, Optional.of(client.reason.join()), StatementStatistics.NONE);
        assertThat(queries.get(journaled).state()).isEqualTo(QueryState.FAILED);
        assertThat(queries.get(other).state()).isEqualTo(QueryState.RUNNING);
        runner.release("other");
        assertThat(awaitEnd(queries, other).state()).isEqualTo(QueryState.SUCCEEDED);
    }

    @Test
    void testResultsThatAreTooLargeLeaveNothing()
    {
        limits.put("small", results(100_000));
        for (String sql : List.of("NUMBERS 100000", "NUMBERS 10000000")) {
            QueryExecution query = awaitEnd(queries, start("small", sql));
            assertThat(query.state()).isEqualTo(QueryState.FAILED);
            assertThat(query.status().failure().orElseThrow().name()).isEqualTo(StatementFailure.RESULT_SIZE_EXCEEDED);
            assertThat(query.status().failure().orElseThrow().message())
                    .startsWith("The result is larger than the 100000 bytes that the workgroup allows.");
            assertThat(s3.keys()).isEmpty();
            assertThat(s3.openUploads()).isZero();
        }
        QueryExecution query = awaitEnd(queries, start("small", "NUMBERS 10"));
        assertThat(query.state()).isEqualTo(QueryState.SUCCEEDED);
        int size = s3.text(query.id() + ".csv").length();
        limits.put("small", results(size));
        assertThat(awaitEnd(queries, start("small", "NUMBERS 10")).state()).as("to the byte")
                .isEqualTo(QueryState.SUCCEEDED);
        limits.put("small", results(size - 1));
        assertThat(awaitEnd(queries, start("small", "NUMBERS 10")).state()).isEqualTo(QueryState.FAILED);
    }

    @Test
    void testOtherDoorsCountInTheirWorkgroup()
    {
        limits.put("etl", running(2));
        String journaled = startJournaled("etl", new NoStatement());
        String a = start("etl", "WAIT a");
        runner.awaitStart("a");
        assertThatThrownBy(() -> startJournaled("etl", new NoStatement()))
                .isInstanceOf(GlauxException.class)
                .hasMessage("Workgroup etl runs 2 queries, as many as it may. Run this one when another is over");
        assertThat(queries.list("etl", 50, Optional.empty()).ids()).as("the refused one is not recorded").hasSize(2);
        String b = start("etl", "WAIT b");
        assertThat(runner.hasStarted("b")).isFalse();
        queries.ended(journaled, Optional.empty(), StatementStatistics.NONE);
        runner.awaitStart("b");
        List.of("a", "b").forEach(runner::release);
        List.of(a, b).forEach(id -> awaitEnd(queries, id));
        assertThat(startJournaled("etl", new NoStatement())).isNotNull();
    }

    @Test
    void testStoppedQueriesLeaveTheLine()
    {
        limits.put("etl", running(1));
        String a = start("etl", "WAIT a");
        String b = start("etl", "WAIT b");
        String c = start("etl", "WAIT c");
        runner.awaitStart("a");
        queries.stop(b);
        assertThat(queries.get(b).state()).isEqualTo(QueryState.CANCELLED);
        assertThat(reason(c)).startsWith("Waiting: 1st in workgroup etl");
        queries.stop(a);
        assertThat(awaitEnd(queries, a).status().failure().orElseThrow().message())
                .isEqualTo("Query cancelled by user");
        runner.awaitStart("c");
        runner.release("c");
        awaitEnd(queries, c);
    }

    private String reason(String id)
    {
        List<String> reasons = queries.get(id).status().outcome().warnings();
        return reasons.isEmpty() ? null : reasons.getFirst();
    }

    private String start(String workgroup, String sql)
    {
        return queries.start(TestingQueries.submission(runner, sql, UUID.randomUUID().toString(), workgroup));
    }

    private String startJournaled(String workgroup, RunningStatement statement)
    {
        JournaledQuery query = new JournaledQuery(
                ADMIN,
                "SELECT 1",
                runner.parse("NUMBERS 1"),
                workgroup,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return queries.started(query, statement);
    }

    private static Quota quota(String workgroup, Optional<String> user, long queries, QuotaAction action)
    {
        return new Quota(
                new QuotaScope(Optional.of(workgroup), user, Optional.empty()),
                QuotaMeasure.QUERIES,
                QuotaPeriod.of("day", false, "UTC"),
                queries,
                action);
    }

    private static WorkgroupLimits running(int max)
    {
        return new WorkgroupLimits(
                OptionalInt.of(max),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                1);
    }

    private static WorkgroupLimits results(long bytes)
    {
        return new WorkgroupLimits(
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                OptionalLong.of(bytes),
                OptionalInt.empty(),
                1);
    }

    private final class Limits
            implements QueryLimits
    {
        @Override
        public OptionalLong bytesScanned(String workgroup)
        {
            return OptionalLong.empty();
        }

        @Override
        public Map<String, WorkgroupLimits> byWorkgroup()
        {
            return Map.copyOf(limits);
        }
    }

    private static final class RecordingStatement
            implements RunningStatement
    {
        private final CompletableFuture<StatementFailure> reason = new CompletableFuture<>();

        @Override
        public void cancel()
        {
            throw new AssertionError("It is told why");
        }

        @Override
        public void stop(StatementFailure why)
        {
            reason.complete(why);
        }

        @Override
        public StatementStatistics statistics()
        {
            return StatementStatistics.NONE;
        }

        @Override
        public StatementStatistics detailedStatistics()
        {
            return StatementStatistics.NONE;
        }
    }
}
