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

import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.RunningStatement;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.StatementRunner;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

import static io.airlift.concurrent.Threads.daemonThreadsNamed;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.Executors.newSingleThreadScheduledExecutor;
import static java.util.concurrent.Executors.newThreadPerTaskExecutor;

/**
 * Runs statements in Trino, in this process: pages come from the root stage as they are, not through JSON. It may be
 * made before Trino is; statements that come in until then wait.
 */
public final class TrinoStatementRunner
        implements StatementRunner, AutoCloseable
{
    private final CompletableFuture<TrinoQueries> trino = new CompletableFuture<>();
    private final ExecutorService executor =
            newThreadPerTaskExecutor(Thread.ofVirtual().name("statement-", 0).factory());
    private final ScheduledExecutorService heartbeats =
            newSingleThreadScheduledExecutor(daemonThreadsNamed("statement-heartbeat-%s"));

    /**
     * Trino takes queries from now on.
     */
    public void open(TrinoQueries queries)
    {
        trino.complete(requireNonNull(queries, "queries is null"));
    }

    @Override
    public RunningStatement start(StatementRequest request, ResultSink sink)
    {
        if (request.forecasting().isDryRun()) {
            DryRunStatement statement = new DryRunStatement(request, sink, trino);
            executor.execute(statement);
            return statement;
        }
        TrinoStatement statement = new TrinoStatement(request, sink, trino, heartbeats);
        executor.execute(statement);
        return statement;
    }

    /**
     * Gives up what runs: each statement ends as failed.
     */
    @Override
    public void close()
    {
        executor.shutdownNow();
        heartbeats.shutdownNow();
    }
}
