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
package io.glaux.protocol;

import com.google.protobuf.ByteString;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

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
import java.util.Random;

/**
 * Types of the protocol and values of them, those at the edges more often than others.
 */
final class RandomValues
{
    private static final int FIXED_BYTES = 16;
    private static final int LONGEST = 5;

    private final Random random;

    RandomValues(Random random)
    {
        this.random = random;
    }

    /**
     * One field of each type, those of lists, rows and maps with other types within.
     */
    static List<Field> everyType()
    {
        List<Field> fields = new ArrayList<>();
        for (ArrowType type : scalars()) {
            fields.add(Field.nullable("c" + fields.size(), type));
        }
        fields.add(list("texts", Field.nullable("item", ArrowType.Utf8.INSTANCE)));
        fields.add(list("lists", list("item", Field.nullable("item", new ArrowType.Int(64, true)))));
        fields.add(row("row", List.of(
                Field.nullable("a", new ArrowType.Int(32, true)),
                list("b", Field.nullable("item", ArrowType.Binary.INSTANCE)),
                row("c", List.of(Field.nullable("d", ArrowType.Utf8.INSTANCE))))));
        fields.add(map("map", ArrowType.Utf8.INSTANCE, new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)));
        return fields;
    }

    static Field list(String name, Field element)
    {
        return new Field(name, FieldType.nullable(ArrowType.List.INSTANCE), List.of(element));
    }

    static Field row(String name, List<Field> fields)
    {
        return new Field(name, FieldType.nullable(ArrowType.Struct.INSTANCE), fields);
    }

    static Field map(String name, ArrowType key, ArrowType value)
    {
        Field entries = new Field(
                "entries",
                FieldType.notNullable(ArrowType.Struct.INSTANCE),
                List.of(Field.notNullable("key", key), Field.nullable("value", value)));
        return new Field(name, FieldType.nullable(new ArrowType.Map(false)), List.of(entries));
    }

    Field field(String name, int depth)
    {
        int choice = depth == 0 ? 3 : random.nextInt(6);
        return switch (choice) {
            case 0 -> list(name, field("item", depth - 1));
            case 1 -> row(name, List.of(field("a", depth - 1), field("B", depth - 1)));
            case 2 -> map(name, ArrowType.Utf8.INSTANCE, scalar());
            default -> Field.nullable(name, scalar());
        };
    }

    List<Object> values(Field field, int count)
    {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(random.nextInt(5) == 0 ? null : value(field));
        }
        return values;
    }

    Object value(Field field)
    {
        return switch (field.getType()) {
            case ArrowType.Bool _ -> random.nextBoolean();
            case ArrowType.Int type -> integer() >> (Long.SIZE - type.getBitWidth());
            case ArrowType.FloatingPoint type -> real(type.getPrecision());
            case ArrowType.Decimal type -> decimal(type);
            case ArrowType.Utf8 _ -> text();
            case ArrowType.Binary _ -> bytes(random.nextInt(LONGEST));
            case ArrowType.FixedSizeBinary _ -> bytes(FIXED_BYTES);
            case ArrowType.Date _ -> LocalDate.ofEpochDay(random.nextInt());
            case ArrowType.Time type -> time(type.getUnit());
            case ArrowType.Timestamp type -> timestamp(type);
            case ArrowType.List _ -> values(field.getChildren().getFirst(), random.nextInt(LONGEST));
            case ArrowType.Struct _ -> row(field.getChildren());
            case ArrowType.Map _ -> map(field.getChildren().getFirst().getChildren());
            default -> throw new IllegalArgumentException("No values of " + field);
        };
    }

    /**
     * The same, in what has equality: bytes do not in Java.
     */
    static Object comparable(Object value)
    {
        return switch (value) {
            case null -> "NULL";
            case byte[] bytes -> ByteString.copyFrom(bytes);
            case List<?> list -> list.stream().map(RandomValues::comparable).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> comparable = new LinkedHashMap<>();
                map.forEach((key, element) -> comparable.put(comparable(key), comparable(element)));
                yield comparable;
            }
            default -> value;
        };
    }

    private static List<ArrowType> scalars()
    {
        List<ArrowType> types = new ArrayList<>(List.of(
                ArrowType.Bool.INSTANCE,
                new ArrowType.Int(8, true),
                new ArrowType.Int(16, true),
                new ArrowType.Int(32, true),
                new ArrowType.Int(64, true),
                new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE),
                new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE),
                new ArrowType.Decimal(9, 9, 128),
                new ArrowType.Decimal(38, 0, 128),
                ArrowType.Utf8.INSTANCE,
                ArrowType.Binary.INSTANCE,
                new ArrowType.FixedSizeBinary(FIXED_BYTES),
                new ArrowType.Date(DateUnit.DAY)));
        for (TimeUnit unit : TimeUnit.values()) {
            boolean isShort = unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND;
            types.add(new ArrowType.Time(unit, isShort ? 32 : 64));
            types.add(new ArrowType.Timestamp(unit, null));
            types.add(new ArrowType.Timestamp(unit, "UTC"));
        }
        return types;
    }

    private ArrowType scalar()
    {
        List<ArrowType> types = scalars();
        return types.get(random.nextInt(types.size()));
    }

    private long integer()
    {
        return switch (random.nextInt(4)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            case 2 -> 0;
            default -> random.nextLong();
        };
    }

    private double real(FloatingPointPrecision precision)
    {
        double value = switch (random.nextInt(6)) {
            case 0 -> Double.NaN;
            case 1 -> -0.0;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> Double.MIN_VALUE;
            default -> random.nextGaussian();
        };
        return precision == FloatingPointPrecision.SINGLE ? (float) value : value;
    }

    private BigDecimal decimal(ArrowType.Decimal type)
    {
        BigInteger most = BigInteger.TEN.pow(type.getPrecision()).subtract(BigInteger.ONE);
        BigInteger unscaled = switch (random.nextInt(4)) {
            case 0 -> most;
            case 1 -> most.negate();
            case 2 -> BigInteger.ZERO;
            default -> new BigInteger(100, random).mod(most);
        };
        return new BigDecimal(unscaled, type.getScale());
    }

    private String text()
    {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(LONGEST);
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> 0x1F989;
                case 2 -> 0xE9;
                default -> 'a' + random.nextInt(26);
            });
        }
        return text.toString();
    }

    private byte[] bytes(int length)
    {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private LocalTime time(TimeUnit unit)
    {
        return LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L) / step(unit) * step(unit));
    }

    private Object timestamp(ArrowType.Timestamp type)
    {
        // nanoseconds have no more than some years around 1970
        long seconds = switch (random.nextInt(3)) {
            case 0 -> 0;
            case 1 -> type.getUnit() == TimeUnit.NANOSECOND ? -9_223_372_036L : -62_167_219_200L;
            default -> random.nextInt();
        };
        long nanos = random.nextInt(1_000_000_000) / step(type.getUnit()) * step(type.getUnit());
        LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, (int) nanos, ZoneOffset.UTC);
        return type.getTimezone() == null ? time : time.atZone(ZoneOffset.UTC);
    }

    private static long step(TimeUnit unit)
    {
        return VectorValues.perSecond(TimeUnit.NANOSECOND) / VectorValues.perSecond(unit);
    }

    private List<Object> row(List<Field> fields)
    {
        List<Object> row = new ArrayList<>();
        for (Field field : fields) {
            row.addAll(values(field, 1));
        }
        return row;
    }

    private Map<Object, Object> map(List<Field> entry)
    {
        Map<Object, Object> map = new LinkedHashMap<>();
        int size = random.nextInt(LONGEST);
        for (int i = 0; i < size; i++) {
            map.put(value(entry.getFirst()), values(entry.getLast(), 1).getFirst());
        }
        return map;
    }
}
