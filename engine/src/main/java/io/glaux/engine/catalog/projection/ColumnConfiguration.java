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

import io.glaux.engine.catalog.predicate.KeyType;
import io.glaux.engine.catalog.projection.DateProjection.Steps;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import software.amazon.awssdk.services.glue.model.Column;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/**
 * Reads the configuration of one column.
 *
 * @param now the time of the query, for ranges that name it
 */
record ColumnConfiguration(ProjectionParameters parameters, Column column, Instant now)
{
    private static final Pattern NOW = Pattern.compile(
            "\\s*NOW\\s*(?:([+-])\\s*([0-9]+)\\s*(YEAR|MONTH|WEEK|DAY|HOUR|MINUTE|SECOND)S?\\s*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Set<ChronoUnit> UNITS = Set.of(
            ChronoUnit.YEARS,
            ChronoUnit.MONTHS,
            ChronoUnit.WEEKS,
            ChronoUnit.DAYS,
            ChronoUnit.HOURS,
            ChronoUnit.MINUTES,
            ChronoUnit.SECONDS,
            ChronoUnit.MILLIS);
    private static final Set<String> TEXT_TYPES = Set.of("string", "varchar", "char");

    ColumnConfiguration
    {
        requireNonNull(parameters, "parameters is null");
        requireNonNull(column, "column is null");
        requireNonNull(now, "now is null");
    }

