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

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

final class FloatingPointBuilder
        extends FixedWidthBuilder
{
    private final boolean isSingle;

    FloatingPointBuilder(Field field, ArrowType.FloatingPoint type, BatchSize size, BufferAllocator allocator)
    {
        super(field, type.getPrecision() == FloatingPointPrecision.SINGLE ? 4 : 8, size, allocator);
        this.isSingle = type.getPrecision() == FloatingPointPrecision.SINGLE;
    }

    /**
     * A REAL takes the nearest number that it has, as in SQL.
     */
    @Override
    void appendDouble(double value)
    {
        appendOfWidth(isSingle ? Float.floatToRawIntBits((float) value) : Double.doubleToRawLongBits(value));
    }

    @Override
    void appendObject(Object value)
    {
        if (!(value instanceof Double number)) {
            throw wrongForm(value);
        }
        appendDouble(number);
    }
}
