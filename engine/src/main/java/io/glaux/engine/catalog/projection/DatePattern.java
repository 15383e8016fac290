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

import io.glaux.engine.catalog.projection.DateField.Rank;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.time.temporal.WeekFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import static java.util.stream.Collectors.toSet;

/**
 * A pattern of {@link DateTimeFormatter}, in both directions. What a text does not tell is the start of what it does
 * tell: {@code 2024-03} is the first of March, at midnight. Without a year it is 2000.
 */
final class DatePattern
{
    private static final Locale LOCALE = Locale.ENGLISH;
    private static final int DEFAULT_YEAR = 2000;
    private static final int LAST_YEAR = 9999;
    private static final int SHORTEST_MONTH = 28;
    private static final int LONGEST_MONTH = 31;
    private static final List<Rank> CHAIN =
            List.of(Rank.YEAR, Rank.MONTH, Rank.DAY, Rank.HOUR, Rank.MINUTE, Rank.SECOND, Rank.FRACTION);

    private final List<DateField> fields;
    private final Set<Character> letters;
    private final boolean plain;
    private final DateTimeFormatter formatter;

    private DatePattern(String pattern)
    {
        fields = DateField.of(pattern);
        letters = fields.stream().map(DateField::letter).collect(toSet());
        // optional and padded parts change the lengths of texts
        plain = pattern.chars().noneMatch(character -> character == '[') && !has("p");
        formatter = withDefaults(new DateTimeFormatterBuilder().appendPattern(pattern)).toFormatter(LOCALE);
    }

    /**
     * @throws IllegalArgumentException that says what is wrong with the pattern
     */
    static DatePattern of(String pattern)
    {
        DatePattern compiled = new DatePattern(pattern);
        compiled.check();
        return compiled;
    }

    String format(LocalDateTime date)
    {
        return formatter.format(date.atZone(ZoneOffset.UTC));
    }

    /**
     * @throws DateTimeException when the text is not of the pattern
     */
    LocalDateTime parse(String text)
    {
        TemporalAccessor parsed = formatter.parse(text);
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        if (date == null) {
            throw new DateTimeException("the text tells no date");
        }
        return date.atTime(time == null ? LocalTime.MIDNIGHT : time);
    }

    /**
     * The start of what a date's text tells.
     *
     * @throws DateTimeException when the pattern does not read what it writes
     */
    LocalDateTime floor(LocalDateTime date)
    {
        return parse(format(date));
    }

    /**
     * The start of the text after that of a date.
     */
    LocalDateTime afterFloor(LocalDateTime floor)
    {
        return switch (finest()) {
            case YEAR -> floor.plusYears(1);
            case MONTH -> {
                if (has("ML")) {
                    yield floor.plusMonths(1);
                }
                yield has("w") ? floor.plusWeeks(1) : floor.plusMonths(3);
            }
            case DAY -> floor.plusDays(1);
            case HOUR -> has("HkKh") ? floor.plusHours(1) : floor.plusHours(12);
            case MINUTE -> floor.plusMinutes(1);
            case SECOND -> floor.plusSeconds(1);
            case FRACTION, NONE -> floor.plusNanos(1);
        };
    }

    /**
     * The unit of steps that need not be written: that of formats that end with the day or the month.
     */
    Optional<ChronoUnit> defaultUnit()
    {
        if (finest() == Rank.DAY) {
            return Optional.of(ChronoUnit.DAYS);
        }
        return finest() == Rank.MONTH && has("ML") ? Optional.of(ChronoUnit.MONTHS) : Optional.empty();
    }

    /**
     * Whether texts tell the time of the day.
     */
    boolean tellsTime()
    {
        return finest().compareTo(Rank.DAY) > 0;
    }

    /**
     * Whether steps from the start of a text may end in the same text.
     *
     * @param next a step after {@code floor}
     * @param calendar whether steps are months or years, which are as long as those of the texts
     */
    boolean mayRepeat(LocalDateTime floor, LocalDateTime next, boolean calendar)
    {
        int shorter = switch (finest()) {
            case YEAR -> 1;
            case MONTH -> LONGEST_MONTH - SHORTEST_MONTH;
            default -> 0;
        };
        return next.isBefore(afterFloor(floor).plusDays(calendar ? 0 : shorter));
    }