    /**
     * @throws GlauxException INVALID_INPUT that says what is wrong and how to mend it
     */
    ColumnProjection projection()
    {
        String kind = required("type").strip().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "enum" -> enumeration();
            case "integer" -> integers();
            case "date" -> dates();
            case "injected" -> injected();
            default -> throw wrong("type", "is '%s': it must be enum, integer, date or injected".formatted(kind));
        };
    }

    KeyType keyType()
    {
        return KeyType.of(hiveType());
    }

    private EnumProjection enumeration()
    {
        List<String> values = Arrays.stream(required("values").split(",", -1))
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
        if (values.isEmpty()) {
            throw wrong("values", "is empty: it must be a list of values with commas between them");
        }
        values.forEach(value -> requireOfType("values", value));
        return new EnumProjection(values, keyType());
    }

    private IntegerProjection integers()
    {
        String[] bounds = required("range").split(",", -1);
        if (bounds.length != 2) {
            throw wrong("range", "must be the least and the greatest number with a comma between them");
        }
        long minimum = number("range", bounds[0]);
        long maximum = number("range", bounds[1]);
        if (minimum > maximum) {
            throw wrong("range", "is empty: its start %s is greater than its end %s".formatted(minimum, maximum));
        }
        long digits = positive("digits").orElse(1L);
        if (digits > Short.MAX_VALUE) {
            throw wrong("digits", "is %s: that many digits make no path".formatted(digits));
        }
        requireOfType("range", Long.toString(minimum));
        return new IntegerProjection(minimum, maximum, positive("interval").orElse(1L), (int) digits, keyType());
    }

    private DateProjection dates()
    {
        DatePattern pattern;
        String format = required("format");
        try {
            pattern = DatePattern.of(format);
        }
        catch (IllegalArgumentException e) {
            throw wrong("format", "is '%s', which cannot be used: %s".formatted(format, e.getMessage()));
        }
        Bounds bounds = bounds(pattern);
        if (bounds.start().isAfter(bounds.end())) {
            throw wrong(
                    "range",
                    "is empty: its start %s is after its end %s".formatted(
                            pattern.format(bounds.start()),
                            pattern.format(bounds.end())));
        }
        Steps steps = steps(pattern);
        if (keyType() == KeyType.DATE
                && pattern.tellsTime()
                && steps.unit().compareTo(ChronoUnit.DAYS) < 0) {
            throw wrong(
                    "interval.unit",
                    "is finer than a day, which a column of type date cannot tell: make the column a string");
        }
        if (keyType() != KeyType.DATE && keyType() != KeyType.TIMESTAMP) {
            requireOfType("format", pattern.format(bounds.start()));
        }
        try {
            return new DateProjection(pattern, bounds.start(), bounds.end(), steps, keyType());
        }
        catch (DateTimeException | ArithmeticException _) {
            throw wrong("range", "is too wide: its steps cannot be counted, or go beyond the calendar");
        }
    }

    private InjectedProjection injected()
    {
        String type = hiveType().strip().toLowerCase(Locale.ROOT);
        int parameters = type.indexOf('(');
        if (!TEXT_TYPES.contains(parameters < 0 ? type : type.substring(0, parameters).strip())) {
            throw wrong("type", "is injected, which needs a column of type string; %s is %s".formatted(
                    column.name(),
                    hiveType()));
        }
        return new InjectedProjection(column.name());
    }

    private Steps steps(DatePattern pattern)
    {
        Optional<Long> interval = positive("interval");
        Optional<ChronoUnit> unit = parameters.ofColumn(column, "interval.unit").map(this::unit);
        if (pattern.defaultUnit().isEmpty() && (interval.isEmpty() || unit.isEmpty())) {
            throw wrong(
                    interval.isEmpty() ? "interval" : "interval.unit",
                    "is missing: it may be left out only when the format ends with the day or the month");
        }
        return new Steps(interval.orElse(1L), unit.or(pattern::defaultUnit).orElseThrow());
    }

    private ChronoUnit unit(String text)
    {
        String name = text.strip();
        return UNITS.stream()
                .filter(unit -> unit.name().equalsIgnoreCase(name)
                        || (unit == ChronoUnit.MILLIS && name.equalsIgnoreCase("milliseconds")))
                .findFirst()
                .orElseThrow(() -> wrong(
                        "interval.unit",
                        "is '%s': it must be YEARS, MONTHS, WEEKS, DAYS, HOURS, MINUTES, SECONDS or MILLISECONDS"
                                .formatted(name)));
    }

    /**
     * The bounds may have commas of their own: the first comma that leaves two dates divides them.
     */
    private Bounds bounds(DatePattern pattern)
    {
        String range = required("range");
        GlauxException failure = wrong(
                "range",
                "must be the first and the last date with a comma between them, in the format or relative to NOW");
        for (int comma = range.indexOf(','); comma >= 0; comma = range.indexOf(',', comma + 1)) {
            try {
                return new Bounds(
                        bound(pattern, range.substring(0, comma)),
                        bound(pattern, range.substring(comma + 1)));
            }
            catch (GlauxException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private LocalDateTime bound(DatePattern pattern, String text)
    {
        Matcher matcher = NOW.matcher(text);
        try {
            return matcher.matches() ? pattern.floor(relative(matcher)) : absolute(pattern, text);
        }
        catch (DateTimeException | ArithmeticException | NumberFormatException _) {
            throw wrong(
                    "range",
                    "has '%s', which is neither a date of the format '%s' nor NOW with a distance such as NOW-3DAYS"
                            .formatted(text, required("format")));
        }
    }

    private LocalDateTime relative(Matcher matcher)
    {
        LocalDateTime date = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
        if (matcher.group(1) == null) {
            return date;
        }
        long distance = Long.parseLong(matcher.group(2));
        ChronoUnit unit = ChronoUnit.valueOf(matcher.group(3).toUpperCase(Locale.ROOT) + "S");
        return date.plus(matcher.group(1).equals("-") ? -distance : distance, unit);
    }

    /**
     * Spaces belong to the date if the format has them, and are otherwise left out.
     */
    private static LocalDateTime absolute(DatePattern pattern, String text)
    {
        try {
            return pattern.floor(pattern.parse(text));
        }
        catch (DateTimeException _) {
            return pattern.floor(pattern.parse(text.strip()));
        }
    }

    private String required(String property)
    {
        return parameters.ofColumn(column, property)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> wrong(property, "is missing"));
    }

    private long number(String property, String text)
    {
        try {
            return Long.parseLong(text.strip());
        }
        catch (NumberFormatException _) {
            throw wrong(property, "has '%s', which is no integer of 64 bits".formatted(text.strip()));
        }
    }

    private Optional<Long> positive(String property)
    {
        Optional<Long> value = parameters.ofColumn(column, property).map(text -> number(property, text));
        value.filter(number -> number < 1).ifPresent(number -> {
            throw wrong(property, "is %s: it must be at least 1".formatted(number));
        });
        return value;
    }

    private void requireOfType(String property, String value)
    {
        if (keyType().parse(value).isEmpty()) {
            throw wrong(property, "gives '%s', which is no value of the column's type %s".formatted(value, hiveType()));
        }
    }

    private String hiveType()
    {
        return requireNonNullElse(column.type(), "string");
    }

    private GlauxException wrong(String property, String problem)
    {
        return new GlauxException(
                ErrorCode.INVALID_INPUT,
                "Table %s is configured for partition projection, but %s %s (table %s)".formatted(
                        parameters.table(),
                        ProjectionParameters.nameOf(column, property),
                        problem,
                        parameters.table()));
    }

    private record Bounds(LocalDateTime start, LocalDateTime end)
    {
        Bounds
        {
            requireNonNull(start, "start is null");
            requireNonNull(end, "end is null");
        }
    }
}
