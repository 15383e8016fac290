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
 * Values that take the same bytes each.
 */
abstract class FixedWidthBuilder
        extends ColumnBuilder
{
    private final int width;
    private final GrowableBuffer values;

    FixedWidthBuilder(Field field, int width, BatchSize size, BufferAllocator allocator)
    {
        super(field, size, allocator);
        this.width = width;
        this.values = new GrowableBuffer(allocator);
        size.addBuffers(1);
    }

    @Override
    final long bitsPerValue()
    {
        return 1 + (long) width * Byte.SIZE;
    }

    /**
     * The buffer with room for one more value, at {@link #offset}.
     */
    final ArrowBuf next()
    {
        return values.reserve((count() + 1L) * width);
    }

    final long offset()
    {
        return (long) count() * width;
    }

    final void appendOfWidth(long value)
    {
        ArrowBuf buffer = next();
        switch (width) {
            case 1 -> buffer.setByte(offset(), (byte) value);
            case 2 -> buffer.setShort(offset(), (short) value);
            case 4 -> buffer.setInt(offset(), (int) value);
            default -> buffer.setLong(offset(), value);
        }
        added(true);
    }

    @Override
    final void fillNull(int position)
    {
        next().setZero(offset(), width);
    }

    @Override
    final void shrink(int newCount) {}

    @Override
    final void collect(int valueCount, List<ArrowFieldNode> nodes, List<ArrowBuf> buffers)
    {
        buffers.add(values.readable((long) valueCount * width));
    }

    @Override
    final void releaseValues(int valueCount)
    {
        values.release((long) valueCount * width);
    }
}
