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
package io.glaux.dynamodb.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A set of values of a sort key.
 *
 * @param ranges in their order, apart from each other
 */
public record KeyRanges(List<KeyRange> ranges)
{
    public static final KeyRanges ALL = new KeyRanges(List.of(KeyRange.ALL));
    public static final KeyRanges NONE = new KeyRanges(List.of());

    public KeyRanges
    {
        ranges = List.copyOf(ranges);
    }

    public static KeyRanges of(KeyRange range)
    {
        return new KeyRanges(List.of(range));
    }

    /**
     * @param ranges in any order
     */
    public static KeyRanges of(List<KeyRange> ranges)
    {
        List<KeyRange> merged = new ArrayList<>();
        for (KeyRange range : ranges.stream().sorted(KeyRange.BY_LOW).toList()) {
            if (!merged.isEmpty() && merged.getLast().touches(range)) {
                merged.set(merged.size() - 1, merged.getLast().spannedTo(range));
            }
            else {
                merged.add(range);
            }
        }
        return new KeyRanges(merged);
    }

    public boolean isAll()
    {
        return ranges.size() == 1 && ranges.getFirst().low().isEmpty() && ranges.getFirst().high().isEmpty();
    }

    public boolean isNone()
    {
        return ranges.isEmpty();
    }

    public boolean isPoints()
    {
        return ranges.stream().allMatch(KeyRange::isPoint);
    }

    public boolean contains(Scalar value)
    {
        return ranges.stream().anyMatch(range -> range.contains(value));
    }

    public KeyRanges union(KeyRanges other)
    {
        if (isAll() || other.isNone()) {
            return this;
        }
        List<KeyRange> all = new ArrayList<>(ranges);
        all.addAll(other.ranges);
        return of(all);
    }

    public KeyRanges intersect(KeyRanges other)
    {
        if (isAll()) {
            return other;
        }
        if (other.isAll()) {
            return this;
        }
        List<KeyRange> both = new ArrayList<>();
        int left = 0;
        int right = 0;
        while (left < ranges.size() && right < other.ranges.size()) {
            KeyRange one = ranges.get(left);
            KeyRange two = other.ranges.get(right);
            one.intersect(two).ifPresent(both::add);
            if (one.endsNotAfter(two)) {
                left++;
            }
            else {
                right++;
            }
        }
        return new KeyRanges(both);
    }

    /**
     * All values but some.
     *
     * @param values in their order
     */
    public static KeyRanges allBut(Iterable<Scalar> values)
    {
        List<KeyRange> ranges = new ArrayList<>();
        Optional<Scalar> last = Optional.empty();
        for (Scalar value : values) {
            ranges.add(new KeyRange(last, false, Optional.of(value), false));
            last = Optional.of(value);
        }
        ranges.add(new KeyRange(last, false, Optional.empty(), false));
        return new KeyRanges(ranges);
    }

    /**
     * One range from the start of the first to the end of the last.
     */
    public KeyRanges span()
    {
        return ranges.size() < 2 ? this : of(ranges.getFirst().spannedTo(ranges.getLast()));
    }

    @Override
    public String toString()
    {
        return "KeyRanges[%s]".formatted(ranges.size());
    }
}
