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

import io.glaux.host.convert.Malformed;
import io.glaux.protocol.ErrorCode;
import io.glaux.protocol.ProtocolException;
import io.glaux.source.batch.ColumnValueException;
import io.glaux.source.batch.RowsReader;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.types.pojo.Schema;

import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import static java.util.Objects.requireNonNull;

/**
 * Batches that a client sends, as rows.
 * <p>
 * When a call is cancelled, Flight frees the buffers of what came in, in a thread of gRPC: not before the thread that
 * reads them has left them.
 */
final class Inbound
{
    private static final long LONGEST_WAIT_MILLIS = 1_000;

    private final FlightStream stream;
    private final ReentrantLock reading = new ReentrantLock();
    private boolean isOver;
    private RowsReader reader;

    Inbound(FlightStream stream)
    {
        this.stream = requireNonNull(stream, "stream is null");
    }

    byte[] command()
            throws InterruptedException
    {
        reading.lockInterruptibly();
        try {
            ensureOpen();
            FlightDescriptor descriptor = stream.getDescriptor();
            if (!descriptor.isCommand()) {
                throw Malformed.request("The descriptor of the call is a command");
            }
            return descriptor.getCommand();
        }
        catch (FlightRuntimeException e) {
            throw failed(e);
        }
        finally {
            reading.unlock();
        }
    }

    /**
     * The rows of the next batch.
     *
     * @return empty if there is none
     */
    Optional<List<List<Object>>> next()
            throws InterruptedException
    {
        reading.lockInterruptibly();
        try {
            ensureOpen();
            if (!stream.next()) {
                return Optional.empty();
            }
            if (reader == null) {
                reader = new RowsReader(stream.getRoot());
            }
            return Optional.of(reader.rows());
        }
        catch (FlightRuntimeException e) {
            throw failed(e);
        }
        catch (ColumnValueException | OutOfMemoryException e) {
            throw e;
        }
        catch (DateTimeException | ArithmeticException e) {
            throw new ProtocolException(
                    ErrorCode.INVALID_VALUE,
                    "A batch that came has a value that is none of its type",
                    e);
        }
        catch (RuntimeException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            // Arrow has no exception for what cannot be read
            throw new ProtocolException(ErrorCode.INVALID_REQUEST, "A batch that came cannot be read", e);
        }
        finally {
            reading.unlock();
        }
    }

    Schema schema()
    {
        return stream.getSchema();
    }

    /**
     * Waits until nobody reads what will be freed after it returns. The reading thread is interrupted before.
     */
    void leave()
    {
        try {
            if (reading.tryLock(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                isOver = true;
                reading.unlock();
            }
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void ensureOpen()
            throws InterruptedException
    {
        if (isOver) {
            throw new InterruptedException();
        }
    }

    /**
     * The client ended the call, or the thread was interrupted while it waited.
     */
    private static InterruptedException failed(FlightRuntimeException cause)
    {
        InterruptedException interrupted = new InterruptedException();
        interrupted.initCause(cause);
        return interrupted;
    }
}
