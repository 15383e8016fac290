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
package io.glaux.testing.federation;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import static java.util.Objects.requireNonNull;

/**
 * Reads what one connection brings from a host: frames of HTTP/2, in their streams the messages of gRPC, and in
 * messages of Flight the field {@code data_body}, whose bytes it adds up. It knows nothing of Glaux.
 */
final class FlightBodies
{
    private static final int HEADER = 9;
    private static final int DATA = 0;
    private static final int PADDED = 0x08;
    private static final int PREFIX = 5;
    /**
     * Of FlightData, in Flight.proto; no other answer of Flight has a field of this number.
     */
    private static final int DATA_BODY = 1000;

    private final ConcurrentLinkedQueue<AtomicLong> streams;
    private final Map<Integer, Stream> open = new HashMap<>();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    /**
     * @param streams gets the body bytes of each stream that has any
     */
    FlightBodies(ConcurrentLinkedQueue<AtomicLong> streams)
    {
        this.streams = requireNonNull(streams, "streams is null");
    }

    void read(byte[] bytes, int length)
            throws IOException
    {
        pending.write(bytes, 0, length);
        ByteBuffer buffer = ByteBuffer.wrap(pending.toByteArray());
        while (buffer.remaining() >= HEADER) {
            int start = buffer.position();
            int size = ((buffer.getShort(start) & 0xFFFF) << 8) | (buffer.get(start + 2) & 0xFF);
            if (buffer.remaining() < HEADER + size) {
                break;
            }
            if (buffer.get(start + 3) == DATA) {
                int padding = (buffer.get(start + 4) & PADDED) == 0 ? 0 : 1 + (buffer.get(start + HEADER) & 0xFF);
                int skipped = padding == 0 ? 0 : 1;
                open.computeIfAbsent(buffer.getInt(start + 5) & Integer.MAX_VALUE, _ -> new Stream())
                        .read(buffer.array(), start + HEADER + skipped, size - padding);
            }
            buffer.position(start + HEADER + size);
        }
        pending.reset();
        pending.write(buffer.array(), buffer.position(), buffer.remaining());
    }

    private final class Stream
    {
        private final ByteArrayOutputStream message = new ByteArrayOutputStream();
        private int needed = PREFIX;
        private AtomicLong bytes;

        void read(byte[] from, int offset, int length)
                throws IOException
        {
            message.write(from, offset, length);
            if (message.size() < needed) {
                return;
            }
            ByteBuffer buffer = ByteBuffer.wrap(message.toByteArray());
            needed = needed(buffer);
            while (buffer.remaining() >= needed) {
                count(buffer.array(), buffer.position() + PREFIX, needed - PREFIX);
                buffer.position(buffer.position() + needed);
                needed = needed(buffer);
            }
            message.reset();
            message.write(buffer.array(), buffer.position(), buffer.remaining());
        }

        /**
         * The length of the next message with its prefix, or of the prefix when that is not there.
         */
        private static int needed(ByteBuffer buffer)
        {
            return buffer.remaining() < PREFIX ? PREFIX : PREFIX + buffer.getInt(buffer.position() + 1);
        }

        private void count(byte[] from, int offset, int length)
                throws IOException
        {
            CodedInputStream fields = CodedInputStream.newInstance(from, offset, length);
            for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) != DATA_BODY) {
                    fields.skipField(tag);
                    continue;
                }
                int size = fields.readRawVarint32();
                fields.skipRawBytes(size);
                if (bytes == null) {
                    bytes = new AtomicLong();
                    streams.add(bytes);
                }
                bytes.addAndGet(size);
            }
        }
    }
}
