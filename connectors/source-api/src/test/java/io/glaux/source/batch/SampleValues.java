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
package io.glaux.source.batch;

import io.glaux.source.ColumnTypes;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Columns of every type, and values for them: edges first, then random ones.
 */
final class SampleValues
{
    private static final TimeUnit[] UNITS = TimeUnit.values();

    private SampleValues() {}

    static List<Column> columns()
    {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(ColumnTypes.bool("bool"), List.of(true, false), Random::nextBoolean));
        for (int bits : new int[] {8, 16, 32, 64}) {
            columns.add(integer(bits));
        }
        columns.add(new Column(
                ColumnTypes.real("real"),
                List.of(0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, (double) Float.MIN_VALUE),
                random -> (double) random.nextFloat()));
        columns.add(new Column(
                ColumnTypes.doublePrecision("double"),
                List.of(0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE),
                Random::nextGaussian));
        columns.add(decimal(38, 0));
        columns.add(decimal(38, 38));
        columns.add(decimal(5, 2));
        columns.add(new Column(
                ColumnTypes.text("text"),
                List.of("", "a", "é€\uD83E\uDD89", "\u0000", "x".repeat(1_000)),
                random -> "é".repeat(random.nextInt(40))));
        columns.add(new Column(
                ColumnTypes.binary("binary"),
                List.of(new byte[0], new byte[] {0, -1}),
                random -> bytes(random, random.nextInt(30))));
        columns.add(new Column(ColumnTypes.uuid("uuid"), List.of(new byte[16]), random -> bytes(random, 16)));
        columns.add(new Column(
                ColumnTypes.date("date"),
                List.of(LocalDate.ofEpochDay(Integer.MIN_VALUE), LocalDate.ofEpochDay(Integer.MAX_VALUE)),
                random -> LocalDate.ofEpochDay(random.nextInt())));
        for (TimeUnit unit : UNITS) {
            columns.add(time(unit));
            columns.add(timestamp(unit));
            columns.add(instant(unit));
        }
        columns.add(lists());
        columns.add(rows());
        columns.add(maps());
        return columns;
    }

    private static Column integer(int bits)
    {
        long highest = Long.MAX_VALUE >> (64 - bits);
        return new Column(
                ColumnTypes.integer("int" + bits, bits),
                List.of(0L, -1L, highest, -highest - 1),
                random -> random.nextLong() >> (64 - bits));
    }

    private static Column decimal(int precision, int scale)
    {
        BigDecimal highest = new BigDecimal(BigInteger.TEN.pow(precision).subtract(BigInteger.ONE), scale);
        BigDecimal zero = new BigDecimal(BigInteger.ZERO, scale);
        return new Column(
                ColumnTypes.decimal("decimal_%s_%s".formatted(precision, scale), precision, scale),
                List.of(highest, highest.negate(), zero, new BigDecimal(BigInteger.ONE.negate(), scale)),
                random -> new BigDecimal(BigInteger.valueOf(random.nextInt(99_999)), scale));
    }

    private static Column time(TimeUnit unit)
    {
        long nanos = TimeScale.nanosPerUnit(unit);
        long perDay = 86_400_000_000_000L / nanos;
        return new Column(
                ColumnTypes.time("time_" + unit, unit),
                List.of(LocalTime.MIDNIGHT, LocalTime.ofNanoOfDay((perDay - 1) * nanos)),
                random -> LocalTime.ofNanoOfDay(random.nextLong(perDay) * nanos));
    }

    private static Column timestamp(TimeUnit unit)
    {
        return new Column(
                ColumnTypes.timestamp("timestamp_" + unit, unit),
                unit == TimeUnit.SECOND
                        ? List.of(LocalDateTime.MIN, LocalDateTime.of(999_999_999, 12, 31, 23, 59, 59))
                        : List.of(utc(Long.MIN_VALUE, unit), utc(Long.MAX_VALUE, unit), utc(-1, unit)),
                random -> utc(random.nextInt(), unit));
    }

    private static Column instant(TimeUnit unit)
    {
        return new Column(
                ColumnTypes.timestampWithTimeZone("instant_" + unit, unit),
                List.of(instant(0, unit).atZone(ZoneOffset.UTC), instant(-1, unit).atZone(ZoneOffset.UTC)),
                random -> instant(random.nextInt(), unit).atZone(ZoneOffset.UTC));
    }

    private static Instant instant(long units, TimeUnit unit)
    {
        return TimeScale.instant(units, TimeScale.nanosPerUnit(unit));
    }

    private static LocalDateTime utc(long units, TimeUnit unit)
    {
        // the years of milliseconds are beyond those of a LocalDateTime
        long bounded = unit == TimeUnit.MILLISECOND ? units / 100_000 : units;
        return LocalDateTime.ofInstant(instant(bounded, unit), ZoneOffset.UTC);
    }

    private static Column lists()
    {
        return new Column(
                ColumnTypes.array("array", ColumnTypes.array("element", ColumnTypes.text("text"))),
                List.of(List.of(), listOf((Object) null), List.of(List.of(), listOf("a", null, "b"))),
                random -> List.of(List.of("r" + random.nextInt()), List.of()));
    }

    private static Column rows()
    {
        Field inner = ColumnTypes.row("inner", List.of(ColumnTypes.bigint("x"), ColumnTypes.bool("y")));
        return new Column(
                ColumnTypes.row("row", List.of(ColumnTypes.text("name"), inner)),
                List.of(listOf(null, null), listOf("a", listOf(1L, null))),
                random -> listOf("r", List.of(random.nextLong(), random.nextBoolean())));
    }

    private static Column maps()
    {
        Map<Object, Object> some = new LinkedHashMap<>();
        some.put("a", null);
        some.put("", List.of(1L, 2L));
        return new Column(
                ColumnTypes.map(
                        "map",
                        ColumnTypes.text("key"),
                        ColumnTypes.array("value", ColumnTypes.bigint("element"))),
                List.of(Map.of(), some),
                random -> Map.of("k" + random.nextInt(), List.of(random.nextLong())));
    }

    static List<Object> listOf(Object... values)
    {
        return new ArrayList<>(Arrays.asList(values));
    }

    static byte[] bytes(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    static Field pinned(String type)
    {
        return ColumnTypes.pinned("pinned", ArrowType.Utf8.INSTANCE, type);
    }

    record Column(Field field, List<?> edges, Function<Random, Object> generator)
    {
        Object value(int row, Random random)
        {
            if (row < edges.size()) {
                return edges.get(row);
            }
            return random.nextInt(5) == 0 ? null : generator.apply(random);
        }
    }
}
