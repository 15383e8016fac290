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
package io.glaux.testing.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import static java.util.Objects.requireNonNull;

/**
 * Copies the body of a message and counts its bytes, the framing of chunks not among them.
 */
final class HttpBody
{
    private final HttpHead head;
    private final boolean request;
    private final byte[] buffer = new byte[64 * 1024];
    private long copied;

    HttpBody(HttpHead head, boolean request)
    {
        this.head = requireNonNull(head, "head is null");
        this.request = request;
    }

    /**
     * Bytes that were handed to the receiver's socket, also after a copy that failed.
     */
    long copied()
    {
        return copied;
    }

    void copy(InputStream in, OutputStream out)
            throws IOException
    {
        if (head.isChunked()) {
            copyChunks(in, out);
        }
        else if (head.contentLength().isPresent()) {
            copyBytes(in, out, head.contentLength().get(), true);
        }
        else if (!request) {
            copyBytes(in, out, Long.MAX_VALUE, false);
        }
        out.flush();
    }

    private void copyChunks(InputStream in, OutputStream out)
            throws IOException
    {
        while (true) {
            String line = copyLine(in, out);
            int extension = line.indexOf(';');
            long size = Long.parseLong((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
            if (size == 0) {
                break;
            }
            copyBytes(in, out, size, true);
            copyLine(in, out);
        }
        String trailer = copyLine(in, out);
        while (!trailer.isEmpty()) {
            trailer = copyLine(in, out);
        }
    }

    private static String copyLine(InputStream in, OutputStream out)
            throws IOException
    {
        StringBuilder line = new StringBuilder();
        int value = in.read();
        while (value >= 0) {
            out.write(value);
            if (value == '\n') {
                return line.toString().strip();
            }
            line.append((char) value);
            value = in.read();
        }
        throw new EOFException("A chunked body ended early");
    }

    private void copyBytes(InputStream in, OutputStream out, long length, boolean exact)
            throws IOException
    {
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                if (exact) {
                    throw new EOFException("A body ended %d bytes early".formatted(left));
                }
                return;
            }
            out.write(buffer, 0, read);
            if (!request) {
                out.flush(); // so that what is counted has left
            }
            copied += read;
            left -= read;
        }
    }
}
