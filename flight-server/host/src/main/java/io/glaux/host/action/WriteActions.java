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
package io.glaux.host.action;

import com.google.protobuf.ByteString;
import io.glaux.host.call.CatalogCall;
import io.glaux.host.catalog.Catalogs;
import io.glaux.host.convert.Malformed;
import io.glaux.host.convert.Writes;
import io.glaux.host.ticket.TicketKind;
import io.glaux.host.ticket.TicketOffice;
import io.glaux.host.ticket.WriteTicket;
import io.glaux.protocol.Messages;
import io.glaux.protocol.v1.BeginWriteRequest;
import io.glaux.protocol.v1.BeginWriteResponse;
import io.glaux.protocol.v1.EndWriteRequest;
import io.glaux.protocol.v1.EndWriteResponse;
import io.glaux.source.Feature;
import io.glaux.source.SourceWrite;
import io.glaux.source.WriteKind;
import io.glaux.source.WriteTarget;

import static java.util.Objects.requireNonNull;

/**
 * Begin and end of writes; their rows come by DoPut.
 */
public final class WriteActions
{
    private final Catalogs catalogs;
    private final TicketOffice tickets;

    public WriteActions(Catalogs catalogs, TicketOffice tickets)
    {
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
        this.tickets = requireNonNull(tickets, "tickets is null");
    }

    public void begin(byte[] body, Results results)
            throws InterruptedException
    {
        BeginWriteRequest request =
                Messages.read(BeginWriteRequest.parser(), body, "The request of glaux.v1.begin-write");
        CatalogCall call = CatalogCall.of(request.getContext(), catalogs);
        WriteTarget target = Writes.target(request);
        if (target.kinds().isEmpty()) {
            throw Malformed.request("A write is begun for no kind of rows");
        }
        target.kinds().forEach(kind -> call.catalog().ensureCan(feature(kind), kind.name()));
        try (SourceWrite write = call.source().write(call.call(), target)) {
            byte[] sealed = tickets.issue(
                    TicketKind.WRITE,
                    call.binding(),
                    new WriteTicket(write.state(), request).bytes());
            results.send(BeginWriteResponse.newBuilder()
                    .setWrite(Messages.checkOpaque(ByteString.copyFrom(sealed), "The state of a write"))
                    .setOnFailure(write.onFailure())
                    .build());
        }
    }

    public void end(byte[] body, Results results)
            throws InterruptedException
    {
        EndWriteRequest request = Messages.read(EndWriteRequest.parser(), body, "The request of glaux.v1.end-write");
        CatalogCall call = CatalogCall.of(request.getContext(), catalogs);
        WriteTicket ticket = WriteTicket.read(
                tickets.open(TicketKind.WRITE, call.binding(), request.getWrite().toByteArray()));
        WriteTarget target = Writes.target(ticket.request());
        try (SourceWrite write = call.source().resumeWrite(call.call(), target, ticket.state())) {
            EndWriteResponse.Builder response = EndWriteResponse.newBuilder();
            write.end(request.getCommit()).ifPresent(response::setLeftBehind);
            results.send(response.build());
        }
    }

    private static Feature feature(WriteKind kind)
    {
        return switch (kind) {
            case INSERT -> Feature.INSERT;
            case DELETE -> Feature.DELETE;
            case UPDATE -> Feature.UPDATE;
        };
    }
}
