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

import static java.lang.Math.min;
import static java.util.Objects.requireNonNull;

/**
 * Runs statements through the Athena API and waits for their ends.
 */
public final class QueryRun
{
    private static final Set<QueryExecutionState> ENDS =
            Set.of(QueryExecutionState.SUCCEEDED, QueryExecutionState.FAILED, QueryExecutionState.CANCELLED);
    private static final long FIRST_POLL_MILLIS = 20;
    private static final long LAST_POLL_MILLIS = 250;

    private final AthenaClient athena;
    private final QueryWatcher watcher;
    private volatile String current;

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
        String id = athena.startQueryExecution(request).queryExecutionId();
        current = id;
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

    /**
     * Cancels the query that runs now, if one does.
     *
     * @return its id
     */
    public Optional<String> cancel()
    {
        String id = current;
        if (id == null) {
            return Optional.empty();
        }
        athena.stopQueryExecution(stop -> stop.queryExecutionId(id));
        return Optional.of(id);
    }
}
