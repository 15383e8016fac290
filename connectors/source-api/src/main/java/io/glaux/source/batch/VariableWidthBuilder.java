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

/**
 * Bytes of any length, one value behind the other.
 */
abstract class VariableWidthBuilder
        extends ColumnBuilder
{
    private final Offsets offsets;
    private final GrowableBuffer values;

    VariableWidthBuilder(Field field, BatchSize size, BufferAllocator allocator)
    {
        super(field, size, allocator);
        this.offsets = new Offsets(allocator);
        this.values = new GrowableBuffer(allocator);
        size.addBuffers(2);
    }

    @Override
    final long bitsPerValue()
    {
        return 1 + Integer.SIZE;
    }

    final void appendRaw(byte[] value)
    {
        int start = offsets.get(count());
        long end = (long) start + value.length;
        ArrowBuf buffer = values.reserve(end);
        offsets.set(count() + 1, (int) end);
        buffer.setBytes(start, value);
        size().add((long) value.length * Byte.SIZE);
        added(true);
    }

    @Override
    final void fillNull(int position)
    {
        offsets.set(position + 1, offsets.get(position));
    }

    @Override
    final void shrink(int newCount)
    {
        if (newCount < count()) {
            size().add(-(long) (offsets.get(count()) - offsets.get(newCount)) * Byte.SIZE);
        }
    }

    @Override
    final void collect(int valueCount, List<ArrowFieldNode> nodes, List<ArrowBuf> buffers)
    {
        buffers.add(offsets.readable(valueCount));
        buffers.add(values.readable(offsets.get(valueCount)));
    }

    @Override
    final void releaseValues(int valueCount)
    {
        values.release(offsets.get(valueCount));
        offsets.release(valueCount);
    }
}
