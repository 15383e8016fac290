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

import io.glaux.engine.error.ErrorType;
import io.glaux.engine.metering.Budgets;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Opens a budget for each query, and ends those whose budget did not last.
 */
public final class QueryBudgets
{
    private final Budgets budgets;
    private final QueryLimits limits;

    public QueryBudgets(Budgets budgets, QueryLimits limits)
    {
        this.budgets = requireNonNull(budgets, "budgets is null");
        this.limits = requireNonNull(limits, "limits is null");
    }

    /**
     * Before anything of the query runs.
     */
    void open(QueryExecution query)
    {
        budgets.open(query.id(), limits.bytesScanned(query.submission().workgroup()));
    }

    /**
     * How a query ends: one that failed after a read was refused was cancelled, as with Athena, whatever the reader made
     * of the refusal.
     */
    QueryStatus close(QueryExecution query, QueryStatus outcome)
    {
        Optional<String> refusal = budgets.close(query.id());
        if (refusal.isEmpty() || outcome.state() != QueryState.FAILED || outcome.hasWritten()) {
            return outcome;
        }
        return QueryStatus.failed(new StatementFailure(
                ErrorType.RESOURCES, StatementFailure.SCAN_LIMIT_EXCEEDED, refusal.get(), true));
    }
}
