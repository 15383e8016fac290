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
package io.glaux.engine.query.work;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.RunningStatement;
import io.glaux.engine.query.ScriptedRunner;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.StatementStatistics;
import io.trino.spi.Page;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestFamilyRunner
{
    private static final StatementKind KIND =
            new StatementKind(StatementKind.Type.DDL, "WORK", StatementKind.Output.TEXT);

    private final ScriptedRunner engine = new ScriptedRunner();

    @Test
    void statementsOfNoFamilyAreTheEngines()
            throws Exception
    {
        try (FamilyRunner runner = runner((_, _) -> StatementOutcome.NONE)) {
            Sink sink = new Sink();
            runner.start(request("NUMBERS 3"), sink);
            assertThat(sink.await().outcome()).contains(StatementOutcome.NONE);
            assertThat(sink.rows.get()).isEqualTo(3);
            assertThat(runner.parse("NUMBERS 3").substatement()).isEqualTo("SELECT");
            assertThat(runner.parse("WORK a").substatement()).isEqualTo("WORK");
        }
    }

    @Test
    void stepsAddUp()
            throws Exception
    {
        try (FamilyRunner runner = runner((steps, rows) -> {
            StepResult first = steps.run(request("NUMBERS 2"));
            assertThat(first.rows()).containsExactly(List.of(0L), List.of(1L));
            return steps.stream(request("SCAN 50"), rows).withWarnings(List.of("mind the gap"));
        })) {
            Sink sink = new Sink();
            runner.start(request("WORK"), sink);
            End end = sink.await();
            assertThat(end.outcome().orElseThrow().warnings()).containsExactly("mind the gap");
            assertThat(end.statistics().scan().scannedBytes()).isEqualTo(51);
            // rows of the first step are not the user's
            assertThat(sink.rows.get()).isEqualTo(1);
        }
    }

    @Test
    void failureOfAStepIsTheFailure()
            throws Exception
    {
        try (FamilyRunner runner = runner((steps, _) -> {
            steps.run(request("SCAN 7"));
            steps.run(request("FAIL DIVISION_BY_ZERO Division by zero"));
            throw new AssertionError("not reached");
        })) {
            Sink sink = new Sink();
            runner.start(request("WORK"), sink);
            End end = sink.await();
            assertThat(end.failure().orElseThrow().name()).isEqualTo("DIVISION_BY_ZERO");
            assertThat(end.statistics().scan().scannedBytes()).isEqualTo(7 + 123);
        }
    }

    @Test
    void failureOfTheWorkHasItsCode()
            throws Exception
    {
        try (FamilyRunner runner = runner((_, _) -> {
            throw new GlauxException(ErrorCode.NOT_FOUND, "no such table");
        })) {
            Sink sink = new Sink();
            runner.start(request("WORK"), sink);
            StatementFailure failure = sink.await().failure().orElseThrow();
            assertThat(failure.name()).isEqualTo("NOT_FOUND");
            assertThat(failure.message()).isEqualTo("no such table");
        }
    }

    @Test
    void errorOfTheServerEndsTheStatement()
            throws Exception
    {
        try (FamilyRunner runner = runner((_, _) -> {
            throw new NoClassDefFoundError("io/glaux/Missing");
        })) {
            Sink sink = new Sink();
            runner.start(request("WORK"), sink);
            assertThat(sink.await().failure().orElseThrow().name()).isEqualTo(StatementFailure.INTERNAL);
        }
    }

    @Test
    void cancelStopsTheStepAndLetsTheWorkClearUp()
            throws Exception
    {
        CompletableFuture<Integer> cleared = new CompletableFuture<>();
        try (FamilyRunner runner = runner((steps, _) -> {
            try {
                steps.run(request("WAIT step"));
            }
            finally {
                cleared.complete(steps.cleanUp(request("NUMBERS 4")).rows().size());
            }
            throw new AssertionError("not reached");
        })) {
            Sink sink = new Sink();
            RunningStatement statement = runner.start(request("WORK"), sink);
            engine.awaitStart("step");
            assertThat(statement.statistics().scan().scannedBytes()).isEqualTo(42);
            statement.cancel();
            End end = sink.await();
            assertThat(end.failure().orElseThrow().cancelled()).isTrue();
            assertThat(cleared.get()).isEqualTo(4);
        }
    }

    @Test
    void noStepStartsAfterACancel()
            throws Exception
    {
        CompletableFuture<Void> inWork = new CompletableFuture<>();
        CompletableFuture<Void> goOn = new CompletableFuture<>();
        try (FamilyRunner runner = runner((steps, _) -> {
            inWork.complete(null);
            goOn.join();
            assertThatThrownBy(steps::requireNotCancelled).isInstanceOf(StepFailedException.class);
            return steps.run(request("WAIT never")).outcome();
        })) {
            Sink sink = new Sink();
            RunningStatement statement = runner.start(request("WORK"), sink);
            inWork.get(1, TimeUnit.MINUTES);
            statement.cancel();
            goOn.complete(null);
            assertThat(sink.await().failure().orElseThrow().cancelled()).isTrue();
            assertThat(engine.hasStarted("never")).isFalse();
        }
    }

    private FamilyRunner runner(StatementWork work)
    {
        StatementFamily family = new StatementFamily()
        {
            @Override
            public boolean claims(String sql)
            {
                return sql.startsWith("WORK");
            }

            @Override
            public StatementKind parse(String sql)
            {
                return KIND;
            }

            @Override
            public StatementWork plan(StatementRequest request)
            {
                return work;
            }
        };
        return new FamilyRunner(List.of(family), engine, engine);
    }

    private static StatementRequest request(String sql)
    {
        return new StatementRequest(
                "id",
                sql,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new Principal("alice", "000000000000"),
                "primary",
                Optional.empty(),
                Map.of());
    }

    private record End(
            Optional<StatementOutcome> outcome,
            Optional<StatementFailure> failure,
            StatementStatistics statistics) {}

    private static final class Sink
            implements ResultSink
    {
        private final CompletableFuture<End> end = new CompletableFuture<>();
        private final AtomicInteger rows = new AtomicInteger();

        private End await()
                throws Exception
        {
            return end.get(1, TimeUnit.MINUTES);
        }

        @Override
        public void running() {}

        @Override
        public void columns(List<ResultColumn> columns) {}

        @Override
        public void page(Page page)
        {
            rows.addAndGet(page.getPositionCount());
        }

        @Override
        public void finished(StatementOutcome outcome, StatementStatistics statistics)
        {
            end.complete(new End(Optional.of(outcome), Optional.empty(), statistics));
        }

        @Override
        public void failed(StatementFailure failure, StatementStatistics statistics)
        {
            end.complete(new End(Optional.empty(), Optional.of(failure), statistics));
        }
    }
}
