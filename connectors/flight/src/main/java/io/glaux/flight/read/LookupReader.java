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

import io.glaux.arrow.PageToArrow;
import io.glaux.flight.client.Attempts;
import io.glaux.flight.client.Frame;
import io.glaux.flight.client.FrameCall;
import io.glaux.flight.client.FrameWriter;
import io.glaux.flight.client.HostClient;
import io.glaux.flight.client.HostException;
import io.glaux.flight.client.Replica;
import io.glaux.flight.metering.TableMeter;
import io.glaux.metering.ReadPermit;
import io.glaux.protocol.BatchHeader;
import io.glaux.protocol.ProtocolException;
import io.glaux.protocol.v1.LookupMetadata;
import io.glaux.protocol.v1.LookupRequest;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.block.Block;
import io.trino.spi.type.IntegerType;
import org.apache.arrow.flight.impl.Flight.FlightData;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;

import java.util.List;
import java.util.Optional;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_UNAVAILABLE;
import static io.glaux.flight.client.FlightErrorCode.GLAUX_STREAM_BROKEN;
import static java.util.Objects.requireNonNull;

/**
 * Looks keys up, one batch of them after the other. A batch of keys of which no row was delivered can be asked for
 * again, on any host; one of which some were cannot.
 */
final class LookupReader
        implements PageReader
{
    private final HostClient client;
    private final LookupRequest request;
    private final PageToArrow keyWriter;
    private final List<Page> keys;
    private final List<ExpectedColumn> columns;
    private final TableMeter meter;
    private final ReadCounts counts;

    private int next;
    private boolean isPartlyDelivered;

    /**
     * @param keys in batches
     * @param columns of the answers, and last {@link ExpectedColumn#KEY}
     */
    LookupReader(
            HostClient client,
            LookupRequest request,
            PageToArrow keyWriter,
            List<Page> keys,
            List<ExpectedColumn> columns,
            TableMeter meter,
            ReadCounts counts)
    {
        this.client = requireNonNull(client, "client is null");
        this.request = requireNonNull(request, "request is null");
        this.keyWriter = requireNonNull(keyWriter, "keyWriter is null");
        this.keys = List.copyOf(keys);
        this.columns = List.copyOf(columns);
        this.meter = requireNonNull(meter, "meter is null");
        this.counts = requireNonNull(counts, "counts is null");
    }

    @Override
    public void read(PageQueue queue, ReadStop stop)
            throws InterruptedException
    {
        Attempts attempts = client.attempts(List.of());
        while (next < keys.size()) {
            Replica replica = attempts.next();
            int before = next;
            try (OpenLookup lookup = new OpenLookup(replica, stop)) {
                while (next < keys.size()) {
                    lookUp(lookup, queue, stop);
                    attempts.succeeded(replica);
                }
                lookup.finish();
            }
            catch (HostException e) {
                checkRepeatable(e);
                counts.retried();
                if (next > before) {
                    attempts = client.attempts(List.of());
                }
                attempts.failed(replica, e);
            }
        }
    }

    private void checkRepeatable(HostException failure)
    {
        if (!failure.isRetryable()) {
            throw failure;
        }
        if (isPartlyDelivered) {
            throw new TrinoException(
                    GLAUX_STREAM_BROKEN,
                    "A look-up of keys broke off in its middle; run the query again. " + failure.getMessage(),
                    failure);
        }
    }

    private void lookUp(OpenLookup lookup, PageQueue queue, ReadStop stop)
            throws InterruptedException
    {
        Page batch = keys.get(next);
        boolean isDone = false;
        boolean isAsked = false;
        while (!isDone) {
            queue.awaitRoom();
            try (ReadPermit permit = meter.acquire()) {
                stop.reading();
                if (!isAsked) {
                    lookup.ask(batch);
                    isAsked = true;
                }
                isDone = lookup.readBatch(batch.getPositionCount(), permit, queue);
            }
            finally {
                stop.idle();
            }
        }
        next++;
        isPartlyDelivered = false;
    }

    /**
     * A call to one host.
     */
    private final class OpenLookup
            implements AutoCloseable
    {
        private final Replica replica;
        private final ReadStop stop;
        private Optional<FrameCall<FlightData>> call = Optional.empty();
        private Optional<BatchDecoder> decoder = Optional.empty();

        private OpenLookup(Replica replica, ReadStop stop)
        {
            this.replica = replica;
            this.stop = stop;
        }

        private void ask(Page batch)
                throws InterruptedException
        {
            if (call.isEmpty()) {
                FrameCall<FlightData> opened = client.lookUp(replica, request, keyWriter.schema());
                call = Optional.of(opened);
                stop.opened(opened::close);
            }
            try (ArrowRecordBatch keyBatch = keyWriter.batch(batch)) {
                call.get().send(FrameWriter.batch(keyBatch));
            }
        }

        /**
         * @return whether the keys are done with it
         */
        private boolean readBatch(int keyCount, ReadPermit permit, PageQueue queue)
                throws InterruptedException
        {
            long start = System.nanoTime();
            try (Frame frame = nextBatch()) {
                counts.waited(System.nanoTime() - start);
                LookupMetadata metadata = metadata(frame);
                BatchDecoder decoding = decoder.orElseThrow();
                BatchDecoder.Decoded decoded = decoding.read(frame);
                permit.served(decoded.bytes(), counts.came(decoded.bytes(), metadata.getBatch()));
                Page page = decoding.page(decoded);
                checkKeys(page, keyCount);
                if (page.getPositionCount() > 0) {
                    isPartlyDelivered = true;
                    queue.put(page);
                }
                return metadata.getKeysDone();
            }
        }

        private LookupMetadata metadata(Frame frame)
        {
            try {
                return BatchHeader.readLookup(frame.metadata());
            }
            catch (ProtocolException e) {
                throw BatchDecoder.invalid(replica.address(), e.getMessage(), e);
            }
        }

        private Frame nextBatch()
                throws InterruptedException
        {
            FrameCall<FlightData> open = call.orElseThrow();
            if (decoder.isEmpty()) {
                try (Frame first = open.next().orElseThrow(this::cutOff)) {
                    decoder = Optional.of(BatchDecoder.of(replica.address(), first, columns));
                }
            }
            return open.next().orElseThrow(this::cutOff);
        }

        private HostException cutOff()
        {
            return HostException.passing(
                    GLAUX_HOST_UNAVAILABLE,
                    "The host %s ended a look-up before its keys were done".formatted(replica.address()),
                    null);
        }

        private void checkKeys(Page page, int keyCount)
        {
            Block positions = page.getBlock(page.getChannelCount() - 1);
            for (int i = 0; i < page.getPositionCount(); i++) {
                int position = positions.isNull(i) ? -1 : IntegerType.INTEGER.getInt(positions, i);
                if (position < 0 || position >= keyCount) {
                    throw BatchDecoder.invalid(
                            replica.address(),
                            "a row came of the key %s, and %s were asked for".formatted(position, keyCount),
                            null);
                }
            }
        }

        /**
         * Lets the host end the call by itself, with what it has not told yet. A connection that breaks now breaks
         * after all rows are there.
         */
        private void finish()
                throws InterruptedException
        {
            FrameCall<FlightData> open = call.orElseThrow();
            open.finishSending();
            try (ReadPermit permit = meter.acquire()) {
                Optional<Frame> last = open.next();
                if (last.isPresent()) {
                    readLast(last.get(), permit);
                    last = open.next();
                }
                if (last.isPresent()) {
                    last.get().close();
                    throw wentOn();
                }
            }
            catch (HostException e) {
                if (!e.isRetryable()) {
                    throw e;
                }
            }
        }

        private void readLast(Frame last, ReadPermit permit)
        {
            try (last) {
                LookupMetadata metadata = metadata(last);
                BatchDecoder decoding = decoder.orElseThrow();
                BatchDecoder.Decoded decoded = decoding.read(last);
                permit.served(decoded.bytes(), counts.came(decoded.bytes(), metadata.getBatch()));
                if (!metadata.getBatch().getLast() || decoding.page(decoded).getPositionCount() > 0) {
                    throw wentOn();
                }
            }
        }

        private TrinoException wentOn()
        {
            return BatchDecoder.invalid(replica.address(), "a look-up went on after its keys were done", null);
        }

        @Override
        public void close()
        {
            call.ifPresent(FrameCall::close);
        }
    }
}
