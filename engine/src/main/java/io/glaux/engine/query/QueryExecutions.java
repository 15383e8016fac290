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

import com.google.common.annotations.VisibleForTesting;
import io.airlift.log.Logger;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.ErrorType;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.metering.Admission;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.engine.store.Store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

import static io.airlift.concurrent.Threads.daemonThreadsNamed;
import static java.time.temporal.ChronoUnit.MICROS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.Executors.newSingleThreadScheduledExecutor;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * Every query, whatever door it came in by: records it, gives it a place, runs it, keeps its history. A query's start
 * and its end are each one commit together with their entry in the ledger.
 */
public final class QueryExecutions
        implements QueryJournal, AutoCloseable
{
    private static final Logger log = Logger.get(QueryExecutions.class);
    private static final StatementFailure STOPPED_BY_USER =
            new StatementFailure(ErrorType.USER, StatementFailure.CANCELLED, "Query cancelled by user", true);
    private static final StatementFailure SERVER_STOPPED =
            new StatementFailure(
                    ErrorType.ENGINE,
                    StatementFailure.SERVER_STOPPED,
                    "The server stopped before the query ended. Run it again",
                    false);

    private static final long WATCH_SECONDS = 1;

    private final Store store;
    private final QueryHistory history;
    private final UsageLedger ledger;
    private final QueryEnds ends;
    private final QueryBudgets budgets;
    private final QueryObservers observers = new QueryObservers();
    private final StatementRunner runner;
    private final ResultFiles files;
    private final QueryExecutionsConfig config;
    private final Clock clock;
    private final ExecutorService executor;
    private final Map<String, LiveQuery> live = new ConcurrentHashMap<>();
    private final ProgressRecorder progress;
    private final AtomicLong lastOrdinal;

    private final QueryPlaces places;
    private final ScheduledExecutorService watch =
            newSingleThreadScheduledExecutor(daemonThreadsNamed("query-watch-%s"));
    private volatile boolean closed;

    /**
     * Ends what an earlier process left unfinished, so a store must have one QueryExecutions only.
     */
    public QueryExecutions(
            Store store,
            UsageLedger ledger,
            QueryBudgets budgets,
            StatementRunner runner,
            ResultFiles files,
            QueryExecutionsConfig config,
            Clock clock)
    {
        this.store = requireNonNull(store, "store is null");
        this.history = new QueryHistory(store);
        this.ledger = requireNonNull(ledger, "ledger is null");
        this.ends = new QueryEnds(store, history, ledger, budgets, clock, () -> closed);
        this.budgets = requireNonNull(budgets, "budgets is null");
        this.runner = requireNonNull(runner, "runner is null");
        this.files = requireNonNull(files, "files is null");
        this.config = requireNonNull(config, "config is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.places = new QueryPlaces(config, budgets);
        this.lastOrdinal = new AtomicLong(history.lastOrdinal());
        this.executor = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("query-", 0).factory());
        recover();
        this.progress = new ProgressRecorder(ledger, live.values());
        progress.start();
        // room in a quota comes with time, and limits of time are reached
        ScheduledFuture<?> _ = watch.scheduleWithFixedDelay(this::watch, WATCH_SECONDS, WATCH_SECONDS, SECONDS);
    }

    /**
     * Tells an observer of the queries from now on.
     */
    public void observe(QueryObserver observer)
    {
        observers.add(observer);
    }

    /**
     * Records a query and returns; it runs when there is a place for it. A repeated request token gives the id of the
     * first query. A query whose result is there already, and may be reused, does not run: it is over at once.
     *
     * @throws GlauxException with IDEMPOTENT_PARAMETER_MISMATCH when the token was used for another query, with
     *         RESOURCE_LIMIT when too many queries wait already, with QUOTA_EXCEEDED when a quota is used up
     */
    public String start(QuerySubmission submission)
    {
        requireNonNull(submission, "submission is null");
        requireOpen();
        String id = UUID.randomUUID().toString();
        Optional<String> file = submission.output()
                .map(output -> files.location(output.location(), id, submission.kind().output()));
        Optional<QueryExecution> reusable = findReusable(submission);
        Recorded recorded = liveFromItsCommit(id, () -> store.inOrder(transaction -> {
            Optional<QueryExecution> earlier = submission.origin().requestToken()
                    .flatMap(token ->
                            history.findByToken(transaction, submission.origin().principal().account(), token));
            if (earlier.isPresent()) {
                requireSame(earlier.get().submission(), submission);
                forget(id);
                return new Recorded(earlier.get().id(), Optional.empty(), false);
            }
            if (reusable.isPresent()) {
                recordReuse(id, submission, reusable.get());
                return new Recorded(id, Optional.empty(), true);
            }
            budgets.requireAdmission(submission);
            LiveQuery query = new LiveQuery(record(id, submission, file, Optional.empty()));
            places.announce(query);
            live.put(id, query);
            return new Recorded(id, Optional.of(query), false);
        }));
        if (recorded.isOver()) {
            observers.recordedAndOver(get(recorded.id()));
        }
        recorded.query().ifPresent(query -> {
            observers.recorded(query.recorded());
            places.add(query);
            dispatch();
        });
        return recorded.id();
    }

    @Override
    public String started(JournaledQuery query, RunningStatement statement)
    {
        requireOpen();
        QuerySubmission submission = new QuerySubmission(
                new QueryOrigin(query.principal(), QueryOrigin.Door.TRINO, query.source(), Optional.empty()),
                query.sql(),
                query.kind(),
                new QueryContext(query.catalog(), query.database(), List.of()),
                query.workgroup(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Duration.ZERO);
        String id = UUID.randomUUID().toString();
        LiveQuery recorded = liveFromItsCommit(id, () -> store.inOrder(_ -> {
            LiveQuery journaled = new LiveQuery(record(id, submission, Optional.empty(), Optional.empty()));
            journaled.attach(statement);
            places.enter(journaled);
            live.put(id, journaled);
            Admission admission = budgets.open(journaled.recorded(), budgets.terms(query.workgroup()));
            if (admission.kind() != Admission.Kind.ADMITTED) {
                // the client of this door is not one that can be told to wait
                throw new GlauxException(ErrorCode.QUOTA_EXCEEDED, admission.message());
            }
            return journaled;
        }));
        observers.recorded(recorded.recorded());
        return id;
    }

    /**
     * Runs the recording of a query, which makes it live before it commits: others may find the query, and stop it, as
     * soon as it is in the store.
     */
    private <T> T liveFromItsCommit(String id, Supplier<T> recording)
    {
        try {
            return recording.get();
        }
        catch (RuntimeException e) {
            forget(id);
            throw e;
        }
    }

    private void forget(String id)
    {
        live.remove(id);
        places.release(id);
        budgets.forget(id);
    }

    @Override
    public void running(String executionId)
    {
        Optional.ofNullable(live.get(executionId)).ifPresent(this::running);
    }

    @Override
    public void ended(String executionId, Optional<StatementFailure> failure, StatementStatistics statistics)
    {
        LiveQuery query = live.get(executionId);
        if (query != null) {
            QueryStatus status = failure
                    .map(QueryStatus::failed)
                    .orElseGet(() -> QueryStatus.succeeded(StatementOutcome.NONE));
            ended(query, status, statistics, System.nanoTime());
        }
    }

    /**
     * Asks a query to stop, and returns; a query that ended already stays as it is.
     *
     * @throws GlauxException with NOT_FOUND if there is no such query
     */
    public void stop(String id)
    {
        LiveQuery query = live.get(id);
        if (query == null) {
            get(id);
            return;
        }
        stop(query, STOPPED_BY_USER);
    }

    /**
     * Stops a query that may use no more.
     */
    public void stop(String id, String reason)
    {
        Optional.ofNullable(live.get(id)).ifPresent(query -> stop(query, QueryBudgets.exceeded(reason)));
    }

    /**
     * @throws GlauxException with NOT_FOUND if there is no such query
     */
    public QueryExecution get(String id)
    {
        return find(id)
                .orElseThrow(
                        () -> new GlauxException(ErrorCode.NOT_FOUND, "QueryExecution %s was not found".formatted(id)));
    }

    public Optional<QueryExecution> find(String id)
    {
        return history.find(id).map(this::withProgress);
    }

    /**
     * A query with its stages and its output so far, which {@link #find} does not tell while it runs.
     */
    public Optional<QueryExecution> findDetailed(String id)
    {
        return history.find(id).map(query -> withProgress(query, LiveQuery::detailedStatistics));
    }

    /**
     * The queries among {@code ids} that there are, in any order.
     */
    public List<QueryExecution> findAll(List<String> ids)
    {
        return history.findAll(ids).stream()
                .map(this::withProgress)
                .toList();
    }

    /**
     * The queries that wait for a place, by workgroup and position.
     */
    public List<WaitingQuery> waiting()
    {
        return places.waiting();
    }

    /**
     * The queries of a workgroup, newest first.
     *
     * @param nextToken of the page before
     * @throws GlauxException with INVALID_INPUT if the token is malformed
     */
    public QueryPage list(String workgroup, int size, Optional<String> nextToken)
    {
        OptionalLong before = nextToken.map(token -> OptionalLong.of(HistoryToken.read(token)))
                .orElse(OptionalLong.empty());
        return history.list(workgroup, size, before);
    }

    /**
     * Stops every query and waits for their ends, at most {@link QueryExecutionsConfig#closeTimeout}; what has not
     * ended by then is ended at the next start.
     */
    @Override
    public void close()
    {
        closed = true;
        progress.close();
        watch.shutdownNow();
        List<LiveQuery> queries = List.copyOf(live.values());
        queries.forEach(query -> stop(query, SERVER_STOPPED));
        long deadline = System.nanoTime() + config.closeTimeout().toNanos();
        try {
            for (LiveQuery query : queries) {
                if (!query.ended().await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    log.warn("Query %s did not end in time", query.id());
                }
            }
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }

    void running(LiveQuery query)
    {
        if (query.machine().become(QueryState.RUNNING)) {
            try {
                history.running(query.id());
            }
            catch (RuntimeException e) {
                // the query goes on: its end is what must not be lost
                log.warn(e, "Query %s runs, which was not recorded", query.id());
            }
            observers.running(query.recorded());
        }
    }

    /**
     * @param finishedNanos when the engine was through with it
     */
    void ended(LiveQuery query, QueryStatus outcome, StatementStatistics statistics, long finishedNanos)
    {
        QueryStatus within = budgets.outcome(query, outcome);
        QueryStatus status = closed && within.state() == QueryState.CANCELLED ? QueryStatus.failed(SERVER_STOPPED)
                : within;
        Optional<QueryState> previous = query.machine().change(status.state());
        if (previous.isEmpty()) {
            return;
        }
        QueryStatus stored = status;
        QueryTimes times = query.times(statistics, OptionalLong.of(finishedNanos));
        try {
            stored = ends.commit(query.recorded(), status, times, statistics);
        }
        finally {
            budgets.close(query.recorded(), stored.state(), statistics.scan());
            live.remove(query.id());
            query.markEnded();
            release(query);
            observers.ended(query.recorded(), previous.get(), stored, times, QueryVolume.of(statistics));
        }
    }

    /**
     * @param query empty when the token was known, and when the query is over already
     */
    private record Recorded(String id, Optional<LiveQuery> query, boolean isOver) {}

    private Optional<QueryExecution> findReusable(QuerySubmission submission)
    {
        return submission.reuse().flatMap(reuse -> reuse.key()
                .flatMap(key -> history.findReusable(key, clock.instant().minus(reuse.maxAgeMinutes(), MINUTES)))
                .filter(query -> files.exists(query.outputFile().orElseThrow())));
    }

    private void recordReuse(String id, QuerySubmission submission, QueryExecution earlier)
    {
        QueryExecution query = record(id, submission, earlier.outputFile(), Optional.of(earlier.id()));
        QueryTimes times = query.times();
        ends.write(
                query,
                QueryStatus.succeeded(earlier.status().outcome()),
                new QueryTimes(
                        times.submitted(),
                        Optional.of(clock.instant()),
                        times.preprocessing(),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO),
                StatementStatistics.NONE);
    }

    /**
     * @param file the result, of the query itself or of the one that it reuses
     */
    private QueryExecution record(
            String id,
            QuerySubmission submission,
            Optional<String> file,
            Optional<String> reusedQuery)
    {
        Instant now = clock.instant();
        QueryExecution query = new QueryExecution(
                id,
                submission,
                file,
                reusedQuery,
                QueryStatus.QUEUED,
                QueryTimes.queued(now, submission.preprocessing()),
                QueryVolume.NONE);
        history.insert(query, nextOrdinal(now));
        ledger.started(id, submission.workgroup(), submission.origin().principal().user(), now);
        return query;
    }

    private long nextOrdinal(Instant now)
    {
        long micros = MICROS.between(Instant.EPOCH, now);
        return lastOrdinal.updateAndGet(last -> Math.max(last + 1, micros));
    }

    private static void requireSame(QuerySubmission earlier, QuerySubmission repeated)
    {
        if (!earlier.isSameRequest(repeated)) {
            throw new GlauxException(ErrorCode.IDEMPOTENT_PARAMETER_MISMATCH, "Idempotent parameters do not match");
        }
    }

    private void requireOpen()
    {
        if (closed) {
            throw new GlauxException(ErrorCode.INTERNAL_ERROR, "The server is stopping");
        }
    }

    private void dispatch()
    {
        QueryPlaces.Next next = places.next();
        next.running().forEach(query -> executor.execute(() -> run(query)));
        next.refused().forEach(refused -> ended(
                refused.query(),
                QueryStatus.failed(QueryBudgets.exceeded(refused.reason())),
                StatementStatistics.NONE,
                System.nanoTime()));
    }

    private void watch()
    {
        try {
            if (!closed) {
                dispatch();
                RunTimeLimits.exceeded(live.values(), budgets.workgroupLimits()).forEach(this::stop);
            }
        }
        catch (RuntimeException e) {
            log.warn(e, "Queries were not looked at");
        }
    }

    private void release(LiveQuery query)
    {
        places.release(query);
        if (!closed) {
            dispatch();
        }
    }

    private void run(LiveQuery query)
    {
        QuerySubmission submission = query.recorded().submission();
        ResultRecorder recorder = new ResultRecorder(
                query, files, this, budgets.workgroupLimits(query.workgroup()).maxResultBytes());
        try {
            query.attach(runner.start(
                    new StatementRequest(
                            query.id(),
                            submission.sql(),
                            submission.context().catalog(),
                            submission.context().database(),
                            submission.context().parameters(),
                            submission.origin().principal(),
                            submission.workgroup(),
                            submission.output(),
                            Map.of(),
                            new Forecasting(false, submission.maxBilledBytes())),
                    recorder));
        }
        catch (RuntimeException e) {
            log.error(e, "Query %s did not start", query.id());
            recorder.failed(
                    new StatementFailure(
                            ErrorType.ENGINE,
                            StatementFailure.INTERNAL,
                            String.valueOf(e.getMessage()),
                            false),
                    StatementStatistics.NONE);
        }
    }

    private void stop(LiveQuery query, StatementFailure reason)
    {
        if (query.stop(reason)) {
            ended(query, QueryStatus.failed(reason), StatementStatistics.NONE, System.nanoTime());
        }
    }

    private QueryExecution withProgress(QueryExecution recorded)
    {
        return withProgress(recorded, LiveQuery::statistics);
    }

    private QueryExecution withProgress(QueryExecution recorded, Function<LiveQuery, StatementStatistics> source)
    {
        LiveQuery query = live.get(recorded.id());
        if (query == null || recorded.state().isTerminal()) {
            return recorded;
        }
        StatementStatistics statistics = source.apply(query);
        return new QueryExecution(
                recorded.id(),
                recorded.submission(),
                recorded.outputFile(),
                recorded.reusedQuery(),
                places.waiting(query).map(waiting -> QueryStatus.waiting(waiting.explanation()))
                        .orElse(recorded.status()),
                query.times(statistics, OptionalLong.empty()),
                QueryVolume.of(statistics));
    }

    private void recover()
    {
        for (QueryExecution query : history.unfinished()) {
            QueryTimes times = new QueryTimes(
                    query.times().submitted(),
                    Optional.of(clock.instant()),
                    query.times().preprocessing(),
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO);
            ends.write(query, QueryStatus.failed(SERVER_STOPPED), times, ends.lastKnown(query));
            // not waited for: the storage may be slow, or not there, and the start must not hang on it
            query.outputFile().ifPresent(file -> executor.execute(() -> discard(file)));
        }
        budgets.forgetLeftovers();
    }

    /**
     * Writes down what the queries under way have read, as happens from time to time.
     */
    @VisibleForTesting
    int recordProgress()
    {
        return progress.record();
    }

    private void discard(String file)
    {
        try {
            files.discard(file);
        }
        catch (RuntimeException e) {
            log.warn(e, "Parts of the unfinished result %s may be left", file);
        }
    }
}
