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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.ErrorType;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.metering.Admission;
import io.glaux.engine.metering.Budgets;
import io.glaux.engine.metering.PriceBook;
import io.glaux.metering.ScanReport;

import java.util.Optional;
import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/**
 * Opens a budget for each query, and ends those whose budget did not last.
 */
public final class QueryBudgets
{
    private final Budgets budgets;
    private final QueryLimits limits;
    private final Function<String, PriceBook> prices;

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
     * Before anything of the query runs: it may run only if it is admitted.
     */
    Admission open(QueryExecution query)
    {
        QuerySubmission submission = query.submission();
        PriceBook price = prices.apply(submission.workgroup());
        return budgets.open(
                query.id(),
                submission.workgroup(),
                user(submission),
                limits.bytesScanned(submission.workgroup()),
                scan -> price.microUsd(price.bill(scan)));
    }

    /**
     * How a query ends: one that failed or was stopped after a read was refused was cancelled, as with Athena, whatever
     * the reader made of the refusal.
     */
    QueryStatus outcome(QueryExecution query, QueryStatus outcome)
    {
        Optional<String> refusal = budgets.refusal(query.id());
        if (refusal.isEmpty() || outcome.state() == QueryState.SUCCEEDED || outcome.hasWritten()) {
            return outcome;
        }
        return QueryStatus.failed(exceeded(refusal.get()));
    }

    static StatementFailure exceeded(String reason)
    {
        return new StatementFailure(ErrorType.RESOURCES, StatementFailure.SCAN_LIMIT_EXCEEDED, reason, true);
    }

    /**
     * Once the end of the query is in the ledger.
     */
    void close(QueryExecution query, QueryState state, ScanReport scan)
    {
        PriceBook price = prices.apply(query.submission().workgroup());
        budgets.close(query.id(), price.microUsd(Billing.bill(query.submission().kind(), state, scan, price)));
    }

    private static String user(QuerySubmission submission)
    {
        return submission.origin().principal().user();
    }
}
