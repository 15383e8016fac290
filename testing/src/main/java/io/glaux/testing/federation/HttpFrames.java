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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

import static java.util.Objects.requireNonNull;

/**
 * Cuts what one side of a connection sends into frames of HTTP/2 (RFC 9113, section 4.1).
 */
final class HttpFrames
{
    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int END_STREAM = 0x01;
    static final int PADDED = 0x08;

    private static final int HEADER = 9;
    /**
     * What a client sends before its first frame (RFC 9113, section 3.4).
     */
    private static final int CLIENT_PREFACE = 24;

    private final Reader reader;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private int skip;

    private HttpFrames(int skip, Reader reader)
    {
        this.skip = skip;
        this.reader = requireNonNull(reader, "reader is null");
    }

    static HttpFrames ofClient(Reader reader)
    {
        return new HttpFrames(CLIENT_PREFACE, reader);
    }

    static HttpFrames ofServer(Reader reader)
    {
        return new HttpFrames(0, reader);
    }

    /**
     * Takes what was sent next; frames that have come whole are read.
     */
    void read(byte[] bytes, int length)
            throws IOException
    {
        int skipped = Math.min(skip, length);
        skip -= skipped;
        pending.write(bytes, skipped, length - skipped);
        ByteBuffer buffer = ByteBuffer.wrap(pending.toByteArray());
        while (buffer.remaining() >= HEADER) {
            int start = buffer.position();
            int size = ((buffer.getShort(start) & 0xFFFF) << 8) | (buffer.get(start + 2) & 0xFF);
            if (buffer.remaining() < HEADER + size) {
                break;
            }
            int stream = buffer.getInt(start + 5) & Integer.MAX_VALUE;
            reader.read(
                    new Frame(buffer.get(start + 3), buffer.get(start + 4), stream),
                    buffer.slice(start + HEADER, size));
            buffer.position(start + HEADER + size);
        }
        pending.reset();
        pending.write(buffer.array(), buffer.position(), buffer.remaining());
    }

    record Frame(int type, int flags, int stream)
    {
        boolean has(int flag)
        {
            return (flags & flag) != 0;
        }

        /**
         * Whether its sender sends nothing more in its stream.
         */
        boolean isLast()
        {
            return type == RST_STREAM || ((type == DATA || type == HEADERS) && has(END_STREAM));
        }
    }

    @FunctionalInterface
    interface Reader
    {
        void read(Frame frame, ByteBuffer payload)
                throws IOException;
    }
}
