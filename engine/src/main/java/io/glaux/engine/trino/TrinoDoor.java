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

import com.google.inject.Inject;
import io.airlift.log.Logger;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.JournaledQuery;
import io.glaux.engine.query.QueryJournal;
import io.glaux.engine.query.RunningStatement;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementParser;
import io.glaux.engine.query.StatementStatistics;
import io.trino.dispatcher.DispatchQuery;
import io.trino.execution.QueryState;
import io.trino.spi.QueryId;
import io.trino.spi.TrinoException;
import io.trino.spi.eventlistener.EventListener;
import io.trino.spi.eventlistener.QueryCompletedEvent;
import io.trino.spi.eventlistener.QueryContext;
import io.trino.spi.eventlistener.QueryCreatedEvent;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import static io.airlift.concurrent.Threads.daemonThreadsNamed;
import static io.trino.spi.StandardErrorCode.EXCEEDED_SCAN_LIMIT;
import static io.trino.spi.StandardErrorCode.EXCEEDED_TIME_LIMIT;
import static io.trino.spi.StandardErrorCode.GENERIC_INTERNAL_ERROR;
import static io.trino.spi.StandardErrorCode.QUERY_QUEUE_FULL;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.Executors.newSingleThreadScheduledExecutor;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * Records the queries that clients of Trino's own protocol run, in the same history and with the same bytes as those of
 * our own doors. A query that cannot be recorded fails: none goes unseen.
 */
final class TrinoDoor
        implements EventListener
{
    private static final Logger log = Logger.get(TrinoDoor.class);
    private static final int REGISTRATION_PAUSE_MILLIS = 5;
    private static final int REGISTRATION_ATTEMPTS = 2000;

    private final TrinoQueries trino;
    private final CoordinatorServices services;
    private final StatementParser parser = new TrinoStatementParser();
    private final Map<String, String> executions = new ConcurrentHashMap<>();
    private final ScheduledExecutorService registrations =
            newSingleThreadScheduledExecutor(daemonThreadsNamed("trino-door-%s"));
    private final ThreadFactory settlements = Thread.ofVirtual().name("trino-door-settle-", 0).factory();

    @Inject
    TrinoDoor(TrinoQueries trino, CoordinatorServices services)
    {
        this.trino = requireNonNull(trino, "trino is null");
        this.services = requireNonNull(services, "services is null");
    }

    @Override
    public void queryCreated(QueryCreatedEvent event)
    {
        String id = event.getMetadata().getQueryId();
        if (trino.isOwnQuery(id) || executions.containsKey(id)) {
            return;
        }
        QueryId queryId = QueryId.valueOf(id);
        try {
            journaled(event).ifPresent(query -> {
                trino.track(queryId);
                String execution = journal().started(query, new TrinoDoorStatement(queryId));
                executions.put(id, execution);
                services.budgets().attach(id, execution);
                whenRegistered(queryId, registered -> followState(registered, executions.get(id)), 0);
            });
        }
        catch (RuntimeException e) {
            trino.untrack(queryId);
            TrinoException failure = failure(e, id);
            whenRegistered(queryId, query -> query.fail(failure), 0);
        }
    }

    private static TrinoException failure(RuntimeException cause, String query)
    {
        if (cause instanceof GlauxException known) {
            if (known.code() == ErrorCode.QUOTA_EXCEEDED) {
                return new TrinoException(EXCEEDED_SCAN_LIMIT, known.getMessage(), known);
            }
            if (known.code() == ErrorCode.RESOURCE_LIMIT) {
                return new TrinoException(QUERY_QUEUE_FULL, known.getMessage(), known);
            }
        }
        log.error(cause, "Query %s cannot be recorded", query);
        return new TrinoException(GENERIC_INTERNAL_ERROR, "The query cannot be recorded: see the server's log", cause);
    }

    @Override
    public void queryCompleted(QueryCompletedEvent event)
    {
        String id = event.getMetadata().getQueryId();
        Optional<StatementFailure> failure = event.getFailureInfo()
                .map(info -> TrinoFailures.of(
                        info.getErrorCode(),
                        info.getFailureMessage().orElseGet(() -> info.getErrorCode().getName())));
        Optional.ofNullable(executions.remove(id))
                .ifPresent(execution -> settlements.newThread(() -> settle(QueryId.valueOf(id), execution, failure))
                        .start());
    }

    @Override
    public void shutdown()
    {
        registrations.shutdownNow();
    }

    private void settle(QueryId queryId, String execution, Optional<StatementFailure> failure)
    {
        journal().ended(execution, failure, trino.settle(queryId));
    }

    /**
     * Empty when the text does not parse, or names a workgroup that is refused: then the query fails before there is
     * one.
     */
    private Optional<JournaledQuery> journaled(QueryCreatedEvent event)
    {
        QueryContext context = event.getContext();
        String sql = event.getMetadata().getQuery();
        try {
            StatementKind kind = parser.parse(event.getMetadata().getPreparedQuery().orElse(sql));
            return Optional.of(new JournaledQuery(
                    new Principal(context.getUser(), services.account()),
                    sql,
                    kind,
                    services.workgroups().resolve(context.getUser(), WorkgroupTag.find(context.getClientTags())),
                    context.getCatalog(),
                    context.getSchema(),
                    context.getSource()));
        }
        catch (GlauxException | TrinoException _) {
            return Optional.empty();
        }
    }

    private void followState(DispatchQuery query, String execution)
    {
        AtomicBoolean told = new AtomicBoolean();
        query.addStateChangeListener(state -> {
            if (state.compareTo(QueryState.DISPATCHING) > 0 && !state.isDone() && told.compareAndSet(false, true)) {
                // not on the thread of the state machine: this writes to the store
                settlements.newThread(() -> journal().running(execution)).start();
            }
        });
    }

    /**
     * Trino tells of a query just before it can be found.
     */
    private void whenRegistered(QueryId queryId, Consumer<DispatchQuery> action, int attempt)
    {
        if (trino.dispatchManager().isQueryRegistered(queryId)) {
            action.accept(trino.dispatchManager().getQuery(queryId));
        }
        else if (attempt < REGISTRATION_ATTEMPTS) {
            ScheduledFuture<?> _ = registrations.schedule(
                    () -> whenRegistered(queryId, action, attempt + 1),
                    REGISTRATION_PAUSE_MILLIS,
                    MILLISECONDS);
        }
    }

    private QueryJournal journal()
    {
        return services.journal();
    }

    private final class TrinoDoorStatement
            implements RunningStatement
    {
        private final QueryId queryId;

        private TrinoDoorStatement(QueryId queryId)
        {
            this.queryId = queryId;
        }

        @Override
        public void cancel()
        {
            trino.dispatchManager().cancelQuery(queryId);
        }

        @Override
        public void stop(StatementFailure reason)
        {
            if (reason.name().equals(StatementFailure.TIME_LIMIT_EXCEEDED)) {
                trino.dispatchManager().failQuery(queryId, new TrinoException(EXCEEDED_TIME_LIMIT, reason.message()));
            }
            else {
                cancel();
            }
        }

        @Override
        public StatementStatistics statistics()
        {
            return trino.progress(queryId);
        }

        @Override
        public StatementStatistics detailedStatistics()
        {
            return trino.detailedProgress(queryId);
        }
    }
}
