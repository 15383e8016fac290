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

import com.google.common.collect.Range;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Which queries are wanted. Times are milliseconds since 1970.
 *
 * @param ended empty for all, those that are not over among them
 */
public record UsageFilter(UsageScope scope, Range<Long> started, Optional<Range<Long>> ended)
{
    public UsageFilter
    {
        requireNonNull(scope, "scope is null");
        requireNonNull(started, "started is null");
        requireNonNull(ended, "ended is null");
    }

    public static UsageFilter all(UsageScope scope)
    {
        return new UsageFilter(scope, Range.all(), Optional.empty());
    }

    static long first(Range<Long> range)
    {
        return range.hasLowerBound() ? range.lowerEndpoint() : Long.MIN_VALUE;
    }

    static long last(Range<Long> range)
    {
        return range.hasUpperBound() ? range.upperEndpoint() : Long.MAX_VALUE;
    }
}
