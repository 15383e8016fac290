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
import io.glaux.testing.federation.HttpFrames.Frame;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import static java.util.Objects.requireNonNull;

/**
 * Reads what passes over one connection to a host: frames of HTTP/2, in the streams of the host the messages of gRPC,
 * and in messages of Flight the field {@code data_body}, whose bytes it adds up. It knows nothing of Glaux.
 */
final class FlightBodies
{
    private static final int PREFIX = 5;
    /**
     * Of FlightData, in Flight.proto; no other answer of Flight has a field of this number.
     */
    private static final int DATA_BODY = 1000;

    private final ConcurrentLinkedQueue<AtomicLong> streams;
    private final HttpFrames ofHost = HttpFrames.ofServer(this::readOfHost);
    private final HttpFrames ofEngine = HttpFrames.ofClient(this::readOfEngine);
    // what is under way alone: messages are large, and the streams of a connection are many
    private final Map<Integer, Stream> open = new HashMap<>();
    private final Set<Integer> reset = new HashSet<>();

    /**
     * @param streams gets the body bytes of each stream that has any
     */
    FlightBodies(ConcurrentLinkedQueue<AtomicLong> streams)
    {
        this.streams = requireNonNull(streams, "streams is null");
    }

    void fromHost(byte[] bytes, int length)
            throws IOException
    {
        ofHost.read(bytes, length);
    }

    void fromEngine(byte[] bytes, int length)
            throws IOException
    {
        ofEngine.read(bytes, length);
    }

    /**
     * Streams that the host has begun to answer and not ended.
     */
    synchronized int open()
    {
        return open.size();
    }

    private synchronized void readOfHost(Frame frame, ByteBuffer payload)
            throws IOException
    {
        // of a stream that the engine gave up some more may come, which nobody takes
        if (frame.type() == HttpFrames.DATA && !reset.contains(frame.stream())) {
            int padding = frame.has(HttpFrames.PADDED) ? 1 + (payload.get(0) & 0xFF) : 0;
            int skipped = padding == 0 ? 0 : 1;
            open.computeIfAbsent(frame.stream(), _ -> new Stream())
                    .read(payload.array(), payload.arrayOffset() + skipped, payload.remaining() - padding);
        }
        if (frame.isLast()) {
            open.remove(frame.stream());
        }
    }

    private synchronized void readOfEngine(Frame frame, ByteBuffer payload)
    {
        if (frame.type() == HttpFrames.RST_STREAM) {
            open.remove(frame.stream());
            reset.add(frame.stream());
        }
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
