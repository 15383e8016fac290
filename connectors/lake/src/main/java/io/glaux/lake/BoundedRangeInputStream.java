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
package io.glaux.lake;

import io.trino.filesystem.TrinoInput;
import io.trino.filesystem.TrinoInputFile;
import io.trino.filesystem.TrinoInputStream;

import java.io.EOFException;
import java.io.IOException;

import static java.lang.Math.clamp;
import static java.lang.Math.max;
import static java.lang.Math.min;
import static java.lang.Math.toIntExact;
import static java.util.Objects.checkFromIndexSize;
import static java.util.Objects.requireNonNull;

/**
 * A stream over a file that asks for bounded ranges. A stream of Trino's own asks for all that follows, and the storage
 * goes on sending into it after the reader left: bytes that nobody read and somebody pays.
 * <p>
 * The ranges grow as the reader goes on, and start small again where it jumps. Nothing is read before the first byte is
 * wanted, so that a missing file is found at the first read, as the contract of {@link TrinoInputFile#newStream()} has
 * it.
 */
final class BoundedRangeInputStream
        extends TrinoInputStream
{
    static final int FIRST_RANGE = 256 * 1024;
    static final int LAST_RANGE = 8 * 1024 * 1024;

    private final TrinoInput input;
    private final TrinoInputFile file;

    private long fileLength = -1;
    private long position;
    private boolean closed;

    private byte[] buffer = new byte[0];
    private long bufferStart;
    private int bufferLength;
    private int nextRange = FIRST_RANGE;

    BoundedRangeInputStream(TrinoInput input, TrinoInputFile file)
    {
        this.input = requireNonNull(input, "input is null");
        this.file = requireNonNull(file, "file is null");
    }

    @Override
    public long getPosition()
    {
        return position;
    }

    @Override
    public void seek(long position)
            throws IOException
    {
        ensureOpen();
        if (position < 0) {
            throw new IOException("Negative seek offset");
        }
        if (position > fileLength()) {
            throw new IOException(
                    "Cannot seek to %s. File size is %s: %s".formatted(position, fileLength(), file.location()));
        }
        this.position = position;
    }

    @Override
    public int available()
            throws IOException
    {
        ensureOpen();
        return buffered();
    }

    @Override
    public int read()
            throws IOException
    {
        ensureOpen();
        if (buffered() == 0 && !fill(1)) {
            return -1;
        }
        int value = buffer[toIntExact(position - bufferStart)] & 0xFF;
        position++;
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length)
            throws IOException
    {
        ensureOpen();
        checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (buffered() == 0) {
            if (length >= nextRange && position < fileLength()) {
                return readDirectly(bytes, offset, length);
            }
            if (!fill(length)) {
                return -1;
            }
        }
        int count = min(length, buffered());
        System.arraycopy(buffer, toIntExact(position - bufferStart), bytes, offset, count);
        position += count;
        return count;
    }

    @Override
    public byte[] readNBytes(int length)
            throws IOException
    {
        ensureOpen();
        byte[] bytes = new byte[toIntExact(clamp(fileLength() - position, 0, length))];
        int count = readNBytes(bytes, 0, bytes.length);
        if (count < bytes.length) {
            throw new EOFException("Read %s of %s bytes: %s".formatted(count, bytes.length, file.location()));
        }
        return bytes;
    }

    @Override
    public byte[] readAllBytes()
            throws IOException
    {
        return readNBytes(Integer.MAX_VALUE);
    }

    @Override
    public long skip(long count)
            throws IOException
    {
        ensureOpen();
        long skipped = clamp(count, 0, max(0, fileLength() - position));
        position += skipped;
        return skipped;
    }

    @Override
    public void skipNBytes(long count)
            throws IOException
    {
        ensureOpen();
        if (count > 0 && count > fileLength() - position) {
            throw new EOFException("Unable to skip %s bytes (position=%s, fileSize=%s): %s"
                    .formatted(count, position, fileLength(), file.location()));
        }
        position += max(0, count);
    }

    @Override
    public void close()
            throws IOException
    {
        if (!closed) {
            closed = true;
            buffer = new byte[0];
            bufferLength = 0;
            input.close();
        }
    }

    /**
     * Bytes in the buffer from the position on.
     */
    private int buffered()
    {
        long offset = position - bufferStart;
        return offset >= 0 && offset < bufferLength ? toIntExact(bufferLength - offset) : 0;
    }

    private int readDirectly(byte[] bytes, int offset, int length)
            throws IOException
    {
        int count = toIntExact(min(min(length, LAST_RANGE), fileLength() - position));
        input.readFully(position, bytes, offset, count);
        position += count;
        nextRange = LAST_RANGE;
        return count;
    }

    /**
     * Reads a range at the position into the buffer; false at the end of the file.
     */
    private boolean fill(int wanted)
            throws IOException
    {
        long rest = fileLength() - position;
        if (rest <= 0) {
            return false;
        }
        if (bufferLength > 0 && position != bufferStart + bufferLength) {
            nextRange = FIRST_RANGE;
        }
        int range = toIntExact(min(max(nextRange, min(wanted, LAST_RANGE)), rest));
        if (buffer.length < range) {
            buffer = new byte[range];
        }
        bufferLength = 0;
        input.readFully(position, buffer, 0, range);
        bufferStart = position;
        bufferLength = range;
        nextRange = min(nextRange * 2, LAST_RANGE);
        return true;
    }

    private long fileLength()
            throws IOException
    {
        if (fileLength < 0) {
            fileLength = file.length();
        }
        return fileLength;
    }

    private void ensureOpen()
            throws IOException
    {
        if (closed) {
            throw new IOException("Input stream closed: " + file.location());
        }
    }
}
