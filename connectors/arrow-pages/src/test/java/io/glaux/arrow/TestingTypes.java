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
package io.glaux.arrow;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.spi.Page;
import io.trino.spi.block.ArrayBlockBuilder;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.MapBlockBuilder;
import io.trino.spi.block.RowBlockBuilder;
import io.trino.spi.type.ArrayType;
import io.trino.spi.type.CharType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Int128;
import io.trino.spi.type.LongTimestamp;
import io.trino.spi.type.LongTimestampWithTimeZone;
import io.trino.spi.type.MapType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeUtils;
import io.trino.spi.type.VarcharType;
import org.apache.arrow.vector.types.pojo.Schema;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.trino.spi.type.DateTimeEncoding.packDateTimeWithZone;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;

/**
 * Types, and random values of them.
 */
final class TestingTypes
{
    private static final List<String> TEXTS =
            List.of("", "a", "Ä", "日本", "🦉", "ab", " x", "a\u0000b", "e\u0301");
    private static final long SECONDS_OF_DAY = 86_400;

    private TestingTypes() {}

    static Type type(String name)
    {
        return TESTING_TYPE_MANAGER.fromSqlType(name);
    }

    static Schema schema(List<Type> types)
    {
        ArrowTypes arrowTypes = new ArrowTypes(TESTING_TYPE_MANAGER);
        return new Schema(IntStream.range(0, types.size())
                .mapToObj(i -> arrowTypes.field("c" + i, types.get(i)))
                .toList());
    }

    static List<Type> scalars()
    {
        List<String> names = new ArrayList<>(List.of(
                "boolean",
                "tinyint",
                "smallint",
                "integer",
                "bigint",
                "real",
                "double",
                "decimal(1,0)",
                "decimal(18,4)",
                "decimal(19,2)",
                "decimal(38,0)",
                "decimal(38,38)",
                "varchar",
                "varchar(5)",
                "char(4)",
                "json",
                "varbinary",
                "uuid",
                "ipaddress",
                "date"));
        for (int precision = 0; precision <= 9; precision++) {
            names.add("time(%s)".formatted(precision));
            names.add("timestamp(%s)".formatted(precision));
            names.add("timestamp(%s) with time zone".formatted(precision));
        }
        return names.stream().map(TestingTypes::type).toList();
    }

    static List<Type> nested()
    {
        return Stream.of(
                "array(bigint)",
                "array(varchar)",
                "array(boolean)",
                "array(array(decimal(20,3)))",
                "map(varchar, double)",
                "map(integer, array(varchar(5)))",
                "row(a bigint, b varchar, c boolean)",
                "row(a row(b char(4), c timestamp(9)), d array(row(e date)))",
                "array(map(varchar, row(x uuid, y json)))").map(TestingTypes::type).toList();
    }

    static Page page(List<Type> types, int rows, double nulls, Random random)
    {
        return new Page(rows, types.stream().map(type -> block(type, rows, nulls, random)).toArray(Block[]::new));
    }

    static Block block(Type type, int rows, double nulls, Random random)
    {
        BlockBuilder builder = type.createBlockBuilder(null, rows);
        for (int i = 0; i < rows; i++) {
            append(type, builder, nulls, random);
        }
        return builder.build();
    }

    private static void append(Type type, BlockBuilder builder, double nulls, Random random)
    {
        if (random.nextDouble() < nulls) {
            builder.appendNull();
            return;
        }
        switch (type) {
            case ArrayType array -> ((ArrayBlockBuilder) builder).buildEntry(elements -> {
                for (int i = random.nextInt(4); i > 0; i--) {
                    append(array.getElementType(), elements, nulls, random);
                }
            });
            case MapType map -> ((MapBlockBuilder) builder).buildEntry((keys, values) -> {
                int first = random.nextInt(1000);
                for (int i = random.nextInt(4); i > 0; i--) {
                    TypeUtils.writeNativeValue(map.getKeyType(), keys, key(map.getKeyType(), first + i));
                    append(map.getValueType(), values, nulls, random);
                }
            });
            case RowType row -> ((RowBlockBuilder) builder).buildEntry(fields -> {
                for (int i = 0; i < fields.size(); i++) {
                    append(row.getFields().get(i).getType(), fields.get(i), nulls, random);
                }
            });
            default -> TypeUtils.writeNativeValue(type, builder, scalar(type, random));
        }
    }

