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
import com.google.protobuf.MessageLite;
import io.glaux.host.call.CatalogCall;
import io.glaux.host.catalog.Catalogs;
import io.glaux.host.convert.Answers;
import io.glaux.host.convert.Columns;
import io.glaux.host.convert.ExpressionReader;
import io.glaux.host.convert.ScanReader;
import io.glaux.host.ticket.ScanTicket;
import io.glaux.host.ticket.SplitTicket;
import io.glaux.host.ticket.TicketKind;
import io.glaux.host.ticket.TicketOffice;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.Messages;
import io.glaux.protocol.UnitAmounts;
import io.glaux.protocol.v1.PlanRequest;
import io.glaux.protocol.v1.PlanResponse;
import io.glaux.protocol.v1.Split;
import io.glaux.protocol.v1.SplitsRequest;
import io.glaux.protocol.v1.SplitsResponse;
import io.glaux.source.ColumnPath;
import io.glaux.source.Conjunct;
import io.glaux.source.Feature;
import io.glaux.source.ScanPlan;
import io.glaux.source.ScanRequest;
import io.glaux.source.ScanTarget;
import io.glaux.source.SourceSplit;
import io.glaux.source.SplitRequest;
import io.glaux.source.Taken;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What a source makes of scans, and the splits of them.
 */
public final class ScanActions
{
    private final Catalogs catalogs;
    private final TicketOffice tickets;
    private final ExpressionReader expressions;
    private final ScanReader scans;

    /**
     * @param allocator holds values of expressions while they are read
     */
    public ScanActions(Catalogs catalogs, TicketOffice tickets, BufferAllocator allocator)
    {
        this.catalogs = requireNonNull(catalogs, "catalogs is null");
        this.tickets = requireNonNull(tickets, "tickets is null");
        this.expressions = new ExpressionReader(allocator);
        this.scans = new ScanReader(expressions);
    }

    public void plan(byte[] body, Results results)
            throws InterruptedException
    {
        PlanRequest request = Messages.read(PlanRequest.parser(), body, "The request of glaux.v1.plan");
        CatalogCall call = CatalogCall.of(request.getContext(), catalogs);
        ScanRequest scan = scans.scan(request.getScan(), call.catalog().features());
        ScanPlan plan = call.source().plan(call.call(), scan);
        PlanCheck.check(scan, plan);
        ScanTicket ticket = new ScanTicket(plan.scan(), plan.schema(), columns(scan, plan));
        byte[] sealed = tickets.issue(TicketKind.SCAN, call.binding(), ticket.bytes());
        results.send(response(plan, sealed));
    }

    public void splits(byte[] body, Results results)
            throws InterruptedException
    {
        SplitsRequest request = Messages.read(SplitsRequest.parser(), body, "The request of glaux.v1.splits");
        CatalogCall call = CatalogCall.of(request.getContext(), catalogs);
        ScanTicket scan = ScanTicket.read(
                tickets.open(TicketKind.SCAN, call.binding(), request.getScan().toByteArray()));
        List<Conjunct> filter = expressions.conjuncts(request.getDynamicFilterList());
        Optional<List<ColumnPath>> columns = request.hasColumns()
                ? Optional.of(ScanReader.columns(request.getColumns().getColumnsList(), call.catalog().features()))
                : Optional.empty();
        Schema schema = columns.map(paths -> Columns.schema(scan, paths)).orElse(scan.schema());
        Pages<Split> pages = new Pages<>(
                results,
                MessageLite::getSerializedSize,
                splits -> SplitsResponse.newBuilder().addAllSplits(splits).build());
        call.source().splits(
                call.call(),
                scan.scan(),
                new SplitRequest(call.catalog().can(Feature.DYNAMIC_FILTER) ? filter : List.of(), columns),
                split -> pages.accept(split(call, split, schema)));
        pages.finish();
    }

    /**
     * What the fields of the plan's schema are.
     */
    private static List<ColumnPath> columns(ScanRequest scan, ScanPlan plan)
    {
        boolean areAskedFor = plan.aggregation() == Taken.NO && scan.from() instanceof ScanTarget.Table;
        return areAskedFor
                ? scan.columns()
                : plan.schema().getFields().stream().map(field -> ColumnPath.of(field.getName())).toList();
    }

    private static PlanResponse response(ScanPlan plan, byte[] scan)
    {
        PlanResponse.Builder response = PlanResponse.newBuilder()
                .setScan(Messages.checkOpaque(ByteString.copyFrom(scan), "A scan"))
                .setSchema(ArrowSchemas.write(plan.schema()))
                .setLimit(Answers.taken(plan.limit()))
                .setTopN(Answers.taken(plan.topN()))
                .setAggregation(Answers.taken(plan.aggregation()))
                .addAllEstimatedUnits(UnitAmounts.write(plan.estimatedUnits().millionths()))
                .setAccessPath(plan.accessPath());
        plan.conjuncts().forEach((id, taken) -> response.putConjuncts(id, Answers.taken(taken)));
        Answers.ifKnown(plan.estimatedRows(), response::setEstimatedRows);
        Answers.ifKnown(plan.estimatedBytes(), response::setEstimatedBytes);
        return response.build();
    }

    private Split split(CatalogCall call, SourceSplit split, Schema schema)
    {
        byte[] ticket = tickets.issue(
                TicketKind.SPLIT,
                call.binding(),
                new SplitTicket(split.split(), schema).bytes());
        Split.Builder builder = Split.newBuilder()
                .setTicket(Messages.checkOpaque(ByteString.copyFrom(ticket), "The ticket of a split"))
                .setWeight(split.weight());
        Answers.ifKnown(split.estimatedRows(), builder::setEstimatedRows);
        Answers.ifKnown(split.estimatedBytes(), builder::setEstimatedBytes);
        return builder.build();
    }
}
