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
package io.glaux.engine.metering;

import io.glaux.metering.ScanReport;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A query in the ledger, with what the history has of it.
 *
 * @param tags of the workgroup and of the user as the query started
 * @param statementType as Athena names it, for instance {@code DML}; empty when the history has it no more
 * @param query the SQL text, for those who may see it
 * @param end empty while the query is not over
 */
public record UsageRecord(
        String queryId,
        String workgroup,
        String user,
        Instant startedAt,
        Map<String, String> tags,
        Optional<String> statementType,
        Optional<String> substatementType,
        Optional<String> query,
        Optional<End> end)
{
    public UsageRecord
    {
        requireNonNull(queryId, "queryId is null");
        requireNonNull(workgroup, "workgroup is null");
        requireNonNull(user, "user is null");
        requireNonNull(startedAt, "startedAt is null");
        tags = Map.copyOf(tags);
        requireNonNull(statementType, "statementType is null");
        requireNonNull(substatementType, "substatementType is null");
        requireNonNull(query, "query is null");
        requireNonNull(end, "end is null");
    }

    /**
     * @param microUsd the cost in millionths of a USD
     */
    public record End(Instant at, String outcome, ScanReport scan, Bill bill, long microUsd)
    {
        public End
        {
            requireNonNull(at, "at is null");
            requireNonNull(outcome, "outcome is null");
            requireNonNull(scan, "scan is null");
            requireNonNull(bill, "bill is null");
        }
    }
}
