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
package io.glaux.flight.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.impl.Flight.FlightDescriptor;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.ipc.message.ArrowBuffer;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;

import static java.lang.Math.toIntExact;

/**
 * Makes FlightData of what the engine sends.
 */
public final class FrameWriter
{
    private FrameWriter() {}

    /**
     * The first message: what is asked for, and what the batches have.
     */
    static FlightData first(Message command, Schema schema)
    {
        return FlightData.newBuilder()
                .setFlightDescriptor(FlightDescriptor.newBuilder()
                        .setType(FlightDescriptor.DescriptorType.CMD)
                        .setCmd(command.toByteString()))
                .setDataHeader(ByteString.copyFrom(MessageSerializer.serializeMetadata(schema, IpcOption.DEFAULT)))
                .build();
    }

    /**
     * A batch; it is copied.
     */
    public static FlightData batch(ArrowRecordBatch batch)
    {
        byte[] body = new byte[toIntExact(batch.computeBodyLength())];
        List<ArrowBuf> buffers = batch.getBuffers();
        List<ArrowBuffer> layout = batch.getBuffersLayout();
        for (int i = 0; i < buffers.size(); i++) {
            ArrowBuf buffer = buffers.get(i);
            buffer.getBytes(
                    buffer.readerIndex(),
                    body,
                    toIntExact(layout.get(i).getOffset()),
                    toIntExact(buffer.readableBytes()));
        }
        return FlightData.newBuilder()
                .setDataHeader(ByteString.copyFrom(MessageSerializer.serializeMetadata(batch, IpcOption.DEFAULT)))
                .setDataBody(UnsafeByteOperations.unsafeWrap(body))
                .build();
    }
}
