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
package io.glaux.flight.write;

import io.airlift.slice.Slice;
import io.trino.spi.Page;
import io.trino.spi.connector.ConnectorPageSink;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import static java.util.Objects.requireNonNull;

/**
 * Inserts rows.
 */
final class FlightPageSink
        implements ConnectorPageSink
{
    private final RowWriterThread writer;
    private final AtomicLong completedBytes;

    private FlightPageSink(RowWriterThread writer, AtomicLong completedBytes)
    {
        this.writer = requireNonNull(writer, "writer is null");
        this.completedBytes = requireNonNull(completedBytes, "completedBytes is null");
    }

    static FlightPageSink start(String queryId, RowStream rows)
    {
        AtomicLong completedBytes = new AtomicLong();
        return new FlightPageSink(RowWriterThread.start(queryId, new Target(rows, completedBytes)), completedBytes);
    }

    @Override
    public CompletableFuture<?> appendPage(Page page)
    {
        return writer.append(page);
    }

    @Override
    public CompletableFuture<Collection<Slice>> finish()
    {
        return writer.finish();
    }

    @Override
    public void abort()
    {
        writer.abort();
    }

    @Override
    public long getCompletedBytes()
    {
        return completedBytes.get();
    }

    @Override
    public long getMemoryUsage()
    {
        return writer.bytes();
    }

    private record Target(RowStream rows, AtomicLong completedBytes)
            implements RowWriterThread.RowTarget
    {
        @Override
        public void write(Page page)
                throws InterruptedException
        {
            rows.write(page);
            completedBytes.addAndGet(page.getSizeInBytes());
        }

        @Override
        public void finish()
                throws InterruptedException
        {
            rows.finish();
        }

        @Override
        public void abort()
        {
            rows.close();
        }
    }
}
