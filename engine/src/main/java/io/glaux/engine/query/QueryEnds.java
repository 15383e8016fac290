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

import io.airlift.log.Logger;
import io.glaux.engine.error.ErrorType;
import io.glaux.engine.metering.Bill;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.metering.PriceBooks;
import io.glaux.engine.metering.UsageEnd;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.engine.store.Store;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import static com.google.common.base.Throwables.getRootCause;
import static java.util.Objects.requireNonNull;

/**
 * Writes the ends of queries: in the history and in the ledger, in one commit.
 */
final class QueryEnds
{
    private static final Logger log = Logger.get(QueryEnds.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Store store;
    private final QueryHistory history;
    private final UsageLedger ledger;
    private final PriceBooks prices;
    private final QueryBudgets budgets;
    private final Clock clock;
    private final BooleanSupplier closed;

    /**
     * @param closed whether the server stops, so that nothing is tried again
     */
    QueryEnds(
            Store store,
            QueryHistory history,
            UsageLedger ledger,
            QueryBudgets budgets,
            Clock clock,
            BooleanSupplier closed)
    {
        this.store = requireNonNull(store, "store is null");
        this.history = requireNonNull(history, "history is null");
        this.ledger = requireNonNull(ledger, "ledger is null");
        this.prices = new PriceBooks(store);
        this.budgets = requireNonNull(budgets, "budgets is null");
        this.clock = requireNonNull(clock, "clock is null");
        this.closed = requireNonNull(closed, "closed is null");
    }

    /**
     * A query that ended must not look as if it ran for ever, so the end is written as soon as the store takes it. When
     * the store would never take it, a failure is written in its place that says so.
     *
     * @return the status as it was written
     */
    QueryStatus commit(QueryExecution query, QueryStatus status, QueryTimes times, StatementStatistics statistics)
    {
        try {
            persist(query, status, times, statistics);
            return status;
        }
        catch (RuntimeException e) {
            if (closed.getAsBoolean()) {
                log.error(e, "The end of query %s was not recorded; the next start records it as failed", query.id());
                return status;
            }
            log.error(e, "The store refuses the end of query %s: it is recorded as failed", query.id());
            QueryStatus failed = notStored(status, e);
            try {
                persist(query,
                        failed,
                        times,
                        statistics.withStages(Optional.empty()));
            }
            catch (RuntimeException again) {
                log.error(
                        again,
                        "The end of query %s was not recorded; the next start records it as failed",
                        query.id());
            }
            return failed;
        }
    }

    /**
     * Writes the end, unless the query has one already.
     */
    void write(QueryExecution query, QueryStatus status, QueryTimes times, StatementStatistics statistics)
    {
        ScanReport scan = statistics.scan();
        store.inOrder(transaction -> {
            boolean written = history.end(query.id(), status, times, QueryVolume.of(statistics));
            if (written) {
                if (status.hasWritten()) {
                    WriteIntents.written(transaction, query.id());
                }
                PriceBook price = prices.of(query.submission().workgroup());
                // a reused result was paid for
                Bill bill = query.reusedQuery().isPresent()
                        ? Bill.FREE
                        : Billing.bill(query.submission().kind(), status.state(), scan, price);
                ledger.ended(new UsageEnd(
                        query.id(),
                        times.completed().orElseThrow(),
                        status.state().name(),
                        scan,
                        bill.bytes(),
                        bill.units(),
                        price));
            }
            return written;
        });
    }

    /**
     * What a query used of which the process died: the journal knows each read, and what was written down from time to
     * time is older.
     */
    StatementStatistics lastKnown(QueryExecution query)
    {
        Map<ScanKey, ScanCount> counts = new HashMap<>();
        Stream.of(ledger.progress(query.id()), budgets.leftover(query.id()))
                .flatMap(Optional::stream)
                .forEach(report -> report.counts().forEach((key, count) -> counts.merge(key, count, ScanCount::max)));
        return StatementStatistics.UNKNOWN.withScan(new ScanReport(counts, false));
    }

    /**
     * Tries until the store takes the end.
     *
     * @throws RuntimeException if the store will not take it however often it is asked, or the server stops
     */
    private void persist(QueryExecution query, QueryStatus status, QueryTimes times, StatementStatistics statistics)
    {
        Duration pause = Duration.ofMillis(100);
        while (true) {
            try {
                write(query, status, completedNow(times), statistics);
                budgets.recorded(query.id());
                return;
            }
            catch (RuntimeException e) {
                if (closed.getAsBoolean() || !store.isPassing(e)) {
                    throw e;
                }
                log.error(e, "The end of query %s was not recorded, trying again", query.id());
                LockSupport.parkNanos(pause.toNanos());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            }
        }
    }

    private static QueryStatus notStored(QueryStatus status, RuntimeException cause)
    {
        StatementFailure failure = new StatementFailure(
                ErrorType.ENGINE,
                StatementFailure.INTERNAL,
                "The query ended as %s, but the end could not be stored: %s".formatted(
                        status.state(),
                        getRootCause(cause).getMessage()),
                false);
        return status.hasWritten() ? QueryStatus.failedAfterStatement(failure) : QueryStatus.failed(failure);
    }

    private QueryTimes completedNow(QueryTimes times)
    {
        return new QueryTimes(
                times.submitted(),
                Optional.of(clock.instant()),
                times.preprocessing(),
                times.queued(),
                times.planning(),
                times.engine(),
                times.service());
    }
}
