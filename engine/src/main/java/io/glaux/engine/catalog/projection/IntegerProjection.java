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

import io.glaux.engine.catalog.predicate.KeyDomain;
import io.glaux.engine.catalog.predicate.KeyType;
import io.glaux.engine.catalog.predicate.KeyValue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * An arithmetic progression of 64-bit integers. A position is the number itself.
 */
final class IntegerProjection
        implements ColumnProjection
{
    private static final int MOST_DIGITS = 19;

    private final long minimum;
    private final long maximum;
    private final long interval;
    private final int digits;
    private final KeyType type;
    private final List<Run> runs;

    /**
     * @param maximum not below the minimum; inclusive
     * @param interval at least 1
     * @param digits the least length of a number as text, filled with zeros; 1 for none
     */
    IntegerProjection(long minimum, long maximum, long interval, int digits, KeyType type)
    {
        this.minimum = minimum;
        this.maximum = maximum;
        this.interval = interval;
        this.digits = digits;
        this.type = requireNonNull(type, "type is null");
        this.runs = type == KeyType.STRING ? textRuns() : numberRuns();
    }

    @Override
    public ProjectedValues within(KeyDomain domain)
    {
        return new Clipped(domain);
    }

    @Override
    public Optional<ProjectedValue> find(String value)
    {
        try {
            long number = type == KeyType.STRING
                    ? Long.parseLong(value)
                    : new BigDecimal(value.trim()).longValueExact();
            if (number < minimum || number > maximum || Long.remainderUnsigned(number - minimum, interval) != 0) {
                return Optional.empty();
            }
            ProjectedValue found = valueOf(number);
            return type == KeyType.STRING && !found.value().equals(value) ? Optional.empty() : Optional.of(found);
        }
        catch (NumberFormatException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    @Override
    public OptionalLong size()
    {
        long steps = Long.divideUnsigned(maximum - minimum, interval);
        return OptionalLong.of(steps < 0 || steps == Long.MAX_VALUE ? Long.MAX_VALUE : steps + 1);
    }

    private ProjectedValue valueOf(long number)
    {
        String text = digits <= 1 ? Long.toString(number) : padded(number);
        return new ProjectedValue(text, text);
    }

    /**
     * As Java's format {@code %03d}: the sign counts.
     */
    private String padded(long number)
    {
        String plain = Long.toString(number);
        String sign = number < 0 ? "-" : "";
        return sign + "0".repeat(Math.max(0, digits - plain.length())) + plain.substring(sign.length());
    }

    private KeyValue keyOf(long number)
    {
        return new KeyValue(type, type.parse(valueOf(number).value()).orElseThrow());
    }

    /**
     * Cut at zero, so that the length of a run is a long.
     */
    private List<Run> numberRuns()
    {
        List<Run> all = new ArrayList<>();
        addRun(all, Long.MIN_VALUE, -1, true);
        addRun(all, 0, Long.MAX_VALUE, true);
        return all;
    }

    /**
     * Texts of one length and sign sort as the numbers do, or the other way round below zero.
     */
    private List<Run> textRuns()
    {
        List<Run> all = new ArrayList<>();
        addTextRuns(all, digits, false);
        addTextRuns(all, digits - 1, true);
        all.sort(Comparator.comparingLong(Run::first));
        return all;
    }

    /**
     * @param fixed so many digits are always there
     */
    private void addTextRuns(List<Run> all, int fixed, boolean negative)
    {
        int shortest = Math.max(fixed, 1);
        long low = negative ? 1 : 0;
        for (int length = shortest; ; length++) {
            // the numbers of this many digits; from 19 on all that is left
            long high = length >= MOST_DIGITS ? Long.MAX_VALUE : power(length) - 1;
            if (negative) {
                addRun(all, length >= MOST_DIGITS ? Long.MIN_VALUE : -high, -low, false);
            }
            else {
                addRun(all, low, high, true);
            }
            if (length >= MOST_DIGITS) {
                return;
            }
            low = high + 1;
        }
    }

    private void addRun(List<Run> all, long low, long high, boolean ascending)
    {
        long from = Math.max(low, minimum);
        long to = Math.min(high, maximum);
        if (from > to) {
            return;
        }
        long beyond = Long.remainderUnsigned(from - minimum, interval);
        long missing = beyond == 0 ? 0 : interval - beyond;
        if (missing > to - from) {
            return;
        }
        long first = from + missing;
        long last = to - Long.remainderUnsigned(to - minimum, interval);
        if (first <= last) {
            all.add(new Run(first, last, interval, ascending));
        }
    }

    private static long power(int exponent)
    {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    private final class Clipped
            implements ProjectedValues
    {
        private final KeyDomain domain;

        private Clipped(KeyDomain domain)
        {
            this.domain = requireNonNull(domain, "domain is null");
        }

        @Override
        public OptionalLong from(long position)
        {
            for (Run run : runs) {
                if (run.last() >= position) {
                    OptionalLong found = run.find(position, domain, IntegerProjection.this::keyOf);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return OptionalLong.empty();
        }

        @Override
        public ProjectedValue at(long position)
        {
            return valueOf(position);
        }
    }
}
