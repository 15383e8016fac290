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
package io.glaux.engine.metering.quota;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * The time that a quota covers.
 */
public sealed interface QuotaPeriod
{
    /**
     * What was used at this time and later counts at {@code now}.
     */
    Instant start(Instant now);

    /**
     * How finely use must be told apart by its time.
     */
    Duration granularity();

    /**
     * As it is stored.
     */
    String text();

    /**
     * For people, after an amount.
     */
    String words();

    /**
     * A minute, hour, day or month of the calendar.
     */
    record Calendar(ChronoUnit unit, ZoneId zone)
            implements QuotaPeriod
    {
        public Calendar
        {
            requireNonNull(unit, "unit is null");
            requireNonNull(zone, "zone is null");
        }

        @Override
        public Instant start(Instant now)
        {
            ZonedDateTime local = now.atZone(zone);
            return unit == ChronoUnit.MONTHS
                    ? local.toLocalDate().withDayOfMonth(1).atStartOfDay(zone).toInstant()
                    : unit == ChronoUnit.DAYS
                      ? local.toLocalDate().atStartOfDay(zone).toInstant()
                      : local.truncatedTo(unit).toInstant();
        }

        @Override
        public Duration granularity()
        {
            return Duration.ofSeconds(1);
        }

        @Override
        public String text()
        {
            String name = unit.name().toLowerCase(Locale.ENGLISH);
            return "%s@%s".formatted(name.substring(0, name.length() - 1), zone.getId());
        }

        @Override
        public String words()
        {
            return "per " + text().replace("@", " in ");
        }
    }

    /**
     * The last so and so long, at every moment.
     */
    record Rolling(Duration length)
            implements QuotaPeriod
    {
        private static final int STEPS = 100;

        public Rolling
        {
            requireNonNull(length, "length is null");
            if (length.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new GlauxException(
                        ErrorCode.INVALID_INPUT, "A quota's period is at least a second, not %s".formatted(length));
            }
        }

        @Override
        public Instant start(Instant now)
        {
            return now.minus(length);
        }

        @Override
        public Duration granularity()
        {
            return length.dividedBy(STEPS);
        }

        @Override
        public String text()
        {
            return "rolling@" + length;
        }

        @Override
        public String words()
        {
            return "in any %s seconds".formatted(length.toSeconds());
        }
    }

    /**
     * Reads {@code minute}, {@code hour}, {@code day} or {@code month}, or a duration such as {@code 90s} or
     * {@code 15m}, which is always rolling.
     *
     * @throws GlauxException with INVALID_INPUT
     */
    static QuotaPeriod of(String text, boolean rolling, String zone)
    {
        ChronoUnit unit = switch (text.strip().toLowerCase(Locale.ENGLISH)) {
            case "minute" -> ChronoUnit.MINUTES;
            case "hour" -> ChronoUnit.HOURS;
            case "day" -> ChronoUnit.DAYS;
            case "month" -> ChronoUnit.MONTHS;
            default -> null;
        };
        if (unit == null) {
            return new Rolling(duration(text));
        }
        if (rolling) {
            return new Rolling(unit == ChronoUnit.MONTHS ? Duration.ofDays(30) : unit.getDuration());
        }
        try {
            return new Calendar(unit, ZoneId.of(zone));
        }
        catch (DateTimeException _) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "'%s' is no time zone: write one as Europe/Berlin or UTC".formatted(zone));
        }
    }

    /**
     * Reads what {@link #text} gave.
     */
    static QuotaPeriod ofText(String text)
    {
        int at = text.indexOf('@');
        String what = text.substring(0, at);
        String more = text.substring(at + 1);
        return what.equals("rolling") ? new Rolling(Duration.parse(more)) : of(what, false, more);
    }

    private static Duration duration(String text)
    {
        Matcher matcher = Pattern.compile("([0-9]{1,9})([smhd])").matcher(text.strip());
        if (!matcher.matches()) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "'%s' is no period: it is minute, hour, day, month, or a duration such as 90s, 15m, 12h or 7d"
                            .formatted(text));
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }
}
