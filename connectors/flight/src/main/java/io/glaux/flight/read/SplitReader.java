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

import com.google.protobuf.ByteString;
import io.glaux.flight.client.Attempts;
import io.glaux.flight.client.Frame;
import io.glaux.flight.client.FrameCall;
import io.glaux.flight.client.HostClient;
import io.glaux.flight.client.HostException;
import io.glaux.flight.client.Replica;
import io.glaux.flight.metering.TableMeter;
import io.glaux.metering.ReadPermit;
import io.glaux.protocol.BatchHeader;
import io.glaux.protocol.ErrorCode;
import io.glaux.protocol.ProtocolException;
import io.glaux.protocol.v1.BatchMetadata;
import io.glaux.protocol.v1.ReadTicket;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import org.apache.arrow.flight.impl.Flight.Ticket;

import java.util.List;
import java.util.Optional;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_UNAVAILABLE;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_STREAM_BROKEN;
import static java.util.Objects.requireNonNull;

/**
 * Reads a split. Until its first batch it may begin again on any host. After that it goes on only behind the last batch
 * that was delivered, by the cursor that came with it: no row is ever delivered twice.
 */
final class SplitReader
        implements PageReader
{
    private final HostClient client;
    private final ReadTicket ticket;
    private final List<String> locations;
    private final List<ExpectedColumn> columns;
    private final TableMeter meter;
    private final ReadCounts counts;

    private long delivered;
    private ByteString cursor = ByteString.EMPTY;

    SplitReader(
            HostClient client,
            ReadTicket ticket,
            List<String> locations,
            List<ExpectedColumn> columns,
            TableMeter meter,
            ReadCounts counts)
    {
        this.client = requireNonNull(client, "client is null");
        this.ticket = requireNonNull(ticket, "ticket is null");
        this.locations = List.copyOf(locations);
        this.columns = List.copyOf(columns);
        this.meter = requireNonNull(meter, "meter is null");
        this.counts = requireNonNull(counts, "counts is null");
    }

    @Override
    public void read(PageQueue queue, ReadStop stop)
            throws InterruptedException
    {
        Attempts attempts = client.attempts(locations);
        while (true) {
            Replica replica = attempts.next();
            long before = delivered;
            try {
                readFrom(replica, attempts, queue, stop);
                return;
            }
            catch (HostException e) {
                checkResumable(e);
                counts.retried();
                if (delivered > before) {
                    // it got further, so this is the first failure at a new place
                    attempts = client.attempts(locations);
                }
                attempts.failed(replica, e);
            }
        }
    }

    private void checkResumable(HostException failure)
    {
        if (failure.sourceCode().equals(ErrorCode.TICKET_EXPIRED.name())) {
            // no other host takes it either, and who reads a split cannot make it anew
            throw new TrinoException(
                    GLAUX_STREAM_BROKEN,
                    "A split was read later than its ticket allows; run the query again. " + failure.getMessage(),
                    failure);
        }
        if (!failure.isRetryable()) {
            throw failure;
        }
        if (delivered > 0 && cursor.isEmpty()) {
            throw new TrinoException(
                    GLAUX_STREAM_BROKEN,
                    ("A stream broke off after %s batches, and its source cannot go on from there; "
                            + "run the query again. %s").formatted(delivered, failure.getMessage()),
                    failure);
        }
    }

    private void readFrom(Replica replica, Attempts attempts, PageQueue queue, ReadStop stop)
            throws InterruptedException
    {
        try (OpenStream stream = new OpenStream(replica, stop)) {
            boolean isLast = false;
            while (!isLast) {
                queue.awaitRoom();
                try (ReadPermit permit = meter.acquire()) {
                    stop.reading();
                    isLast = stream.readBatch(permit, queue);
                    attempts.succeeded(replica);
                    if (isLast) {
                        stream.expectEnd();
                    }
                }
                finally {
                    stop.idle();
                }
            }
        }
    }

    /**
     * A call to one host.
     */
    private final class OpenStream
            implements AutoCloseable
    {
        private final Replica replica;
        private final ReadStop stop;
        private Optional<FrameCall<Ticket>> call = Optional.empty();
        private Optional<BatchDecoder> decoder = Optional.empty();

        private OpenStream(Replica replica, ReadStop stop)
        {
            this.replica = replica;
            this.stop = stop;
        }

        /**
         * @return whether it was the last one
         */
        private boolean readBatch(ReadPermit permit, PageQueue queue)
                throws InterruptedException
        {
            long start = System.nanoTime();
            try (Frame frame = nextBatch()) {
                counts.waited(System.nanoTime() - start);
                BatchMetadata metadata = metadata(frame);
                BatchDecoder decoding = decoder.orElseThrow();
                BatchDecoder.Decoded decoded = decode(decoding, frame, metadata, permit);
                Page page = decoding.page(decoded);
                if (page.getPositionCount() > 0) {
                    queue.put(page);
                }
                delivered++;
                cursor = metadata.getResumeCursor();
                return metadata.getLast();
            }
        }

        private BatchDecoder.Decoded decode(
                BatchDecoder decoding,
                Frame frame,
                BatchMetadata metadata,
                ReadPermit permit)
        {
            try {
                BatchDecoder.Decoded decoded = decoding.read(frame);
                permit.served(decoded.bytes(), counts.came(decoded.bytes(), metadata));
                return decoded;
            }
            catch (TrinoException e) {
                // it came all the same
                permit.served(frame.bodyBytes(), counts.came(frame.bodyBytes(), metadata));
                throw e;
            }
        }

        private BatchMetadata metadata(Frame frame)
        {
            try {
                return BatchHeader.readBatch(frame.metadata());
            }
            catch (ProtocolException e) {
                throw BatchDecoder.invalid(replica.address(), e.getMessage(), e);
            }
        }

        private Frame nextBatch()
                throws InterruptedException
        {
            if (call.isEmpty()) {
                FrameCall<Ticket> opened = client.read(
                        replica,
                        ticket.toBuilder().setResumeCursor(cursor).build());
                call = Optional.of(opened);
                stop.opened(opened::close);
                try (Frame first = opened.next().orElseThrow(this::cutOff)) {
                    decoder = Optional.of(BatchDecoder.of(replica.address(), first, columns));
                }
            }
            return call.get().next().orElseThrow(this::cutOff);
        }

        private HostException cutOff()
        {
            return HostException.passing(
                    GLAUX_HOST_UNAVAILABLE,
                    "The host %s ended a stream before its last batch".formatted(replica.address()),
                    null);
        }

        /**
         * Lets the host end the call by itself. A connection that breaks now breaks after all is there.
         */
        private void expectEnd()
                throws InterruptedException
        {
            try {
                Optional<Frame> more = call.orElseThrow().next();
                if (more.isPresent()) {
                    more.get().close();
                    throw BatchDecoder.invalid(replica.address(), "a stream went on after its last batch", null);
                }
            }
            catch (HostException e) {
                if (!e.isRetryable()) {
                    throw e;
                }
            }
        }

        @Override
        public void close()
        {
            call.ifPresent(FrameCall::close);
        }
    }
}
