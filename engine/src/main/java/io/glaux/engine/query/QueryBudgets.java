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
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.ErrorType;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.metering.Admission;
import io.glaux.engine.metering.Budgets;
import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.workgroup.WorkgroupLimits;
import io.glaux.metering.ScanReport;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/**
 * Opens a budget for each query, and ends those whose budget did not last.
 */
public final class QueryBudgets
{
    private static final Logger log = Logger.get(QueryBudgets.class);

    private final Budgets budgets;
    private final QueryLimits limits;
    private final Function<String, PriceBook> prices;
    private final Map<String, PriceBook> lastPrices = new ConcurrentHashMap<>();
    private volatile Map<String, WorkgroupLimits> lastLimits = Map.of();

    /**
     * @param prices by workgroup
     */
    public QueryBudgets(Budgets budgets, QueryLimits limits, Function<String, PriceBook> prices)
    {
        this.budgets = requireNonNull(budgets, "budgets is null");
        this.limits = requireNonNull(limits, "limits is null");
        this.prices = requireNonNull(prices, "prices is null");
    }

    /**
     * @throws GlauxException with QUOTA_EXCEEDED when a quota refuses queries like this one
     */
    void requireAdmission(QuerySubmission submission)
    {
        Admission admission = budgets.admission(submission.workgroup(), user(submission));
        if (admission.kind() == Admission.Kind.REFUSED) {
            throw new GlauxException(ErrorCode.QUOTA_EXCEEDED, admission.message());
        }
    }

    /**
     * The limits of the workgroups that have any. When the store does not answer they are what they were.
     */
    Map<String, WorkgroupLimits> workgroupLimits()
    {
        try {
            lastLimits = limits.byWorkgroup();
        }
        catch (RuntimeException e) {
            log.warn(e, "The limits of workgroups cannot be read: they stay as they were");
        }
        return lastLimits;
    }

    WorkgroupLimits workgroupLimits(String workgroup)
    {
        return workgroupLimits().getOrDefault(workgroup, WorkgroupLimits.NONE);
    }

    /**
     * What holds for queries of a workgroup that start now. Asks the store.
     */
    Terms terms(String workgroup)
    {
        return new Terms(limits.bytesScanned(workgroup), price(workgroup));
    }

    private PriceBook price(String workgroup)
    {
        PriceBook price = prices.apply(workgroup);
        lastPrices.put(workgroup, price);
        return price;
    }

    /**
     * Before anything of the query runs: it may run only if it is admitted.
     *
     * @param terms of its workgroup
     */
    Admission open(QueryExecution query, Terms terms)
    {
        QuerySubmission submission = query.submission();
        PriceBook price = terms.price();
        return budgets.open(
                query.id(),
                submission.workgroup(),
                user(submission),
                terms.cutoff(submission.maxBilledBytes()),
                scan -> price.microUsd(price.bill(scan)));
    }

    /**
     * How a query ends: one that failed or was stopped after a read was refused was cancelled, as with Athena, whatever
     * the reader made of the refusal; one that was stopped ends for the reason for which it was.
     */
    QueryStatus outcome(LiveQuery query, QueryStatus outcome)
    {
        if (outcome.state() == QueryState.SUCCEEDED || outcome.hasWritten()) {
            return outcome;
        }
        return budgets.refusal(query.id()).map(QueryBudgets::exceeded)
                .or(() -> query.stopReason().filter(_ -> outcome.state() == QueryState.CANCELLED))
                .map(QueryStatus::failed)
                .orElse(outcome);
    }

    static StatementFailure exceeded(String reason)
    {
        return new StatementFailure(ErrorType.RESOURCES, StatementFailure.SCAN_LIMIT_EXCEEDED, reason, true);
    }

    /**
     * What a query of an earlier process had read when that ended, reads under way whole.
     */
    Optional<ScanReport> leftover(String executionId)
    {
        return budgets.leftover(executionId);
    }

    /**
     * The ends of all queries of earlier processes are in the ledger.
     */
    void forgetLeftovers()
    {
        budgets.forgetLeftovers();
    }

    /**
     * The end of a query is in the ledger.
     */
    void recorded(String executionId)
    {
        budgets.recorded(executionId);
    }

    /**
     * Once the query is over, whether or not the store took its end. When the store does not answer, the price is what
     * it was.
     */
    void close(QueryExecution query, QueryState state, ScanReport scan)
    {
        String workgroup = query.submission().workgroup();
        PriceBook price;
        try {
            price = price(workgroup);
        }
        catch (RuntimeException e) {
            log.warn(e, "The prices of workgroup %s cannot be read: they stay as they were", workgroup);
            price = lastPrices.getOrDefault(workgroup, PriceBook.DEFAULT);
        }
        budgets.close(query.id(), price.microUsd(Billing.bill(query.submission().kind(), state, scan, price)));
    }

    /**
     * The query was stopped just before it was to run, or could not be recorded.
     */
    void forget(String executionId)
    {
        budgets.close(executionId, 0);
    }

    private static String user(QuerySubmission submission)
    {
        return submission.origin().principal().user();
    }

    /**
     * @param cutoff the most that a query may read; empty when only quotas limit it
     */
    record Terms(OptionalLong cutoff, PriceBook price)
    {
        private OptionalLong cutoff(OptionalLong maxBilledBytes)
        {
            if (maxBilledBytes.isEmpty()) {
                return cutoff;
            }
            // billed bytes are rounded up: what is scanned must not be more than the last whole step
            long billed = maxBilledBytes.getAsLong();
            return OptionalLong.of(Math.min(cutoff.orElse(Long.MAX_VALUE), billed - billed % price.roundingBytes()));
        }
    }
}
