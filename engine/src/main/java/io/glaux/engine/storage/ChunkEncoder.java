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
package io.glaux.engine.storage;

import io.glaux.engine.aws.ChunkedPayload;

import java.io.IOException;
import java.io.InputStream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

/**
 * A payload in the aws-chunked coding, not signed, with its checksum as trailer. Its length is known before it is read.
 */
final class ChunkEncoder
        extends InputStream
{
    private static final int CHUNK = 64 * 1024;

    private final ChunkedPayload payload;
    private byte[] frame = new byte[0];
    private int position;
    private boolean ended;

    ChunkEncoder(ChunkedPayload payload)
    {
        this.payload = requireNonNull(payload, "payload is null");
    }

    static long encodedLength(ChunkedPayload payload)
    {
        long full = payload.decodedLength() / CHUNK;
        int last = (int) (payload.decodedLength() % CHUNK);
        long length = full * framedLength(CHUNK);
        if (last > 0) {
            length += framedLength(last);
        }
        int trailer = payload.checksumName().orElseThrow().length() + ":".length() + payload.checksumLength();
        return length + "0\r\n".length() + trailer + "\r\n\r\n".length();
    }

    @Override
    public int read()
            throws IOException
    {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length)
            throws IOException
    {
        if (position == frame.length) {
            if (ended) {
                return -1;
            }
            nextFrame();
        }
        int count = Math.min(length, frame.length - position);
        System.arraycopy(frame, position, bytes, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close()
            throws IOException
    {
        payload.close();
    }

    private void nextFrame()
            throws IOException
    {
        byte[] data = payload.readNBytes(CHUNK);
        position = 0;
        if (data.length == 0) {
            ended = true;
            String name = payload.checksumName().orElseThrow();
            frame = "0\r\n%s:%s\r\n\r\n".formatted(name, payload.trailers().get(name)).getBytes(ISO_8859_1);
            return;
        }
        byte[] size = (Integer.toHexString(data.length) + "\r\n").getBytes(ISO_8859_1);
        frame = new byte[size.length + data.length + 2];
        System.arraycopy(size, 0, frame, 0, size.length);
        System.arraycopy(data, 0, frame, size.length, data.length);
        frame[frame.length - 2] = '\r';
        frame[frame.length - 1] = '\n';
    }

    private static long framedLength(int size)
    {
        return (long) Integer.toHexString(size).length() + "\r\n".length() + size + "\r\n".length();
    }
}
