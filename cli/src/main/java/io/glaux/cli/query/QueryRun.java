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
package io.glaux.cli.query;

import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import static java.lang.Math.min;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * Runs statements through the Athena API and waits for their ends.
 */
public final class QueryRun
{
    private static final Set<QueryExecutionState> ENDS =
            Set.of(QueryExecutionState.SUCCEEDED, QueryExecutionState.FAILED, QueryExecutionState.CANCELLED);
    private static final long START_SECONDS = 10;
    private static final long FIRST_POLL_MILLIS = 20;
    private static final long LAST_POLL_MILLIS = 250;

    private final AthenaClient athena;
    private final QueryWatcher watcher;
    private volatile CompletableFuture<String> current;

    public QueryRun(AthenaClient athena, QueryWatcher watcher)
    {
        this.athena = requireNonNull(athena, "athena is null");
        this.watcher = requireNonNull(watcher, "watcher is null");
    }

    /**
     * @return the query in the state in which it ended
     */
    public QueryExecution run(StartQueryExecutionRequest request)
            throws InterruptedException
    {
        String id = start(request);
        long pause = FIRST_POLL_MILLIS;
        while (true) {
            QueryExecution query = athena.getQueryExecution(get -> get.queryExecutionId(id)).queryExecution();
            watcher.seen(query);
            if (ENDS.contains(query.status().state())) {
                current = null;
                return query;
            }
            Thread.sleep(pause);
            pause = min(LAST_POLL_MILLIS, pause * 5 / 4 + 1);
        }
    }

    private String start(StartQueryExecutionRequest request)
    {
        CompletableFuture<String> started = new CompletableFuture<>();
        current = started;
        try {
            started.complete(athena.startQueryExecution(request).queryExecutionId());
            return started.join();
        }
        finally {
            // nobody waits for a query that did not start
            started.cancel(false);
        }
    }

    /**
     * Cancels the query that runs now, if one does, or the one that is being started.
     *
     * @return its id
     */
    public Optional<String> cancel()
    {
        CompletableFuture<String> started = current;
        if (started == null) {
            return Optional.empty();
        }
        try {
            String id = started.get(START_SECONDS, SECONDS);
            athena.stopQueryExecution(stop -> stop.queryExecutionId(id));
            return Optional.of(id);
        }
        catch (CancellationException | ExecutionException | TimeoutException _) {
            return Optional.empty();
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
