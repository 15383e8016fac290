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

import com.google.protobuf.MessageLite;
import io.glaux.host.call.CatalogCall;
import io.glaux.host.catalog.Catalogs;
import io.glaux.host.convert.Answers;
import io.glaux.host.convert.ScanReader;
import io.glaux.host.ticket.ScanTicket;
import io.glaux.host.ticket.TicketKind;
import io.glaux.host.ticket.TicketOffice;
import io.glaux.protocol.ErrorCode;
import io.glaux.protocol.ErrorDetails;
import io.glaux.protocol.Messages;
import io.glaux.protocol.v1.DescribeRequest;
import io.glaux.protocol.v1.DescribeResponse;
import io.glaux.protocol.v1.SchemasRequest;
import io.glaux.protocol.v1.SchemasResponse;
import io.glaux.protocol.v1.StatisticsRequest;
import io.glaux.protocol.v1.StatisticsResponse;
import io.glaux.protocol.v1.TableDescription;
import io.glaux.protocol.v1.TableName;
import io.glaux.protocol.v1.TablesRequest;
import io.glaux.protocol.v1.TablesResponse;
import io.glaux.source.Feature;
import io.glaux.source.TableSelection;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Which schemas, tables and columns a catalog has.
 */
public final class MetadataActions
{
    /**
     * A description goes into an answer of its own; some room is left for the rest of the message.
     */
    private static final int MAX_DESCRIPTION_BYTES = 3 << 20;

    private final Catalogs catalogs;
    private final TicketOffice tickets;

    public MetadataActions(Catalogs catalogs, TicketOffice tickets)
    {
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
        this.tickets = requireNonNull(tickets, "tickets is null");
    }

    public void schemas(byte[] body, Results results)
            throws InterruptedException
    {
        SchemasRequest request = Messages.read(SchemasRequest.parser(), body, "The request of glaux.v1.schemas");
        CatalogCall call = CatalogCall.of(request.getContext(), catalogs);
        Pages<String> pages = new Pages<>(
                results,
                name -> name.length() * 3,
                names -> SchemasResponse.newBuilder().addAllSchemas(names).build());
        call.source().schemas(call.call()).forEach(pages);
        pages.finish();
    }

    public void tables(byte[] body, Results results)
            throws InterruptedException
    {
        TablesRequest request = Messages.read(TablesRequest.parser(), body, "The request of glaux.v1.tables");
        CatalogCall call = CatalogCall.of(request.getContext(), catalogs);
        Optional<String> schema = request.hasSchema() ? Optional.of(request.getSchema()) : Optional.empty();
        Pages<TableName> pages = new Pages<>(
                results,
                MessageLite::getSerializedSize,
                names -> TablesResponse.newBuilder().addAllTables(names).build());
        call.source().tables(call.call(), schema, name -> pages.accept(Answers.tableName(name)));
        pages.finish();
    }

    public void describe(byte[] body, Results results)
            throws InterruptedException
    {
        DescribeRequest request = Messages.read(DescribeRequest.parser(), body, "The request of glaux.v1.describe");
        CatalogCall call = CatalogCall.of(request.getContext(), catalogs);
        TableSelection selection = new TableSelection(
                request.getTablesList().stream().map(ScanReader::tableName).toList(),
                request.hasSchema() ? Optional.of(request.getSchema()) : Optional.empty());
        Pages<TableDescription> pages = new Pages<>(
                results,
                MessageLite::getSerializedSize,
                tables -> DescribeResponse.newBuilder().addAllTables(tables).build());
        call.source().describe(
                call.call(),
                selection,
                table -> pages.accept(bounded(Answers.description(table))));
        pages.finish();
    }

    public void statistics(byte[] body, Results results)
            throws InterruptedException
    {
        StatisticsRequest request =
                Messages.read(StatisticsRequest.parser(), body, "The request of glaux.v1.statistics");
        CatalogCall call = CatalogCall.of(request.getContext(), catalogs);
        ScanTicket scan = ScanTicket.read(
                tickets.open(TicketKind.SCAN, call.binding(), request.getScan().toByteArray()));
        results.send(call.catalog().can(Feature.STATISTICS)
                ? Answers.statistics(call.source().statistics(call.call(), scan.scan()))
                : StatisticsResponse.getDefaultInstance());
    }

    private static TableDescription bounded(TableDescription table)
    {
        if (table.getSerializedSize() <= MAX_DESCRIPTION_BYTES) {
            return table;
        }
        return TableDescription.newBuilder()
                .setName(table.getName())
                .setError(ErrorDetails.of(
                        ErrorCode.NOT_SUPPORTED,
                        "The description of the table has more than %s bytes".formatted(MAX_DESCRIPTION_BYTES)))
                .build();
    }
}
