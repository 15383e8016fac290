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

import io.glaux.metering.ReadPermit;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanMeter;
import io.glaux.metering.ScanRefusedException;
import io.opentelemetry.context.Context;
import io.trino.filesystem.Location;
import io.trino.filesystem.TrinoFileSystemException;
import io.trino.spi.TrinoException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import static com.google.common.base.Throwables.throwIfInstanceOf;
import static com.google.common.base.Throwables.throwIfUnchecked;
import static com.google.common.util.concurrent.Uninterruptibles.getUninterruptibly;
import static io.glaux.lake.LakeErrorCode.GLAUX_SCAN_REFUSED;
import static java.util.Objects.requireNonNull;

/**
 * Counts the reads of one query in one catalog.
 */
record FileMeter(ScanMeter meter, String queryId, String catalogName, TableFormat format)
{
    FileMeter
    {
        requireNonNull(meter, "meter is null");
        requireNonNull(queryId, "queryId is null");
        requireNonNull(catalogName, "catalogName is null");
        requireNonNull(format, "format is null");
    }

    /**
     * What a read of the file is counted by; depends on the page source that works on this thread.
     */
    ScanKey key(Location location)
    {
        return TableScope.current()
                .map(scope -> new ScanKey(catalogName, scope.table(), format.kindInScan(location, scope)))
                .orElseGet(() -> new ScanKey(catalogName, format.tableAt(location), format.kindOutsideScan(location)));
    }

    /**
     * Asks the meter for a read of at most so many bytes, reads, and counts what was served.
     * <p>
     * Trino interrupts the threads of a query that has its rows, or is cancelled. A request that is given up then is
     * served all the same, unseen: so reads, which are bounded, go on to their end on a thread that nobody interrupts.
     *
     * @throws TrinoException if the meter refuses
     */
    <T> T read(ScanKey key, long bytes, Read<T> read)
            throws IOException
    {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("Interrupted before a read of " + key.table());
        }
        try (ReadPermit permit = acquire(key, bytes)) {
            FutureTask<T> task = new FutureTask<>(Context.current().wrap(() -> ServedBytes.countTo(permit, read)));
            Thread.ofVirtual().name("lake-read").start(task);
            return getUninterruptibly(task);
        }
        catch (ExecutionException e) {
            throwIfInstanceOf(e.getCause(), IOException.class);
            throwIfUnchecked(e.getCause());
            throw new IOException(e.getCause());
        }
    }

    private ReadPermit acquire(ScanKey key, long bytes)
    {
        try {
            return meter.acquire(queryId, key, bytes);
        }
        catch (ScanRefusedException e) {
            // Iceberg repeats a failed refresh unless it finds this type in the chain
            throw new TrinoException(
                    GLAUX_SCAN_REFUSED,
                    e.getMessage(),
                    new TrinoFileSystemException(e.getMessage(), e));
        }
    }

    @FunctionalInterface
    interface Read<T>
    {
        T run()
                throws IOException;
    }
}
