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
 * The ranges grow as the reader goes on, and start small again where it jumps. Who has read half of a range, and the
 * one before it, gets the next one read ahead: not sooner, since a reader with a LIMIT may leave. Where the file is
 * read in splits, ranges end a little behind the split's end, for the reader goes on to the end of its last line only.
 * Nothing is read before the first byte is wanted, so that a missing file is found at the first read, as the contract
 * of {@link TrinoInputFile#newStream()} has it.
 */
final class BoundedRangeInputStream
        extends TrinoInputStream
{
    static final int FIRST_RANGE = 256 * 1024;
    static final int LAST_RANGE = 4 * 1024 * 1024;
    static final int TAIL_RANGE = 64 * 1024;
    private static final int RANGES_BEFORE_READ_AHEAD = 2;

    private final TrinoInput input;
    private final TrinoInputFile file;
    private final long tailStart;

    private long fileLength = -1;
    private long position;
    private boolean closed;

    private byte[] buffer = new byte[0];
    private long bufferStart;
    private int bufferLength;
    private int nextRange = FIRST_RANGE;
    private int rangesInOrder;
    private ReadAhead readAhead;
    private byte[] spareBuffer = new byte[0];

    /**
     * @param splitEnd the position in the file where the reader's split ends; {@link Long#MAX_VALUE} if it has none
     */
    BoundedRangeInputStream(TrinoInput input, TrinoInputFile file, long splitEnd)
    {
        this.input = requireNonNull(input, "input is null");
        this.file = requireNonNull(file, "file is null");
        this.tailStart = splitEnd > Long.MAX_VALUE - TAIL_RANGE ? Long.MAX_VALUE : splitEnd + TAIL_RANGE;
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
        startReadAhead();
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
            if (length >= nextRange && position < fileLength() && !isReadAhead(position)) {
                return readDirectly(bytes, offset, length);
            }
            if (!fill(length)) {
                return -1;
            }
        }
        int count = min(length, buffered());
        System.arraycopy(buffer, toIntExact(position - bufferStart), bytes, offset, count);
        position += count;
        startReadAhead();
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
            dropReadAhead();
            buffer = new byte[0];
            spareBuffer = new byte[0];
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
        dropReadAhead();
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
        if (position >= fileLength()) {
            return false;
        }
        if (isReadAhead(position)) {
            takeReadAhead();
            return true;
        }
        dropReadAhead();
        if (bufferLength > 0 && position != bufferStart + bufferLength) {
            nextRange = FIRST_RANGE;
            rangesInOrder = 0;
        }
        int range = rangeAt(position, wanted);
        if (buffer.length < range) {
            buffer = new byte[range];
        }
        bufferLength = 0;
        input.readFully(position, buffer, 0, range);
        bufferStart = position;
        bufferLength = range;
        rangesInOrder++;
        return true;
    }

    /**
     * The length of the next range to ask for, at a position before the end of the file.
     */
    private int rangeAt(long start, int wanted)
            throws IOException
    {
        if (start == tailStart) {
            nextRange = TAIL_RANGE;
        }
        int range = max(nextRange, min(wanted, LAST_RANGE));
        nextRange = min(nextRange * 2, LAST_RANGE);
        long end = start < tailStart ? min(tailStart, fileLength()) : fileLength();
        return toIntExact(min(range, end - start));
    }

    private boolean isReadAhead(long wanted)
    {
        return readAhead != null && readAhead.covers(wanted);
    }

    private void startReadAhead()
            throws IOException
    {
        if (readAhead != null || rangesInOrder < RANGES_BEFORE_READ_AHEAD || buffered() > bufferLength / 2) {
            return;
        }
        long start = bufferStart + bufferLength;
        if (position > start || start >= min(tailStart, fileLength())) {
            return;
        }
        int range = rangeAt(start, 0);
        byte[] target = spareBuffer.length < range ? new byte[range] : spareBuffer;
        spareBuffer = new byte[0];
        readAhead = ReadAhead.of(input, start, target, range);
    }

    private void takeReadAhead()
            throws IOException
    {
        ReadAhead taken = readAhead;
        readAhead = null;
        byte[] filled = taken.await();
        spareBuffer = buffer;
        buffer = filled;
        bufferStart = taken.start();
        bufferLength = taken.length();
        rangesInOrder++;
    }

    private void dropReadAhead()
    {
        if (readAhead != null) {
            readAhead.settle();
            readAhead = null;
        }
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
