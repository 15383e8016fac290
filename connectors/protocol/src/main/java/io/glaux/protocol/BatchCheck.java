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

import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.vector.types.pojo.Field;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Checks a record batch before Arrow loads it: that its buffers lie within its body, do not overlap, and are large
 * enough for the values that it claims. Then what it takes of memory is bounded by the bytes that came.
 */
final class BatchCheck
{
    private final RecordBatch batch;
    private final ByteBuffer body;
    private final String what;
    private int nodes;
    private int buffers;
    private long values;
    private long bufferBytes;

    private BatchCheck(RecordBatch batch, ByteBuffer body, String what)
    {
        this.batch = batch;
        this.body = body;
        this.what = what;
    }

    /**
     * @param body little-endian
     * @throws ProtocolException if the batch does not fit its schema or its body
     */
    static void check(List<Field> fields, RecordBatch batch, ByteBuffer body, String what)
    {
        new BatchCheck(batch, body, what).checkBatch(fields);
    }

    private void checkBatch(List<Field> fields)
    {
        if (batch.compression() != null) {
            throw ProtocolException.malformed(what + " is compressed, which the protocol does not have");
        }
        for (Field field : fields) {
            if (checkColumn(field) != batch.length()) {
                throw ProtocolException.malformed(what + " has columns of another length than it claims");
            }
        }
        if (nodes != batch.nodesLength()
                || buffers != batch.buffersLength()
                || batch.variadicBufferCountsLength() > 0) {
            throw ProtocolException.malformed(what + " has buffers of no column");
        }
    }

    /**
     * @return how many values the column has
     */
    private long checkColumn(Field field)
    {
        FieldNode node = nextNode();
        long count = node.length();
        long nulls = node.nullCount();
        values += count;
        if (count < 0 || count > ProtocolLimits.VALUES || values > ProtocolLimits.VALUES) {
            throw ProtocolException.malformed(
                    "%s does not have from 0 to %s values".formatted(what, ProtocolLimits.VALUES));
        }
        if (nulls < 0 || nulls > count) {
            throw ProtocolException.malformed(what + " has more nulls than values");
        }
        Buffer validity = nextBuffer();
        if (validity.length() < ColumnLayout.validityBytes(count) && !(validity.length() == 0 && nulls == 0)) {
            throw tooSmall();
        }
        ColumnLayout layout = ColumnLayout.of(field.getType());
        switch (layout.kind()) {
            case FIXED -> checkLength(nextBuffer(), layout.valueBytes(count));
            case VARIABLE -> {
                long last = lastOffset(nextBuffer(), count);
                checkLength(nextBuffer(), last);
            }
            case LIST -> {
                long last = lastOffset(nextBuffer(), count);
                if (checkColumn(field.getChildren().getFirst()) < last) {
                    throw tooSmall();
                }
            }
            case STRUCT -> checkFields(field, count);
        }
        return count;
    }

    private void checkFields(Field field, long count)
    {
        for (Field child : field.getChildren()) {
            if (checkColumn(child) != count) {
                throw ProtocolException.malformed(what + " has rows whose fields are not of one length");
            }
        }
    }

    private FieldNode nextNode()
    {
        if (nodes >= batch.nodesLength()) {
            throw ProtocolException.malformed(what + " has fewer columns than its schema");
        }
        return batch.nodes(nodes++);
    }

    private Buffer nextBuffer()
    {
        if (buffers >= batch.buffersLength()) {
            throw ProtocolException.malformed(what + " has fewer buffers than its schema takes");
        }
        Buffer buffer = batch.buffers(buffers++);
        if (buffer.offset() < 0 || buffer.length() < 0 || buffer.offset() > body.limit()
                || buffer.length() > body.limit() - buffer.offset()) {
            throw ProtocolException.malformed(what + " has a buffer outside of its body");
        }
        bufferBytes += buffer.length();
        if (bufferBytes > body.limit()) {
            throw ProtocolException.malformed(what + " has buffers that overlap");
        }
        return buffer;
    }

    private void checkLength(Buffer buffer, long least)
    {
        if (buffer.length() < least) {
            throw tooSmall();
        }
    }

    private long lastOffset(Buffer offsets, long count)
    {
        if (count == 0) {
            return 0;
        }
        checkLength(offsets, ColumnLayout.offsetBytes(count));
        int start = (int) offsets.offset();
        int last = 0;
        for (int i = 0; i <= count; i++) {
            int offset = body.getInt(start + i * Integer.BYTES);
            if (offset < last) {
                throw ProtocolException.malformed(what + " has offsets that go back");
            }
            last = offset;
        }
        return last;
    }

    private ProtocolException tooSmall()
    {
        return ProtocolException.malformed(what + " has fewer bytes than its values take");
    }
}
