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
package io.glaux.engine.result;

import io.airlift.slice.Slices;
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
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.Type;
import io.trino.spi.type.TypeOperators;
import io.trino.spi.type.VarcharType;
import io.trino.type.IntervalDayTimeType;
import io.trino.type.IntervalYearMonthType;
import io.trino.type.IpAddressType;
import io.trino.type.JsonType;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import static io.airlift.slice.Slices.utf8Slice;
import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.BooleanType.BOOLEAN;
import static io.trino.spi.type.DateTimeEncoding.packDateTimeWithZone;
import static io.trino.spi.type.DateTimeEncoding.packTimeWithTimeZone;
import static io.trino.spi.type.DateType.DATE;
import static io.trino.spi.type.DoubleType.DOUBLE;
import static io.trino.spi.type.IntegerType.INTEGER;
import static io.trino.spi.type.RealType.REAL;
import static io.trino.spi.type.SmallintType.SMALLINT;
import static io.trino.spi.type.TimeType.createTimeType;
import static io.trino.spi.type.TimeWithTimeZoneType.createTimeWithTimeZoneType;
import static io.trino.spi.type.TimestampType.createTimestampType;
import static io.trino.spi.type.TimestampWithTimeZoneType.createTimestampWithTimeZoneType;
import static io.trino.spi.type.TinyintType.TINYINT;
import static io.trino.spi.type.TypeUtils.writeNativeValue;
import static io.trino.spi.type.UuidType.UUID;
import static io.trino.spi.type.UuidType.javaUuidToTrinoUuid;
import static io.trino.spi.type.VarbinaryType.VARBINARY;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static org.assertj.core.api.Assertions.assertThat;

final class TestValueText
{
    private static final long MICROS = LocalDateTime.of(2020, 1, 1, 12, 34, 56)
            .toEpochSecond(ZoneOffset.UTC) * 1_000_000 + 789_123;
    private static final long MILLIS = MICROS / 1000;
    private static final long PICOS_OF_DAY = ((12 * 60 + 34) * 60 + 56) * 1_000_000_000_000L + 789_000_000_000L;

    @Test
    void testNumbers()
    {
        assertText(BOOLEAN, true, "true");
        assertText(TINYINT, -128L, "-128");
        assertText(SMALLINT, 32767L, "32767");
        assertText(INTEGER, -2147483648L, "-2147483648");
        assertText(BIGINT, Long.MAX_VALUE, "9223372036854775807");
        assertText(DecimalType.createDecimalType(10, 2), 12_345L, "123.45");
        assertText(DecimalType.createDecimalType(10, 2), -5L, "-0.05");
        assertText(
                DecimalType.createDecimalType(38, 4),
                Int128.valueOf(new BigInteger("123456789012345678901234567890")),
                "12345678901234567890123456.7890");
    }

    @Test
    void testFloatingPointIsInJavasNotation()
    {
        assertText(DOUBLE, 1.5, "1.5");
        assertText(DOUBLE, 1.0, "1.0");
        assertText(DOUBLE, 0.1 + 0.2, "0.30000000000000004");
        assertText(DOUBLE, 1e20, "1.0E20");
        assertText(DOUBLE, 1e-7, "1.0E-7");
        assertText(DOUBLE, -0.0, "-0.0");
        assertText(DOUBLE, Double.NaN, "NaN");
        assertText(DOUBLE, Double.NEGATIVE_INFINITY, "-Infinity");
        assertText(REAL, (long) Float.floatToIntBits(1.1f), "1.1");
        assertText(REAL, (long) Float.floatToIntBits(1e10f), "1.0E10");
    }

    @Test
    void testText()
    {
        assertText(VARCHAR, utf8Slice("it's \"quoted\", ünïcode 🦉"), "it's \"quoted\", ünïcode 🦉");
        assertText(VarcharType.createVarcharType(5), utf8Slice(""), "");
        assertText(CharType.createCharType(5), utf8Slice("ab"), "ab   ");
        assertText(VARBINARY, Slices.wrappedBuffer((byte) 1, (byte) 2, (byte) 0xFF), "01 02 ff");
        assertText(VARBINARY, Slices.EMPTY_SLICE, "");
        assertText(JsonType.JSON, utf8Slice("{\"a\":[1,null]}"), "{\"a\":[1,null]}");
    }

    @Test
    void testLongVarbinaryStaysOnOneLine()
    {
        assertText(VARBINARY, Slices.wrappedBuffer(new byte[33]), "00 ".repeat(33).strip());
    }

    @Test
    void testDatesAndTimes()
    {
        assertText(DATE, LocalDate.of(2020, 2, 29).toEpochDay(), "2020-02-29");
        assertText(DATE, LocalDate.of(1, 1, 1).toEpochDay(), "0001-01-01");
        assertText(createTimestampType(0), MICROS / 1_000_000 * 1_000_000, "2020-01-01 12:34:56");
        assertText(createTimestampType(3), MICROS / 1000 * 1000, "2020-01-01 12:34:56.789");
        assertText(createTimestampType(6), MICROS, "2020-01-01 12:34:56.789123");
        assertText(createTimestampType(9), new LongTimestamp(MICROS, 456_000), "2020-01-01 12:34:56.789123456");
        assertText(createTimestampType(3), -1_000L, "1969-12-31 23:59:59.999");
        assertText(createTimeType(3), PICOS_OF_DAY, "12:34:56.789");
        assertText(createTimeWithTimeZoneType(3), packTimeWithTimeZone(PICOS_OF_DAY / 1000, 120), "12:34:56.789+02:00");
    }

