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
import io.glaux.host.call.CatalogCall;
import io.glaux.host.catalog.Catalogs;
import io.glaux.host.convert.Malformed;
import io.glaux.host.convert.Writes;
import io.glaux.host.ticket.TicketKind;
import io.glaux.host.ticket.TicketOffice;
import io.glaux.host.ticket.WriteTicket;
import io.glaux.protocol.Messages;
import io.glaux.protocol.UnitAmounts;
import io.glaux.protocol.v1.WriteProgress;
import io.glaux.protocol.v1.WriteRequest;
import io.glaux.source.SourceWrite;
import io.glaux.source.WriteKind;
import io.glaux.source.WriteTarget;
import io.glaux.source.batch.MeteredContext;
import org.apache.arrow.flight.FlightProducer.StreamListener;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.memory.ArrowBuf;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Rows to be written, by DoPut.
 */
public final class WriteStreams
{
    private final Catalogs catalogs;
    private final TicketOffice tickets;
    private final StreamAdmission admission;

    public WriteStreams(Catalogs catalogs, TicketOffice tickets, StreamAdmission admission)
    {
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
        this.tickets = requireNonNull(tickets, "tickets is null");
        this.admission = requireNonNull(admission, "admission is null");
    }

    /**
     * Writes until no more rows come. Each batch is acknowledged when it is written.
     */
    public void write(FlightStream stream, CallSignals signals, StreamListener<PutResult> acknowledgements)
            throws InterruptedException
    {
        Inbound inbound = new Inbound(stream);
        WriteRequest request = Messages.read(WriteRequest.parser(), inbound.command(), "The command of a write");
        CatalogCall call = CatalogCall.of(request.getContext(), catalogs);
        WriteTicket ticket = WriteTicket.read(
                tickets.open(TicketKind.WRITE, call.binding(), request.getWrite().toByteArray()));
        WriteTarget target = Writes.target(ticket.request());
        WriteKind kind = Writes.kind(request.getKind());
        if (!target.kinds().contains(kind)) {
            throw Malformed.request("The write was not begun for rows of this kind");
        }
        try (StreamSlot slot = admission.admit();
                SourceWrite write = call.source().resumeWrite(call.call(), target, ticket.state())) {
            Optional<List<List<Object>>> rows = inbound.next();
            while (rows.isPresent()) {
                MeteredContext context = new MeteredContext(call.call(), inbound.schema(), call.catalog()::used);
                write.write(kind, rows.get(), context);
                signals.awaitReady();
                acknowledge(slot, rows.get().size(), context, acknowledgements);
                rows = inbound.next();
            }
        }
        acknowledgements.onCompleted();
    }

    private static void acknowledge(
            StreamSlot slot,
            int rows,
            MeteredContext context,
            StreamListener<PutResult> acknowledgements)
    {
        byte[] progress = WriteProgress.newBuilder()
                .setRows(rows)
                .addAllUnits(UnitAmounts.write(context.take().units().millionths()))
                .build()
                .toByteArray();
        ArrowBuf buffer = slot.allocator().buffer(progress.length);
        buffer.writeBytes(progress);
        try (PutResult result = PutResult.metadata(buffer)) {
            acknowledgements.onNext(result);
        }
    }
}
