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
import org.apache.arrow.vector.types.pojo.Field;

final class IntegerBuilder
        extends FixedWidthBuilder
{
    private final long lowest;
    private final long highest;

    IntegerBuilder(Field field, int bits, BatchSize size, BufferAllocator allocator)
    {
        super(field, bits / Byte.SIZE, size, allocator);
        this.highest = Long.MAX_VALUE >> (Long.SIZE - bits);
        this.lowest = -highest - 1;
    }

    @Override
    void appendLong(long value)
    {
        if (value < lowest || value > highest) {
            throw outOfRange();
        }
        appendOfWidth(value);
    }

    @Override
    void appendObject(Object value)
    {
        if (!(value instanceof Long number)) {
            throw wrongForm(value);
        }
        appendLong(number);
    }
}
