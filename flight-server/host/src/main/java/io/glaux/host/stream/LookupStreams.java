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
import io.glaux.host.convert.Answers;
import io.glaux.host.convert.Columns;
import io.glaux.host.convert.Malformed;
import io.glaux.host.convert.ScanReader;
import io.glaux.host.ticket.ScanTicket;
import io.glaux.host.ticket.TicketKind;
import io.glaux.host.ticket.TicketOffice;
import io.glaux.protocol.BatchHeader;
import io.glaux.protocol.Messages;
import io.glaux.protocol.v1.LookupMetadata;
import io.glaux.source.ColumnPath;
import io.glaux.source.Feature;
import io.glaux.source.KeyLookup;
import io.glaux.source.LookupRequest;
import io.glaux.source.batch.BatchFacts;
import io.glaux.source.batch.BatchLimits;
import io.glaux.source.batch.BatchLookupWriter;
import io.glaux.source.batch.MeteredContext;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import static java.util.Objects.requireNonNull;

/**
 * Look-ups of rows by keys, by DoExchange.
 */
public final class LookupStreams
{
    /**
     * Keys of one batch: they are in memory together.
     */
    public static final int MAX_KEYS = 10_000;

    private final Catalogs catalogs;
    private final TicketOffice tickets;
    private final StreamAdmission admission;

    public LookupStreams(Catalogs catalogs, TicketOffice tickets, StreamAdmission admission)
    {
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
        this.tickets = requireNonNull(tickets, "tickets is null");
        this.admission = requireNonNull(admission, "admission is null");
    }

    /**
     * Answers keys until no more come.
     */
    public void lookUp(FlightStream stream, CallSignals signals, ServerStreamListener listener)
            throws InterruptedException
    {
        Inbound keys = new Inbound(stream);
        listener.setOnCancelHandler(keys::leave);
        io.glaux.protocol.v1.LookupRequest request = Messages.read(
                io.glaux.protocol.v1.LookupRequest.parser(),
                keys.command(),
                "The command of a look-up");
        CatalogCall call = CatalogCall.of(request.getContext(), catalogs);
        call.catalog().ensureCan(Feature.LOOKUP, "looking up keys");
        ScanTicket scan = ScanTicket.read(
                tickets.open(TicketKind.SCAN, call.binding(), request.getScan().toByteArray()));
        List<ColumnPath> columns = ScanReader.columns(request.getColumnsList(), call.catalog().features());
        Schema schema = Columns.schema(scan, columns);
        if (request.getKeyColumnsCount() == 0) {
            throw Malformed.request("A look-up has no columns of keys");
        }
        LookupRequest lookupRequest = new LookupRequest(request.getKeyColumnsList(), columns);
        try (StreamSlot slot = admission.admit()) {
            MeteredContext context = new MeteredContext(call.call(), schema, call.catalog()::used);
            AtomicBoolean isOver = new AtomicBoolean();
            BatchSender sender = new BatchSender(
                    listener,
                    signals,
                    slot,
                    Math.max(0, request.getByteBudget()),
                    facts -> header(facts, isOver.get()));
            try (BatchLookupWriter writer =
                    new BatchLookupWriter(slot.allocator(), BatchLimits.DEFAULT, context, sender);
                    KeyLookup lookup = call.source().lookup(context, scan.scan(), lookupRequest)) {
                answer(keys, lookupRequest.keys().size(), lookup, writer);
                isOver.set(true);
                writer.finish();
            }
        }
        listener.completed();
    }

    private static void answer(Inbound keys, int keyColumns, KeyLookup lookup, BatchLookupWriter writer)
            throws InterruptedException
    {
        Optional<List<List<Object>>> next = keys.next();
        while (next.isPresent()) {
            List<List<Object>> rows = next.get();
            if (keys.schema().getFields().size() != keyColumns) {
                throw Malformed.request("A batch of keys has other columns than the look-up named");
            }
            if (rows.size() > MAX_KEYS) {
                throw Malformed.request("A batch of keys has more than %s".formatted(MAX_KEYS));
            }
            // a key with a null has no rows, whatever the source finds
            int[] positions = IntStream.range(0, rows.size()).filter(i -> !rows.get(i).contains(null)).toArray();
            writer.begin(positions);
            if (positions.length > 0) {
                lookup.lookUp(IntStream.of(positions).mapToObj(rows::get).toList(), writer);
            }
            writer.finish();
            next = keys.next();
        }
    }

    private static byte[] header(BatchFacts facts, boolean isLast)
    {
        return BatchHeader.write(LookupMetadata.newBuilder()
                .setBatch(Answers.metadata(facts.consumption()).setLast(isLast))
                .setKeysDone(facts.isLast())
                .build());
    }
}
