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

import static java.util.Objects.requireNonNull;

/**
 * A query as it is handed in: parsed, allowed, not yet recorded.
 *
 * @param sql the statement, without a trailing semicolon
 * @param workgroup the workgroup that pays
 * @param output where result files go; empty for doors that write none
 * @param reuse whether an earlier result will do; empty when it will not
 * @param maxBilledBytes the query is refused before it reads a row if more would be billed; empty without limit
 * @param preprocessing what it took to get here: the time in which the request was checked and parsed
 */
public record QuerySubmission(
        QueryOrigin origin,
        String sql,
        StatementKind kind,
        QueryContext context,
        String workgroup,
        Optional<QueryOutput> output,
        Optional<ResultReuse> reuse,
        OptionalLong maxBilledBytes,
        Duration preprocessing)
{
    public QuerySubmission
    {
        requireNonNull(origin, "origin is null");
        requireNonNull(sql, "sql is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(context, "context is null");
        requireNonNull(workgroup, "workgroup is null");
        requireNonNull(output, "output is null");
        requireNonNull(reuse, "reuse is null");
        requireNonNull(maxBilledBytes, "maxBilledBytes is null");
        requireNonNull(preprocessing, "preprocessing is null");
    }

    /**
     * Whether both are one query for Athena when they have one request token: workgroup and parameters do not count.
     */
    boolean isSameRequest(QuerySubmission other)
    {
        return sql.equals(other.sql)
                && context.catalog().equals(other.context.catalog())
                && context.database().equals(other.context.database())
                && requestedLocation().equals(other.requestedLocation());
    }

    private Optional<String> requestedLocation()
    {
        return output.flatMap(QueryOutput::requestedLocation);
    }
}
