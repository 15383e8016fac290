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

import software.amazon.awssdk.services.glue.model.Column;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A partition column with a random configuration, and its values, enumerated one by one without the code under test.
 *
 * @param values in order
 * @param literals what conditions on the column may compare with
 * @param injected whether conditions must name its values
 */
record RandomColumn(
        String name,
        String type,
        Map<String, String> parameters,
        List<String> values,
        List<String> literals,
        boolean injected)
{
    /**
     * The time of the queries.
     */
    static final LocalDateTime NOW = LocalDateTime.of(2024, 3, 15, 13, 47, 12, 345_000_000);

    private static final List<String> TEXTS =
            List.of("a",
                    " a",
                    "a ",
                    "ab",
                    "b",
                    "B",
                    "eu-west-1",
                    "%",
                    "_x",
                    "it's",
                    "10",
                    "9",
                    "\u00e9",
                    "\uD83E\uDD89");

    /**
     * Formats with what they write, told by other means, and what they cut off.
     */
    private static final Map<String, Format> FORMATS = formats();

    private record Format(Function<LocalDateTime, String> text, Function<LocalDateTime, LocalDateTime> floor) {}

    static RandomColumn generate(Random random, String name)
    {
        return switch (random.nextInt(7)) {
            case 0 -> enumeration(random, name);
            case 1, 2 -> integers(random, name);
            case 3 -> injected(random, name);
            default -> dates(random, name);
        };
    }

    Column column()
    {
        return Column.builder().name(name).type(type).build();
    }

    int compare(String value, String literal)
    {
        return switch (type) {
            case "string" -> Arrays.compareUnsigned(value.getBytes(UTF_8), literal.getBytes(UTF_8));
            case "date" -> LocalDate.parse(value).compareTo(LocalDate.parse(literal));
            case "timestamp" -> timestamp(value).compareTo(timestamp(literal));
            default -> new BigInteger(value).compareTo(new BigInteger(literal));
        };
    }

    private static LocalDateTime timestamp(String text)
    {
        return LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static RandomColumn enumeration(Random random, String name)
    {
        Set<String> values = new LinkedHashSet<>();
        for (int i = 0; i <= random.nextInt(6); i++) {
            values.add(TEXTS.get(random.nextInt(TEXTS.size())));
        }
        return of(name, "string", new ArrayList<>(values), TEXTS, Map.of("type", " Enum ", "values", String.join(
                ",",
                values)));
    }

    private static RandomColumn injected(Random random, String name)
    {
        List<String> pool = TEXTS.subList(0, 1 + random.nextInt(TEXTS.size()));
        // projected in the order of their text, as the domain has them
        List<String> sorted = pool.stream()
                .sorted((left, right) -> Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8)))
                .toList();
        return new RandomColumn(
                name,
                "string",
                Map.of("projection.%s.type".formatted(name), "injected"),
                sorted,
                sorted,
                true);
    }

    private static RandomColumn integers(Random random, String name)
    {
        BigInteger minimum = switch (random.nextInt(4)) {
            case 0 -> BigInteger.valueOf(Long.MIN_VALUE).add(BigInteger.valueOf(random.nextInt(3)));
            case 1 -> BigInteger.valueOf(Long.MAX_VALUE).subtract(BigInteger.valueOf(random.nextInt(60)));
            default -> BigInteger.valueOf(random.nextInt(-120, 120));
        };
        BigInteger interval = BigInteger.valueOf(random.nextInt(3) == 0 ? 1 + random.nextInt(40) : 1);
        BigInteger maximum = minimum.add(BigInteger.valueOf(random.nextInt(40)))
                .min(BigInteger.valueOf(Long.MAX_VALUE));
        int digits = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 0;
        List<String> values = new ArrayList<>();
        for (BigInteger number = minimum; number.compareTo(maximum) <= 0; number = number.add(interval)) {
            values.add(digits == 0 ? number.toString() : ("%0" + digits + "d").formatted(number));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("type", "integer");
        parameters.put("range", " %s , %s ".formatted(minimum, maximum));
        if (digits > 0) {
            parameters.put("digits", " " + digits);
        }
        if (!interval.equals(BigInteger.ONE) || random.nextBoolean()) {
            parameters.put("interval", interval + " ");
        }
        List<String> literals = new ArrayList<>(values);
        literals.add(minimum.subtract(BigInteger.TWO).toString());
        literals.add(maximum.add(BigInteger.ONE).toString());
        literals.add("0");
        literals.add("07");
        return of(name, random.nextBoolean() ? "bigint" : "string", values, literals, parameters);
    }

    private static RandomColumn dates(Random random, String name)
    {
        String pattern = List.copyOf(FORMATS.keySet()).get(random.nextInt(FORMATS.size()));
        Format format = FORMATS.get(pattern);
        ChronoUnit unit = List.of(
                ChronoUnit.YEARS,
                ChronoUnit.MONTHS,
                ChronoUnit.WEEKS,
                ChronoUnit.DAYS,
                ChronoUnit.HOURS,
                ChronoUnit.MINUTES,
                ChronoUnit.SECONDS,
                ChronoUnit.MILLIS).get(random.nextInt(8));
        int interval = 1 + random.nextInt(3) * random.nextInt(20);
        boolean relative = random.nextInt(3) == 0 && unit != ChronoUnit.MILLIS;
        int back = random.nextInt(30);
        LocalDateTime start = relative
                ? NOW.minus(back, unit)
                : LocalDateTime.of(2023, 12, 27, 22, 58, 50).plusHours(random.nextInt(24 * 80));
        start = format.floor().apply(start);
        LocalDateTime end = format.floor().apply(
                relative ? NOW : start.plus((long) interval * random.nextInt(30), unit).plusDays(random.nextInt(2)));
        String type = typeOf(random, pattern, unit);
        Set<String> values = new LinkedHashSet<>();
        List<String> literals = new ArrayList<>();
        for (long step = 0; ; step++) {
            LocalDateTime date = start.plus(step * interval, unit);
            if (date.isAfter(end)) {
                break;
            }
            LocalDateTime floor = format.floor().apply(date);
            values.add(written(type, format, floor));
            if (step > 5_000) {
                // too long to enumerate in each case
                return dates(random, name);
            }
        }
        for (int i = 0; i < 20; i++) {
            LocalDateTime near = start.plus(interval * (random.nextLong(40) - 5), unit).plusHours(random.nextInt(30));
            literals.add(written(type, format, format.floor().apply(near)));
        }
        literals.addAll(values);
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("type", "date");
        parameters.put("format", pattern);
        parameters.put("range", relative
                ? " NOW - %s %s ,NOW".formatted(back, unit.name())
                : format.text().apply(start) + "," + format.text().apply(end));
        parameters.put("interval", " " + interval);
        parameters.put("interval.unit", unit == ChronoUnit.MILLIS ? "Milliseconds" : unit.name()
                                                                                     .toLowerCase(Locale.ROOT));
        return of(name, type, List.copyOf(values), literals, parameters);
    }

    private static String typeOf(Random random, String pattern, ChronoUnit unit)
    {
        boolean isNumber = pattern.chars().allMatch(Character::isLetter) && !pattern.contains("MMM");
        boolean tellsTime = pattern.contains("H");
        return switch (random.nextInt(5)) {
            case 0 -> isNumber ? "bigint" : "string";
            case 1 -> tellsTime && unit.compareTo(ChronoUnit.DAYS) < 0 ? "timestamp" : "date";
            case 2 -> "timestamp";
            default -> "string";
        };
    }

    private static String written(String type, Format format, LocalDateTime date)
    {
        return switch (type) {
            case "date" -> date.toLocalDate().toString();
            case "timestamp" -> "%1$tY-%1$tm-%1$td %1$tH:%1$tM:%1$tS".formatted(date);
            default -> format.text().apply(date);
        };
    }

    private static RandomColumn of(
            String name,
            String type,
            List<String> values,
            List<String> literals,
            Map<String, String> settings)
    {
        Map<String, String> parameters = new LinkedHashMap<>();
        settings.forEach((setting, value) -> parameters.put("projection.%s.%s".formatted(name, setting), value));
        return new RandomColumn(name, type, parameters, values, literals, false);
    }

    private static Map<String, Format> formats()
    {
        Function<LocalDateTime, LocalDateTime> year = date -> LocalDateTime.of(date.getYear(), 1, 1, 0, 0);
        Function<LocalDateTime, LocalDateTime> month =
                date -> LocalDateTime.of(date.getYear(), date.getMonthValue(), 1, 0, 0);
        Function<LocalDateTime, LocalDateTime> day =
                date -> LocalDateTime.of(date.getYear(), date.getMonthValue(), date.getDayOfMonth(), 0, 0);
        Function<LocalDateTime, LocalDateTime> hour = date -> day.apply(date).withHour(date.getHour());
        Function<LocalDateTime, LocalDateTime> second =
                date -> hour.apply(date).withMinute(date.getMinute()).withSecond(date.getSecond());
        Map<String, Format> formats = new LinkedHashMap<>();
        formats.put("yyyy", new Format("%tY"::formatted, year));
        formats.put("yyyy-MM", new Format("%1$tY-%1$tm"::formatted, month));
        formats.put("yyyyMM", new Format("%1$tY%1$tm"::formatted, month));
        formats.put("MM/yyyy", new Format("%1$tm/%1$tY"::formatted, month));
        formats.put("yyyy-MM-dd", new Format("%tF"::formatted, day));
        formats.put("yyyyMMdd", new Format("%1$tY%1$tm%1$td"::formatted, day));
        formats.put("yyyy/MM/dd", new Format("%1$tY/%1$tm/%1$td"::formatted, day));
        formats.put("dd-MM-yyyy", new Format("%1$td-%1$tm-%1$tY"::formatted, day));
        formats.put("MM-dd-yyyy", new Format("%1$tm-%1$td-%1$tY"::formatted, day));
        formats.put("yyyyDDD", new Format("%1$tY%1$tj"::formatted, day));
        formats.put("yyyy-M-d", new Format(
                date -> date.getYear() + "-" + date.getMonthValue() + "-" + date.getDayOfMonth(), day));
        formats.put("d.MMM yyyy", new Format(
                date -> date.getDayOfMonth() + "." + String.format(Locale.ENGLISH, "%1$tb %1$tY", date), day));
        formats.put("'dt='yyyyMMdd''", new Format("dt=%1$tY%1$tm%1$td'"::formatted, day));
        formats.put("yyyy/MM/dd/HH", new Format("%1$tY/%1$tm/%1$td/%1$tH"::formatted, hour));
        formats.put("yyyyMMddHH", new Format("%1$tY%1$tm%1$td%1$tH"::formatted, hour));
        formats.put("HH dd-MM-yyyy", new Format("%1$tH %1$td-%1$tm-%1$tY"::formatted, hour));
        formats.put("yyyy-MM-dd HH:mm:ss", new Format("%1$tF %1$tT"::formatted, second));
        formats.put("HH:mm:ss yyyy, dd MM", new Format("%1$tT %1$tY, %1$td %1$tm"::formatted, second));
        return formats;
    }

    /**
     * Whether there are so many values that the oracle would take long.
     */
    boolean isLarge()
    {
        return values.size() > 50;
    }

    static List<RandomColumn> generate(Random random)
    {
        int count = 1 + random.nextInt(3);
        return IntStream.range(0, count).mapToObj(place -> {
            while (true) {
                RandomColumn column = generate(random, "c" + place);
                if (!column.isLarge() && !column.values().isEmpty()) {
                    return column;
                }
            }
        }).toList();
    }
}
