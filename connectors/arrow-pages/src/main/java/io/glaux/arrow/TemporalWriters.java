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

import io.trino.spi.block.Fixed12Block;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ValueBlock;
import io.trino.spi.type.TimeType;
import io.trino.spi.type.TimestampType;
import io.trino.spi.type.TimestampWithTimeZoneType;
import io.trino.spi.type.Type;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

import static io.glaux.arrow.TemporalConverters.digits;
import static io.glaux.arrow.TemporalConverters.powerOfTen;
import static io.trino.spi.type.DateTimeEncoding.unpackMillisUtc;

/**
 * Writes times and timestamps. The zone of a timestamp is not written: a column has one, and the engine's values each
 * theirs; the point in time is the same.
 */
final class TemporalWriters
{
    private static final int MILLIS = 3;
    private static final int MICROS = 6;
    private static final int PICOS = 12;

    private TemporalWriters() {}

    static BlockWriter times(Field field, ArrowType.Time to, TimeType from)
    {
        checkPrecision(field, to.getUnit(), from.getPrecision());
        long picos = powerOfTen(PICOS - digits(to.getUnit()));
        boolean isNarrow = to.getBitWidth() == Integer.SIZE;
        return (block, output) -> {
            LongArrayBlock values = (LongArrayBlock) BlockWriters.flat(block);
            BlockWriters.start(values, output);
            int length = values.getPositionCount();
            ArrowBuf buffer = output.addBuffer((long) length * (isNarrow ? Integer.BYTES : Long.BYTES));
            for (int i = 0; i < length; i++) {
                long value = values.isNull(i) ? 0 : values.getLong(i) / picos;
                if (isNarrow) {
                    buffer.setInt((long) i * Integer.BYTES, (int) value);
                }
                else {
                    buffer.setLong((long) i * Long.BYTES, value);
                }
            }
        };
    }

    static BlockWriter timestamps(Field field, ArrowType.Timestamp to, Type from)
    {
        Parts parts = parts(from);
        checkPrecision(field, to.getUnit(), parts.precision());
        int digits = digits(to.getUnit());
        long factor = powerOfTen(Math.max(0, digits - parts.digits()));
        long divisor = powerOfTen(Math.max(0, parts.digits() - digits));
        long picos = powerOfTen(PICOS - digits);
        return (block, output) -> {
            ValueBlock values = BlockWriters.flat(block);
            BlockWriters.start(values, output);
            int length = values.getPositionCount();
            ArrowBuf buffer = output.addBuffer((long) length * Long.BYTES);
            for (int i = 0; i < length; i++) {
                long value = 0;
                if (!values.isNull(i)) {
                    value = scaled(field, parts.whole(values, i), factor, divisor) + parts.rest(values, i) / picos;
                }
                buffer.setLong((long) i * Long.BYTES, value);
            }
        };
    }

    /**
     * Where the unit has the digits of the type, no value has more.
     */
    private static void checkPrecision(Field field, TimeUnit unit, int precision)
    {
        if (precision > digits(unit)) {
            throw new UnsupportedArrowTypeException(
                    "The column %s is in units of a %s, which is too coarse for %s digits".formatted(
                            field.getName(),
                            unit,
                            precision));
        }
    }

    private static long scaled(Field field, long whole, long factor, long divisor)
    {
        try {
            return Math.floorDiv(Math.multiplyExact(whole, factor), divisor);
        }
        catch (ArithmeticException e) {
            throw new InvalidBatchException(
                    "The column %s has a point in time that is too far away".formatted(field.getName()),
                    e);
        }
    }

    private static Parts parts(Type type)
    {
        return switch (type) {
            case TimestampType timestamp -> new Parts(MICROS, timestamp.getPrecision(), timestamp.isShort(), false);
            case TimestampWithTimeZoneType timestamp -> new Parts(
                    MILLIS,
                    timestamp.getPrecision(),
                    timestamp.isShort(),
                    true);
            default -> throw new IllegalArgumentException("Not a timestamp: " + type.getDisplayName());
        };
    }

    /**
     * How the engine keeps a timestamp.
     *
     * @param digits of the whole part, behind the point of a second
     * @param isShort whether the whole part is all
     * @param isPacked whether a zone is in the whole part
     */
    private record Parts(int digits, int precision, boolean isShort, boolean isPacked)
    {
        private long whole(ValueBlock values, int position)
        {
            long whole = isShort
                    ? ((LongArrayBlock) values).getLong(position)
                    : ((Fixed12Block) values).getFixed12First(position);
            return isPacked ? unpackMillisUtc(whole) : whole;
        }

        /**
         * In picoseconds.
         */
        private long rest(ValueBlock values, int position)
        {
            return isShort ? 0 : ((Fixed12Block) values).getFixed12Second(position);
        }
    }
}
