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

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

import static java.util.Objects.requireNonNull;

/**
 * A query that has not ended, in the memory of the process that runs it.
 */
final class LiveQuery
{
    private final QueryExecution recorded;
    private final QueryStateMachine machine = new QueryStateMachine();
    private final long submittedNanos = System.nanoTime();
    private final CountDownLatch ended = new CountDownLatch(1);

    private RunningStatement statement;
    private boolean cancelRequested;
    private Optional<StatementFailure> stopReason = Optional.empty();
    private OptionalLong dispatchedNanos = OptionalLong.empty();

    LiveQuery(QueryExecution recorded)
    {
        this.recorded = requireNonNull(recorded, "recorded is null");
    }

    String id()
    {
        return recorded.id();
    }

    String workgroup()
    {
        return recorded.submission().workgroup();
    }

    QueryExecution recorded()
    {
        return recorded;
    }

    QueryStateMachine machine()
    {
        return machine;
    }

    /**
     * Gives the query its place.
     *
     * @return false when it was stopped before: it must not run
     */
    synchronized boolean dispatch()
    {
        if (cancelRequested) {
            return false;
        }
        dispatchedNanos = OptionalLong.of(System.nanoTime());
        return true;
    }

    /**
     * The statement runs; if the query was stopped meanwhile, the statement is too.
     */
    void attach(RunningStatement running)
    {
        boolean cancel;
        synchronized (this) {
            statement = requireNonNull(running, "running is null");
            cancel = cancelRequested;
        }
        if (cancel) {
            stop(running);
        }
    }

    /**
     * Asks the query to stop, since its result cannot be kept.
     */
    void cancel()
    {
        stop(Optional.empty());
    }

    /**
     * Asks the query to stop.
     *
     * @return whether it had no place yet, so that nothing but the caller will end it
     */
    boolean stop(StatementFailure reason)
    {
        return stop(Optional.of(reason));
    }

    private boolean stop(Optional<StatementFailure> reason)
    {
        RunningStatement running;
        synchronized (this) {
            boolean first = !cancelRequested;
            cancelRequested = true;
            stopReason = stopReason.or(() -> reason);
            if (dispatchedNanos.isEmpty() && statement == null) {
                return first;
            }
            running = statement;
        }
        if (running != null) {
            stop(running);
        }
        return false;
    }

    private void stop(RunningStatement running)
    {
        stopReason().ifPresentOrElse(running::stop, running::cancel);
    }

    /**
     * Why the query was asked to stop, when it was, and somebody said.
     */
    synchronized Optional<StatementFailure> stopReason()
    {
        return stopReason;
    }

    /**
     * What the statement has used so far.
     */
    StatementStatistics statistics()
    {
        return statement().map(RunningStatement::statistics).orElse(StatementStatistics.NONE);
    }

    StatementStatistics detailedStatistics()
    {
        return statement().map(RunningStatement::detailedStatistics).orElse(StatementStatistics.NONE);
    }

    private synchronized Optional<RunningStatement> statement()
    {
        return Optional.ofNullable(statement);
    }

    /**
     * For how long it has run; zero while it has no place.
     */
    synchronized Duration running()
    {
        if (dispatchedNanos.isEmpty() && statement == null) {
            return Duration.ZERO;
        }
        return Duration.ofNanos(System.nanoTime() - dispatchedNanos.orElse(submittedNanos));
    }

    /**
     * The times so far, or in the end.
     *
     * @param finishedNanos when the engine was through with the query; empty while it is not
     */
    synchronized QueryTimes times(StatementStatistics statistics, OptionalLong finishedNanos)
    {
        long now = System.nanoTime();
        long finished = finishedNanos.orElse(now);
        long taken = dispatchedNanos.orElse(statement == null ? finished : submittedNanos);
        Duration queued = Duration.ofNanos(taken - submittedNanos).plus(statistics.queued());
        Duration engine = atLeastZero(Duration.ofNanos(finished - submittedNanos).minus(queued));
        QueryTimes submitted = recorded.times();
        return new QueryTimes(
                submitted.submitted(),
                submitted.completed(),
                submitted.preprocessing(),
                queued,
                statistics.planning().compareTo(engine) > 0 ? engine : statistics.planning(),
                engine,
                Duration.ofNanos(finishedNanos.isPresent() ? now - finished : 0));
    }

    private static Duration atLeastZero(Duration duration)
    {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    void markEnded()
    {
        ended.countDown();
    }

    boolean isOver()
    {
        return ended.getCount() == 0;
    }

    CountDownLatch ended()
    {
        return ended;
    }
}
