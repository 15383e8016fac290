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
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.Field;

import java.util.List;

final class BooleanBuilder
        extends ColumnBuilder
{
    private final GrowableBuffer values;

    BooleanBuilder(Field field, BatchSize size, BufferAllocator allocator)
    {
        super(field, size, allocator);
        this.values = new GrowableBuffer(allocator);
        size.addBuffers(1);
    }

    @Override
    long bitsPerValue()
    {
        return 2;
    }

    @Override
    void appendBoolean(boolean value)
    {
        setBit(values, count(), value);
        added(true);
    }

    @Override
    void appendObject(Object value)
    {
        if (!(value instanceof Boolean bool)) {
            throw wrongForm(value);
        }
        appendBoolean(bool);
    }

    @Override
    void fillNull(int position)
    {
        setBit(values, position, false);
    }

    @Override
    void shrink(int newCount) {}

    @Override
    void collect(int valueCount, List<ArrowFieldNode> nodes, List<ArrowBuf> buffers)
    {
        buffers.add(values.readable(bytesOfBits(valueCount)));
    }

    @Override
    void releaseValues(int valueCount)
    {
        values.release(bytesOfBits(valueCount));
    }
}