    /**
     * Of two numbers, two keys.
     */
    private static Object key(Type type, int number)
    {
        return type instanceof VarcharType ? Slices.utf8Slice("k" + number) : (Object) (long) number;
    }

    private static Object scalar(Type type, Random random)
    {
        return switch (type) {
            case DecimalType decimal -> decimal(decimal, random);
            case VarcharType varchar -> text(random, varchar.getLength().orElse(40));
            case CharType _ -> Slices.utf8Slice(random.nextBoolean() ? "x " + random.nextInt(10) : "");
            case TimeType time -> picosOfDay(time.getPrecision(), random);
            case TimestampType timestamp -> timestamp(timestamp, random);
            case TimestampWithTimeZoneType timestamp -> instant(timestamp, random);
            default -> other(type, random);
        };
    }

    private static Object other(Type type, Random random)
    {
        return switch (type.getDisplayName()) {
            case "boolean" -> random.nextBoolean();
            case "tinyint" -> (long) (byte) random.nextInt();
            case "smallint" -> (long) (short) random.nextInt();
            case "integer", "date" -> (long) random.nextInt();
            case "bigint" -> random.nextLong();
            case "real" -> (long) random.nextInt();
            case "double" -> random.nextInt(4) == 0 ? Double.NaN : random.nextGaussian();
            case "json" -> Slices.utf8Slice("{\"a\":%s}".formatted(random.nextInt()));
            case "varbinary" -> bytes(random, random.nextInt(20));
            case "uuid", "ipaddress" -> bytes(random, 16);
            default -> throw new IllegalArgumentException(type.getDisplayName());
        };
    }

    private static Slice bytes(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Slices.wrappedBuffer(bytes);
    }

    private static Slice text(Random random, int most)
    {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            String next = TEXTS.get(random.nextInt(TEXTS.size()));
            if (text.codePointCount(0, text.length()) + next.codePointCount(0, next.length()) <= most) {
                text.append(next);
            }
        }
        return Slices.wrappedBuffer(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Object decimal(DecimalType type, Random random)
    {
        BigInteger limit = BigInteger.TEN.pow(type.getPrecision());
        BigInteger value = switch (random.nextInt(4)) {
            case 0 -> limit.subtract(BigInteger.ONE);
            case 1 -> BigInteger.ONE.subtract(limit);
            default -> new BigInteger(130, random).mod(limit)
                    .multiply(BigInteger.valueOf(random.nextBoolean() ? 1 : -1));
        };
        return type.isShort() ? (Object) value.longValueExact() : Int128.valueOf(value);
    }

    private static long picosOfDay(int precision, Random random)
    {
        long unit = TemporalConverters.powerOfTen(12 - precision);
        return random.nextLong(SECONDS_OF_DAY * TemporalConverters.powerOfTen(precision)) * unit;
    }

    private static Object timestamp(TimestampType type, Random random)
    {
        int precision = type.getPrecision();
        // far from the limits of nanoseconds in 64 bits
        long micros = random.nextLong(-9_000_000_000_000_000L, 9_000_000_000_000_000L);
        if (type.isShort()) {
            long unit = TemporalConverters.powerOfTen(6 - precision);
            return Math.floorDiv(micros, unit) * unit;
        }
        int unit = (int) TemporalConverters.powerOfTen(12 - precision);
        return new LongTimestamp(micros, random.nextInt(1_000_000) / unit * unit);
    }

    private static Object instant(TimestampWithTimeZoneType type, Random random)
    {
        int precision = type.getPrecision();
        long millis = random.nextLong(-9_000_000_000_000L, 9_000_000_000_000L);
        if (type.isShort()) {
            long unit = TemporalConverters.powerOfTen(3 - precision);
            return packDateTimeWithZone(Math.floorDiv(millis, unit) * unit, TimeZoneKey.UTC_KEY);
        }
        int unit = (int) TemporalConverters.powerOfTen(12 - precision);
        return LongTimestampWithTimeZone.fromEpochMillisAndFraction(
                millis,
                random.nextInt(1_000_000_000) / unit * unit,
                TimeZoneKey.UTC_KEY);
    }
}
