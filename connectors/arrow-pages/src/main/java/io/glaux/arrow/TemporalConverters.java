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

import io.trino.spi.block.Block;
import io.trino.spi.block.Fixed12Block;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimeZoneKey;
import io.trino.spi.type.TimeZoneNotSupportedException;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;

import static io.trino.spi.type.DateTimeEncoding.packDateTimeWithZone;

/**
 * Times and timestamps. What a value has beyond the precision of its type is an error, since it would be lost.
 */
final class TemporalConverters
{
    private static final int MILLIS = 3;
    private static final int MICROS = 6;
    private static final int PICOS = 12;
    private static final long SECONDS_OF_DAY = 86_400;
    /**
     * The engine keeps the zone in the lowest 12 bits beside milliseconds.
     */
    private static final int ZONE_BITS = 12;

    private TemporalConverters() {}

    static ColumnConverter times(ArrowType.Time from, TimeType to)
    {
        Scale scale = Scale.of(from.getUnit(), PICOS, to.getPrecision());
        boolean isNarrow = from.getBitWidth() == Integer.SIZE;
        long end = SECONDS_OF_DAY * powerOfTen(digits(from.getUnit()));
        return (column, rows) -> {
            Validity validity = FixedWidthConverters.validity(column, rows);
            long[] values = isNarrow ? widened(column.ints()) : column.longs(1);
            for (int i = 0; i < values.length; i++) {
                if (values[i] < 0 || values[i] >= end) {
                    if (validity.isValid(i)) {
                        throw column.invalid("has a time of day that is not within a day");
                    }
                    values[i] = 0;
                }
            }
            scale.apply(column, validity, values);
            return new LongArrayBlock(values.length, validity.words(), values);
        };
    }

    static ColumnConverter timestamps(ArrowType.Timestamp from, TimestampType to)
    {
        Scale scale = Scale.of(from.getUnit(), MICROS, to.getPrecision());
        return (column, rows) -> {
            Validity validity = FixedWidthConverters.validity(column, rows);
            long[] values = column.longs(1);
            if (to.isShort()) {
                scale.apply(column, validity, values);
                return new LongArrayBlock(values.length, validity.words(), values);
            }
            int[] picos = scale.rest(values);
            scale.apply(column, validity, values);
            return fixed12(validity, values, picos);
        };
    }

    static ColumnConverter instants(String name, ArrowType.Timestamp from, TimestampWithTimeZoneType to)
    {
        Scale scale = Scale.of(from.getUnit(), MILLIS, to.getPrecision());
        TimeZoneKey zone = zone(name, from.getTimezone());
        return (column, rows) -> {
            Validity validity = FixedWidthConverters.validity(column, rows);
            long[] values = column.longs(1);
            int[] picos = to.isShort() ? new int[0] : scale.rest(values);
            scale.apply(column, validity, values);
            pack(column, validity, values, zone);
            return to.isShort()
                    ? new LongArrayBlock(values.length, validity.words(), values)
                    : fixed12(validity, values, picos);
        };
    }

    private static void pack(ArrowColumn column, Validity validity, long[] millis, TimeZoneKey zone)
    {
        for (int i = 0; i < millis.length; i++) {
            long value = millis[i];
            if (value << ZONE_BITS >> ZONE_BITS != value) {
                if (validity.isValid(i)) {
                    throw column.invalid("has a point in time that is too far away");
                }
                value = 0;
            }
            millis[i] = packDateTimeWithZone(value, zone);
        }
    }

    private static TimeZoneKey zone(String name, String zone)
    {
        try {
            return TimeZoneKey.getTimeZoneKey(zone);
        }
        catch (TimeZoneNotSupportedException _) {
            throw new UnsupportedArrowTypeException(
                    "The column %s is of the time zone %s, which there is not".formatted(name, zone));
        }
    }

    private static Block fixed12(Validity validity, long[] first, int[] second)
    {
        int[] values = new int[first.length * 3];
        for (int i = 0; i < first.length; i++) {
            Fixed12Block.encodeFixed12(first[i], second[i], values, i);
        }
        return new Fixed12Block(first.length, validity.words(), values);
    }

    private static long[] widened(int[] values)
    {
        long[] wide = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    /**
     * How many digits behind the point a unit is of a second.
     */
    static int digits(TimeUnit unit)
    {
        return switch (unit) {
            case SECOND -> 0;
            case MILLISECOND -> 3;
            case MICROSECOND -> 6;
            case NANOSECOND -> 9;
        };
    }

    static long powerOfTen(int exponent)
    {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /**
     * From one unit to another.
     *
     * @param factor of the values, where the other unit is the smaller; else 1
     * @param divisor of the values, where it is the larger; else 1
     * @param step of which all values have to be multiples, so that they have no more digits than their type
     * @param picos of one unit
     */
    private record Scale(long factor, long divisor, long step, long picos)
    {
        private static Scale of(TimeUnit unit, int target, int precision)
        {
            int digits = digits(unit);
            return new Scale(
                    powerOfTen(Math.max(0, target - digits)),
                    powerOfTen(Math.max(0, digits - target)),
                    powerOfTen(Math.max(0, digits - precision)),
                    powerOfTen(PICOS - digits));
        }

        private void apply(ArrowColumn column, Validity validity, long[] values)
        {
            if (step > 1) {
                checkSteps(column, validity, values);
            }
            if (factor > 1) {
                multiply(column, validity, values);
            }
            if (divisor > 1) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Math.floorDiv(values[i], divisor);
                }
            }
        }

        private void checkSteps(ArrowColumn column, Validity validity, long[] values)
        {
            for (int i = 0; i < values.length; i++) {
                if (values[i] % step != 0 && validity.isValid(i)) {
                    throw column.invalid("has a value with more digits than its type");
                }
            }
        }

        private void multiply(ArrowColumn column, Validity validity, long[] values)
        {
            long limit = Long.MAX_VALUE / factor;
            for (int i = 0; i < values.length; i++) {
                if ((values[i] > limit || values[i] < -limit) && validity.isValid(i)) {
                    throw column.invalid("has a point in time that is too far away");
                }
                values[i] *= factor;
            }
        }

        /**
         * What the larger unit leaves, in picoseconds.
         */
        private int[] rest(long[] values)
        {
            int[] rests = new int[values.length];
            if (divisor > 1) {
                for (int i = 0; i < values.length; i++) {
                    rests[i] = (int) (Math.floorMod(values[i], divisor) * picos);
                }
            }
            return rests;
        }
    }
}
