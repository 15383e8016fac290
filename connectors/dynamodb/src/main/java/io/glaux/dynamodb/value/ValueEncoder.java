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

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Values of columns as values of attributes: for conditions, keys and writes. What is read back is what was written.
 */
public final class ValueEncoder
{
    private ValueEncoder() {}

    /**
     * @param value in the form of {@link io.glaux.source.ColumnTypes} for the type; null becomes DynamoDB's null
     * @throws ValueMismatchException if an attribute cannot have the value exactly
     */
    public static AttributeValue encode(Object value, ColumnType type)
    {
        if (value == null) {
            return AttributeValue.fromNul(true);
        }
        return switch (type) {
            case ColumnType.Bool _ -> AttributeValue.fromBool((Boolean) value);
            case ColumnType.Text _, ColumnType.AnyText _ -> AttributeValue.fromS((String) value);
            case ColumnType.NumberText _ -> Numbers.attribute(Numbers.parse((String) value));
            case ColumnType.Whole _ -> AttributeValue.fromN(value.toString());
            case ColumnType.Decimal _ -> Numbers.attribute((BigDecimal) value);
            case ColumnType.Floating floating -> floating((Double) value, floating);
            case ColumnType.Binary _ -> AttributeValue.fromB(SdkBytes.fromByteArray((byte[]) value));
            case ColumnType.Date date -> date((LocalDate) value, date.format());
            case ColumnType.Timestamp time when time.hasZone() -> instant((ZonedDateTime) value, time.format());
            case ColumnType.Timestamp timestamp -> timestamp((LocalDateTime) value, timestamp.format());
            case ColumnType.Json _ -> JsonText.parse((String) value);
            case ColumnType.Array array -> array((List<?>) value, array);
            case ColumnType.Row row -> row((List<?>) value, row);
            case ColumnType.TextMap map -> map((Map<?, ?>) value, map);
        };
    }

    private static AttributeValue floating(double value, ColumnType.Floating type)
    {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new ValueMismatchException("NaN or infinity, which DynamoDB does not have");
        }
        String shortest = type.isSingle() ? Float.toString((float) value) : Double.toString(value);
        return Numbers.attribute(new BigDecimal(shortest));
    }

    private static AttributeValue date(LocalDate value, DateFormat format)
    {
        return format.isEpoch()
                ? Numbers.attribute(format.number(value.atStartOfDay(format.zone()).toInstant()))
                : text(format.text(value), text -> format.date(text).equals(value));
    }

    private static AttributeValue instant(ZonedDateTime value, DateFormat format)
    {
        if (format.isEpoch()) {
            return Numbers.attribute(format.number(value.toInstant()));
        }
        return text(format.text(value), text -> format.instant(text).toInstant().equals(value.toInstant()));
    }

    private static AttributeValue timestamp(LocalDateTime value, DateFormat format)
    {
        if (format.isEpoch()) {
            ZonedDateTime zoned = value.atZone(format.zone());
            if (!zoned.toLocalDateTime().equals(value)) {
                throw new ValueMismatchException("a time that its zone leaves out");
            }
            return Numbers.attribute(format.number(zoned.toInstant()));
        }
        return text(format.text(value), text -> format.timestamp(text).equals(value));
    }

    private static AttributeValue text(String text, Predicate<String> isSame)
    {
        if (!isSame.test(text)) {
            throw new ValueMismatchException("a date or time of which the format does not hold all");
        }
        return AttributeValue.fromS(text);
    }

    private static AttributeValue array(List<?> values, ColumnType.Array type)
    {
        List<AttributeValue> elements = new ArrayList<>();
        for (Object value : values) {
            elements.add(encode(value, type.element()));
        }
        return switch (type.written()) {
            case SS -> AttributeValue.fromSs(set(elements, AttributeType.S, AttributeValue::s));
            case NS -> AttributeValue.fromNs(set(elements, AttributeType.N, AttributeValue::n));
            case BS -> AttributeValue.fromBs(set(elements, AttributeType.B, AttributeValue::b));
            case S, N, B, BOOL, NULL, L, M -> AttributeValue.fromL(elements);
        };
    }

    private static <T> List<T> set(
            List<AttributeValue> elements,
            AttributeType elementType,
            Function<AttributeValue, T> value)
    {
        if (elements.isEmpty()) {
            throw new ValueMismatchException("an empty array, where DynamoDB has no empty sets");
        }
        if (elements.stream().anyMatch(element -> AttributeType.of(element) != elementType)) {
            throw new ValueMismatchException("an array with null, or with what the set does not take");
        }
        List<T> values = elements.stream().map(value).toList();
        if (new HashSet<>(values).size() < values.size()) {
            throw new ValueMismatchException("an array with the same element twice, where a set should be");
        }
        return values;
    }

    private static AttributeValue row(List<?> values, ColumnType.Row type)
    {
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        for (int position = 0; position < values.size(); position++) {
            ColumnType.RowField field = type.fields().get(position);
            Object value = values.get(position);
            if (value != null) {
                entries.put(field.key(), encode(value, field.type()));
            }
        }
        return AttributeValue.fromM(entries);
    }

    private static AttributeValue map(Map<?, ?> values, ColumnType.TextMap type)
    {
        Map<String, AttributeValue> entries = new LinkedHashMap<>();
        values.forEach((key, value) -> entries.put((String) key, encode(value, type.value())));
        return AttributeValue.fromM(entries);
    }
}
