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

import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A record batch as it lies in memory: in vectors of this process, or in a message that came from another. It is a
 * view, for as long as that memory is there.
 */
public final class ArrowBatch
{
    private final int rows;
    private final List<ArrowColumn> columns;

    private ArrowBatch(int rows, List<ArrowColumn> columns)
    {
        this.rows = rows;
        this.columns = List.copyOf(columns);
    }

    /**
     * A batch of this process.
     */
    public static ArrowBatch of(VectorSchemaRoot root)
    {
        return of(root, new DictionaryProvider.MapDictionaryProvider());
    }

    /**
     * A batch of this process.
     *
     * @param dictionaries of its columns of positions. When one changes it is in other memory: what was loaded is not
     *         written over
     */
    public static ArrowBatch of(VectorSchemaRoot root, DictionaryProvider dictionaries)
    {
        return new ArrowBatch(
                root.getRowCount(),
                root.getFieldVectors().stream().map(vector -> ArrowColumn.of(vector, dictionaries)).toList());
    }

    /**
     * A batch that came from elsewhere. Nothing of it is believed: what it claims is compared with the bytes that there
     * are, here and as pages are made of it.
     *
     * @param schema without dictionaries
     * @param header the message of Arrow IPC
     * @param body with the values, uncompressed
     * @throws InvalidBatchException if it is not a batch of the schema
     */
    public static ArrowBatch read(Schema schema, ByteBuffer header, ByteBuffer body)
    {
        try {
            Message message = Message.getRootAsMessage(header.slice());
            RecordBatch batch = new RecordBatch();
            if (message.headerType() != MessageHeader.RecordBatch || message.header(batch) == null) {
                throw new InvalidBatchException("A message is not a batch of rows");
            }
            return new Reader(batch, MemorySegment.ofBuffer(body)).read(schema, body.remaining());
        }
        catch (IndexOutOfBoundsException | IllegalArgumentException | ClassCastException | AssertionError e) {
            // nothing verifies flatbuffers in Java: a wrong one leads out of its bytes
            throw new InvalidBatchException("The header of a batch cannot be read", e);
        }
    }

    public int rows()
    {
        return rows;
    }

    int columnCount()
    {
        return columns.size();
    }

    ArrowColumn column(int index)
    {
        return columns.get(index);
    }

    /**
     * Goes through nodes and buffers in the order of the schema.
     */
    private static final class Reader
    {
        private final RecordBatch batch;
        private final MemorySegment body;
        private int nodes;
        private int buffers;
        private long taken;

        private Reader(RecordBatch batch, MemorySegment body)
        {
            this.batch = batch;
            this.body = body;
        }

        private ArrowBatch read(Schema schema, int bodyBytes)
        {
            if (batch.compression() != null || batch.variadicBufferCountsLength() > 0) {
                throw new InvalidBatchException("A batch is compressed, or of a layout that is not read");
            }
            long rows = batch.length();
            // a value takes a bit at least; rows without columns take nothing, and are counted only
            if (rows < 0 || rows > Integer.MAX_VALUE) {
                throw new InvalidBatchException("A batch claims to have %s rows".formatted(rows));
            }
            List<ArrowColumn> columns = new ArrayList<>();
            for (Field field : schema.getFields()) {
                ArrowColumn column = readColumn(field, bodyBytes);
                if (column.length() != rows) {
                    throw column.invalid("has %s values, and its batch %s rows".formatted(column.length(), rows));
                }
                columns.add(column);
            }
            if (nodes != batch.nodesLength() || buffers != batch.buffersLength()) {
                throw new InvalidBatchException("A batch has more columns than its schema");
            }
            return new ArrowBatch((int) rows, columns);
        }

        private ArrowColumn readColumn(Field field, int bodyBytes)
        {
            if (nodes >= batch.nodesLength()) {
                throw new InvalidBatchException("A batch has fewer columns than its schema");
            }
            FieldNode node = batch.nodes(nodes);
            nodes++;
            long length = node.length();
            long nulls = node.nullCount();
            if (length < 0 || length > Byte.SIZE * Math.max(1L, bodyBytes) || nulls < 0 || nulls > length) {
                throw new InvalidBatchException("The column %s claims to have %s values and %s nulls, in %s bytes"
                        .formatted(field.getName(), length, nulls, bodyBytes));
            }
            List<MemorySegment> own = new ArrayList<>();
            for (int i = bufferCount(field); i > 0; i--) {
                own.add(readBuffer(field));
            }
            List<ArrowColumn> children = new ArrayList<>();
            for (Field child : field.getChildren()) {
                children.add(readColumn(child, bodyBytes));
            }
            return new ArrowColumn(field, (int) length, nulls, own, children, Optional.empty());
        }

        private MemorySegment readBuffer(Field field)
        {
            if (buffers >= batch.buffersLength()) {
                throw new InvalidBatchException("A batch has fewer buffers than its schema takes");
            }
            Buffer buffer = batch.buffers(buffers);
            buffers++;
            long offset = buffer.offset();
            long length = buffer.length();
            if (offset < 0 || length < 0 || length > body.byteSize() || offset > body.byteSize() - length) {
                throw new InvalidBatchException(
                        "The column %s has a buffer outside of its batch".formatted(field.getName()));
            }
            taken += length;
            if (taken > body.byteSize()) {
                // else a small batch would take the memory of a large one
                throw new InvalidBatchException("A batch has buffers that overlap");
            }
            return body.asSlice(offset, length);
        }

        private static int bufferCount(Field field)
        {
            return switch (field.getType()) {
                case ArrowType.Utf8 _, ArrowType.LargeUtf8 _, ArrowType.Binary _, ArrowType.LargeBinary _ -> 3;
                case ArrowType.Struct _, ArrowType.FixedSizeList _ -> 1;
                default -> 2;
            };
        }
    }
}
