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
package io.glaux.reference.data;

import io.glaux.source.ColumnTypes;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of a type at which software breaks: its least and greatest, those that look alike and those that look empty.
 */
final class TypeEdges
{
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "A",
            "ä",
            "a ",
            "%",
            "_",
            "\\",
            "'",
            "\"",
            "null",
            "\u0000",
            "\uFFFD",
            "e\u0301",
            "é",
            "\uE000",
            "\uD83E\uDD89",
            "\uD83D\uDE00\uD83D\uDE01",
            "line\nbreak",
            "ß",
            "ﬀ",
            "\u202E");
    private static final List<String> JSON = List.of(
            "null", "0", "\"\"", "[]", "{}", "{\"a\":[1,null,\"\uD83E\uDD89\"]}");
    private static final int SIXTEEN = 16;

    private TypeEdges() {}

    /**
     * Not null, none of them; nested types have nulls within.
     */
    static List<Object> of(Field field)
    {
        return switch (field.getType()) {
            case ArrowType.Bool _ -> List.of(false, true);
            case ArrowType.Int type -> integers(type.getBitWidth());
            case ArrowType.FloatingPoint type -> type.getPrecision() == FloatingPointPrecision.SINGLE
                    ? reals()
                    : doubles();
            case ArrowType.Decimal type -> decimals(type);
            case ArrowType.Utf8 _ -> texts(field);
            case ArrowType.Binary _ -> binaries();
            case ArrowType.FixedSizeBinary _ -> sixteens();
            case ArrowType.Date _ -> dates();
            case ArrowType.Time type -> times(type.getUnit());
            case ArrowType.Timestamp type -> timestamps(type);
            case ArrowType.List _ -> arrays(field.getChildren().getFirst());
            case ArrowType.Struct _ -> rows(field.getChildren());
            case ArrowType.Map _ -> maps(field.getChildren().getFirst().getChildren());
            default -> throw new IllegalArgumentException("There are no values of " + field.getType());
        };
    }

    static String pinned(Field field)
    {
        return field.getMetadata().getOrDefault(ColumnTypes.TRINO_TYPE, "");
    }

    static ChronoUnit unit(TimeUnit unit)
    {
        return switch (unit) {
            case SECOND -> ChronoUnit.SECONDS;
            case MILLISECOND -> ChronoUnit.MILLIS;
            case MICROSECOND -> ChronoUnit.MICROS;
            case NANOSECOND -> ChronoUnit.NANOS;
        };
    }

    private static List<Object> integers(int bits)
    {
        long least = Long.MIN_VALUE >> (Long.SIZE - bits);
        return List.of(0L, 1L, -1L, least, least + 1, ~least, ~least - 1);
    }

    private static List<Object> reals()
    {
        return List.of(
                0.0,
                -0.0,
                1.0,
                -1.0,
                (double) Float.MIN_VALUE,
                (double) Float.MAX_VALUE,
                (double) -Float.MAX_VALUE,
                (double) Float.MIN_NORMAL,
                (double) 0.1f,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY);
    }

    private static List<Object> doubles()
    {
        return List.of(
                0.0,
                -0.0,
                1.0,
                -1.0,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                Double.MIN_NORMAL,
                0.1,
                9007199254740992.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY);
    }

    private static List<Object> decimals(ArrowType.Decimal type)
    {
        BigDecimal greatest = new BigDecimal(
                BigInteger.TEN.pow(type.getPrecision()).subtract(BigInteger.ONE),
                type.getScale());
        BigDecimal smallest = new BigDecimal(BigInteger.ONE, type.getScale());
        return List.of(
                BigDecimal.ZERO.setScale(type.getScale()), smallest, smallest.negate(), greatest, greatest.negate());
    }

    private static List<Object> texts(Field field)
    {
        String pinned = pinned(field);
        if (pinned.equals("json")) {
            return List.copyOf(JSON);
        }
        int open = pinned.indexOf('(');
        if (open < 0) {
            return List.copyOf(TEXTS);
        }
        int length = Integer.parseInt(pinned.substring(open + 1, pinned.length() - 1));
        List<Object> texts = new ArrayList<>();
        for (String text : TEXTS) {
            String shortened = text.codePointCount(0, text.length()) <= length
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, length));
            // values of CHAR have no spaces at their end
            texts.add(pinned.startsWith("char") ? withoutTrailingSpaces(shortened) : shortened);
        }
        texts.add("\uD83E\uDD89".repeat(length));
        return texts;
    }

    private static String withoutTrailingSpaces(String text)
    {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static List<Object> binaries()
    {
        return List.of(new byte[0], new byte[] {0}, new byte[] {-1}, new byte[] {127, -128}, bytes("bytes"));
    }

    private static byte[] bytes(String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Object> sixteens()
    {
        byte[] highest = new byte[SIXTEEN];
        Arrays.fill(highest, (byte) -1);
        byte[] counted = new byte[SIXTEEN];
        for (int index = 0; index < SIXTEEN; index++) {
            counted[index] = (byte) index;
        }
        byte[] address = new byte[SIXTEEN];
        address[10] = -1;
        address[11] = -1;
        address[12] = 127;
        address[15] = 1;
        return List.of(new byte[SIXTEEN], highest, counted, address);
    }

    private static List<Object> dates()
    {
        return List.of(
                LocalDate.EPOCH,
                LocalDate.EPOCH.minusDays(1),
                LocalDate.of(1, 1, 1),
                LocalDate.of(9999, 12, 31),
                LocalDate.of(1582, 10, 4),
                LocalDate.of(1582, 10, 15),
                LocalDate.of(2000, 2, 29));
    }

    private static List<Object> times(TimeUnit unit)
    {
        return List.of(
                LocalTime.MIDNIGHT,
                LocalTime.MAX.truncatedTo(unit(unit)),
                LocalTime.NOON,
                LocalTime.MIDNIGHT.plus(1, unit(unit)));
    }

    private static List<Object> timestamps(ArrowType.Timestamp type)
    {
        // 64 bits of nanoseconds go from 1677 to 2262
        boolean isNarrow = type.getUnit() == TimeUnit.NANOSECOND;
        LocalDateTime epoch = LocalDateTime.of(1970, 1, 1, 0, 0);
        List<LocalDateTime> wall = List.of(
                epoch,
                epoch.minus(1, unit(type.getUnit())),
                LocalDateTime.of(isNarrow ? 1678 : 1, 1, 1, 0, 0),
                LocalDateTime.of(isNarrow ? 2261 : 9999, 12, 31, 23, 59, 59).plusNanos(999_999_999)
                        .truncatedTo(unit(type.getUnit())),
                LocalDateTime.of(2024, 3, 31, 2, 30),
                LocalDateTime.of(2024, 10, 27, 2, 30).plusNanos(123_456_789).truncatedTo(unit(type.getUnit())));
        return type.getTimezone() == null
                ? List.copyOf(wall)
                : wall.stream().<Object>map(one -> one.atZone(ZoneOffset.UTC)).toList();
    }

    private static List<Object> arrays(Field element)
    {
        List<Object> edges = of(element);
        List<Object> withNull = new ArrayList<>(edges);
        withNull.add(null);
        return List.of(List.of(), StoredRows.row((Object) null), List.of(edges.getFirst()), StoredRows.row(withNull));
    }

    private static List<Object> rows(List<Field> fields)
    {
        List<Object> first = new ArrayList<>();
        List<Object> last = new ArrayList<>();
        List<Object> nulls = new ArrayList<>();
        for (Field field : fields) {
            first.add(of(field).getFirst());
            last.add(of(field).getLast());
            nulls.add(null);
        }
        return List.of(StoredRows.row(first), StoredRows.row(last), StoredRows.row(nulls));
    }

    private static List<Object> maps(List<Field> entry)
    {
        List<Object> keys = of(entry.getFirst());
        List<Object> values = of(entry.getLast());
        Map<Object, Object> large = new LinkedHashMap<>();
        for (int index = 0; index < keys.size(); index++) {
            large.put(keys.get(index), index % 3 == 2 ? null : values.get(index % values.size()));
        }
        return List.of(Map.of(), Map.of(keys.getFirst(), values.getFirst()), large);
    }
}
