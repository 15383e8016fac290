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

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.message.ArrowBuffer;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * A batch as it goes over the wire.
 */
final class WireBatch
{
    private final byte[] header;
    private final byte[] body;

    WireBatch(byte[] header, byte[] body)
    {
        this.header = header;
        this.body = body;
    }

    static WireBatch of(VectorSchemaRoot root)
    {
        try (ArrowRecordBatch batch = new VectorUnloader(root).getRecordBatch()) {
            return of(batch);
        }
    }

    static WireBatch of(ArrowRecordBatch batch)
    {
        byte[] body = new byte[(int) batch.computeBodyLength()];
        List<ArrowBuffer> layout = batch.getBuffersLayout();
        for (int i = 0; i < layout.size(); i++) {
            ArrowBuf buffer = batch.getBuffers().get(i);
            buffer.getBytes(0, body, (int) layout.get(i).getOffset(), (int) buffer.readableBytes());
        }
        ByteBuffer serialized = MessageSerializer.serializeMetadata(batch, IpcOption.DEFAULT);
        byte[] header = new byte[serialized.remaining()];
        serialized.get(header);
        return new WireBatch(header, body);
    }

    ByteBuffer header()
    {
        return ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    }

    ByteBuffer body()
    {
        return ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] headerBytes()
    {
        return Arrays.copyOf(header, header.length);
    }

    byte[] bodyBytes()
    {
        return Arrays.copyOf(body, body.length);
    }
}
