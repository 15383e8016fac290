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

import com.google.protobuf.InvalidProtocolBufferException;
import io.glaux.arrow.InvalidBatchException;
import io.glaux.arrow.PageToArrow;
import io.glaux.flight.client.Attempts;
import io.glaux.flight.client.FrameWriter;
import io.glaux.flight.client.HostCall;
import io.glaux.flight.client.HostClient;
import io.glaux.flight.client.HostException;
import io.glaux.flight.client.Replica;
import io.glaux.flight.metering.TableMeter;
import io.glaux.metering.ReadPermit;
import io.glaux.metering.Units;
import io.glaux.protocol.UnitAmounts;
import io.glaux.protocol.v1.WriteProgress;
import io.glaux.protocol.v1.WriteRequest;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.flight.impl.Flight.PutResult;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;

import java.util.List;
import java.util.Optional;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_FAILED;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_SOURCE_REFUSED;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_WRITE_UNKNOWN;
import static java.util.Objects.requireNonNull;

/**
 * Rows of one kind, to one host. Before the first batch it may go to any host; after that it ends with the call. Used
 * by one thread; {@link #close} by any.
 */
final class RowStream
        implements AutoCloseable
{
    // the engine's pages are about as large; a host takes a few times as much
    private static final long BATCH_BYTES = 1 << 20;
    // each batch is acknowledged, in time also when a source takes a row or two in a second
    private static final int BATCH_ROWS = 1000;

    private final HostClient client;
    private final WriteRequest request;
    private final PageToArrow rows;
    private final TableMeter meter;
    private final String onFailure;

    private volatile Optional<HostCall<FlightData, PutResult>> call = Optional.empty();
    private volatile boolean isClosed;

    /**
     * @param meter of the units that writing takes
     * @param onFailure what stays of the write when it fails, for the user; may be empty
     */
    RowStream(HostClient client, WriteRequest request, PageToArrow rows, TableMeter meter, String onFailure)
    {
        this.client = requireNonNull(client, "client is null");
        this.request = requireNonNull(request, "request is null");
        this.rows = requireNonNull(rows, "rows is null");
        this.meter = requireNonNull(meter, "meter is null");
        this.onFailure = requireNonNull(onFailure, "onFailure is null");
    }

    /**
     * Writes rows; they are written when this returns.
     */
    void write(Page page)
            throws InterruptedException
    {
        int count = page.getPositionCount();
        long parts = Math.max(
                (page.getSizeInBytes() + BATCH_BYTES - 1) / BATCH_BYTES,
                ((long) count + BATCH_ROWS - 1) / BATCH_ROWS);
        int step = (int) ((count + parts - 1) / Math.max(1, parts));
        for (int start = 0; start < count; start += step) {
            writeBatch(page.getRegion(start, Math.min(step, count - start)));
        }
    }

    private void writeBatch(Page page)
            throws InterruptedException
    {
        HostCall<FlightData, PutResult> open = call.isPresent() ? call.get() : open();
        FlightData message;
        try (ArrowRecordBatch batch = rows.batch(page)) {
            message = FrameWriter.batch(batch);
        }
        catch (InvalidBatchException e) {
            throw new TrinoException(GLAUX_SOURCE_REFUSED, e.getMessage(), e);
        }
        try (ReadPermit permit = meter.acquireWrite()) {
            open.send(message);
            PutResult result = open.next().orElseThrow(() -> HostException.lasting(
                    GLAUX_HOST_FAILED,
                    "The host %s ended a write before it had all rows".formatted(open.address()),
                    null));
            WriteProgress progress = progress(open, result);
            // what was sent is no scan; what the source charges for it counts
            permit.served(0, new Units(UnitAmounts.read(progress.getUnitsList())));
            checkProgress(open, progress, page.getPositionCount());
        }
        catch (HostException e) {
            throw explained(e);
        }
    }

    private static WriteProgress progress(HostCall<FlightData, PutResult> open, PutResult result)
    {
        try {
            return WriteProgress.parseFrom(result.getAppMetadata());
        }
        catch (InvalidProtocolBufferException e) {
            throw HostException.lasting(
                    GLAUX_HOST_FAILED,
                    "What the host %s acknowledged cannot be read".formatted(open.address()),
                    e);
        }
    }

    private static void checkProgress(HostCall<FlightData, PutResult> open, WriteProgress progress, int sent)
    {
        if (progress.getRows() != sent) {
            throw HostException.lasting(
                    GLAUX_HOST_FAILED,
                    "The host %s acknowledged %s rows, and %s were sent"
                            .formatted(open.address(), progress.getRows(), sent),
                    null);
        }
    }

    private HostCall<FlightData, PutResult> open()
            throws InterruptedException
    {
        Attempts attempts = client.attempts(List.of());
        while (true) {
            Replica replica = attempts.next();
            try {
                HostCall<FlightData, PutResult> opened = client.write(replica, request, rows.schema());
                call = Optional.of(opened);
                if (isClosed) {
                    opened.close();
                }
                return opened;
            }
            catch (HostException e) {
                attempts.failed(replica, e);
            }
        }
    }

    /**
     * Ends the stream. Nothing is written after that.
     */
    void finish()
            throws InterruptedException
    {
        if (call.isEmpty()) {
            return;
        }
        HostCall<FlightData, PutResult> open = call.get();
        open.finishSending();
        try {
            if (open.next().isPresent()) {
                throw HostException.lasting(
                        GLAUX_HOST_FAILED,
                        "The host %s acknowledged more than was sent".formatted(open.address()),
                        null);
            }
        }
        catch (HostException e) {
            throw explained(e);
        }
    }

    /**
     * A failure of the network leaves open whether the last batch was written.
     */
    private TrinoException explained(HostException failure)
    {
        boolean isUnknown = failure.isRetryable() && failure.sourceCode().isEmpty();
        String message = isUnknown
                ? "It is not known whether the last rows were written: " + failure.getMessage()
                : failure.getMessage();
        if (!onFailure.isEmpty()) {
            message = message + ". " + onFailure;
        }
        return isUnknown
                ? new TrinoException(GLAUX_WRITE_UNKNOWN, message, failure)
                : new TrinoException(failure::getErrorCode, message, failure);
    }

    @Override
    public void close()
    {
        isClosed = true;
        call.ifPresent(HostCall::close);
    }
}
