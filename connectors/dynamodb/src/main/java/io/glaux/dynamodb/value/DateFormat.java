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
package io.glaux.dynamodb.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_DATE;
import static java.time.format.DateTimeFormatter.ISO_LOCAL_TIME;
import static java.util.Objects.requireNonNull;

/**
 * How dates and times stand in attributes: as a pattern of the Glue property datetimeFormatMapping, or without one in
 * the forms of ISO 8601. Numbers are milliseconds since 1970, as Athena's connector has them. Immutable.
 */
public final class DateFormat
{
    /**
     * In the place of a pattern: numbers alone, of milliseconds since 1970; a time that is written becomes one.
     */
    public static final String EPOCH_MILLIS = "epoch";

    /**
     * The same of seconds, as in attributes of DynamoDB's time to live.
     */
    public static final String EPOCH_SECONDS = "epochSeconds";

    private static final Pattern QUOTED = Pattern.compile("'[^']*'");
    private static final Pattern ZONE = Pattern.compile("[VvzOXxZ]");
    private static final Pattern SORTABLE =
            Pattern.compile("[yu]{4}-?MM-?dd(('T'| )?HH:?mm(:?ss([.]SSS(SSS)?)?)?('Z')?)?");

    private static final Pattern DAYS = Pattern.compile("[yu]{4}-?MM-?dd");

