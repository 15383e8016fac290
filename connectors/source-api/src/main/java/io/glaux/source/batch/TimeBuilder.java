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
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

import java.time.LocalTime;

final class TimeBuilder
        extends FixedWidthBuilder
{
    private final long nanosPerUnit;

    TimeBuilder(Field field, ArrowType.Time type, BatchSize size, BufferAllocator allocator)
    {
        super(field, type.getBitWidth() / Byte.SIZE, size, allocator);
        this.nanosPerUnit = TimeScale.nanosPerUnit(type.getUnit());
    }

    @Override
    void appendTime(LocalTime value)
    {
        long nanos = value.toNanoOfDay();
        if (nanos % nanosPerUnit != 0) {
            throw inexact();
        }
        appendOfWidth(nanos / nanosPerUnit);
    }

    @Override
    void appendObject(Object value)
    {
        if (!(value instanceof LocalTime time)) {
            throw wrongForm(value);
        }
        appendTime(time);
    }
}
