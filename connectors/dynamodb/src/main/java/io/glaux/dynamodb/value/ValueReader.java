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
package io.glaux.dynamodb.value;

import io.glaux.source.ValueWriter;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of attributes as values of columns, exactly or not at all.
 */
public final class ValueReader
{
    /**
     * Years that 64 bits of microseconds hold.
     */
    private static final int MOST_YEARS = 290_000;

    private ValueReader() {}

    /**
     * @param value null when the item does not have it
     * @return in the form of {@link io.glaux.source.ColumnTypes}; null for SQL's NULL
     * @throws ValueMismatchException if the type cannot hold the value
     */
    public static Object read(AttributeValue value, ColumnType type)
    {
        if (isNull(value)) {
            return null;
        }
        return switch (type) {
            case ColumnType.Bool _ -> bool(value);
            case ColumnType.Text _ -> text(value);
            case ColumnType.NumberText _ -> Numbers.text(number(value));
            case ColumnType.AnyText _ -> anyText(value);
            case ColumnType.Whole whole -> whole(value, whole);
            case ColumnType.Decimal decimal -> decimal(value, decimal);
            case ColumnType.Floating floating -> floating(value, floating);
            case ColumnType.Binary _ -> binary(value).asByteArray();
            case ColumnType.Date date -> near(timestamp(value, date.format())).toLocalDate();
            case ColumnType.Timestamp timestamp when timestamp.hasZone() -> instant(value, timestamp.format());
            case ColumnType.Timestamp timestamp -> micros(timestamp(value, timestamp.format()));
            case ColumnType.Json _ -> JsonText.of(value);
            case ColumnType.Array array -> array(value, array);
            case ColumnType.Row row -> row(value, row);
            case ColumnType.TextMap map -> map(value, map);
        };
    }

    /**
     * Writes what {@link #read} returns.
     */
    public static void write(AttributeValue value, ColumnType type, ValueWriter writer)
    {
        if (isNull(value)) {
            writer.writeNull();
            return;
        }
        switch (type) {
            case ColumnType.Bool _ -> writer.writeBoolean(bool(value));
            case ColumnType.Text _ -> writer.writeText(text(value));
            case ColumnType.NumberText _ -> writer.writeText(Numbers.text(number(value)));
            case ColumnType.AnyText _ -> writer.writeText(anyText(value));
            case ColumnType.Whole whole -> writer.writeLong(whole(value, whole));
            case ColumnType.Decimal decimal -> writer.writeDecimal(decimal(value, decimal));
            case ColumnType.Floating floating -> writer.writeDouble(floating(value, floating));
            case ColumnType.Binary _ -> writer.writeBytes(binary(value).asByteArrayUnsafe());
            case ColumnType.Date date -> writer.writeDate(near(timestamp(value, date.format())).toLocalDate());
            case ColumnType.Timestamp time when time.hasZone() -> writer.writeInstant(instant(value, time.format()));
            case ColumnType.Timestamp timestamp -> writer.writeTimestamp(micros(timestamp(value, timestamp.format())));
            case ColumnType.Json _ -> writer.writeText(JsonText.of(value));
            case ColumnType.Array array -> writer.writeObject(array(value, array));
            case ColumnType.Row row -> writer.writeObject(row(value, row));
            case ColumnType.TextMap map -> writer.writeObject(map(value, map));
        }
    }

    private static boolean isNull(AttributeValue value)
    {
        return value == null || value.type() == AttributeValue.Type.NUL;
    }

    private static boolean bool(AttributeValue value)
    {
        if (value.type() != AttributeValue.Type.BOOL) {
            throw mismatch(value, "a boolean");
        }
        return value.bool();
    }

    private static String text(AttributeValue value)
    {
        if (value.type() != AttributeValue.Type.S) {
            throw mismatch(value, "a text");
        }
        return value.s();
    }

    private static String anyText(AttributeValue value)
    {
        return value.type() == AttributeValue.Type.S ? value.s() : JsonText.of(value);
    }

    private static SdkBytes binary(AttributeValue value)
    {
        if (value.type() != AttributeValue.Type.B) {
            throw mismatch(value, "binary data");
        }
        return value.b();
    }

    private static BigDecimal number(AttributeValue value)
    {
        if (value.type() != AttributeValue.Type.N) {
            throw mismatch(value, "a number");
        }
        return Numbers.parse(value.n());
    }

