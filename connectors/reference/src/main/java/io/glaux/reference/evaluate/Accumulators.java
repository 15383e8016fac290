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

import io.glaux.source.Aggregation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Aggregates as Trino has them.
 */
final class Accumulators
{
    private Accumulators() {}

    /**
     * @param argument none for rows
     * @throws UnsupportedExpressionException if there is no such aggregate here
     */
    static Supplier<Accumulator> of(Aggregation.Aggregate aggregate, Optional<ValueType> argument)
    {
        ValueType result = ValueType.of(aggregate.result());
        Supplier<Accumulator> plain = switch (aggregate.function()) {
            case COUNT_ALL, COUNT -> Count::new;
            case MIN -> extreme(required(argument), result, true);
            case MAX -> extreme(required(argument), result, false);
            case SUM -> sum(required(argument), result);
            case AVG -> average(required(argument), result);
        };
        if (!aggregate.isDistinct()) {
            return plain;
        }
        ValueType type = required(argument);
        return () -> new Distinct(type, new HashSet<>(), plain.get());
    }

    private static ValueType required(Optional<ValueType> argument)
    {
        return argument.orElseThrow(() -> new UnsupportedExpressionException("An aggregate of nothing"));
    }

    private static Supplier<Accumulator> extreme(ValueType argument, ValueType result, boolean isLeast)
    {
        requireSame(argument, result);
        Comparator<Object> ordering = Ordering.of(argument);
        Comparator<Object> wantedFirst = isLeast ? ordering : ordering.reversed();
        return () -> new Extreme(wantedFirst);
    }

    private static Supplier<Accumulator> sum(ValueType argument, ValueType result)
    {
        return switch (argument.kind()) {
            case INTEGER -> {
                requireSame(argument, result);
                yield () -> new IntegerSum(result.bits());
            }
            case REAL, DOUBLE -> {
                requireSame(argument, result);
                yield () -> new FloatingSum(argument.kind() == ValueType.Kind.REAL, false);
            }
            case DECIMAL -> {
                requireSame(argument, result);
                yield () -> new DecimalSum(result);
            }
            default -> throw new UnsupportedExpressionException("A sum of " + argument.kind());
        };
    }

    private static Supplier<Accumulator> average(ValueType argument, ValueType result)
    {
        return switch (argument.kind()) {
            case INTEGER -> {
                result.require(ValueType.Kind.DOUBLE);
                yield () -> new FloatingSum(false, true);
            }
            case REAL, DOUBLE -> {
                requireSame(argument, result);
                yield () -> new FloatingSum(argument.kind() == ValueType.Kind.REAL, true);
            }
            case DECIMAL -> {
                requireSame(argument, result);
                yield () -> new DecimalAverage(result);
            }
            default -> throw new UnsupportedExpressionException("An average of " + argument.kind());
        };
    }

    private static void requireSame(ValueType argument, ValueType result)
    {
        if (argument.kind() != result.kind()) {
            throw new UnsupportedExpressionException("An aggregate of %s as %s".formatted(
                    argument.kind(), result.kind()));
        }
    }

    private static final class Count
            implements Accumulator
    {
        private long count;

        @Override
        public void add(Object value)
        {
            count++;
        }

        @Override
        public Object result()
        {
            return count;
        }
    }

    private record Distinct(ValueType type, Set<Object> seen, Accumulator accumulator)
            implements Accumulator
    {
        @Override
        public void add(Object value)
        {
            if (seen.add(Identity.of(type, value))) {
                accumulator.add(value);
            }
        }

        @Override
        public Object result()
        {
            return accumulator.result();
        }
    }

    /**
     * NaN is neither least nor greatest, unless there is nothing else.
     */
    private static final class Extreme
            implements Accumulator
    {
        private final Comparator<Object> wantedFirst;
        private Object found;

        private Extreme(Comparator<Object> wantedFirst)
        {
            this.wantedFirst = wantedFirst;
        }

        @Override
        public void add(Object value)
        {
            if (found == null || (Ordering.isNaN(found) && !Ordering.isNaN(value))) {
                found = value;
            }
            else if (!Ordering.isNaN(value) && wantedFirst.compare(value, found) < 0) {
                found = value;
            }
        }

        @Override
        public Object result()
        {
            return found;
        }
    }

    private static final class IntegerSum
            implements Accumulator
    {
        private final int bits;
        private Long sum;

        private IntegerSum(int bits)
        {
            this.bits = bits;
        }

        @Override
        public void add(Object value)
        {
            try {
                sum = sum == null ? (Long) value : Long.valueOf(Math.addExact(sum, (Long) value));
            }
            catch (ArithmeticException _) {
                throw ArithmeticFunctions.tooLarge();
            }
        }

        @Override
        public Object result()
        {
            return sum == null ? null : ArithmeticFunctions.fitting(bits, sum);
        }
    }

    /**
     * Sums and averages that are done in double precision; those of REAL are rounded once, at the end.
     */
    private static final class FloatingSum
            implements Accumulator
    {
        private final boolean isReal;
        private final boolean isAverage;
        private double sum;
        private long count;

        private FloatingSum(boolean isReal, boolean isAverage)
        {
            this.isReal = isReal;
            this.isAverage = isAverage;
        }

        @Override
        public void add(Object value)
        {
            sum += ((Number) value).doubleValue();
            count++;
        }

        @Override
        public Object result()
        {
            if (count == 0) {
                return null;
            }
            double result = isAverage ? sum / count : sum;
            return isReal ? Double.valueOf((float) result) : Double.valueOf(result);
        }
    }

    private static final class DecimalSum
            implements Accumulator
    {
        private final ValueType type;
        private BigDecimal sum;

        private DecimalSum(ValueType type)
        {
            this.type = type;
        }

        @Override
        public void add(Object value)
        {
            sum = sum == null ? (BigDecimal) value : sum.add((BigDecimal) value);
        }

        @Override
        public Object result()
        {
            return sum == null ? null : ArithmeticFunctions.fitting(type, sum);
        }
    }

    private static final class DecimalAverage
            implements Accumulator
    {
        private final ValueType type;
        private BigDecimal sum = BigDecimal.ZERO;
        private long count;

        private DecimalAverage(ValueType type)
        {
            this.type = type;
        }

        @Override
        public void add(Object value)
        {
            sum = sum.add((BigDecimal) value);
            count++;
        }

        @Override
        public Object result()
        {
            return count == 0
                    ? null
                    : sum.divide(BigDecimal.valueOf(count), type.decimal().getScale(), RoundingMode.HALF_UP);
        }
    }
}
