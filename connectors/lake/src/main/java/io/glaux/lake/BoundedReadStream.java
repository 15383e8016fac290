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

import java.io.IOException;

import static java.lang.Math.clamp;
import static java.lang.Math.min;
import static java.lang.Math.toIntExact;
import static java.util.Objects.checkFromIndexSize;
import static java.util.Objects.requireNonNull;

/**
 * A stream over bounded reads. The ranges double while the stream is read in order, up to {@link #MAX_READ} bytes, and start small
 * again after a seek out of what is buffered; the stream reads nothing that it was not asked to come near.
 */
final class BoundedReadStream
        extends TrinoInputStream
{
    /**
     * The first range: one that most small files fit in.
     */
    static final int MIN_READ = 128 * 1024;
    /**
     * The largest range, in bytes; also the most that a stream reads ahead of its reader.
     */
    static final int MAX_READ = 8 * 1024 * 1024;

    private final TrinoInputFile file;
    private TrinoInput input;
    private long length = -1;
    private long position;
    private byte[] buffer = new byte[0];
    private long bufferStart;
    private int bufferLength;
    private int nextRead = MIN_READ;
    private boolean closed;

    BoundedReadStream(TrinoInputFile file)
    {
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
        if (position > length()) {
            throw new IOException("Cannot seek to %s. File size is %s: %s".formatted(position, length(), file.location()));
        }
        this.position = position;
    }

    @Override
    public int read()
            throws IOException
    {
        if (!fill()) {
            return -1;
        }
        int value = buffer[toIntExact(position - bufferStart)] & 0xFF;
        position++;
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int count)
            throws IOException
    {
        checkFromIndexSize(offset, count, target.length);
        if (count == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int bufferOffset = toIntExact(position - bufferStart);
        int copied = min(count, bufferLength - bufferOffset);
        System.arraycopy(buffer, bufferOffset, target, offset, copied);
        position += copied;
        return copied;
    }

    @Override
    public long skip(long count)
            throws IOException
    {
        ensureOpen();
        long skipped = clamp(count, 0, length() - position);
        position += skipped;
        return skipped;
    }

    @Override
    public int available()
            throws IOException
    {
        ensureOpen();
        long buffered = bufferStart + bufferLength - position;
        return position >= bufferStart && buffered > 0 ? toIntExact(buffered) : 0;
    }

    @Override
    public void close()
            throws IOException
    {
        if (!closed) {
            closed = true;
            buffer = new byte[0];
            bufferLength = 0;
            if (input != null) {
                input.close();
            }
        }
    }

    /**
     * Makes the byte at the position available; false at the end of the file.
     */
    private boolean fill()
            throws IOException
    {
        ensureOpen();
        if (position >= bufferStart && position < bufferStart + bufferLength) {
            return true;
        }
        if (position >= length()) {
            return false;
        }
        boolean inOrder = position == bufferStart + bufferLength;
        int size = toIntExact(min(inOrder ? nextRead : MIN_READ, length() - position));
        if (buffer.length < size) {
            buffer = new byte[size];
        }
        if (input == null) {
            input = file.newInput();
        }
        bufferLength = 0;
        input.readFully(position, buffer, 0, size);
        bufferStart = position;
        bufferLength = size;
        nextRead = min((inOrder ? nextRead : MIN_READ) * 2, MAX_READ);
        return true;
    }

    private long length()
            throws IOException
    {
        if (length < 0) {
            length = file.length();
        }
        return length;
    }

    private void ensureOpen()
            throws IOException
    {
        if (closed) {
            throw new IOException("Stream is closed: " + file.location());
        }
    }
}
