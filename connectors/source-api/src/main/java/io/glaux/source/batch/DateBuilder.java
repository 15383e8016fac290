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

import java.time.LocalDate;

final class DateBuilder
        extends FixedWidthBuilder
{
    DateBuilder(Field field, BatchSize size, BufferAllocator allocator)
    {
        super(field, Integer.BYTES, size, allocator);
    }

    @Override
    void appendDate(LocalDate value)
    {
        long days = value.toEpochDay();
        if ((int) days != days) {
            throw outOfRange();
        }
        appendOfWidth(days);
    }

    @Override
    void appendObject(Object value)
    {
        if (!(value instanceof LocalDate date)) {
            throw wrongForm(value);
        }
        appendDate(date);
    }
}