    /**
     * The stretch of time in which texts sort as dates do: all time when empty.
     *
     * @param numbers whether texts sort as numbers
     */
    Optional<Rank> sortedWithin(boolean numbers, LocalDateTime first, LocalDateTime last)
    {
        if (!plain || first.getYear() < 1 || last.getYear() > LAST_YEAR) {
            return Optional.of(Rank.FRACTION);
        }
        if (numbers && fields.size() == 1) {
            return Optional.empty();
        }
        int before = fields.size();
        for (int place = CHAIN.indexOf(finest()); place >= 0; place--) {
            Rank rank = CHAIN.get(place);
            List<DateField> ofRank = fields.stream().filter(field -> field.rank() == rank).toList();
            if (ofRank.isEmpty()) {
                continue;
            }
            // where the rank is told first counts: what is repeated later is equal by then
            int told = fields.indexOf(ofRank.getFirst());
            if (told >= before || !ofRank.getFirst().sorts() || ofRank.stream().distinct().count() > 1) {
                // weeks go across months and years
                return Optional.of(has("w") ? Rank.FRACTION : rank);
            }
            before = told;
        }
        return Optional.empty();
    }

    private Rank finest()
    {
        return fields.stream().map(DateField::rank).filter(rank -> rank != Rank.NONE).max(Enum::compareTo)
                .orElseThrow();
    }

    private boolean has(String any)
    {
        return any.chars().anyMatch(letter -> letters.contains((char) letter));
    }

    /**
     * A pattern with a gap, say days without months, has one text for many dates.
     */
    private void check()
    {
        if (fields.stream().allMatch(field -> field.rank() == Rank.NONE)) {
            throw new IllegalArgumentException("it tells no date");
        }
        if (has("hK") && !has("a")) {
            throw new IllegalArgumentException("it has hours of half a day ('h' or 'K') without AM and PM ('a')");
        }
        if (has("FWB")) {
            throw new IllegalArgumentException("'F', 'W' and 'B' are not supported");
        }
        if (has("w") != has("Y")) {
            throw new IllegalArgumentException(
                    "weeks ('w') and the year that they count in ('Y') go together; a year of months is 'y'");
        }
        Rank coarsest = fields.stream().map(DateField::coarsestRank).min(Enum::compareTo).orElseThrow();
        for (int place = CHAIN.indexOf(coarsest); place < CHAIN.indexOf(finest()); place++) {
            Rank rank = CHAIN.get(place);
            boolean told = fields.stream().anyMatch(field ->
                    field.coarsestRank().compareTo(rank) <= 0 && field.rank().compareTo(rank) >= 0);
            if (!told) {
                throw new IllegalArgumentException(
                        "it has no %s, so that one text stands for several dates".formatted(
                                rank.name().toLowerCase(Locale.ROOT)));
            }
        }
    }

    private DateTimeFormatterBuilder withDefaults(DateTimeFormatterBuilder builder)
    {
        boolean isWeekBased = has("w");
        if (!has("uyYg")) {
            builder.parseDefaulting(ChronoField.YEAR, DEFAULT_YEAR);
        }
        if (isWeekBased) {
            if (!has("ecE")) {
                builder.parseDefaulting(WeekFields.of(LOCALE).dayOfWeek(), 1);
            }
        }
        else if (!has("Dg")) {
            if (has("Qq") && !has("ML")) {
                builder.parseDefaulting(IsoFields.DAY_OF_QUARTER, 1);
            }
            else {
                builder.parseDefaulting(ChronoField.MONTH_OF_YEAR, 1).parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
            }
        }
        if (!has("HkKhaAN") && has("msSn")) {
            builder.parseDefaulting(ChronoField.HOUR_OF_DAY, 0);
        }
        return builder;
    }
}
