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
package io.glaux.source.batch;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

import java.math.BigDecimal;
import java.math.BigInteger;

final class DecimalBuilder
        extends FixedWidthBuilder
{
    private static final int WIDTH = 16;

    private final int scale;
    private final BigInteger bound;
    /**
     * Before the point. What has more is refused before it is written out: 1E1000000000 would take all memory.
     */
    private final int digits;

    DecimalBuilder(Field field, ArrowType.Decimal type, BatchSize size, BufferAllocator allocator)
    {
        super(field, WIDTH, size, allocator);
        this.scale = type.getScale();
        this.bound = BigInteger.TEN.pow(type.getPrecision());
        this.digits = type.getPrecision() - type.getScale();
    }

    @Override
    void appendDecimal(BigDecimal value)
    {
        BigInteger unscaled = unscaled(value);
        if (unscaled.abs().compareTo(bound) >= 0) {
            throw outOfRange();
        }
        ArrowBuf buffer = next();
        long low = unscaled.longValue();
        buffer.setLong(offset(), low);
        buffer.setLong(offset() + 8, unscaled.shiftRight(Long.SIZE).longValue());
        added(true);
    }

    private BigInteger unscaled(BigDecimal value)
    {
        if (value.signum() == 0) {
            return BigInteger.ZERO;
        }
        if ((long) value.precision() - value.scale() > digits) {
            throw outOfRange();
        }
        if (value.scale() == scale) {
            return value.unscaledValue();
        }
        BigDecimal plain = value.scale() > scale ? value.stripTrailingZeros() : value;
        if (plain.scale() > scale) {
            throw inexact();
        }
        return plain.setScale(scale).unscaledValue();
    }

    @Override
    void appendObject(Object value)
    {
        if (!(value instanceof BigDecimal number)) {
            throw wrongForm(value);
        }
        appendDecimal(number);
    }
}
