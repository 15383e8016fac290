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
import io.glaux.engine.error.ErrorType;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.metering.Budgets;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.metering.TestingBudgets;
import io.glaux.engine.metering.UsageEnd;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.engine.result.InMemoryS3;
import io.glaux.engine.result.ResultStore;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanRefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static io.glaux.engine.query.TestingQueries.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
final class TestQueryExecutions
{
    private static final long CUTOFF = 20_000_000;
    private static final QueryExecutionsConfig CONFIG = new QueryExecutionsConfig(2, 3, Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    private final InMemoryS3 s3 = new InMemoryS3();
    private final Budgets budgets = TestingBudgets.withoutQuotas();
    private final ScriptedRunner runner = new ScriptedRunner();
    private HookedStore store;
    private UsageLedger ledger;
    private QueryExecutions queries;

    @BeforeEach
    void open()
    {
        store = new HookedStore(SqlStore.open(StoreConfig.sqlite(folder.resolve("glaux.db"))));
        ledger = new UsageLedger(store, (_, _) -> Map.of());
        queries = new QueryExecutions(
                store,
                ledger,
                new QueryBudgets(budgets, _ -> OptionalLong.of(CUTOFF), _ -> PriceBook.DEFAULT),
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
    void testQueryThatSucceeds()
    {
        QueryExecution query = await(queries.start(submission("SCAN 12345678")));
        assertThat(query.state()).isEqualTo(QueryState.SUCCEEDED);
        assertThat(query.outputFile()).hasValue("s3://results/%s.csv".formatted(query.id()));
        assertThat(query.volume()).isEqualTo(new QueryVolume(12_345_678, 10, 20, 30, 40, query.volume().stages()));
        assertThat(query.times().completed()).isPresent();
        assertThat(s3.text(query.id() + ".csv")).isEqualTo("\"n\"\n\"0\"\n");

        UsageEnd end = ledger.end(query.id()).orElseThrow();
        assertThat(end.outcome()).isEqualTo("SUCCEEDED");
        assertThat(end.billedBytes()).isEqualTo(13_000_000);
        assertThat(end.microUsd()).isEqualTo(65);
        assertThat(end.scan()).isEqualTo(ScriptedRunner.scanned(12_345_678).scan());
    }

    /**
     * Who records a query holds the store and asks for the places; who gives places away must not hold them while it
     * asks the store.
     */
    @Test
    @Timeout(120)
    void testPlacesAreNotHeldWhileTheStoreIsAsked()
            throws Exception
    {
        queries.close();
        queries = new QueryExecutions(
                store,
                ledger,
                new QueryBudgets(
                        budgets, _ -> store.inOrder(_ -> OptionalLong.of(CUTOFF)), _ -> PriceBook.DEFAULT),
                runner,
                new ResultStore(s3),
                new QueryExecutionsConfig(2, 1000, Duration.ofSeconds(1)),
                Clock.systemUTC());
        try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Future<String>> started = new ArrayList<>();
            for (int number = 0; number < 200; number++) {
                String sql = "NUMBERS " + number;
                started.add(clients.submit(() -> queries.start(submission(sql))));
            }
            for (Future<String> query : started) {
                assertThat(await(query.get()).state()).isEqualTo(QueryState.SUCCEEDED);
            }
        }
    }

    @Test
    void testQueryThatFails()
    {
        QueryExecution query =
                await(queries.start(submission("FAIL TABLE_NOT_FOUND line 1:15: Table 't' does not exist")));
        assertThat(query.state()).isEqualTo(QueryState.FAILED);
        assertThat(query.status().failure()).hasValue(
                new StatementFailure(ErrorType.USER, "TABLE_NOT_FOUND", "line 1:15: Table 't' does not exist", false));
        assertThat(s3.keys()).isEmpty();
        assertThat(ledger.end(query.id()).orElseThrow().billedBytes()).isZero();
        assertThat(query.volume().scannedBytes()).isEqualTo(123);
    }

    @Test
    void testResultThatCannotBeWritten()
    {
        s3.refuse(_ -> true);
        QueryExecution query = await(queries.start(submission("NUMBERS 10")));
        assertThat(query.state()).isEqualTo(QueryState.FAILED);
        assertThat(query.status().failure().orElseThrow().name()).isEqualTo(StatementFailure.RESULT_NOT_WRITTEN);
        assertThat(query.status().failure().orElseThrow().message()).contains("could not be written to s3://results/");
    }

    @Test
    void testResultThatCannotBeWrittenStopsTheStatement()
    {
        s3.refuse(write -> write.startsWith("part"));
        QueryExecution query = await(queries.start(submission("NUMBERS 3000000")));
        assertThat(query.status().failure().orElseThrow().name()).isEqualTo(StatementFailure.RESULT_NOT_WRITTEN);
        assertThat(s3.openUploads()).isZero();
    }

    @Test
    void testResultOfWhichTheAnswerIsLostIsNotLeft()
    {
        s3.loseAnswers(write -> write.endsWith(".csv") || write.startsWith("complete"));
        for (String sql : List.of("NUMBERS 10", "NUMBERS 3000000")) {
            QueryExecution query = await(queries.start(submission(sql)));
            assertThat(query.status().failure().orElseThrow().name()).isEqualTo(StatementFailure.RESULT_NOT_WRITTEN);
            assertThat(s3.keys()).as("a whole file beside a failed query").isEmpty();
        }
        assertThat(s3.openUploads()).isZero();
    }

    /**
     * What a statement wrote must not go at the next start only because there is no result to tell of it.
     */
    @Test
    void testRowsStayWhenTheEndCannotBeKept()
    {
        assertThat(intentsAfterInsert()).as("all is well").isEmpty();
        s3.refuse(_ -> {
            throw new IllegalStateException("a fault of the server");
        });
        assertThat(intentsAfterInsert()).as("no result").isEmpty();
        s3.refuse(_ -> false);
        store.jdbi().useHandle(handle -> handle.execute(
                """
                CREATE TRIGGER refuse BEFORE INSERT ON usage_ends WHEN NEW.outcome = 'SUCCEEDED'
                BEGIN SELECT RAISE(ABORT, 'refused'); END
                """));
        assertThat(intentsAfterInsert()).as("no end").isEmpty();
    }

    private List<WriteIntent> intentsAfterInsert()
    {
        WriteIntents intents = new WriteIntents(store);
        StatementRunner writing = (request, sink) -> {
            intents.record(new WriteIntent(
                    request.executionId(), request.executionId(), WriteIntent.Target.HIVE_TABLE, "d", "t", "s3://t"));
            sink.finished(StatementOutcome.NONE, StatementStatistics.NONE);
            return new NoStatement();
        };
        try (QueryExecutions writers = new QueryExecutions(
                store,
                ledger,
                new QueryBudgets(TestingBudgets.withoutQuotas(), QueryLimits.NONE, _ -> PriceBook.DEFAULT),
                writing,
                new ResultStore(s3),
                CONFIG,
                Clock.systemUTC())) {
            TestingQueries.awaitEnd(writers, writers.start(submission("INSERT 5")));
        }
        return intents.all();
    }

    @Test
    void testStopOfARunningQuery()
    {
        String id = queries.start(submission("WAIT a"));
        runner.awaitStart("a");
        assertThat(queries.get(id).state()).isEqualTo(QueryState.RUNNING);
        assertThat(queries.get(id).volume().scannedBytes()).as("grows while it runs").isEqualTo(42);
        assertThat(queries.get(id).volume().stages()).as("not built at every poll").isEmpty();
        assertThat(queries.findDetailed(id).orElseThrow().volume().stages()).isPresent();
        queries.stop(id);
        QueryExecution query = await(id);
        assertThat(query.state()).isEqualTo(QueryState.CANCELLED);
        assertThat(ledger.end(id).orElseThrow().billedBytes()).as("what it had read").isEqualTo(10_000_000);
        queries.stop(id);
        assertThat(queries.get(id)).as("stopping again changes nothing").isEqualTo(query);
        assertThat(s3.keys()).isEmpty();
    }

    /**
     * Whatever a reader makes of the refusal, and whatever fails first.
     */
    @Test
    void testAQueryThatMayNotReadOnIsCancelled()
    {
        ScanKey key = new ScanKey("awsdatacatalog", "db.t", ReadKind.DATA);
        StatementFailure failure =
                new StatementFailure(ErrorType.SOURCE, "HIVE_CANNOT_OPEN_SPLIT", "a stream is closed", false);
        String within = startJournaled();
        budgets.attach("within", within);
        budgets.take("within", key, CUTOFF).settle(CUTOFF);
        queries.ended(within, Optional.of(failure), ScriptedRunner.scanned(CUTOFF));
        assertThat(queries.get(within).state()).isEqualTo(QueryState.FAILED);

        String above = startJournaled();
        budgets.attach("above", above);
        assertThatThrownBy(() -> budgets.take("above", key, CUTOFF + 1)).isInstanceOf(ScanRefusedException.class);
        queries.ended(above, Optional.of(failure), ScriptedRunner.scanned(11_000_000));
        QueryExecution cancelled = queries.get(above);
        assertThat(cancelled.state()).isEqualTo(QueryState.CANCELLED);
        assertThat(cancelled.status().failure().orElseThrow().message())
                .isEqualTo("Bytes scanned limit was exceeded");
        assertThat(ledger.end(above).orElseThrow().billedBytes()).as("what it had read").isEqualTo(11_000_000);

        String lucky = startJournaled();
        budgets.attach("lucky", lucky);
        assertThatThrownBy(() -> budgets.take("lucky", key, CUTOFF + 1)).isInstanceOf(ScanRefusedException.class);
        queries.ended(lucky, Optional.empty(), ScriptedRunner.scanned(1));
        assertThat(queries.get(lucky).state()).as("it did not need what was refused").isEqualTo(QueryState.SUCCEEDED);
    }

    @Test
    void testStopOfAQueuedQuery()
    {
        String a = queries.start(submission("WAIT a"));
        String b = queries.start(submission("WAIT b"));
        runner.awaitStart("a");
        runner.awaitStart("b");
        String c = queries.start(submission("WAIT c"));
        String d = queries.start(submission("WAIT d"));
        assertThat(queries.get(c).state()).isEqualTo(QueryState.QUEUED);
        queries.stop(c);
        assertThat(queries.get(c).state()).isEqualTo(QueryState.CANCELLED);
        runner.release("a");
        runner.awaitStart("d");
        assertThat(runner.hasStarted("c")).isFalse();
        List.of("b", "d").forEach(runner::release);
        for (String id : List.of(a, b, d)) {
            assertThat(await(id).state()).isEqualTo(QueryState.SUCCEEDED);
        }
        assertThat(ledger.end(c).orElseThrow().billedBytes()).isZero();
    }

    @Test
    void testPlacesAndTheQueueAreBounded()
    {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(queries.start(submission("WAIT w" + i)));
        }
        assertThatThrownBy(() -> queries.start(submission("WAIT w5")))
                .isInstanceOf(GlauxException.class)
                .satisfies(e -> assertThat(((GlauxException) e).code()).isEqualTo(ErrorCode.RESOURCE_LIMIT));
        for (int i = 0; i < 5; i++) {
            runner.awaitStart("w" + i);
            runner.release("w" + i);
        }
        ids.forEach(id -> assertThat(await(id).state()).isEqualTo(QueryState.SUCCEEDED));
        assertThat(await(queries.start(submission("NUMBERS 1"))).state()).as("the places are free again")
                .isEqualTo(QueryState.SUCCEEDED);
    }

    @Test
    void testARepeatedTokenGivesTheSameQuery()
    {
        String token = UUID.randomUUID().toString();
        String id = queries.start(submission("WAIT t", token));
        runner.awaitStart("t");
        assertThat(queries.start(submission("WAIT t", token))).isEqualTo(id);
        runner.release("t");
        await(id);
        assertThat(queries.start(submission("WAIT t", token))).isEqualTo(id);
        assertThatThrownBy(() -> queries.start(submission("NUMBERS 2", token)))
                .isInstanceOf(GlauxException.class)
                .hasMessage("Idempotent parameters do not match");
        assertThat(queries.list("primary", 50, Optional.empty()).ids()).containsExactly(id);
    }

    /**
     * A repeated request gets the id as soon as the first has committed, which may be before the first goes on.
     */
    @Test
    void testStopRightAfterTheCommit()
    {
        String token = UUID.randomUUID().toString();
        store.afterNextCommit(() -> queries.stop(queries.start(submission("NUMBERS 1", token))));
        String id = queries.start(submission("NUMBERS 1", token));
        assertThat(await(id).state()).isEqualTo(QueryState.CANCELLED);
        assertThat(await(queries.start(submission("NUMBERS 1"))).state()).isEqualTo(QueryState.SUCCEEDED);
    }

    @Test
    void testOneTokenAtOnceIsOneQuery()
            throws Exception
    {
        String token = UUID.randomUUID().toString();
        Set<String> ids = new HashSet<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> starts = IntStream.range(0, 20)
                    .<Callable<String>>mapToObj(_ -> () -> queries.start(submission("NUMBERS 1", token)))
                    .toList();
            for (Future<String> start : executor.invokeAll(starts)) {
                ids.add(start.get());
            }
        }
        assertThat(ids).hasSize(1);
    }

