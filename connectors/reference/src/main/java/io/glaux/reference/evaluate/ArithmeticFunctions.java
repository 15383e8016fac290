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

import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.expression.Expression.ArithmeticOperator;

import java.math.BigDecimal;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Arithmetic in one type: what does not fit it is an error.
 */
final class ArithmeticFunctions
{
    private ArithmeticFunctions() {}

    static BinaryOperator<Object> of(ArithmeticOperator operator, ValueType type)
    {
        return switch (type.kind()) {
            case INTEGER -> (left, right) -> integer(operator, type.bits(), (Long) left, (Long) right);
            case DOUBLE -> (left, right) -> floating(operator, (Double) left, (Double) right);
            case REAL -> (left, right) ->
                    (double) single(operator, ((Double) left).floatValue(), ((Double) right).floatValue());
            case DECIMAL -> decimal(operator, type);
            default -> throw new UnsupportedExpressionException("Arithmetic with " + type.kind());
        };
    }

    static UnaryOperator<Object> negation(ValueType type)
    {
        return switch (type.kind()) {
            case INTEGER -> value -> integer(ArithmeticOperator.SUBTRACT, type.bits(), 0, (Long) value);
            case REAL, DOUBLE -> value -> -(Double) value;
            case DECIMAL -> value -> ((BigDecimal) value).negate();
            default -> throw new UnsupportedExpressionException("Negation of " + type.kind());
        };
    }

    /**
     * @throws SourceException if an integer of so many bits cannot hold it
     */
    static Long fitting(int bits, long value)
    {
        int unused = Long.SIZE - bits;
        if (value << unused >> unused != value) {
            throw tooLarge();
        }
        return value;
    }

    /**
     * @throws SourceException if it has more digits than the type
     */
    static BigDecimal fitting(ValueType type, BigDecimal value)
    {
        if (value.precision() - value.scale() > type.decimal().getPrecision() - type.decimal().getScale()
                && value.signum() != 0) {
            throw tooLarge();
        }
        return value;
    }

    static SourceException tooLarge()
    {
        return SourceException.of(SourceErrorCode.INVALID_VALUE, "A number is too large for its type");
    }

    private static Long integer(ArithmeticOperator operator, int bits, long left, long right)
    {
        try {
            return fitting(bits, switch (operator) {
                case ADD -> Math.addExact(left, right);
                case SUBTRACT -> Math.subtractExact(left, right);
                case MULTIPLY -> Math.multiplyExact(left, right);
                case DIVIDE -> Math.divideExact(left, divisor(right));
                case MODULUS -> left % divisor(right);
            });
        }
        catch (ArithmeticException _) {
            throw tooLarge();
        }
    }

    private static long divisor(long value)
    {
        if (value == 0) {
            throw divisionByZero();
        }
        return value;
    }

    private static Double floating(ArithmeticOperator operator, double left, double right)
    {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case MODULUS -> left % right;
        };
    }

    private static float single(ArithmeticOperator operator, float left, float right)
    {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case MODULUS -> left % right;
        };
    }

    /**
     * Products and quotients of decimals have another type than their operands in SQL, and are not done here.
     */
    private static BinaryOperator<Object> decimal(ArithmeticOperator operator, ValueType type)
    {
        return switch (operator) {
            case ADD -> (left, right) -> fitting(type, ((BigDecimal) left).add((BigDecimal) right));
            case SUBTRACT -> (left, right) -> fitting(type, ((BigDecimal) left).subtract((BigDecimal) right));
            case MODULUS -> (left, right) -> remainder((BigDecimal) left, (BigDecimal) right);
            case MULTIPLY, DIVIDE -> throw new UnsupportedExpressionException("%s of decimals".formatted(operator));
        };
    }

    private static BigDecimal remainder(BigDecimal left, BigDecimal right)
    {
        if (right.signum() == 0) {
            throw divisionByZero();
        }
        return left.remainder(right);
    }

    private static SourceException divisionByZero()
    {
        return SourceException.of(SourceErrorCode.INVALID_VALUE, "Division by zero");
    }
}