    private static final List<DateTimeFormatter> ISO = List.of(
            new DateTimeFormatterBuilder()
                    .append(ISO_LOCAL_DATE)
                    .optionalStart().appendLiteral('T').append(ISO_LOCAL_TIME).optionalEnd()
                    .optionalStart().appendLiteral(' ').append(ISO_LOCAL_TIME).optionalEnd()
                    .optionalStart().appendOffset("+HHMM", "Z").optionalEnd()
                    .optionalStart().appendOffset("+HH:mm", "Z").optionalEnd()
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT),
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuuMMdd'T'HHmmss")
                    .optionalStart().appendOffset("+HHMM", "Z").optionalEnd()
                    .optionalStart().appendOffset("+HH:mm", "Z").optionalEnd()
                    .toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT));

    private final Optional<String> pattern;
    private final ZoneId zone;
    private final List<DateTimeFormatter> formatters;

    private DateFormat(Optional<String> pattern, ZoneId zone, List<DateTimeFormatter> formatters)
    {
        this.pattern = requireNonNull(pattern, "pattern is null");
        this.zone = requireNonNull(zone, "zone is null");
        this.formatters = List.copyOf(formatters);
    }

    /**
     * @param zone of times that have none, and in which times that have one are shown where the column has none
     */
    public static DateFormat iso(ZoneId zone)
    {
        return new DateFormat(Optional.empty(), zone, ISO);
    }

    /**
     * @param pattern of Java's SimpleDateFormat, {@link #EPOCH_MILLIS} or {@link #EPOCH_SECONDS}
     * @throws IllegalArgumentException if it is none
     */
    public static DateFormat of(String pattern, ZoneId zone)
    {
        if (pattern.equals(EPOCH_MILLIS) || pattern.equals(EPOCH_SECONDS)) {
            return new DateFormat(Optional.of(pattern), zone, List.of());
        }
        DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                .appendPattern(strict(pattern))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
        return new DateFormat(Optional.of(pattern), zone, List.of(formatter));
    }

    /**
     * The proleptic year in the place of the year of an era, which strict reading wants an era beside; and ZZ, by which
     * the formats of Athena's connector mean an offset with a colon.
     */
    private static String strict(String pattern)
    {
        StringBuilder strict = new StringBuilder();
        boolean isQuoted = false;
        for (String token : pattern.split("(?<=')|(?=')")) {
            if (token.equals("'")) {
                isQuoted = !isQuoted;
            }
            strict.append(isQuoted ? token : token.replace('y', 'u').replaceAll("(?<!Z)ZZ(?!Z)", "X".repeat(3)));
        }
        return strict.toString();
    }

    public ZoneId zone()
    {
        return zone;
    }

    public Optional<String> pattern()
    {
        return pattern;
    }

    /**
     * Whether the values are numbers, and no texts.
     */
    public boolean isEpoch()
    {
        return pattern.isPresent() && formatters.isEmpty();
    }

    /**
     * Whether texts of this format are in the order of their times, and each time has one text.
     */
    public boolean isSortable()
    {
        return pattern.filter(text -> SORTABLE.matcher(text).matches()).isPresent();
    }

    /**
     * Whether it is sortable and has days, and no time of the day.
     */
    public boolean isSortableDay()
    {
        return pattern.filter(text -> DAYS.matcher(text).matches()).isPresent();
    }

    public LocalDate date(String text)
    {
        return timestamp(text).toLocalDate();
    }

    /**
     * Times with a zone as they are in the zone of the format.
     */
    public LocalDateTime timestamp(String text)
    {
        Parsed parsed = parse(text);
        return parsed.zone()
                .map(own -> parsed.local().atZone(own).withZoneSameInstant(zone).toLocalDateTime())
                .orElse(parsed.local());
    }

    /**
     * Times without a zone are in that of the format.
     */
    public ZonedDateTime instant(String text)
    {
        Parsed parsed = parse(text);
        return parsed.local().atZone(parsed.zone().orElse(zone));
    }

    /**
     * A number of the epoch's.
     *
     * @throws ValueMismatchException if it has more than nine digits behind the second, or is beyond all years
     */
    public ZonedDateTime instant(BigDecimal number)
    {
        BigDecimal seconds = isSeconds() ? number : number.movePointLeft(3);
        if (seconds.scale() > 9 || seconds.precision() - seconds.scale() > 18) {
            throw new ValueMismatchException("a number that is no time");
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        long nanos = seconds.subtract(whole).movePointRight(9).longValueExact();
        try {
            return Instant.ofEpochSecond(whole.longValueExact(), nanos).atZone(zone);
        }
        catch (DateTimeException e) {
            throw new ValueMismatchException("a number that is no time", e);
        }
    }

    /**
     * A time as a number of the epoch's.
     */
    public BigDecimal number(Instant time)
    {
        BigDecimal seconds = BigDecimal.valueOf(time.getEpochSecond()).add(BigDecimal.valueOf(time.getNano(), 9));
        return isSeconds() ? seconds : seconds.movePointRight(3);
    }

    private boolean isSeconds()
    {
        return pattern.filter(EPOCH_SECONDS::equals).isPresent();
    }

    /**
     * A day, which begins as soon as it does in the zone of the format, if that has times.
     */
    public String text(LocalDate value)
    {
        return pattern.isPresent() ? written(value.atStartOfDay(zone)) : ISO_LOCAL_DATE.format(value);
    }

    /**
     * A time without a zone; where the format has one, that of the format.
     */
    public String text(LocalDateTime value)
    {
        if (pattern.isEmpty()) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(value);
        }
        boolean hasZone = ZONE.matcher(QUOTED.matcher(pattern.orElseThrow()).replaceAll("")).find();
        return written(hasZone ? value.atZone(zone) : value);
    }

    /**
     * A time in the zone of the format.
     */
    public String text(ZonedDateTime value)
    {
        ZonedDateTime zoned = value.withZoneSameInstant(zone);
        return pattern.isPresent() ? written(zoned) : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(zoned);
    }

    private String written(TemporalAccessor value)
    {
        try {
            return formatters.getFirst().format(value);
        }
        catch (DateTimeException e) {
            throw new ValueMismatchException("a date or time that the format %s does not hold".formatted(name()), e);
        }
    }

    private Parsed parse(String text)
    {
        return formatters.stream()
                .flatMap(formatter -> parse(text, formatter).stream())
                .findFirst()
                .orElseThrow(() -> new ValueMismatchException(
                        "a text that is no date or time in the format %s".formatted(name())));
    }

    private Optional<Parsed> parse(String text, DateTimeFormatter formatter)
    {
        try {
            TemporalAccessor parsed = formatter.parse(text);
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            if (date == null || (isSortable() && !isCanonical(text, date))) {
                return Optional.empty();
            }
            return Optional.of(new Parsed(
                    date.atTime(Objects.requireNonNullElse(time, LocalTime.MIDNIGHT)),
                    Optional.ofNullable(parsed.query(TemporalQueries.zone()))));
        }
        catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /**
     * Years with a sign, or of more digits, would not be in the order of texts.
     */
    private static boolean isCanonical(String text, LocalDate date)
    {
        return date.getYear() >= 0 && date.getYear() <= 9999 && Character.isDigit(text.charAt(0));
    }

    private String name()
    {
        return pattern.orElse("ISO 8601");
    }

    @Override
    public boolean equals(Object other)
    {
        return other instanceof DateFormat that && pattern.equals(that.pattern) && zone.equals(that.zone);
    }

    @Override
    public int hashCode()
    {
        return Objects.hash(pattern, zone);
    }

    @Override
    public String toString()
    {
        return "%s in %s".formatted(name(), zone);
    }

    private record Parsed(LocalDateTime local, Optional<ZoneId> zone) {}
}
