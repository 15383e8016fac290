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
package io.glaux.source.batch;

import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;

import java.time.Duration;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A buffer of a column that grows as values come. It begins as large as the one of the batch before was, so that it
 * seldom grows.
 */
final class GrowableBuffer
{
    private static final long FIRST_CAPACITY = 256;
    private static final long LARGEST_FIRST_CAPACITY = 1024 * 1024;
    /**
     * An Arrow batch counts the bytes of a buffer in 31 bits.
     */
    private static final long MAX_CAPACITY = Integer.MAX_VALUE - 64;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final BufferAllocator allocator;
    private ArrowBuf buffer;
    private long firstCapacity = FIRST_CAPACITY;

    GrowableBuffer(BufferAllocator allocator)
    {
        this.allocator = requireNonNull(allocator, "allocator is null");
        this.buffer = allocator.getEmpty();
    }

    /**
     * @return with room for at least so many bytes; what was in it still is
     * @throws SourceException if memory does not suffice
     */
    ArrowBuf reserve(long bytes)
    {
        if (bytes > buffer.capacity()) {
            grow(bytes);
        }
        return buffer;
    }

    ArrowBuf buffer()
    {
        return buffer;
    }

    /**
     * The buffer with what of it is used, for a batch that retains it.
     */
    ArrowBuf readable(long bytes)
    {
        return buffer.readerIndex(0).writerIndex(bytes);
    }

    void release(long used)
    {
        firstCapacity = Math.clamp(used, FIRST_CAPACITY, LARGEST_FIRST_CAPACITY);
        close();
    }

    void close()
    {
        buffer.close();
        buffer = allocator.getEmpty();
    }

    private void grow(long bytes)
    {
        if (bytes > MAX_CAPACITY) {
            throw tooLarge(MAX_CAPACITY);
        }
        long wanted = Math.max(firstCapacity, Math.min(buffer.capacity() * 2, MAX_CAPACITY));
        ArrowBuf larger = allocate(Math.max(wanted, bytes), bytes);
        larger.setBytes(0, buffer, 0, buffer.capacity());
        buffer.close();
        buffer = larger;
    }

    private ArrowBuf allocate(long wanted, long needed)
    {
        try {
            return allocator.buffer(wanted);
        }
        catch (OutOfMemoryException e) {
            if (wanted > needed) {
                return allocate(needed, needed);
            }
            throw noMemory(needed, e);
        }
    }

    private SourceException noMemory(long needed, OutOfMemoryException cause)
    {
        if (needed + buffer.capacity() > allocator.getLimit()) {
            return tooLarge(allocator.getLimit());
        }
        return SourceException.retryable(
                SourceErrorCode.RESOURCES_EXHAUSTED,
                "The host has no memory for another batch now",
                Optional.of(RETRY_AFTER),
                cause);
    }

    private static SourceException tooLarge(long limit)
    {
        return SourceException.of(
                SourceErrorCode.ROW_TOO_LARGE,
                "A row is larger than the %s bytes that the host has for one stream".formatted(limit));
    }
}
