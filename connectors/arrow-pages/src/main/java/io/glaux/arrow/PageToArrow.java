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
package io.glaux.arrow;

import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Makes record batches of pages of one layout. What a value has that its field cannot hold is an error: nothing is
 * rounded or cut off. Used by one thread.
 */
public final class PageToArrow
{
    private final Schema schema;
    private final List<BlockWriter> writers;
    private final BufferAllocator allocator;

    /**
     * @param schema as {@link ArrowTypes#field} makes it of the types, or as another side wants it
     * @param types of the pages' columns, in the order of the schema
     * @throws UnsupportedArrowTypeException if a type cannot be sent as its field
     */
    public PageToArrow(Schema schema, List<Type> types, BufferAllocator allocator)
    {
        this.schema = requireNonNull(schema, "schema is null");
        this.allocator = requireNonNull(allocator, "allocator is null");
        List<Field> fields = schema.getFields();
        if (fields.size() != types.size()) {
            throw new UnsupportedArrowTypeException(
                    "There are %s columns, and %s are expected".formatted(types.size(), fields.size()));
        }
        List<BlockWriter> created = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            created.add(BlockWriters.of(fields.get(i), types.get(i)));
        }
        this.writers = List.copyOf(created);
    }

    public Schema schema()
    {
        return schema;
    }

    /**
     * A batch of its own memory; the caller closes it.
     *
     * @throws InvalidBatchException if a value does not fit its field
     */
    public ArrowRecordBatch batch(Page page)
    {
        try (Output output = new Output(allocator)) {
            for (int i = 0; i < writers.size(); i++) {
                Block block = page.getBlock(i);
                writers.get(i).write(block, output);
            }
            return new ArrowRecordBatch(page.getPositionCount(), output.nodes, output.buffers);
        }
    }

    /**
     * The same as vectors; the caller closes them.
     */
    public VectorSchemaRoot vectors(Page page)
    {
        try (ArrowRecordBatch batch = batch(page)) {
            VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
            try {
                new VectorLoader(root).load(batch);
                return root;
            }
            catch (RuntimeException e) {
                root.close();
                throw e;
            }
        }
    }

    /**
     * Nodes and buffers, in the order of a schema. Closing gives up its hold of the buffers.
     */
    static final class Output
            implements AutoCloseable
    {
        private final BufferAllocator allocator;
        private final List<ArrowFieldNode> nodes = new ArrayList<>();
        private final List<ArrowBuf> buffers = new ArrayList<>();

        Output(BufferAllocator allocator)
        {
            this.allocator = allocator;
        }

        void addNode(int length, int nulls)
        {
            nodes.add(new ArrowFieldNode(length, nulls));
        }

        /**
         * A buffer to be filled.
         */
        ArrowBuf addBuffer(long bytes)
        {
            ArrowBuf buffer = allocator.buffer(bytes);
            buffer.writerIndex(bytes);
            buffers.add(buffer);
            return buffer;
        }

        @Override
        public void close()
        {
            buffers.forEach(ArrowBuf::close);
        }
    }
}
