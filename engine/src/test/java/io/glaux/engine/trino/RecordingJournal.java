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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.JournaledQuery;
import io.glaux.engine.query.QueryJournal;
import io.glaux.engine.query.RunningStatement;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementStatistics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Keeps what the door of Trino records. The id of an execution is the query's text.
 */
final class RecordingJournal
        implements QueryJournal
{
    private final List<JournaledQuery> started = new CopyOnWriteArrayList<>();
    private final Map<String, RunningStatement> statements = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<End>> ends = new ConcurrentHashMap<>();

    @Override
    public String started(JournaledQuery query, RunningStatement statement)
    {
        if (query.sql().contains("unrecordable")) {
            throw new IllegalStateException("The store is full");
        }
        if (query.sql().contains("too many")) {
            throw new GlauxException(ErrorCode.RESOURCE_LIMIT, "Workgroup etl runs as many as it may");
        }
        started.add(query);
        statements.put(query.sql(), statement);
        return query.sql();
    }

    @Override
    public void running(String executionId)
    {
        running.computeIfAbsent(executionId, _ -> new CompletableFuture<>()).complete(null);
    }

    @Override
    public void ended(String executionId, Optional<StatementFailure> failure, StatementStatistics statistics)
    {
        ends.computeIfAbsent(executionId, _ -> new CompletableFuture<>()).complete(new End(failure, statistics));
    }

    List<JournaledQuery> started()
    {
        return started;
    }

    RunningStatement statement(String executionId)
    {
        return statements.get(executionId);
    }

    void awaitRunning(String executionId)
            throws InterruptedException, ExecutionException, TimeoutException
    {
        running.computeIfAbsent(executionId, _ -> new CompletableFuture<>()).get(1, TimeUnit.MINUTES);
    }

    End awaitEnd(String executionId)
            throws InterruptedException, ExecutionException, TimeoutException
    {
        return ends.computeIfAbsent(executionId, _ -> new CompletableFuture<>()).get(1, TimeUnit.MINUTES);
    }

    record End(Optional<StatementFailure> failure, StatementStatistics statistics) {}
}
