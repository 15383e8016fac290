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

import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;

/**
 * Bytes of the body of a record batch, as limits and metering count them: of each column its validity, offsets and
 * values, each rounded up to 8. Rows of the same values have the same bytes whatever software sends them. It is what
 * Arrow's Java sends. Arrow's C++ leaves the validity out where nothing is null, so that a little less comes over the
 * wire.
 */
public final class BodyBytes
{
    private BodyBytes() {}

    /**
     * Of what is in the vectors now.
     */
    public static long of(VectorSchemaRoot root)
    {
        long bytes = 0;
        for (FieldVector vector : root.getFieldVectors()) {
            bytes += of(vector);
        }
        return bytes;
    }

    public static long of(FieldVector vector)
    {
        int count = vector.getValueCount();
        ColumnLayout layout = ColumnLayout.of(vector.getField().getType());
        long bytes = padded(ColumnLayout.validityBytes(count));
        bytes += switch (layout.kind()) {
            case FIXED -> padded(layout.valueBytes(count));
            case VARIABLE -> padded(ColumnLayout.offsetBytes(count)) + padded(dataBytes(vector, count));
            case LIST -> padded(ColumnLayout.offsetBytes(count));
            case STRUCT -> 0;
        };
        for (FieldVector child : vector.getChildrenFromFields()) {
            bytes += of(child);
        }
        return bytes;
    }

    /**
     * Of a batch that is not loaded.
     *
     * @param batch the header of its message
     * @throws ProtocolException if it does not fit the schema
     */
    public static long of(Schema schema, RecordBatch batch)
    {
        Walk walk = new Walk(batch);
        for (Field field : schema.getFields()) {
            walk.add(field);
        }
        return walk.bytes;
    }

    private static long dataBytes(FieldVector vector, int count)
    {
        if (count == 0) {
            return 0;
        }
        long start = vector.getOffsetBuffer().getInt(0);
        return vector.getOffsetBuffer().getInt((long) count * Integer.BYTES) - start;
    }

    private static long padded(long bytes)
    {
        return (bytes + Long.BYTES - 1) & -Long.BYTES;
    }

    private static final class Walk
    {
        private final RecordBatch batch;
        private int nodes;
        private int buffers;
        private long bytes;

        private Walk(RecordBatch batch)
        {
            this.batch = batch;
        }

        private void add(Field field)
        {
            if (nodes >= batch.nodesLength()) {
                throw ProtocolException.malformed("A record batch has fewer columns than its schema");
            }
            FieldNode node = batch.nodes(nodes++);
            ColumnLayout layout = ColumnLayout.of(field.getType());
            bytes += padded(ColumnLayout.validityBytes(node.length()));
            bytes += switch (layout.kind()) {
                case FIXED -> padded(layout.valueBytes(node.length()));
                case VARIABLE -> padded(ColumnLayout.offsetBytes(node.length())) + padded(bufferBytes(buffers + 2));
                case LIST -> padded(ColumnLayout.offsetBytes(node.length()));
                case STRUCT -> 0;
            };
            buffers += switch (layout.kind()) {
                case FIXED, LIST -> 2;
                case VARIABLE -> 3;
                case STRUCT -> 1;
            };
            List<Field> children = field.getChildren();
            children.forEach(this::add);
        }

        private long bufferBytes(int index)
        {
            if (index >= batch.buffersLength()) {
                throw ProtocolException.malformed("A record batch has fewer buffers than its schema takes");
            }
            return batch.buffers(index).length();
        }
    }
}
