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
package io.glaux.flight.read;

import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorPageSource;
import io.trino.spi.connector.MemoryContext;
import io.trino.spi.connector.SourcePage;
import io.trino.spi.metrics.Metrics;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_FAILED;
import static java.util.Objects.requireNonNull;

/**
 * Pages of one stream. A thread of its own reads them, so that the engine's never wait. What it counts as completed are
 * the bytes that came, as metering has them.
 */
public final class FlightPageSource
        implements ConnectorPageSource
{
    private static final long PAGE_BYTES = 1 << 20;

    private final PageShape shape;
    private final ReadCounts counts;
    private final MemoryContext memory;
    private final PageQueue queue = new PageQueue();
    private final ReadStop stop = new ReadStop();
    private final Thread reader;
    /**
     * Of one batch.
     */
    private final Deque<Page> parts = new ArrayDeque<>();
    private long partsBytes;

    private FlightPageSource(String queryId, PageReader pages, PageShape shape, ReadCounts counts, MemoryContext memory)
    {
        requireNonNull(pages, "pages is null");
        this.shape = requireNonNull(shape, "shape is null");
        this.counts = requireNonNull(counts, "counts is null");
        this.memory = requireNonNull(memory, "memory is null");
        this.reader = Thread.ofVirtual().name("flight-read-" + queryId).unstarted(() -> read(pages));
    }

    static FlightPageSource start(
            String queryId,
            PageReader pages,
            PageShape shape,
            ReadCounts counts,
            MemoryContext memory)
    {
        FlightPageSource source = new FlightPageSource(queryId, pages, shape, counts, memory);
        source.reader.start();
        return source;
    }

    private void read(PageReader pages)
    {
        try {
            pages.read(queue, stop);
            queue.finish();
        }
        catch (InterruptedException _) {
            queue.fail(new TrinoException(GLAUX_HOST_FAILED, "A read was interrupted"));
        }
        catch (TrinoException e) {
            queue.fail(e);
        }
        catch (RuntimeException | Error e) {
            // whatever it is, the query must not wait for ever
            queue.fail(new TrinoException(GLAUX_HOST_FAILED, "A read failed: " + e, e));
        }
    }

    @Override
    public SourcePage getNextSourcePage()
    {
        if (parts.isEmpty()) {
            Optional<Page> page = queue.poll();
            page.ifPresent(this::split);
        }
        Page part = parts.poll();
        if (parts.isEmpty()) {
            partsBytes = 0;
        }
        memory.setBytes(queue.bytes() + partsBytes);
        return part == null ? null : SourcePage.create(shape.apply(part));
    }

    private void split(Page page)
    {
        int rows = page.getPositionCount();
        long bytes = page.getSizeInBytes();
        int count = Math.clamp((bytes + PAGE_BYTES - 1) / PAGE_BYTES, 1, rows);
        int step = (rows - 1) / count + 1;
        for (long start = 0; start < rows; start += step) {
            parts.add(page.getRegion((int) start, (int) Math.min(step, rows - start)));
        }
        partsBytes = page.getRetainedSizeInBytes();
    }

    @Override
    public CompletableFuture<?> isBlocked()
    {
        return parts.isEmpty() ? queue.whenReady() : NOT_BLOCKED;
    }

    @Override
    public boolean isFinished()
    {
        return parts.isEmpty() && queue.isDrained();
    }

    @Override
    public long getCompletedBytes()
    {
        return counts.wireBytes();
    }

    @Override
    public long getReadTimeNanos()
    {
        return counts.waitNanos();
    }

    @Override
    public Metrics getMetrics()
    {
        return counts.metrics();
    }

    /**
     * Does not wait: the reader ends by itself, and counts a batch that was on its way.
     */
    @Override
    public void close()
    {
        queue.close();
        parts.clear();
        partsBytes = 0;
        memory.setBytes(0);
        stop.stop(reader);
    }
}
