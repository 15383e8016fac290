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
import io.trino.spi.block.ByteArrayBlock;
import io.trino.spi.block.Int128ArrayBlock;
import io.trino.spi.block.IntArrayBlock;
import io.trino.spi.block.LongArrayBlock;
import io.trino.spi.block.ShortArrayBlock;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.Decimals;
import io.trino.spi.type.Int128;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Columns whose values have all the same size, and the same bits on both sides, or almost.
 */
final class FixedWidthConverters
{
    private static final VarHandle LONG_OF_BYTES = MethodHandles.byteArrayViewVarHandle(
            long[].class,
            ByteOrder.LITTLE_ENDIAN);
    /**
     * Eight bytes, each 0 or 1, for each byte of eight bits.
     */
    private static final long[] BYTES_OF_BITS = bytesOfBits();
    private static final int WORDS_OF_INT128 = 2;

    private FixedWidthConverters() {}

    private static long[] bytesOfBits()
    {
        long[] table = new long[1 << Byte.SIZE];
        for (int bits = 0; bits < table.length; bits++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                table[bits] |= (long) ((bits >>> bit) & 1) << (bit * Byte.SIZE);
            }
        }
        return table;
    }

    static Block booleans(ArrowColumn column, Validity rows)
    {
        int length = column.length();
        int bytesOfBits = (length + Byte.SIZE - 1) / Byte.SIZE;
        byte[] bits = column.bytes(1, 0, bytesOfBits);
        byte[] values = new byte[length];
        int whole = length / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            LONG_OF_BYTES.set(values, i * Byte.SIZE, BYTES_OF_BITS[Byte.toUnsignedInt(bits[i])]);
        }
        for (int i = whole * Byte.SIZE; i < length; i++) {
            values[i] = (byte) ((bits[i / Byte.SIZE] >>> (i % Byte.SIZE)) & 1);
        }
        return new ByteArrayBlock(length, validity(column, rows).words(), values);
    }

    static Block bytes(ArrowColumn column, Validity rows)
    {
        return new ByteArrayBlock(column.length(), validity(column, rows).words(), column.bytes());
    }

    static Block shorts(ArrowColumn column, Validity rows)
    {
        return new ShortArrayBlock(column.length(), validity(column, rows).words(), column.shorts());
    }

    static Block ints(ArrowColumn column, Validity rows)
    {
        return new IntArrayBlock(column.length(), validity(column, rows).words(), column.ints());
    }

    static Block longs(ArrowColumn column, Validity rows)
    {
        return new LongArrayBlock(column.length(), validity(column, rows).words(), column.longs(1));
    }

    /**
     * UUID and IPADDRESS: sixteen bytes in the order of the network, which the engine keeps in that order.
     */
    static Block sixteenBytes(ArrowColumn column, Validity rows)
    {
        return new Int128ArrayBlock(
                column.length(),
                validity(column, rows).words(),
                column.longs(WORDS_OF_INT128));
    }

    static ColumnConverter decimals(DecimalType type)
    {
        return type.isShort()
                ? (column, rows) -> shortDecimals(type, column, rows)
                : (column, rows) -> longDecimals(type, column, rows);
    }

    private static Block shortDecimals(DecimalType type, ArrowColumn column, Validity rows)
    {
        Validity validity = validity(column, rows);
        long[] words = column.longs(WORDS_OF_INT128);
        long[] values = new long[column.length()];
        long limit = Decimals.longTenToNth(type.getPrecision());
        for (int i = 0; i < values.length; i++) {
            long low = words[i * WORDS_OF_INT128];
            long high = words[i * WORDS_OF_INT128 + 1];
            if ((high != low >> (Long.SIZE - 1) || low >= limit || low <= -limit) && validity.isValid(i)) {
                throw outOfRange(type, column);
            }
            values[i] = low;
        }
        return new LongArrayBlock(values.length, validity.words(), values);
    }

    private static Block longDecimals(DecimalType type, ArrowColumn column, Validity rows)
    {
        Validity validity = validity(column, rows);
        long[] words = column.longs(WORDS_OF_INT128);
        Int128 limit = Int128.valueOf(Decimals.bigIntegerTenToNth(type.getPrecision()));
        Int128 lowest = Int128.valueOf(Decimals.bigIntegerTenToNth(type.getPrecision()).negate());
        // whose high word is between those of the limits is within them, whatever the low word is
        long highest = limit.getHigh();
        long deepest = lowest.getHigh();
        for (int i = 0; i < words.length; i += WORDS_OF_INT128) {
            long low = words[i];
            long high = words[i + 1];
            words[i] = high;
            words[i + 1] = low;
            if ((high >= highest || high <= deepest)
                    && (Int128.compare(high, low, limit.getHigh(), limit.getLow()) >= 0
                    || Int128.compare(high, low, lowest.getHigh(), lowest.getLow()) <= 0)
                    && validity.isValid(i / WORDS_OF_INT128)) {
                throw outOfRange(type, column);
            }
        }
        return new Int128ArrayBlock(column.length(), validity.words(), words);
    }

    private static InvalidBatchException outOfRange(DecimalType type, ArrowColumn column)
    {
        return column.invalid("has a number of more than the %s digits of its type".formatted(type.getPrecision()));
    }

    static Validity validity(ArrowColumn column, Validity rows)
    {
        return column.validity().and(rows, column.length());
    }
}