    @Test
    void testTimeZones()
    {
        assertText(createTimestampWithTimeZoneType(3),
                packDateTimeWithZone(MILLIS, TimeZoneKey.UTC_KEY),
                "2020-01-01 12:34:56.789 UTC");
        assertText(
                createTimestampWithTimeZoneType(3),
                packDateTimeWithZone(MILLIS, TimeZoneKey.getTimeZoneKey("America/New_York")),
                "2020-01-01 07:34:56.789 America/New_York");
        assertText(
                createTimestampWithTimeZoneType(6),
                LongTimestampWithTimeZone.fromEpochMillisAndFraction(
                        MILLIS,
                        123_000_000,
                        TimeZoneKey.getTimeZoneKeyForOffset(330)),
                "2020-01-01 18:04:56.789123 +05:30");
    }

    @Test
    void testIntervals()
    {
        assertText(IntervalDayTimeType.INTERVAL_DAY_TIME, 86_400_000L, "1 00:00:00.000");
        assertText(IntervalDayTimeType.INTERVAL_DAY_TIME, -5_025_678L, "-0 01:23:45.678");
        assertText(IntervalYearMonthType.INTERVAL_YEAR_MONTH, 12L, "1-0");
        assertText(IntervalYearMonthType.INTERVAL_YEAR_MONTH, -7L, "-0-7");
    }

    @Test
    void testIdentifiers()
    {
        assertText(
                UUID,
                javaUuidToTrinoUuid(java.util.UUID.fromString("12151fd2-7586-11e9-8f9e-2a86e4085a59")),
                "12151fd2-7586-11e9-8f9e-2a86e4085a59");
        byte[] address = new byte[16];
        address[10] = (byte) 0xFF;
        address[11] = (byte) 0xFF;
        address[12] = 10;
        address[15] = 1;
        assertText(IpAddressType.IPADDRESS, Slices.wrappedBuffer(address), "10.0.0.1");
    }

    @Test
    void testArrays()
    {
        ArrayType type = new ArrayType(VARCHAR);
        ArrayBlockBuilder builder = type.createBlockBuilder(null, 3);
        builder.buildEntry(elements -> {
            VARCHAR.writeString(elements, "a, b");
            elements.appendNull();
            VARCHAR.writeString(elements, "");
        });
        builder.buildEntry(_ -> {});
        builder.appendNull();
        Block block = builder.build();
        assertThat(ValueText.of(type, block, 0)).isEqualTo("[a, b, null, ]");
        assertThat(ValueText.of(type, block, 1)).isEqualTo("[]");
        assertThat(ValueText.of(type, block, 2)).isNull();
    }

    @Test
    void testMapsKeepTheirOrder()
    {
        MapType type = new MapType(VARCHAR, new ArrayType(INTEGER), new TypeOperators());
        MapBlockBuilder builder = type.createBlockBuilder(null, 2);
        builder.buildEntry((keys, values) -> {
            for (String key : new String[] {"z", "a", "k"}) {
                VARCHAR.writeString(keys, key);
                ((ArrayBlockBuilder) values).buildEntry(elements -> INTEGER.writeLong(elements, key.length()));
            }
            VARCHAR.writeString(keys, "n");
            values.appendNull();
        });
        builder.buildEntry((_, _) -> {});
        Block block = builder.build();
        assertThat(ValueText.of(type, block, 0)).isEqualTo("{z=[1], a=[1], k=[1], n=null}");
        assertThat(ValueText.of(type, block, 1)).isEqualTo("{}");
    }

    @Test
    void testRows()
    {
        RowType named = RowType.rowType(
                RowType.field("id", INTEGER),
                RowType.field("name", VARCHAR),
                RowType.field("d", DOUBLE));
        RowBlockBuilder builder = named.createBlockBuilder(null, 1);
        builder.buildEntry(fields -> {
            INTEGER.writeLong(fields.get(0), 1);
            VARCHAR.writeString(fields.get(1), "x");
            fields.get(2).appendNull();
        });
        assertThat(ValueText.of(named, builder.build(), 0)).isEqualTo("{id=1, name=x, d=null}");

        RowType unnamed = RowType.anonymousRow(INTEGER, VARBINARY);
        builder = unnamed.createBlockBuilder(null, 1);
        builder.buildEntry(fields -> {
            INTEGER.writeLong(fields.get(0), 1);
            VARBINARY.writeSlice(fields.get(1), Slices.wrappedBuffer((byte) 0xAB));
        });
        assertThat(ValueText.of(unnamed, builder.build(), 0)).isEqualTo("{1, ab}");
    }

    @Test
    void testNullOfEveryKind()
    {
        for (Type type : new Type[] {
                BOOLEAN, VARCHAR, DOUBLE, VARBINARY, JsonType.JSON, new ArrayType(BIGINT),
                RowType.anonymousRow(BIGINT),
        }) {
            BlockBuilder builder = type.createBlockBuilder(null, 1);
            builder.appendNull();
            assertThat(ValueText.of(type, builder.build(), 0)).as(type.getDisplayName()).isNull();
        }
    }

    private static void assertText(Type type, Object value, String expected)
    {
        assertThat(ValueText.of(type, writeNativeValue(type, value), 0)).as(type.getDisplayName()).isEqualTo(expected);
    }
}
