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
package io.glaux.reference.evaluate;

import io.glaux.source.OpaqueBytes;

import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands for a value where only sameness counts: two values are not distinct, in the sense of IS NOT DISTINCT
 * FROM, DISTINCT and GROUP BY, when what stands for them is equal in Java. Null stands for null.
 */
public final class Identity
{
    private Identity() {}

    public static Object of(ValueType type, Object value)
    {
        if (value == null) {
            return null;
        }
        return switch (type.kind()) {
            case REAL, DOUBLE -> withOneZero((Double) value);
            case DECIMAL -> ((BigDecimal) value).stripTrailingZeros();
            case CHAR -> withoutTrailingSpaces((String) value);
            case BYTES -> OpaqueBytes.of((byte[]) value);
            case INSTANT -> ((ZonedDateTime) value).toInstant();
            case ARRAY -> ofElements(type.parts().getFirst(), (List<?>) value);
            case ROW -> ofFields(type.parts(), (List<?>) value);
            case MAP -> ofEntries(type.parts(), (Map<?, ?>) value);
            case BOOLEAN, INTEGER, TEXT, JSON, DATE, TIME, TIMESTAMP -> value;
        };
    }

    /**
     * Whether a value is equal to itself: not null, not NaN, and without nulls within. Others are never found by a key.
     */
    public static boolean isEqualToItself(ValueType type, Object value)
    {
        return Boolean.TRUE.equals(Equality.of(type, value, value));
    }

    private static Double withOneZero(Double value)
    {
        return value == 0.0 ? Double.valueOf(0.0) : value;
    }

    private static String withoutTrailingSpaces(String value)
    {
        int end = value.length();
        while (end > 0 && value.charAt(end - 1) == ' ') {
            end--;
        }
        return value.substring(0, end);
    }

    private static List<Object> ofElements(ValueType element, List<?> values)
    {
        List<Object> elements = new ArrayList<>();
        values.forEach(value -> elements.add(of(element, value)));
        return Collections.unmodifiableList(elements);
    }

    private static List<Object> ofFields(List<ValueType> types, List<?> values)
    {
        List<Object> fields = new ArrayList<>();
        for (int index = 0; index < types.size(); index++) {
            fields.add(of(types.get(index), values.get(index)));
        }
        return Collections.unmodifiableList(fields);
    }

    private static Map<Object, Object> ofEntries(List<ValueType> types, Map<?, ?> values)
    {
        Map<Object, Object> entries = new HashMap<>();
        values.forEach((key, value) -> entries.put(of(types.getFirst(), key), of(types.getLast(), value)));
        return Collections.unmodifiableMap(entries);
    }
}
