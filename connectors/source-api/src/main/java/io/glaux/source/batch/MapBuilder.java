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
import java.util.Map;

/**
 * A list of rows, each of a key that is not null and a value.
 */
final class MapBuilder
        extends ColumnBuilder
{
    private final Offsets offsets;
    private final RowBuilder entries;

    MapBuilder(Field field, BatchSize size, BufferAllocator allocator)
    {
        super(field, size, allocator);
        this.offsets = new Offsets(allocator);
        size.addBuffers(1);
        this.entries = new RowBuilder(field.getChildren().getFirst(), size, allocator);
    }

    @Override
    long bitsPerValue()
    {
        return 1 + Integer.SIZE;
    }

    @Override
    void appendObject(Object value)
    {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrongForm(value);
        }
        map.forEach((key, element) -> {
            entries.appendEntry(key, element);
            size().add(entries.bitsPerValue());
        });
        offsets.set(count() + 1, entries.count());
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
        int before = entries.count();
        entries.truncate(offsets.get(newCount));
        size().add(-(before - entries.count()) * entries.bitsPerValue());
    }

    @Override
    void collect(int valueCount, List<ArrowFieldNode> nodes, List<ArrowBuf> buffers)
    {
        buffers.add(offsets.readable(valueCount));
        entries.collect(nodes, buffers);
    }

    @Override
    void releaseValues(int valueCount)
    {
        offsets.release(valueCount);
        entries.release();
    }
}