    @Test
    void testHistoryIsPagedNewestFirst()
    {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            String id = queries.start(submission("NUMBERS 1"));
            await(id);
            ids.addFirst(id);
        }
        for (int size : new int[] {1, 2, 5, 22, 23, 50}) {
            List<String> listed = new ArrayList<>();
            Optional<String> token = Optional.empty();
            do {
                QueryPage page = queries.list("primary", size, token);
                assertThat(page.ids()).hasSizeBetween(1, size);
                listed.addAll(page.ids());
                token = page.nextToken();
            }
            while (token.isPresent());
            assertThat(listed).as("pages of %s", size).isEqualTo(ids);
        }
        assertThat(queries.list("another", 50, Optional.empty()).ids()).isEmpty();
        assertThatThrownBy(() -> queries.list("primary", 5, Optional.of("nonsense")))
                .hasMessage("The nextPageToken is malformed: nonsense");
    }

    @Test
    void testOtherDoors()
    {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        RunningStatement statement = new RunningStatement()
        {
            @Override
            public void cancel()
            {
                cancelled.complete(null);
            }

            @Override
            public StatementStatistics statistics()
            {
                return ScriptedRunner.scanned(7);
            }

            @Override
            public StatementStatistics detailedStatistics()
            {
                return statistics();
            }
        };
        JournaledQuery journaled = new JournaledQuery(
                ADMIN,
                "SELECT 1",
                runner.parse("NUMBERS 1"),
                "primary",
                Optional.of("tpch"),
                Optional.empty(),
                Optional.of("trino-cli"));
        String id = queries.started(journaled, statement);
        assertThat(queries.get(id).state()).isEqualTo(QueryState.QUEUED);
        queries.running(id);
        assertThat(queries.get(id).state()).isEqualTo(QueryState.RUNNING);
        assertThat(queries.get(id).volume().scannedBytes()).isEqualTo(7);
        queries.stop(id);
        assertThat(cancelled).as("stopped from another door").isCompleted();
        queries.ended(id, Optional.empty(), ScriptedRunner.scanned(20_000_000));
        queries.ended(
                id,
                Optional.of(new StatementFailure(ErrorType.USER, "LATE", "late", false)),
                StatementStatistics.NONE);
        QueryExecution query = queries.get(id);
        assertThat(query.state()).isEqualTo(QueryState.SUCCEEDED);
        assertThat(query.outputFile()).isEmpty();
        assertThat(query.submission().origin().source()).hasValue("trino-cli");
        assertThat(ledger.end(id).orElseThrow().billedBytes()).isEqualTo(20_000_000);
        queries.ended("unknown", Optional.empty(), StatementStatistics.NONE);
    }

    @Test
    void testJournaledQueriesTakeNoPlace()
    {
        for (int i = 0; i < 10; i++) {
            startJournaled();
        }
        assertThat(await(queries.start(submission("NUMBERS 1"))).state()).isEqualTo(QueryState.SUCCEEDED);
    }

    private String startJournaled()
    {
        JournaledQuery query = new JournaledQuery(
                ADMIN,
                "SELECT 1",
                runner.parse("NUMBERS 1"),
                "primary",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return queries.started(query, new NoStatement());
    }

    @Test
    void testQueriesOfADeadProcessAreFailed()
    {
        String running = queries.start(submission("WAIT r"));
        runner.awaitStart("r");
        String other = queries.start(submission("WAIT s"));
        runner.awaitStart("s");
        String queued = queries.start(submission("WAIT q"));
        String done = running;
        // a second process over the same store, as after kill -9 of the first
        try (QueryExecutions next = new QueryExecutions(
                store,
                ledger,
                new QueryBudgets(TestingBudgets.withoutQuotas(), QueryLimits.NONE, _ -> PriceBook.DEFAULT),
                new ScriptedRunner(),
                new ResultStore(s3),
                CONFIG,
                Clock.systemUTC())) {
            for (String id : List.of(running, other, queued, done)) {
                QueryExecution query = next.get(id);
                assertThat(query.state()).isEqualTo(QueryState.FAILED);
                assertThat(query.status().failure().orElseThrow().name()).isEqualTo(StatementFailure.SERVER_STOPPED);
                assertThat(query.status().failure().orElseThrow().message())
                        .startsWith("The server stopped before the query ended");
                assertThat(query.times().completed()).isPresent();
                UsageEnd end = ledger.end(id).orElseThrow();
                assertThat(end.billedBytes()).isZero();
                assertThat(end.scan().complete()).as("nobody knows what it read").isFalse();
            }
            assertThat(next.list("primary", 50, Optional.empty()).ids()).containsExactly(queued, other, running);
            String later = next.start(submission("NUMBERS 1"));
            assertThat(next.list("primary", 1, Optional.empty()).ids()).as("the order goes on").containsExactly(later);
        }
        runner.release("r");
        runner.release("s");
        runner.release("q");
    }

    @Test
    void testBytesOfADeadProcessAreThoseItWroteDownLast()
    {
        String id = queries.start(submission("WAIT r"));
        runner.awaitStart("r");
        assertThat(queries.recordProgress()).isEqualTo(1);
        assertThat(queries.recordProgress()).as("nothing is written when nothing was read").isZero();
        try (QueryExecutions _ = new QueryExecutions(
                store,
                ledger,
                new QueryBudgets(TestingBudgets.withoutQuotas(), QueryLimits.NONE, _ -> PriceBook.DEFAULT),
                new ScriptedRunner(),
                new ResultStore(s3),
                CONFIG,
                Clock.systemUTC())) {
            UsageEnd end = ledger.end(id).orElseThrow();
            assertThat(end.scan()).isEqualTo(ScriptedRunner.scanned(42).scan().incomplete());
            assertThat(end.billedBytes()).as("failed queries are free").isZero();
            assertThat(ledger.progress(id)).isEmpty();
        }
        assertThat(queries.recordProgress()).isZero();
        runner.release("r");
    }

    @Test
    void testProgressIsForgottenAtTheEnd()
    {
        String id = queries.start(submission("WAIT r"));
        runner.awaitStart("r");
        queries.recordProgress();
        assertThat(ledger.progress(id)).isPresent();
        runner.release("r");
        await(id);
        assertThat(ledger.progress(id)).isEmpty();
        ledger.progress(Map.of(id, ScriptedRunner.scanned(1).scan()));
        assertThat(ledger.progress(id)).as("it came after the end").isEmpty();
    }

    @Test
    void testHistorySurvivesAStopAndAStart()
    {
        QueryExecution query = await(queries.start(submission("SCAN 99")));
        String running = queries.start(submission("WAIT r"));
        runner.awaitStart("r");
        queries.close();
        store.close();
        open();
        assertThat(queries.get(query.id())).isEqualTo(query);
        assertThat(queries.get(running).state()).isEqualTo(QueryState.FAILED);
        assertThat(queries.get(running).status().failure().orElseThrow().name())
                .isEqualTo(StatementFailure.SERVER_STOPPED);
    }

    @Test
    void testEndIsWrittenWhenTheStoreIsBack()
    {
        String id = queries.start(submission("WAIT a"));
        runner.awaitStart("a");
        store.beAway(3);
        runner.release("a");
        assertThat(await(id).state()).isEqualTo(QueryState.SUCCEEDED);
        assertThat(store.isBack()).isTrue();
    }

    @Test
    void testUnknownQuery()
    {
        assertThatThrownBy(() -> queries.get("nonsense")).hasMessage("QueryExecution nonsense was not found");
        assertThatThrownBy(() -> queries.stop("nonsense")).hasMessage("QueryExecution nonsense was not found");
        assertThat(queries.findAll(List.of())).isEmpty();
    }

    private QueryExecution await(String id)
    {
        return TestingQueries.awaitEnd(queries, id);
    }

    private QuerySubmission submission(String sql)
    {
        return submission(sql, UUID.randomUUID().toString());
    }

    private QuerySubmission submission(String sql, String token)
    {
        return TestingQueries.submission(runner, sql, token);
    }
}
