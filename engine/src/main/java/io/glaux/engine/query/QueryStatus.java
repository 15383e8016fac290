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

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * How far a query is, and how it ended.
 *
 * @param failure why it FAILED, or was CANCELLED
 * @param outcome what is said of it when it SUCCEEDED; while it is QUEUED, the warnings say what it waits for
 * @param hasWritten whether the statement itself succeeded, so that what it wrote stays, also when the query FAILED
 *         since its result could not be kept
 */
public record QueryStatus(
        QueryState state,
        Optional<StatementFailure> failure,
        StatementOutcome outcome,
        boolean hasWritten)
{
    static final QueryStatus QUEUED =
            new QueryStatus(QueryState.QUEUED, Optional.empty(), StatementOutcome.NONE, false);

    public QueryStatus
    {
        requireNonNull(state, "state is null");
        requireNonNull(failure, "failure is null");
        requireNonNull(outcome, "outcome is null");
    }

    static QueryStatus waiting(String reason)
    {
        return new QueryStatus(
                QueryState.QUEUED, Optional.empty(), StatementOutcome.NONE.withWarnings(List.of(reason)), false);
    }

    static QueryStatus succeeded(StatementOutcome outcome)
    {
        return new QueryStatus(QueryState.SUCCEEDED, Optional.empty(), outcome, true);
    }

    static QueryStatus failed(StatementFailure failure)
    {
        QueryState state = failure.cancelled() ? QueryState.CANCELLED : QueryState.FAILED;
        return new QueryStatus(state, Optional.of(failure), StatementOutcome.NONE, false);
    }

    /**
     * The statement succeeded, and what tells of it could not be kept.
     */
    static QueryStatus failedAfterStatement(StatementFailure failure)
    {
        return new QueryStatus(QueryState.FAILED, Optional.of(failure), StatementOutcome.NONE, true);
    }
}
