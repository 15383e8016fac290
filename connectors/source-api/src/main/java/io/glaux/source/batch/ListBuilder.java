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

final class ListBuilder
        extends ColumnBuilder
{
    private final Offsets offsets;
    private final ColumnBuilder elements;

    ListBuilder(Field field, BatchSize size, BufferAllocator allocator)
    {
        super(field, size, allocator);
        this.offsets = new Offsets(allocator);
        size.addBuffers(1);
        this.elements = create(field.getChildren().getFirst(), size, allocator);
    }

    @Override
    long bitsPerValue()
    {
        return 1 + Integer.SIZE;
    }

    @Override
    void appendObject(Object value)
    {
        if (!(value instanceof List<?> list)) {
            throw wrongForm(value);
        }
        for (Object element : list) {
            elements.append(element);
            size().add(elements.bitsPerValue());
        }
        offsets.set(count() + 1, elements.count());
        added(true);
    }

    @Override
    void fillNull(int position)
    {
        offsets.set(position + 1, offsets.get(position));
    }

    @Override
    void shrink(int newCount)
    {
        int before = elements.count();
        elements.truncate(offsets.get(newCount));
        size().add(-(before - elements.count()) * elements.bitsPerValue());
    }

    @Override
    void collect(int valueCount, List<ArrowFieldNode> nodes, List<ArrowBuf> buffers)
    {
        buffers.add(offsets.readable(valueCount));
        elements.collect(nodes, buffers);
    }

    @Override
    void releaseValues(int valueCount)
    {
        offsets.release(valueCount);
        elements.release();
    }
}
