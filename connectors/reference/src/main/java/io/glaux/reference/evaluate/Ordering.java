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

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Orders of values, without nulls.
 */
public final class Ordering
{
    private Ordering() {}

    /**
     * The order of ORDER BY: NaN is above all numbers, and there is one zero.
     *
     * @throws UnsupportedExpressionException if the type has none here
     */
    public static Comparator<Object> of(ValueType type)
    {
        return switch (type.kind()) {
            case BOOLEAN -> by(Boolean.class);
            case INTEGER -> by(Long.class);
            case REAL, DOUBLE -> (left, right) -> compareDoubles((Double) left, (Double) right);
            case DECIMAL -> by(BigDecimal.class);
            case TEXT -> (left, right) -> CodePointOrder.compare((String) left, (String) right);
            case CHAR -> (left, right) -> CodePointOrder.compareFilled((String) left, (String) right);
            case BYTES -> (left, right) -> Arrays.compareUnsigned((byte[]) left, (byte[]) right);
            case DATE -> (left, right) -> ((LocalDate) left).compareTo((LocalDate) right);
            case TIME -> by(LocalTime.class);
            case TIMESTAMP -> (left, right) -> ((LocalDateTime) left).compareTo((LocalDateTime) right);
            case INSTANT -> Comparator.comparing(value -> ((ZonedDateTime) value).toInstant());
            case JSON, ARRAY, ROW, MAP -> throw new UnsupportedExpressionException("%s is not ordered"
                    .formatted(type.kind()));
        };
    }

    /**
     * Whether there is no order between two values: NaN is neither less nor greater nor equal.
     */
    static boolean isUnordered(Object left, Object right)
    {
        return isNaN(left) || isNaN(right);
    }

    static boolean isNaN(Object value)
    {
        return value instanceof Double number && number.isNaN();
    }

    private static int compareDoubles(double left, double right)
    {
        // not Double.compare alone: it has -0.0 below 0.0
        return left == right ? 0 : Double.compare(left, right);
    }

    private static <T extends Comparable<T>> Comparator<Object> by(Class<T> form)
    {
        return (left, right) -> form.cast(left).compareTo(form.cast(right));
    }
}
