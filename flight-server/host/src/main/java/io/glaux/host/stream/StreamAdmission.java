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
package io.glaux.host.stream;

import io.glaux.host.configuration.HostMemory;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import static java.util.Objects.requireNonNull;

/**
 * Lets as many streams in as there are places and memory for. Each has an allocator of its own, with memory for its
 * first batches set aside, so that a stream that was let in gets somewhere.
 */
public final class StreamAdmission
{
    private static final long SET_ASIDE = 2 << 20;
    private static final Duration RETRY_AFTER = Duration.ofMillis(500);

    private final BufferAllocator host;
    private final HostMemory memory;
    private final int maxStreams;
    /**
     * Of streams that ended while gRPC still sends their last batches.
     */
    private final List<BufferAllocator> lingering = new ArrayList<>();
    private final AtomicLong batchesMade = new AtomicLong();
    private int open;
    private boolean isDraining;

    public StreamAdmission(BufferAllocator host, HostMemory memory, int maxStreams)
    {
        this.host = requireNonNull(host, "host is null");
        this.memory = requireNonNull(memory, "memory is null");
        this.maxStreams = maxStreams;
    }

    /**
     * @throws SourceException if the host drains, or has no place or no memory; it may be tried again later
     */
    public synchronized StreamSlot admit()
    {
        if (isDraining) {
            throw SourceException.retryable(
                    SourceErrorCode.DRAINING,
                    "The host is about to end and takes no more streams",
                    Optional.empty(),
                    null);
        }
        if (open >= maxStreams) {
            throw full("The host has %s streams, and takes no more".formatted(open), null);
        }
        long setAside = Math.min(SET_ASIDE, memory.streamBytes());
        BufferAllocator allocator;
        try {
            allocator = host.newChildAllocator("stream", setAside, memory.streamBytes());
        }
        catch (OutOfMemoryException e) {
            throw full("The host has no memory for another stream", e);
        }
        open++;
        return new StreamSlot(this, allocator);
    }

    public synchronized int open()
    {
        return open;
    }

    public synchronized boolean isDraining()
    {
        return isDraining;
    }

    public synchronized void drain()
    {
        isDraining = true;
        notifyAll();
    }

    /**
     * Waits until the open streams have ended, or some time has passed.
     *
     * @return whether they have
     */
    public synchronized boolean awaitNoneOpen(Duration atMost)
            throws InterruptedException
    {
        long end = System.nanoTime() + atMost.toNanos();
        while (open > 0) {
            long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    public long batchesMade()
    {
        return batchesMade.get();
    }

    void countBatch()
    {
        batchesMade.incrementAndGet();
    }

    /**
     * Gives back what was set aside for streams whose last buffers are freed by now.
     */
    public void sweep()
    {
        synchronized (lingering) {
            Iterator<BufferAllocator> allocators = lingering.iterator();
            while (allocators.hasNext()) {
                BufferAllocator allocator = allocators.next();
                if (allocator.getAllocatedMemory() == 0) {
                    allocators.remove();
                    allocator.close();
                }
            }
        }
    }

    void release(BufferAllocator allocator)
    {
        synchronized (this) {
            open--;
            notifyAll();
        }
        synchronized (lingering) {
            lingering.add(allocator);
        }
        sweep();
    }

    private static SourceException full(String message, Throwable cause)
    {
        return SourceException.retryable(
                SourceErrorCode.RESOURCES_EXHAUSTED,
                message,
                Optional.of(RETRY_AFTER),
                cause);
    }
}
