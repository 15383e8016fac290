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

import static java.util.Objects.requireNonNull;

/**
 * A query that waits for its place, and what for.
 *
 * @param position in the line of its workgroup, from 1
 * @param explanation a sentence for people
 */
public record WaitingQuery(QueryExecution query, int position, Cause cause, String explanation)
{
    public WaitingQuery
    {
        requireNonNull(query, "query is null");
        requireNonNull(cause, "cause is null");
        requireNonNull(explanation, "explanation is null");
    }

    public enum Cause
    {
        /**
         * The places of the instance are taken.
         */
        PLACES,
        /**
         * The workgroup runs as many queries as it may.
         */
        WORKGROUP,
        /**
         * A quota has no room.
         */
        QUOTA,
    }

    static WaitingQuery forPlaces(QueryExecution query, int position, int places)
    {
        return new WaitingQuery(
                query,
                position,
                Cause.PLACES,
                places == 1
                        ? "Waiting: %s, the instance's one place is taken".formatted(where(query, position))
                        : "Waiting: %s, all %s places are taken".formatted(where(query, position), places));
    }

    static WaitingQuery forWorkgroup(QueryExecution query, int position, int places)
    {
        return new WaitingQuery(
                query,
                position,
                Cause.WORKGROUP,
                places == 1
                        ? "Waiting: %s, whose one place is taken".formatted(where(query, position))
                        : "Waiting: %s, whose %s places are taken".formatted(where(query, position), places));
    }

    static WaitingQuery forQuota(QueryExecution query, int position, String reason)
    {
        return new WaitingQuery(
                query, position, Cause.QUOTA, "Waiting: %s. %s".formatted(where(query, position), reason));
    }

    private static String where(QueryExecution query, int position)
    {
        return "%s%s in workgroup %s".formatted(position, suffix(position), query.submission().workgroup());
    }

    private static String suffix(int number)
    {
        int tens = number % 100;
        if (tens >= 11 && tens <= 13) {
            return "th";
        }
        return switch (number % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }
}
