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
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorMergeSink;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_FAILED;
import static java.util.Objects.requireNonNull;

/**
 * Deletes, updates and inserts rows. The engine gives this sink no way to say that it has no room, so here, and only
 * here, its thread waits while two pages are on their way.
 */
final class FlightMergeSink
        implements ConnectorMergeSink
{
    private final RowWriterThread writer;
    private final AtomicLong completedBytes = new AtomicLong();

    private FlightMergeSink(RowWriterThread writer)
    {
        this.writer = requireNonNull(writer, "writer is null");
    }

    static FlightMergeSink start(String queryId, MergeRows rows)
    {
        return new FlightMergeSink(RowWriterThread.start(queryId, rows));
    }

    @Override
    public void storeMergedRows(Page page)
    {
        try {
            writer.awaitRoom();
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrinoException(GLAUX_HOST_FAILED, "A write was interrupted", e);
        }
        CompletableFuture<?> _ = writer.append(page);
        completedBytes.addAndGet(page.getSizeInBytes());
    }

    @Override
    public long getCompletedBytes()
    {
        return completedBytes.get();
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
}
