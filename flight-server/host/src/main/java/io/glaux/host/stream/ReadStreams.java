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

import com.google.protobuf.ByteString;
import io.glaux.host.call.CallSignals;
import io.glaux.host.call.CatalogCall;
import io.glaux.host.catalog.Catalogs;
import io.glaux.host.convert.Answers;
import io.glaux.host.ticket.SplitTicket;
import io.glaux.host.ticket.TicketKind;
import io.glaux.host.ticket.TicketOffice;
import io.glaux.protocol.BatchHeader;
import io.glaux.protocol.Messages;
import io.glaux.protocol.ProtocolLimits;
import io.glaux.protocol.v1.BatchMetadata;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.RowReader;
import io.glaux.source.batch.BatchFacts;
import io.glaux.source.batch.BatchLimits;
import io.glaux.source.batch.BatchWriter;
import io.glaux.source.batch.MeteredContext;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Reads of splits, by DoGet.
 */
public final class ReadStreams
{
    private final Catalogs catalogs;
    private final TicketOffice tickets;
    private final StreamAdmission admission;

    public ReadStreams(Catalogs catalogs, TicketOffice tickets, StreamAdmission admission)
    {
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
        this.tickets = requireNonNull(tickets, "tickets is null");
        this.admission = requireNonNull(admission, "admission is null");
    }

    /**
     * Reads until there is no more, or nobody wants more.
     */
    public void read(byte[] ticket, CallSignals signals, ServerStreamListener listener)
            throws InterruptedException
    {
        ReadTicket request = Messages.read(ReadTicket.parser(), ticket, "The ticket of a read");
        CatalogCall call = CatalogCall.of(request.getContext(), catalogs);
        byte[] split = request.getSplit().toByteArray();
        Optional<OpaqueBytes> cursor = cursor(request.getResumeCursor(), call, split);
        // a long read goes on after a failure: its cursor is younger than its split
        SplitTicket opened = SplitTicket.read(cursor.isPresent()
                ? tickets.openAlsoExpired(TicketKind.SPLIT, call.binding(), new byte[0], split)
                : tickets.open(TicketKind.SPLIT, call.binding(), split));
        try (StreamSlot slot = admission.admit()) {
            MeteredContext context = new MeteredContext(call.call(), opened.schema(), call.catalog()::used);
            BatchSender sender = new BatchSender(
                    listener,
                    signals,
                    slot,
                    Math.max(0, request.getByteBudget()),
                    facts -> header(facts, call, split));
            signals.awaitReady();
            try (BatchWriter writer =
                    new BatchWriter(opened.schema(), slot.allocator(), BatchLimits.DEFAULT, context, sender);
                    RowReader reader = call.source().read(context, opened.split(), cursor)) {
                readAll(reader, writer);
            }
        }
        listener.completed();
    }

    private static void readAll(RowReader reader, BatchWriter writer)
            throws InterruptedException
    {
        while (reader.readPage(writer)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            writer.endPage();
        }
        writer.finish();
    }

    private Optional<OpaqueBytes> cursor(ByteString ticket, CatalogCall call, byte[] split)
    {
        if (ticket.isEmpty()) {
            return Optional.empty();
        }
        byte[] cursor = tickets.open(TicketKind.CURSOR, call.binding(), split, ticket.toByteArray());
        return Optional.of(OpaqueBytes.of(cursor));
    }

    private byte[] header(BatchFacts facts, CatalogCall call, byte[] split)
    {
        BatchMetadata.Builder metadata = Answers.metadata(facts.consumption()).setLast(facts.isLast());
        facts.cursor()
                .map(cursor -> tickets.issue(TicketKind.CURSOR, call.binding(), split, cursor.bytes()))
                // without it the read goes on as well, but not after a failure
                .filter(cursor -> cursor.length <= ProtocolLimits.RESUME_CURSOR_BYTES)
                .ifPresent(cursor -> metadata.setResumeCursor(ByteString.copyFrom(cursor)));
        return BatchHeader.write(metadata.build());
    }
}
