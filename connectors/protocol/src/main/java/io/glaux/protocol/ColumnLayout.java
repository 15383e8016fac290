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
package io.glaux.protocol;

import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Which buffers a column has after its validity. {@code bits} are those of a value, where all have the same.
 */
record ColumnLayout(Kind kind, int bits)
{
    enum Kind
    {
        /**
         * Values.
         */
        FIXED,
        /**
         * Offsets and bytes.
         */
        VARIABLE,
        /**
         * Offsets, and one column within.
         */
        LIST,
        /**
         * Columns within.
         */
        STRUCT,
    }

    /**
     * @throws ProtocolException if the protocol does not have the type
     */
    static ColumnLayout of(ArrowType type)
    {
        return switch (type) {
            case ArrowType.Bool _ -> fixed(1);
            case ArrowType.Int integer -> fixed(integer.getBitWidth());
            case ArrowType.FloatingPoint real -> fixed(bits(real.getPrecision()));
            case ArrowType.Decimal decimal -> fixed(decimal.getBitWidth());
            case ArrowType.FixedSizeBinary binary -> fixed(binary.getByteWidth() * Byte.SIZE);
            case ArrowType.Date _ -> fixed(Integer.SIZE);
            case ArrowType.Time time -> fixed(time.getBitWidth());
            case ArrowType.Timestamp _ -> fixed(Long.SIZE);
            case ArrowType.Utf8 _, ArrowType.Binary _ -> new ColumnLayout(Kind.VARIABLE, 0);
            case ArrowType.List _, ArrowType.Map _ -> new ColumnLayout(Kind.LIST, 0);
            case ArrowType.Struct _ -> new ColumnLayout(Kind.STRUCT, 0);
            default -> throw WireTypes.unknown(type);
        };
    }

    private static int bits(FloatingPointPrecision precision)
    {
        return precision == FloatingPointPrecision.SINGLE ? Float.SIZE : Double.SIZE;
    }

    private static ColumnLayout fixed(int bits)
    {
        return new ColumnLayout(Kind.FIXED, bits);
    }

    /**
     * Bytes of the validity of so many values, as any column has it.
     */
    static long validityBytes(long count)
    {
        return (count + Byte.SIZE - 1) / Byte.SIZE;
    }

    /**
     * Bytes of so many values of a fixed size.
     */
    long valueBytes(long count)
    {
        return (count * bits + Byte.SIZE - 1) / Byte.SIZE;
    }

    /**
     * Bytes of the offsets of so many values.
     */
    static long offsetBytes(long count)
    {
        return count == 0 ? 0 : (count + 1) * Integer.BYTES;
    }
}
