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

import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * How far a query is, and how it ended.
 *
 * @param failure why it FAILED, or was CANCELLED
 * @param updateType Trino's update type, for instance {@code INSERT}, when the statement changed something
 * @param updateCount rows written or changed, when the statement counts them
 */
public record QueryStatus(
        QueryState state,
        Optional<StatementFailure> failure,
        Optional<String> updateType,
        OptionalLong updateCount)
{
    static final QueryStatus QUEUED =
            new QueryStatus(QueryState.QUEUED, Optional.empty(), Optional.empty(), OptionalLong.empty());

    public QueryStatus
    {
        requireNonNull(state, "state is null");
        requireNonNull(failure, "failure is null");
        requireNonNull(updateType, "updateType is null");
        requireNonNull(updateCount, "updateCount is null");
    }

    static QueryStatus succeeded(Optional<String> updateType, OptionalLong updateCount)
    {
        return new QueryStatus(QueryState.SUCCEEDED, Optional.empty(), updateType, updateCount);
    }

    static QueryStatus failed(StatementFailure failure)
    {
        QueryState state = failure.cancelled() ? QueryState.CANCELLED : QueryState.FAILED;
        return new QueryStatus(state, Optional.of(failure), Optional.empty(), OptionalLong.empty());
    }
}
