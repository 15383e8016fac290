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

/**
 * UUIDs and addresses of the internet protocol.
 */
final class FixedBytesBuilder
        extends FixedWidthBuilder
{
    private final int length;

    FixedBytesBuilder(Field field, int length, BatchSize size, BufferAllocator allocator)
    {
        super(field, length, size, allocator);
        this.length = length;
    }

    @Override
    void appendBytes(byte[] value)
    {
        if (value.length != length) {
            throw outOfRange();
        }
        next().setBytes(offset(), value);
        added(true);
    }

    @Override
    void appendObject(Object value)
    {
        if (!(value instanceof byte[] bytes)) {
            throw wrongForm(value);
        }
        appendBytes(bytes);
    }
}
