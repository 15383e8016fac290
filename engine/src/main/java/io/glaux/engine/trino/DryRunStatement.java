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
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.RunningStatement;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.StatementStatistics;
import io.trino.spi.QueryId;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import static io.trino.util.Failures.toFailure;
import static java.util.Objects.requireNonNull;

/**
 * A dry run, on a thread of its own from its start to its end. What it reads of the files is counted and limited as a
 * query's reading is.
 */
final class DryRunStatement
        implements RunningStatement, Runnable
{
    private static final Logger log = Logger.get(DryRunStatement.class);

    private final StatementRequest request;
    private final ResultSink sink;
    private final CompletableFuture<TrinoQueries> opened;

    private volatile boolean cancelled;
    private volatile Optional<QueryId> running = Optional.empty();
    private volatile StatementStatistics statistics = StatementStatistics.NONE;

    DryRunStatement(StatementRequest request, ResultSink sink, CompletableFuture<TrinoQueries> opened)
    {
        this.request = requireNonNull(request, "request is null");
        this.sink = requireNonNull(sink, "sink is null");
        this.opened = requireNonNull(opened, "opened is null");
    }

    @Override
    public void cancel()
    {
        cancelled = true;
    }

    @Override
    public StatementStatistics statistics()
    {
        return running.map(queryId -> opened.join().progress(queryId)).orElse(statistics);
    }

    @Override
    public StatementStatistics detailedStatistics()
    {
        return statistics();
    }

    @Override
    public void run()
    {
        try {
            run(opened.get());
        }
        catch (InterruptedException | ExecutionException _) {
            end(Optional.of(TrinoStatement.STOPPED));
        }
    }

    private void run(TrinoQueries trino)
    {
        QueryId queryId = trino.createOwnQuery(request.executionId());
        running = Optional.of(queryId);
        Optional<StatementFailure> failure;
        try {
            failure = forecast(trino, queryId);
            statistics = trino.settleDryRun(queryId);
        }
        finally {
            running = Optional.empty();
            trino.forget(queryId);
        }
        end(failure);
    }

    @SuppressWarnings("CatchThrowable") // a statement without an end would run for ever
    private Optional<StatementFailure> forecast(TrinoQueries trino, QueryId queryId)
    {
        try {
            sink.engineQuery(queryId.id());
            sink.running();
            List<ScanForecast> scans = trino.dryRuns().forecast(queryId, request, this::requireNotCancelled);
            sink.columns(ForecastRows.COLUMNS);
            sink.page(ForecastRows.page(scans, trino.priceOf(request.workgroup())));
            return Optional.empty();
        }
        catch (InterruptedException _) {
            return Optional.of(TrinoStatement.STOPPED);
        }
        catch (CancellationException _) {
            return Optional.of(TrinoFailures.cancelled());
        }
        catch (Throwable e) {
            log.debug(e, "Dry run %s failed", queryId);
            return Optional.of(TrinoFailures.of(toFailure(e)));
        }
    }

    private void requireNotCancelled()
    {
        if (cancelled) {
            throw new CancellationException();
        }
    }

    private void end(Optional<StatementFailure> failure)
    {
        try {
            failure.ifPresentOrElse(
                    known -> sink.failed(known, statistics),
                    () -> sink.finished(StatementOutcome.NONE, statistics));
        }
        catch (RuntimeException e) {
            log.error(e, "The end of statement %s was not taken", request.executionId());
        }
    }
}
