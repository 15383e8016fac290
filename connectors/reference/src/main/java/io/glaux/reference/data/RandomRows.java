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

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Rows made of a seed: the same on each host. Values are drawn from few, so that conditions and joins find some; one in
 * ten is null, one in five an edge of its type.
 */
final class RandomRows
        implements TableRows
{
    private static final int FEW = 12;
    private static final int LONGEST_TEXT = 40;
    private static final int HUGE_TEXT = 100_000;
    private static final int ONE_HUGE_IN = 2_000;
    private static final String ALPHABET = "abAB% _äß\uE000";
    private static final String OWL = "\uD83E\uDD89";

    private final List<Field> columns;
    private final List<List<Object>> edges;
    private final long seed;
    private final long count;

    /**
     * @param schema whose first column is the number of the row
     */
    RandomRows(Schema schema, long seed, long count)
    {
        this.columns = schema.getFields();
        this.edges = columns.stream().map(TypeEdges::of).toList();
        this.seed = seed;
        this.count = count;
    }

    @Override
    public long count()
    {
        return count;
    }

    @Override
    public List<Object> row(long position)
    {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + position);
        List<Object> row = new ArrayList<>();
        row.add(position);
        for (int index = 1; index < columns.size(); index++) {
            row.add(value(random, index));
        }
        return StoredRows.row(row);
    }

    private Object value(SplittableRandom random, int column)
    {
        int choice = random.nextInt(10);
        if (choice == 0) {
            return null;
        }
        if (choice <= 2) {
            List<Object> values = edges.get(column);
            return values.get(random.nextInt(values.size()));
        }
        return ordinary(random, columns.get(column));
    }

    private static Object ordinary(SplittableRandom random, Field field)
    {
        int number = random.nextInt(FEW) - FEW / 2;
        return switch (field.getType()) {
            case ArrowType.Bool _ -> random.nextBoolean();
            case ArrowType.Int _ -> (long) number;
            case ArrowType.FloatingPoint _ -> number / 2.0;
            case ArrowType.Decimal type -> decimal(type, number);
            case ArrowType.Utf8 _ -> text(random, field);
            case ArrowType.Binary _ -> new byte[] {(byte) number};
            case ArrowType.FixedSizeBinary _ -> sixteen(number);
            case ArrowType.Date _ -> LocalDate.of(2024, 2, 28).plusDays(number);
            case ArrowType.Time type -> LocalTime.NOON.plus(number, TypeEdges.unit(type.getUnit()));
            case ArrowType.Timestamp type -> timestamp(type, number);
            case ArrowType.List _ -> array(random, field.getChildren().getFirst());
            case ArrowType.Struct _ -> struct(random, field.getChildren());
            case ArrowType.Map _ -> map(random, field.getChildren().getFirst().getChildren());
            default -> throw new IllegalArgumentException("There are no values of " + field.getType());
        };
    }

    private static BigDecimal decimal(ArrowType.Decimal type, int number)
    {
        return new BigDecimal(BigInteger.valueOf(number * 50L), type.getScale());
    }

    private static byte[] sixteen(int number)
    {
        byte[] bytes = new byte[16];
        bytes[15] = (byte) number;
        return bytes;
    }

    private static Object timestamp(ArrowType.Timestamp type, int number)
    {
        LocalDateTime wall = LocalDateTime.of(2024, 2, 29, 12, 0).plus(number, TypeEdges.unit(type.getUnit()));
        return type.getTimezone() == null ? wall : wall.atZone(ZoneOffset.UTC);
    }

    private static String text(SplittableRandom random, Field field)
    {
        String pinned = TypeEdges.pinned(field);
        if (pinned.equals("json")) {
            return "{\"n\":%s}".formatted(random.nextInt(FEW));
        }
        int open = pinned.indexOf('(');
        int longest = open < 0 ? LONGEST_TEXT : Integer.parseInt(pinned.substring(open + 1, pinned.length() - 1));
        int length = open < 0 && random.nextInt(ONE_HUGE_IN) == 0
                ? HUGE_TEXT
                : random.nextInt(Math.min(longest, random.nextBoolean() ? 2 : longest) + 1);
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < length; index++) {
            text.append(random.nextInt(8) == 0
                    ? OWL
                    : String.valueOf(ALPHABET.charAt(random.nextInt(ALPHABET.length()))));
        }
        return pinned.startsWith("char") ? text.toString().stripTrailing() : text.toString();
    }

    private static Object nested(SplittableRandom random, Field field)
    {
        return random.nextInt(5) == 0 ? null : ordinary(random, field);
    }

    private static List<Object> array(SplittableRandom random, Field element)
    {
        List<Object> array = new ArrayList<>();
        int length = random.nextInt(4);
        for (int index = 0; index < length; index++) {
            array.add(nested(random, element));
        }
        return StoredRows.row(array);
    }

    private static List<Object> struct(SplittableRandom random, List<Field> fields)
    {
        List<Object> struct = new ArrayList<>();
        fields.forEach(field -> struct.add(nested(random, field)));
        return StoredRows.row(struct);
    }

    private static Map<Object, Object> map(SplittableRandom random, List<Field> entry)
    {
        Map<Object, Object> map = new LinkedHashMap<>();
        int length = random.nextInt(4);
        for (int index = 0; index < length; index++) {
            map.put(ordinary(random, entry.getFirst()), nested(random, entry.getLast()));
        }
        return map;
    }
}
