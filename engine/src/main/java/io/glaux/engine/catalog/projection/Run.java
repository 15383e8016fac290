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
package io.glaux.engine.catalog.projection;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import io.glaux.engine.catalog.predicate.KeyDomain;
import io.glaux.engine.catalog.predicate.KeyValue;

import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/**
 * Positions over which the values of a column never descend, or never ascend: what a domain holds of them is found by
 * halving.
 *
 * @param last reached from {@code first} by whole steps; at most {@link Long#MAX_VALUE} above it
 */
record Run(long first, long last, long step, boolean ascending)
{
    /**
     * The first position of the run from {@code position} on whose value the domain holds.
     *
     * @param values the value at a position of the run
     */
    OptionalLong find(long position, KeyDomain domain, LongFunction<KeyValue> values)
    {
        long lastIndex = (last - first) / step;
        long index = position <= first ? 0 : ceilingIndex(position);
        while (index <= lastIndex) {
            KeyValue value = values.apply(first + index * step);
            if (domain.ranges().contains(value)) {
                return OptionalLong.of(first + index * step);
            }
            Optional<Range<KeyValue>> next = nextRange(domain, value);
            if (next.isEmpty() || index == lastIndex) {
                return OptionalLong.empty();
            }
            Range<KeyValue> range = next.get();
            index = firstIndex(index + 1, lastIndex, candidate ->
                    hasReached(range, values.apply(first + candidate * step)));
            if (index < 0) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    private long ceilingIndex(long position)
    {
        long distance = position - first;
        return distance / step + (distance % step == 0 ? 0 : 1);
    }

    /**
     * The range of the domain that comes next in the direction of the run.
     */
    private Optional<Range<KeyValue>> nextRange(KeyDomain domain, KeyValue value)
    {
        Iterator<Range<KeyValue>> ranges = ascending
                ? domain.ranges().subRangeSet(Range.greaterThan(value)).asRanges().iterator()
                : domain.ranges().subRangeSet(Range.lessThan(value)).asDescendingSetOfRanges().iterator();
        return ranges.hasNext() ? Optional.of(ranges.next()) : Optional.empty();
    }

    private boolean hasReached(Range<KeyValue> range, KeyValue value)
    {
        if (ascending) {
            int comparison = range.hasLowerBound() ? value.compareTo(range.lowerEndpoint()) : 1;
            return comparison > 0 || (comparison == 0 && range.lowerBoundType() == BoundType.CLOSED);
        }
        int comparison = range.hasUpperBound() ? value.compareTo(range.upperEndpoint()) : -1;
        return comparison < 0 || (comparison == 0 && range.upperBoundType() == BoundType.CLOSED);
    }

    /**
     * The first index of a stretch for which a condition holds, which then holds for all after it; -1 if for none.
     */
    private static long firstIndex(long low, long high, LongPredicate condition)
    {
        if (!condition.test(high)) {
            return -1;
        }
        long below = low;
        long holds = high;
        while (below < holds) {
            long middle = below + (holds - below) / 2;
            if (condition.test(middle)) {
                holds = middle;
            }
            else {
                below = middle + 1;
            }
        }
        return holds;
    }
}
