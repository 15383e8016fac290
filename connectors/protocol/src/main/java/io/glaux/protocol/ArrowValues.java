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
package io.glaux.protocol;

import com.google.protobuf.ByteString;
import io.glaux.protocol.v1.Values;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Values in expressions: an Arrow IPC stream of one column and one record batch, so that no value is ever text.
 */
public final class ArrowValues
{
    private static final String WHAT = "A list of values";
    private static final int MESSAGES = 2;

    private ArrowValues() {}

    /**
     * All values of a vector, under its name and type.
     */
    public static Values write(FieldVector vector)
    {
        return write(vector.getField(), vector);
    }

    /**
     * @param values in the forms of {@link VectorValues}
     * @throws IllegalArgumentException if one has another form than its type
     */
    public static Values write(Field field, List<?> values, BufferAllocator allocator)
    {
        try (FieldVector vector = VectorBuilder.build(field, values, allocator)) {
            return write(field, vector);
        }
    }

    private static Values write(Field field, FieldVector vector)
    {
        ByteString.Output bytes = ByteString.newOutput();
        // the root is not closed: the vector is not its own
        VectorSchemaRoot root = new VectorSchemaRoot(List.of(field), List.of(vector), vector.getValueCount());
        try (ArrowStreamWriter writer = new ArrowStreamWriter(root, null, bytes)) {
            writer.writeBatch();
            writer.end();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Values.newBuilder().setArrow(bytes.toByteString()).build();
    }

    /**
     * @param allocator holds what is read until this returns
     * @throws ProtocolException if they are no such values, or too many
     */
    public static TypedValues read(Values values, BufferAllocator allocator)
    {
        List<IpcMessage> messages = IpcMessages.read(values.getArrow(), MESSAGES, WHAT);
        if (messages.size() != MESSAGES) {
            throw ProtocolException.malformed(WHAT + " does not have one schema and one record batch");
        }
        Schema schema = ArrowSchemas.read(messages.getFirst(), WHAT);
        Field field = ArrowSchemas.single(schema, WHAT);
        IpcMessage message = messages.getLast();
        RecordBatch batch = checked(message, schema.getFields());
        try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
            load(batch, message, root, allocator);
            return new TypedValues(field, VectorValues.list(root.getVector(0)));
        }
    }

    private static RecordBatch checked(IpcMessage message, List<Field> fields)
    {
        try {
            RecordBatch batch = new RecordBatch();
            if (message.header().headerType() != MessageHeader.RecordBatch || message.header().header(batch) == null) {
                throw ProtocolException.malformed(WHAT + " has no record batch");
            }
            BatchCheck.check(fields, batch, message.body(), WHAT);
            return batch;
        }
        catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw ProtocolException.malformed(WHAT + " has a record batch that cannot be read", e);
        }
    }

    /**
     * As Arrow's own reader does it, of a batch that was checked.
     */
    private static void load(RecordBatch header, IpcMessage message, VectorSchemaRoot root, BufferAllocator allocator)
    {
        try (ArrowBuf body = allocator.buffer(message.body().limit())) {
            body.setBytes(0, message.body().duplicate());
            List<ArrowFieldNode> nodes = new ArrayList<>();
            for (int i = 0; i < header.nodesLength(); i++) {
                FieldNode node = header.nodes(i);
                nodes.add(new ArrowFieldNode(node.length(), node.nullCount()));
            }
            List<ArrowBuf> buffers = new ArrayList<>();
            for (int i = 0; i < header.buffersLength(); i++) {
                Buffer buffer = header.buffers(i);
                buffers.add(body.slice(buffer.offset(), buffer.length()));
            }
            try (ArrowRecordBatch batch = new ArrowRecordBatch((int) header.length(), nodes, buffers)) {
                new VectorLoader(root).load(batch);
            }
        }
    }
}
