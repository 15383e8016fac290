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
 * Rows within rows: each field has as many values as there are rows, also for rows that are null.
 */
final class RowBuilder
        extends ColumnBuilder
{
    private final List<ColumnBuilder> fields;
    private final long bits;

    RowBuilder(Field field, BatchSize size, BufferAllocator allocator)
    {
        super(field, size, allocator);
        this.fields = field.getChildren().stream()
                .map(child -> create(child, size, allocator))
                .toList();
        this.bits = 1 + fields.stream().mapToLong(ColumnBuilder::bitsPerValue).sum();
    }

    @Override
    long bitsPerValue()
    {
        return bits;
    }

    @Override
    void appendObject(Object value)
    {
        if (!(value instanceof List<?> values) || values.size() != fields.size()) {
            throw wrongForm("a %s that is not a list of its %s fields".formatted(
                    value.getClass().getSimpleName(),
                    fields.size()));
        }
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).append(values.get(i));
        }
        added(true);
    }

    void appendEntry(Object key, Object value)
    {
        fields.getFirst().append(key);
        fields.getLast().append(value);
        added(true);
    }

    @Override
    void fillNull(int position)
    {
        // also where a field is not nullable: no one sees it
        fields.forEach(ColumnBuilder::appendNull);
    }

    @Override
    void shrink(int newCount)
    {
        fields.forEach(field -> field.truncate(newCount));
    }

    @Override
    void collect(int valueCount, List<ArrowFieldNode> nodes, List<ArrowBuf> buffers)
    {
        fields.forEach(field -> field.collect(nodes, buffers));
    }

    @Override
    void releaseValues(int valueCount)
    {
        fields.forEach(ColumnBuilder::release);
    }
}
