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
import io.glaux.engine.catalog.projection.DateField.Rank;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

import static java.util.Objects.requireNonNull;

/**
 * Dates at equal steps from the start of a range to its end, inclusive. A position is the number of steps. When steps
 * are finer than the format, each text counts once.
 */
final class DateProjection
        implements ColumnProjection
{
    /**
     * Months and years beyond this go from one end of the calendar to the other.
     */
    private static final long LONGEST_UNEVEN_STEP = 1_000_000;

    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(Locale.ROOT);

    private final DatePattern pattern;
    private final LocalDateTime start;
    private final Steps steps;
    private final KeyType type;
    private final long last;
    private final Optional<Rank> sortedWithin;
    private final boolean mayRepeat;

    /**
     * @param start as the pattern can write it
     * @param end not before the start
     */
    DateProjection(DatePattern pattern, LocalDateTime start, LocalDateTime end, Steps steps, KeyType type)
    {
        this.pattern = requireNonNull(pattern, "pattern is null");
        this.start = requireNonNull(start, "start is null");
        this.steps = requireNonNull(steps, "steps is null");
        this.type = requireNonNull(type, "type is null");
        this.last = lastPosition(end);
        boolean isDate = type == KeyType.DATE || type == KeyType.TIMESTAMP;
        this.sortedWithin = isDate ? Optional.empty() : pattern.sortedWithin(type != KeyType.STRING, start, end);
        boolean isCalendar = steps.unit() == ChronoUnit.MONTHS || steps.unit() == ChronoUnit.YEARS;
        this.mayRepeat = last > 0 && pattern.mayRepeat(start, dateAt(1), isCalendar);
    }

    /**
     * @param interval at least 1
     */
    record Steps(long interval, ChronoUnit unit)
    {
        Steps
        {
            requireNonNull(unit, "unit is null");
        }
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
            Optional<LocalDateTime> date = dateOf(value);
            if (date.isEmpty()) {
                return Optional.empty();
            }
            long position = ceiling(pattern.floor(date.get()));
            return position > last
                    ? Optional.empty()
                    : Optional.of(valueAt(position)).filter(found -> isEqual(found.value(), value));
        }
        catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public OptionalLong size()
    {
        if (!mayRepeat) {
            return OptionalLong.of(last + 1);
        }
        return OptionalLong.of(1);
    }

    private Optional<LocalDateTime> dateOf(String value)
    {
        return switch (type) {
            case DATE, TIMESTAMP -> KeyType.TIMESTAMP.parse(value).map(LocalDateTime.class::cast);
            case NUMBER, DOUBLE -> {
                // 7 is 07
                String first = pattern.format(start);
                yield Optional.of(pattern.parse("0".repeat(Math.max(0, first.length() - value.length())) + value));
            }
            default -> Optional.of(pattern.parse(value));
        };
    }

    private boolean isEqual(String projected, String requested)
    {
        if (type == KeyType.STRING) {
            return projected.equals(requested);
        }
        return type.parse(requested)
                .map(value -> keyOf(projected).compareTo(new KeyValue(type, value)) == 0)
                .orElse(false);
    }

    private long lastPosition(LocalDateTime end)
    {
        long position = steps.unit().between(start, end) / steps.interval();
        // from 29 February to 28 February a year is not full, and yet a step ends there
        boolean mayEnd = !steps.unit().isTimeBased() && steps.interval() <= LONGEST_UNEVEN_STEP;
        return mayEnd && !dateAt(position + 1).isAfter(end) ? position + 1 : position;
    }

    private LocalDateTime dateAt(long position)
    {
        return start.plus(position * steps.interval(), steps.unit());
    }

    /**
     * The first position that is not before a date; it may be after the last.
     */
    private long ceiling(LocalDateTime date)
    {
        if (!date.isAfter(start)) {
            return 0;
        }
        long position = Math.min(last, steps.unit().between(start, date) / steps.interval());
        // months have different lengths: the quotient may be off by one
        while (position > 0 && !dateAt(position - 1).isBefore(date)) {
            position--;
        }
        while (position <= last && dateAt(position).isBefore(date)) {
            position++;
        }
        return position;
    }

    private ProjectedValue valueAt(long position)
    {
        String path = pattern.format(dateAt(position));
        if (type != KeyType.DATE && type != KeyType.TIMESTAMP) {
            return new ProjectedValue(path, path);
        }
        // what the path tells, so that whoever knows the path knows the value
        LocalDateTime date = pattern.parse(path);
        return new ProjectedValue(type == KeyType.DATE ? date.toLocalDate().toString() : TIMESTAMP.format(date), path);
    }

    private KeyValue keyAt(long position)
    {
        return keyOf(valueAt(position).value());
    }

    private KeyValue keyOf(String value)
    {
        return new KeyValue(type, type.parse(value).orElseThrow());
    }

    /**
     * The run that a position lies in.
     */
    private Run runAt(long position)
    {
        if (sortedWithin.isEmpty()) {
            return new Run(0, last, 1, true);
        }
        LocalDateTime date = dateAt(position);
        LocalDateTime end = switch (sortedWithin.get()) {
            case YEAR -> date.toLocalDate().withDayOfYear(1).plusYears(1).atStartOfDay();
            case MONTH -> date.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay();
            case DAY -> date.toLocalDate().plusDays(1).atStartOfDay();
            case HOUR -> date.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            case MINUTE -> date.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
            case SECOND, FRACTION, NONE -> date.plusNanos(1);
        };
        return new Run(position, Math.max(position, ceiling(end) - 1), 1, true);
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
            long candidate = Math.max(position, 0);
            while (candidate <= last) {
                Run run = runAt(candidate);
                OptionalLong found = run.find(candidate, domain, DateProjection.this::keyAt);
                if (found.isEmpty()) {
                    candidate = run.last() + 1;
                    // there may be a run for each second of a century: who asks counts what is looked at
                    if (candidate <= last && !(mayRepeat && isRepeated(candidate))) {
                        return OptionalLong.of(candidate);
                    }
                }
                else if (mayRepeat && isRepeated(found.getAsLong())) {
                    candidate = ceiling(pattern.afterFloor(pattern.floor(dateAt(found.getAsLong()))));
                }
                else {
                    return found;
                }
            }
            return OptionalLong.empty();
        }

        @Override
        public ProjectedValue at(long position)
        {
            return valueAt(position);
        }

        private boolean isRepeated(long position)
        {
            return position > 0 && valueAt(position).path().equals(valueAt(position - 1).path());
        }
    }
}
