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

import io.glaux.host.call.CallSignals;
import io.glaux.protocol.BodyBytes;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.batch.BatchFacts;
import io.glaux.source.batch.BatchSink;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.IpcOption;

import java.util.function.Function;

import static java.util.Objects.requireNonNull;

/**
 * Sends batches, and waits until the client wants another one before it is made. The buffers of a batch go to gRPC as
 * they are, and are freed when they are sent.
 */
final class BatchSender
        implements BatchSink
{
    /**
     * A message without content, written out: Arrow's Java takes app_metadata of no bytes for none.
     */
    private static final byte[] NOTHING = {0b0011_0000, 0};

    private final ServerStreamListener listener;
    private final CallSignals signals;
    private final StreamSlot slot;
    private final long byteBudget;
    private final Function<BatchFacts, byte[]> header;
    private boolean isStarted;
    private long sentBytes;

    /**
     * @param byteBudget what the query may still receive; 0: not limited
     * @param header makes the app_metadata of a batch
     */
    BatchSender(
            ServerStreamListener listener,
            CallSignals signals,
            StreamSlot slot,
            long byteBudget,
            Function<BatchFacts, byte[]> header)
    {
        this.listener = requireNonNull(listener, "listener is null");
        this.signals = requireNonNull(signals, "signals is null");
        this.slot = requireNonNull(slot, "slot is null");
        this.byteBudget = byteBudget;
        this.header = requireNonNull(header, "header is null");
    }

    @Override
    public void accept(VectorSchemaRoot batch, BatchFacts facts)
            throws InterruptedException
    {
        byte[] bytes = header.apply(facts);
        signals.awaitReady();
        if (!isStarted) {
            isStarted = true;
            listener.setUseZeroCopy(true);
            listener.start(batch, null, IpcOption.DEFAULT);
        }
        listener.putNext(metadata(bytes.length == 0 ? NOTHING : bytes));
        slot.countBatch();
        sentBytes += BodyBytes.of(batch);
        if (!facts.isLast()) {
            if (byteBudget > 0 && sentBytes >= byteBudget) {
                throw SourceException.of(
                        SourceErrorCode.RESOURCES_EXHAUSTED,
                        "The query has received the %s bytes that it may".formatted(byteBudget));
            }
            signals.awaitReady();
        }
    }

    private ArrowBuf metadata(byte[] bytes)
    {
        ArrowBuf buffer = slot.allocator().buffer(bytes.length);
        buffer.writeBytes(bytes);
        return buffer;
    }
}
