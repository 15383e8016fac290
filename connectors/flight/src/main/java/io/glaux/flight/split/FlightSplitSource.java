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
package io.glaux.flight.split;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.glaux.flight.client.HostException;
import io.glaux.flight.metadata.Opaque;
import io.glaux.flight.metadata.SplitAnswers;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.Split;
import io.trino.spi.connector.ConnectorSplit;
import io.trino.spi.connector.ConnectorSplitSource;
import io.trino.spi.connector.DynamicFilterSnapshot;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/**
 * Splits of one scan. The host is asked when the engine wants the first, with what is known of the other sides of joins
 * by then, and makes no more than the engine takes.
 */
final class FlightSplitSource
        implements ConnectorSplitSource
{
    private final Function<List<Conjunct>, SplitAnswers> open;
    private final DynamicFilters dynamicFilters;
    private final Duration dynamicFilterWait;
    private final Executor executor;

    private final ReentrantLock reading = new ReentrantLock();
    @GuardedBy("reading")
    private final Deque<FlightSplit> ahead = new ArrayDeque<>();
    private volatile Optional<SplitAnswers> answers = Optional.empty();
    private volatile boolean isFinished;
    private volatile boolean isClosed;

    /**
     * @param open asks the host for splits
     * @param executor on which the host is waited for
     */
    FlightSplitSource(
            Function<List<Conjunct>, SplitAnswers> open,
            DynamicFilters dynamicFilters,
            Duration dynamicFilterWait,
            Executor executor)
    {
        this.open = requireNonNull(open, "open is null");
        this.dynamicFilters = requireNonNull(dynamicFilters, "dynamicFilters is null");
        this.dynamicFilterWait = requireNonNull(dynamicFilterWait, "dynamicFilterWait is null");
        this.executor = requireNonNull(executor, "executor is null");
    }

    @Override
    public long getRequestedDynamicFilterWaitTimeoutMillis()
    {
        return dynamicFilters.columns().isEmpty() ? 0 : dynamicFilterWait.toMillis();
    }

    @Override
    public CompletableFuture<List<ConnectorSplit>> getNextBatch(
            int maxSize,
            DynamicFilterSnapshot dynamicFilterSnapshot)
    {
        CompletableFuture<List<ConnectorSplit>> batch = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                batch.complete(nextBatch(maxSize, dynamicFilterSnapshot));
            }
            catch (RuntimeException | Error e) {
                // as it is: supplyAsync would put it into another one, whose message the query would have
                batch.completeExceptionally(e);
            }
        });
        return batch;
    }

    private List<ConnectorSplit> nextBatch(int maxSize, DynamicFilterSnapshot dynamicFilter)
    {
        reading.lock();
        try {
            if (isFinished || isClosed) {
                return List.of();
            }
            if (!dynamicFilters.columns().isEmpty() && dynamicFilter.currentPredicate().isNone()) {
                // no row of this side has a partner
                finish();
                return List.of();
            }
            return take(maxSize, dynamicFilter);
        }
        catch (HostException e) {
            if (isClosed) {
                return List.of();
            }
            throw e;
        }
        finally {
            reading.unlock();
        }
    }

    @GuardedBy("reading")
    private List<ConnectorSplit> take(int maxSize, DynamicFilterSnapshot dynamicFilter)
    {
        SplitAnswers splits = answers.orElseGet(() -> start(dynamicFilter));
        while (ahead.isEmpty() && splits.hasNext()) {
            for (Split split : splits.next().getSplitsList()) {
                ahead.addLast(split(split));
            }
        }
        List<ConnectorSplit> batch = new ArrayList<>();
        while (batch.size() < maxSize && !ahead.isEmpty()) {
            batch.add(ahead.removeFirst());
        }
        if (batch.isEmpty()) {
            finish();
        }
        return batch;
    }

    @GuardedBy("reading")
    private SplitAnswers start(DynamicFilterSnapshot dynamicFilter)
    {
        List<Conjunct> conjuncts = dynamicFilters.columns().isEmpty()
                ? List.of()
                : dynamicFilters.conjuncts(dynamicFilter.currentPredicate());
        SplitAnswers started = open.apply(conjuncts);
        answers = Optional.of(started);
        if (isClosed) {
            started.close();
        }
        return started;
    }

    private static FlightSplit split(Split split)
    {
        return new FlightSplit(new Opaque(split.getTicket()), split.getWeight(), split.getLocationsList());
    }

    private void finish()
    {
        isFinished = true;
        answers.ifPresent(SplitAnswers::close);
    }

    @Override
    public void close()
    {
        isClosed = true;
        answers.ifPresent(SplitAnswers::close);
    }

    @Override
    public boolean isFinished()
    {
        return isFinished || isClosed;
    }
}
