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

import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.function.UnaryOperator;

/**
 * Casts that every source would do alike. Those that depend on how a number is spelled, or on a time zone, are not
 * here.
 */
final class Casts
{
    private Casts() {}

    /**
     * @return of values that are not null
     * @throws UnsupportedExpressionException if there is none here
     */
    static UnaryOperator<Object> between(ValueType from, ValueType to)
    {
        return switch (from.kind()) {
            case INTEGER -> ofInteger(to);
            case REAL -> ofReal(to);
            case DOUBLE -> ofDouble(to);
            case DECIMAL -> ofDecimal(to);
            case TEXT -> ofText(from, to);
            case DATE -> ofDate(to);
            case TIMESTAMP -> ofTimestamp(from, to);
            case BOOLEAN -> same(from, to);
            case TIME, INSTANT -> ofTime(from, to);
            case CHAR, JSON, BYTES, ARRAY, ROW, MAP -> throw none(from, to);
        };
    }

    private static UnaryOperator<Object> ofInteger(ValueType to)
    {
        return switch (to.kind()) {
            case INTEGER -> value -> ArithmeticFunctions.fitting(to.bits(), (Long) value);
            case REAL -> value -> (double) ((Long) value).floatValue();
            case DOUBLE -> value -> ((Long) value).doubleValue();
            case DECIMAL -> value -> rounded(to, BigDecimal.valueOf((Long) value));
            default -> throw new UnsupportedExpressionException("A cast of an integer to " + to.kind());
        };
    }

    private static UnaryOperator<Object> ofReal(ValueType to)
    {
        return switch (to.kind()) {
            case REAL, DOUBLE -> value -> value;
            default -> throw new UnsupportedExpressionException("A cast of REAL to " + to.kind());
        };
    }

    private static UnaryOperator<Object> ofDouble(ValueType to)
    {
        return switch (to.kind()) {
            case DOUBLE -> value -> value;
            case REAL -> value -> (double) ((Double) value).floatValue();
            default -> throw new UnsupportedExpressionException("A cast of DOUBLE to " + to.kind());
        };
    }

    private static UnaryOperator<Object> ofDecimal(ValueType to)
    {
        return switch (to.kind()) {
            case DECIMAL -> value -> rounded(to, (BigDecimal) value);
            case DOUBLE -> value -> ((BigDecimal) value).doubleValue();
            case INTEGER -> value -> toInteger(to.bits(), (BigDecimal) value);
            default -> throw new UnsupportedExpressionException("A cast of a decimal to " + to.kind());
        };
    }

    private static UnaryOperator<Object> ofText(ValueType from, ValueType to)
    {
        if (to.kind() != ValueType.Kind.TEXT) {
            throw none(from, to);
        }
        if (to.length().isEmpty()) {
            return value -> value;
        }
        int length = to.length().getAsInt();
        return value -> shortened((String) value, length);
    }

    private static UnaryOperator<Object> ofDate(ValueType to)
    {
        return switch (to.kind()) {
            case DATE -> value -> value;
            case TIMESTAMP -> value -> ((LocalDate) value).atStartOfDay();
            default -> throw new UnsupportedExpressionException("A cast of DATE to " + to.kind());
        };
    }

    private static UnaryOperator<Object> ofTimestamp(ValueType from, ValueType to)
    {
        return to.kind() == ValueType.Kind.DATE
                ? value -> ((LocalDateTime) value).toLocalDate()
                : ofTime(from, to);
    }

    /**
     * To the same or more digits of a second: fewer would have to be rounded.
     */
    private static UnaryOperator<Object> ofTime(ValueType from, ValueType to)
    {
        if (from.kind() != to.kind() || digits(from) > digits(to)) {
            throw none(from, to);
        }
        return value -> value;
    }

    private static UnaryOperator<Object> same(ValueType from, ValueType to)
    {
        if (from.kind() != to.kind()) {
            throw none(from, to);
        }
        return value -> value;
    }

    private static int digits(ValueType type)
    {
        if (type.length().isPresent()) {
            return type.length().getAsInt();
        }
        return switch (type.field().getType()) {
            case ArrowType.Timestamp timestamp -> digits(timestamp.getUnit());
            case ArrowType.Time time -> digits(time.getUnit());
            default -> throw new IllegalArgumentException("Not a time: " + type.kind());
        };
    }

    private static int digits(TimeUnit unit)
    {
        return switch (unit) {
            case SECOND -> 0;
            case MILLISECOND -> 3;
            case MICROSECOND -> 6;
            case NANOSECOND -> 9;
        };
    }

    private static BigDecimal rounded(ValueType to, BigDecimal value)
    {
        return ArithmeticFunctions.fitting(to, value.setScale(to.decimal().getScale(), RoundingMode.HALF_UP));
    }

    private static Long toInteger(int bits, BigDecimal value)
    {
        try {
            return ArithmeticFunctions.fitting(bits, value.setScale(0, RoundingMode.HALF_UP).longValueExact());
        }
        catch (ArithmeticException _) {
            throw ArithmeticFunctions.tooLarge();
        }
    }

    private static String shortened(String value, int codePoints)
    {
        return value.codePointCount(0, value.length()) <= codePoints
                ? value
                : value.substring(0, value.offsetByCodePoints(0, codePoints));
    }

    private static UnsupportedExpressionException none(ValueType from, ValueType to)
    {
        return new UnsupportedExpressionException("A cast of %s to %s".formatted(from.kind(), to.kind()));
    }
}
