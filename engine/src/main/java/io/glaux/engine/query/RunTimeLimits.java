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
import io.glaux.engine.workgroup.WorkgroupLimits;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the queries that ran for longer than their workgroups allow.
 */
final class RunTimeLimits
{
    private RunTimeLimits() {}

    /**
     * The queries that must end now, and how.
     */
    static Map<LiveQuery, StatementFailure> exceeded(
            Collection<LiveQuery> queries,
            Map<String, WorkgroupLimits> limits)
    {
        Map<LiveQuery, StatementFailure> exceeded = new LinkedHashMap<>();
        if (limits.values().stream().noneMatch(limit -> limit.maxRunTime().isPresent())) {
            return exceeded;
        }
        for (LiveQuery query : queries) {
            Optional<Duration> longest = Optional.ofNullable(limits.get(query.workgroup()))
                    .flatMap(WorkgroupLimits::maxRunTime)
                    .filter(limit -> query.running().compareTo(limit) > 0);
            longest.ifPresent(limit -> exceeded.put(query, failure(query.workgroup(), limit)));
        }
        return exceeded;
    }

    /**
     * It opens with Athena's words.
     */
    private static StatementFailure failure(String workgroup, Duration limit)
    {
        return new StatementFailure(
                ErrorType.RESOURCES,
                StatementFailure.TIME_LIMIT_EXCEEDED,
                "Query timeout: workgroup %s lets a query run for %s".formatted(workgroup, words(limit)),
                false);
    }

    private static String words(Duration limit)
    {
        long seconds = limit.toSeconds();
        return seconds % 60 == 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
    }

    private static String counted(long count, String unit)
    {
        return "%s %s%s".formatted(count, unit, count == 1 ? "" : "s");
    }
}
