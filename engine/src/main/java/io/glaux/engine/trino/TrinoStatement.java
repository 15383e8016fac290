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

import io.airlift.log.Logger;
import io.glaux.engine.error.ErrorType;
import io.glaux.engine.query.ReadTable;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.RunningStatement;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.StatementStatistics;
import io.opentelemetry.api.trace.Span;
import io.trino.dispatcher.DispatchQuery;
import io.trino.execution.ExecutionFailureInfo;
import io.trino.server.protocol.Slug;
import io.trino.spi.QueryId;
import io.trino.spi.TrinoException;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;

import static io.trino.spi.StandardErrorCode.GENERIC_INTERNAL_ERROR;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * One statement of one of our own doors, on a thread of its own from its start to its end.
 */
final class TrinoStatement
        implements RunningStatement, Runnable
{
    private static final Logger log = Logger.get(TrinoStatement.class);
    static final StatementFailure STOPPED =
            new StatementFailure(
                    ErrorType.ENGINE,
                    "SERVER_STOPPED",
                    "The server stopped before the query ended. Run it again",
                    false);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final StatementRequest request;
    private final ResultSink sink;
    private final CompletableFuture<TrinoQueries> opened;
    private final ScheduledExecutorService heartbeats;
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

    private volatile Optional<Running> running = Optional.empty();
    private volatile Optional<StatementStatistics> finalStatistics = Optional.empty();

    TrinoStatement(
            StatementRequest request,
            ResultSink sink,
            CompletableFuture<TrinoQueries> opened,
            ScheduledExecutorService heartbeats)
    {
        this.request = requireNonNull(request, "request is null");
        this.sink = requireNonNull(sink, "sink is null");
        this.opened = requireNonNull(opened, "opened is null");
        this.heartbeats = requireNonNull(heartbeats, "heartbeats is null");
    }

    @Override
    public void cancel()
    {
        cancelled.complete(null);
        running.ifPresent(Running::cancel);
    }

    @Override
    public StatementStatistics statistics()
    {
        return finalStatistics
                .or(() -> running.map(Running::progress))
                .orElse(StatementStatistics.NONE);
    }

    @Override
    public StatementStatistics detailedStatistics()
    {
        return finalStatistics
                .or(() -> running.map(Running::detailedProgress))
                .orElse(StatementStatistics.NONE);
    }

    @Override
    public void run()
    {
        try {
            CompletableFuture.anyOf(opened, cancelled).get();
        }
        catch (InterruptedException | ExecutionException _) {
            end(Outcome.failed(STOPPED), StatementStatistics.NONE);
            return;
        }
        if (cancelled.isDone()) {
            end(Outcome.failed(TrinoFailures.cancelled()), StatementStatistics.NONE);
            return;
        }
        run(opened.join());
    }

    private void run(TrinoQueries trino)
    {
        QueryId queryId = trino.createOwnQuery(request.executionId());
        Running query = new Running(trino, queryId);
        Outcome outcome;
        StatementStatistics statistics;
        long pause = Math.min(LONGEST_PAUSE.toMillis(), trino.clientTimeout().dividedBy(3).toMillis());
        ScheduledFuture<?> heartbeat = heartbeats.scheduleWithFixedDelay(query::beat, pause, pause, MILLISECONDS);
        try {
            try {
                outcome = execute(trino, query);
            }
            catch (InterruptedException _) {
                query.fail(new TrinoException(GENERIC_INTERNAL_ERROR, STOPPED.message()));
                outcome = Outcome.failed(STOPPED);
            }
            catch (Throwable e) {
                log.debug(e, "Query %s ends, since its rows cannot be taken", queryId);
                query.fail(e);
                outcome = Outcome.failed(TrinoFailures.of(e));
            }
            statistics = trino.settle(queryId);
            outcome = outcome.withTables(trino.writtenPartitions(queryId), trino.readTables(queryId));
        }
        finally {
            heartbeat.cancel(false);
            trino.forget(queryId);
        }
        end(outcome, statistics);
    }

    private Outcome execute(TrinoQueries trino, Running query)
            throws InterruptedException
    {
        sink.engineQuery(query.queryId().id());
        ParameterizedText text = ParameterizedText.of(request);
        await(trino.dispatchManager().createQuery(
                query.queryId(),
                Span.getInvalid(),
                Slug.createNew(),
                StatementSessions.of(request, text),
                text.sql()));
        running = Optional.of(query);
        if (cancelled.isDone()) {
            query.cancel();
        }
        await(trino.dispatchManager().waitForDispatched(query.queryId()));
        DispatchQuery dispatched = trino.dispatchManager().getQuery(query.queryId());
        if (!trino.queryManager().hasQuery(query.queryId())) {
            // it failed before there was an execution of it
            return Outcome.failed(failureOf(dispatched));
        }
        if (!dispatched.getState().isDone()) {
            sink.running();
        }
        ResultPages pages = new ResultPages(trino, dispatched.getSession(), sink);
        pages.drain();
        return Optional.ofNullable(trino.queryManager().getResultQueryInfo(query.queryId()).failureInfo())
                .map(failure -> Outcome.failed(TrinoFailures.of(failure)))
                .orElseGet(() -> new Outcome(
                        Optional.empty(), StatementOutcome.of(pages.updateType(), pages.updateCount())));
    }

    private static StatementFailure failureOf(DispatchQuery query)
    {
        ExecutionFailureInfo failure = query.getFullQueryInfo().getFailureInfo();
        if (failure == null) {
            return TrinoFailures.of(new IllegalStateException("The query failed for an unknown reason"));
        }
        return TrinoFailures.of(failure);
    }

    private void end(Outcome outcome, StatementStatistics statistics)
    {
        finalStatistics = Optional.of(statistics);
        running = Optional.empty();
        try {
            outcome.failure().ifPresentOrElse(
                    failure -> sink.failed(failure, statistics),
                    () -> sink.finished(outcome.success(), statistics));
        }
        catch (RuntimeException e) {
            log.error(e, "The end of statement %s was not taken", request.executionId());
        }
    }

    private static void await(Future<?> future)
            throws InterruptedException
    {
        try {
            future.get();
        }
        catch (ExecutionException e) {
            throw new IllegalStateException("Trino did not take the query", e.getCause());
        }
    }

    /**
     * @param success what is said of a statement that did not fail
     */
    private record Outcome(Optional<StatementFailure> failure, StatementOutcome success)
    {
        private static Outcome failed(StatementFailure failure)
        {
            return new Outcome(Optional.of(failure), StatementOutcome.NONE);
        }

        private Outcome withTables(Optional<List<String>> written, List<ReadTable> read)
        {
            return new Outcome(failure, written.map(success::withPartitions).orElse(success).withReads(read));
        }
    }

    private record Running(TrinoQueries trino, QueryId queryId)
    {
        private void cancel()
        {
            trino.dispatchManager().cancelQuery(queryId);
        }

        private void fail(Throwable cause)
        {
            trino.dispatchManager().failQuery(queryId, cause);
        }

        private void beat()
        {
            try {
                trino.dispatchManager().getQuery(queryId).recordHeartbeat();
            }
            catch (NoSuchElementException _) {
                // not registered yet
            }
        }

        private StatementStatistics progress()
        {
            return trino.progress(queryId);
        }

        private StatementStatistics detailedProgress()
        {
            return trino.detailedProgress(queryId);
        }
    }
}
