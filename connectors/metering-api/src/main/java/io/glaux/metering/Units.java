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
package io.glaux.metering;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;

import static java.util.Objects.requireNonNull;

/**
 * Amounts of the units that a source charges by, by the name of the unit: read units, for instance. They are exact
 * decimals with at most six digits behind the point. Immutable.
 *
 * @param millionths what there is of each unit, times a million; never 0
 */
public record Units(SortedMap<String, Long> millionths)
{
    public static final Units NONE = new Units(Collections.emptySortedMap());

    private static final int DIGITS = 6;

    public Units
    {
        SortedMap<String, Long> copy = new TreeMap<>(millionths);
        copy.values().removeIf(amount -> amount == 0);
        millionths = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * @throws IllegalArgumentException if the amount is negative, or has more than six digits behind the point, or more
     *         than twelve before it
     */
    public static Units of(String name, BigDecimal amount)
    {
        requireNonNull(name, "name is null");
        if (name.isEmpty() || amount.signum() < 0) {
            throw new IllegalArgumentException("A unit has a name and an amount that is not negative");
        }
        SortedMap<String, Long> millionths = new TreeMap<>();
        try {
            millionths.put(name, amount.setScale(DIGITS, RoundingMode.UNNECESSARY).unscaledValue().longValueExact());
        }
        catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "An amount of the unit %s has at most 12 digits and 6 behind the point, not %s".formatted(
                            name, amount),
                    e);
        }
        return new Units(millionths);
    }

    /**
     * @throws IllegalArgumentException if the amount is negative
     */
    public static Units of(String name, long amount)
    {
        return of(name, BigDecimal.valueOf(amount));
    }

    public boolean isEmpty()
    {
        return millionths.isEmpty();
    }

    /**
     * What there is of each unit, with no more digits than it takes.
     */
    public SortedMap<String, BigDecimal> amounts()
    {
        SortedMap<String, BigDecimal> amounts = new TreeMap<>();
        millionths.forEach((name, amount) -> {
            BigDecimal plain = BigDecimal.valueOf(amount, DIGITS).stripTrailingZeros();
            amounts.put(name, plain.setScale(Math.max(0, plain.scale())));
        });
        return amounts;
    }

    public Units plus(Units other)
    {
        return combined(other, Math::addExact);
    }

    public Units minus(Units other)
    {
        return combined(other, Math::subtractExact);
    }

    /**
     * The larger amount of each unit.
     */
    public Units max(Units other)
    {
        return combined(other, Math::max);
    }

    /**
     * Whether there is as much of each unit as in another.
     */
    public boolean covers(Units other)
    {
        return other.millionths.entrySet().stream().allMatch(unit ->
                millionths.getOrDefault(unit.getKey(), 0L) >= unit.getValue());
    }

    private Units combined(Units other, LongBinaryOperator operator)
    {
        if (isEmpty() && other.isEmpty()) {
            return NONE;
        }
        SortedMap<String, Long> result = new TreeMap<>(millionths);
        other.millionths.keySet().forEach(name -> result.putIfAbsent(name, 0L));
        result.replaceAll((name, amount) ->
                operator.applyAsLong(amount, other.millionths.getOrDefault(name, 0L)));
        return new Units(result);
    }
}
