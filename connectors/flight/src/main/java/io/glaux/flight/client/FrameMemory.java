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
package io.glaux.flight.client;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_SOURCE_RESOURCES;

/**
 * Memory for the bodies of frames, with a limit that all streams of a catalog share. A frame that finds none waits for
 * it: those that have some free it soon, since nothing but a copy to pages is done with it. Thread-safe.
 */
final class FrameMemory
        implements AutoCloseable
{
    // permits are counted in units of so many bytes, since a semaphore counts in ints
    private static final int UNIT_BYTES = 1 << 10;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final int units;
    private final Semaphore available;
    private final BufferAllocator allocator;

    /**
     * @param largestFrame is let through even if it is more than the limit, when there is no other
     */
    FrameMemory(long limit, long largestFrame)
    {
        this.units = Math.clamp(limit / UNIT_BYTES, 1, Integer.MAX_VALUE);
        this.available = new Semaphore(units, true);
        this.allocator = new RootAllocator(Math.addExact(limit, 2 * largestFrame));
    }

    Space reserve(int bytes)
            throws InterruptedException
    {
        int wanted = (int) Math.min(units, ((long) bytes + UNIT_BYTES - 1) / UNIT_BYTES);
        if (!available.tryAcquire(wanted, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw full(null);
        }
        try {
            return new Space(allocator.buffer(bytes), () -> available.release(wanted));
        }
        catch (OutOfMemoryException e) {
            available.release(wanted);
            throw full(e);
        }
    }

    private static HostException full(Throwable cause)
    {
        return HostException.passing(
                GLAUX_SOURCE_RESOURCES,
                "The memory for batches of this catalog is in use: run fewer queries at a time, or raise max-memory",
                cause);
    }

    long allocatedBytes()
    {
        return allocator.getAllocatedMemory();
    }

    @Override
    public void close()
    {
        allocator.close();
    }

    /**
     * @param release to be run when the buffer is closed
     */
    record Space(ArrowBuf buffer, Runnable release) {}
}
