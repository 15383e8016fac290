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
package io.glaux.conformance.data;

import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of a type at which software breaks.
 */
final class EdgeValues
{
    private static final String OWL = "\uD83E\uDD89";
    private static final List<Object> TEXTS = List.of(
            "",
            " ",
            "a",
            "A",
            "ab",
            "a ",
            "a%",
            "a_",
            "\\",
            "'; --",
            "\u0000",
            "a\u0000",
            "\u00E9",
            "e\u0301",
            "\uE000",
            OWL,
            OWL + OWL,
            "\uFFFD",
            "null",
            "line\nbreak",
            "\u00DF",
            "z".repeat(300));
    private static final List<Object> JSON = List.of("null", "0", "\"\"", "[]", "{\"a\":[1,null,\"" + OWL + "\"]}");
    private static final int SIXTEEN = 16;

    private EdgeValues() {}

    /**
     * Not null, none of them; lists, rows and maps have nulls within.
     */
    static List<Object> of(Field field)
    {
        return switch (field.getType()) {
            case ArrowType.Bool _ -> List.of(false, true);
            case ArrowType.Int type -> integers(type.getBitWidth());
            case ArrowType.FloatingPoint type -> reals(type.getPrecision());
            case ArrowType.Decimal type -> decimals(type);
            case ArrowType.Utf8 _ -> texts(field.getMetadata().getOrDefault("trino.type", ""));
            case ArrowType.Binary _ -> binaries();
            case ArrowType.FixedSizeBinary _ -> sixteens();
            case ArrowType.Date _ -> List.of(
                    LocalDate.EPOCH,
                    LocalDate.EPOCH.minusDays(1),
                    LocalDate.of(1, 1, 1),
                    LocalDate.of(9999, 12, 31),
                    LocalDate.of(1582, 10, 10),
                    LocalDate.of(2000, 2, 29));
            case ArrowType.Time type -> times(unit(type.getUnit()));
            case ArrowType.Timestamp type -> timestamps(type);
            case ArrowType.List _ -> lists(field.getChildren().getFirst());
            case ArrowType.Struct _ -> rows(field.getChildren());
            case ArrowType.Map _ -> maps(field.getChildren().getFirst().getChildren());
            default -> throw new IllegalArgumentException("There are no values of " + field.getType());
        };
    }

    private static List<Object> integers(int bits)
    {
        long least = Long.MIN_VALUE >> (Long.SIZE - bits);
        return List.of(0L, 1L, -1L, 2L, least, least + 1, ~least, ~least - 1);
    }

    private static List<Object> reals(FloatingPointPrecision precision)
    {
        boolean isSingle = precision == FloatingPointPrecision.SINGLE;
        double greatest = isSingle ? Float.MAX_VALUE : Double.MAX_VALUE;
        double least = isSingle ? Float.MIN_VALUE : Double.MIN_VALUE;
        return List.of(
                0.0,
                -0.0,
                1.0,
                -1.5,
                least,
                -least,
                greatest,
                -greatest,
                isSingle ? (double) 0.1f : 0.1,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY);
    }

    private static List<Object> decimals(ArrowType.Decimal type)
    {
        BigDecimal greatest = new BigDecimal(
                BigInteger.TEN.pow(type.getPrecision()).subtract(BigInteger.ONE),
                type.getScale());
        BigDecimal one = new BigDecimal(BigInteger.ONE, type.getScale());
        return List.of(BigDecimal.ZERO.setScale(type.getScale()), one, one.negate(), greatest, greatest.negate());
    }

    private static List<Object> texts(String pinned)
    {
        if (pinned.equals("json")) {
            return JSON;
        }
        if (!pinned.contains("(")) {
            return TEXTS;
        }
        int length = Integer.parseInt(pinned.substring(pinned.indexOf('(') + 1, pinned.indexOf(')')));
        List<Object> texts = new ArrayList<>();
        for (Object text : TEXTS) {
            String cut = ((String) text).codePoints().limit(length)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            texts.add(pinned.startsWith("char") ? cut.replaceAll(" +$", "") : cut);
        }
        texts.add(OWL.repeat(length));
        return texts;
    }

    private static List<Object> binaries()
    {
        return List.of(
                new byte[0],
                new byte[] {0},
                new byte[] {0, 0},
                new byte[] {-1},
                new byte[] {127},
                new byte[] {-128});
    }

    private static List<Object> sixteens()
    {
        byte[] highest = new byte[SIXTEEN];
        Arrays.fill(highest, (byte) -1);
        byte[] counted = new byte[SIXTEEN];
        for (int i = 0; i < SIXTEEN; i++) {
            counted[i] = (byte) i;
        }
        byte[] negative = counted.clone();
        negative[0] = Byte.MIN_VALUE;
        return List.of(new byte[SIXTEEN], highest, counted, negative);
    }

    private static ChronoUnit unit(TimeUnit unit)
    {
        return switch (unit) {
            case SECOND -> ChronoUnit.SECONDS;
            case MILLISECOND -> ChronoUnit.MILLIS;
            case MICROSECOND -> ChronoUnit.MICROS;
            case NANOSECOND -> ChronoUnit.NANOS;
        };
    }

    private static List<Object> times(ChronoUnit unit)
    {
        return List.of(
                LocalTime.MIDNIGHT,
                LocalTime.MIDNIGHT.plus(1, unit),
                LocalTime.NOON,
                LocalTime.MAX.truncatedTo(unit));
    }

    private static List<Object> timestamps(ArrowType.Timestamp type)
    {
        // 64 bits of nanoseconds go from 1677 to 2262
        boolean isNarrow = type.getUnit() == TimeUnit.NANOSECOND;
        ChronoUnit unit = unit(type.getUnit());
        LocalDateTime epoch = LocalDate.EPOCH.atStartOfDay();
        List<LocalDateTime> times = List.of(
                epoch,
                epoch.minus(1, unit),
                epoch.plus(1, unit),
                LocalDate.of(isNarrow ? 1678 : 1, 1, 1).atStartOfDay(),
                LocalDate.of(isNarrow ? 2261 : 9999, 12, 31).atTime(LocalTime.MAX.truncatedTo(unit)),
                LocalDateTime.of(2024, 3, 31, 2, 30));
        return type.getTimezone() == null
                ? List.copyOf(times)
                : times.stream().<Object>map(time -> time.atZone(ZoneOffset.UTC)).toList();
    }

    private static List<Object> lists(Field element)
    {
        List<Object> edges = new ArrayList<>(of(element));
        edges.add(null);
        List<Object> twice = new ArrayList<>(edges.subList(0, 2));
        return List.of(List.of(), Collections.singletonList(null), twice, Collections.unmodifiableList(edges));
    }

    private static List<Object> rows(List<Field> fields)
    {
        List<Object> rows = new ArrayList<>();
        for (int i = -1; i < 3; i++) {
            List<Object> row = new ArrayList<>();
            for (Field field : fields) {
                List<Object> values = of(field);
                row.add(i < 0 ? null : values.get(i % values.size()));
            }
            rows.add(Collections.unmodifiableList(row));
        }
        return rows;
    }

    private static List<Object> maps(List<Field> entry)
    {
        List<Object> keys = of(entry.getFirst());
        List<Object> values = of(entry.getLast());
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            map.put(keys.get(i), i == 0 ? null : values.get(i % values.size()));
        }
        return List.of(Map.of(), Map.of(keys.getFirst(), values.getFirst()), Collections.unmodifiableMap(map));
    }
}