    private static long whole(AttributeValue value, ColumnType.Whole type)
    {
        try {
            long number = number(value).longValueExact();
            int unused = Long.SIZE - type.bits();
            if (number << unused >> unused == number) {
                return number;
            }
        }
        catch (ArithmeticException _) {
            // it has a fraction, or is larger: said below
        }
        throw new ValueMismatchException("a number that is not a whole one of %s bits".formatted(type.bits()));
    }

    private static BigDecimal decimal(AttributeValue value, ColumnType.Decimal type)
    {
        BigDecimal number = number(value);
        int integerDigits = number.signum() == 0 ? 0 : number.precision() - number.scale();
        if (number.scale() > type.scale() || integerDigits > type.precision() - type.scale()) {
            throw new ValueMismatchException(
                    "a number that decimal(%s, %s) cannot hold".formatted(type.precision(), type.scale()));
        }
        return number.setScale(type.scale(), RoundingMode.UNNECESSARY);
    }

    private static double floating(AttributeValue value, ColumnType.Floating type)
    {
        BigDecimal number = number(value);
        double nearest = type.isSingle() ? number.floatValue() : number.doubleValue();
        if (Double.isInfinite(nearest)) {
            throw new ValueMismatchException("a number that is too large for real");
        }
        return nearest;
    }

    private static LocalDateTime timestamp(AttributeValue value, DateFormat format)
    {
        return switch (AttributeType.of(value)) {
            case S -> format.timestamp(value.s());
            case N -> epoch(value, format).toLocalDateTime();
            case B, BOOL, NULL, SS, NS, BS, L, M -> throw mismatch(value, "a date or time");
        };
    }

    private static ZonedDateTime instant(AttributeValue value, DateFormat format)
    {
        ZonedDateTime instant = switch (AttributeType.of(value)) {
            case S -> format.instant(value.s());
            case N -> epoch(value, format);
            case B, BOOL, NULL, SS, NS, BS, L, M -> throw mismatch(value, "a time");
        };
        return micros(instant.toLocalDateTime()).atZone(instant.getZone());
    }

    private static ZonedDateTime epoch(AttributeValue value, DateFormat format)
    {
        if (format.pattern().isPresent() && !format.isEpoch()) {
            throw mismatch(value, "a text of the format " + format.pattern().orElseThrow());
        }
        return format.instant(number(value));
    }

    private static LocalDateTime micros(LocalDateTime time)
    {
        if (!time.equals(time.truncatedTo(ChronoUnit.MICROS))) {
            throw new ValueMismatchException("a time that is finer than microseconds");
        }
        return near(time);
    }

    private static LocalDateTime near(LocalDateTime time)
    {
        if (Math.abs(time.getYear()) > MOST_YEARS) {
            throw new ValueMismatchException("a time that is too far away");
        }
        return time;
    }

    private static List<Object> array(AttributeValue value, ColumnType.Array type)
    {
        List<Object> elements = new ArrayList<>();
        for (AttributeValue element : elements(value)) {
            elements.add(read(element, type.element()));
        }
        return elements;
    }

    private static List<AttributeValue> elements(AttributeValue value)
    {
        return switch (AttributeType.of(value)) {
            case L -> value.l();
            case SS -> value.ss().stream().map(AttributeValue::fromS).toList();
            case NS -> value.ns().stream().map(AttributeValue::fromN).toList();
            case BS -> value.bs().stream().map(AttributeValue::fromB).toList();
            case S, N, B, BOOL, NULL, M -> throw mismatch(value, "a list or a set");
        };
    }

    private static List<Object> row(AttributeValue value, ColumnType.Row type)
    {
        Map<String, AttributeValue> map = entries(value);
        List<Object> fields = new ArrayList<>();
        for (ColumnType.RowField field : type.fields()) {
            fields.add(read(map.get(field.key()), field.type()));
        }
        return fields;
    }

    private static Map<String, Object> map(AttributeValue value, ColumnType.TextMap type)
    {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries(value).forEach((key, entry) -> entries.put(key, read(entry, type.value())));
        return entries;
    }

    private static Map<String, AttributeValue> entries(AttributeValue value)
    {
        if (value.type() != AttributeValue.Type.M) {
            throw mismatch(value, "a map");
        }
        return value.m();
    }

    private static ValueMismatchException mismatch(AttributeValue value, String expected)
    {
        return new ValueMismatchException(
                "%s where %s should be".formatted(AttributeType.of(value).text(), expected));
    }
}
