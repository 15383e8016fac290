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
package io.glaux.flight.pushdown;

import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metadata.FlightTableHandle;
import io.glaux.flight.metadata.PushedAggregate;
import io.glaux.flight.metadata.PushedAggregation;
import io.glaux.flight.metadata.PushedExpression;
import io.glaux.flight.metadata.PushedLimit;
import io.glaux.flight.metadata.PushedSortItem;
import io.glaux.flight.metadata.PushedTopN;
import io.glaux.flight.metadata.ScanAgreement;
import io.glaux.protocol.v1.Taken;
import io.trino.spi.connector.AggregateFunction;
import io.trino.spi.connector.AggregationApplicationResult;
import io.trino.spi.connector.Assignment;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.LimitApplicationResult;
import io.trino.spi.connector.SortItem;
import io.trino.spi.connector.SortOrder;
import io.trino.spi.connector.TopNApplicationResult;
import io.trino.spi.expression.Variable;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.glaux.protocol.v1.Taken.TAKEN_NO;
import static io.glaux.protocol.v1.Taken.TAKEN_WHOLE;
import static java.util.Objects.requireNonNull;

/**
 * Offers limits, orders with limits, and aggregations: what makes fewer rows of rows, and so comes after all
 * conditions. None of it is offered while the engine has a condition left to check.
 */
public final class RowsPushdown
{
    private final Negotiation negotiation;
    private final LiteralValues literals;
    private final AggregateTranslation aggregates;

    public RowsPushdown(Negotiation negotiation, LiteralValues literals, AggregateTranslation aggregates)
    {
        this.negotiation = requireNonNull(negotiation, "negotiation is null");
        this.literals = requireNonNull(literals, "literals is null");
        this.aggregates = requireNonNull(aggregates, "aggregates is null");
    }

    private static boolean hasConditionLeft(FlightTableHandle handle)
    {
        return handle.constraint().isNone()
                || !handle.constraint().getDomains().orElseThrow().keySet().equals(handle.enforced())
                || !handle.expressions().stream().allMatch(PushedExpression::whole);
    }

    /**
     * @return empty when nothing changes
     */
    public Optional<LimitApplicationResult<ConnectorTableHandle>> applyLimit(
            ConnectorSession session,
            FlightTableHandle handle,
            long count)
    {
        boolean isThere = handle.limit().map(limit -> limit.count() <= count).orElse(false);
        if (isThere || handle.topN().isPresent() || hasConditionLeft(handle)) {
            return Optional.empty();
        }
        Negotiation.Answer answer = negotiation.ask(session, handle.withLimit(new PushedLimit(count, false)));
        Taken taken = answer.response().getLimit();
        FlightTableHandle agreed = handle.withLimit(new PushedLimit(count, taken == TAKEN_WHOLE));
        return isTaken(taken) && Negotiation.isHonoured(agreed, answer)
                ? Optional.of(new LimitApplicationResult<>(named(agreed, answer), taken == TAKEN_WHOLE, false))
                : Optional.empty();
    }

    /**
     * @return empty when nothing changes
     */
    public Optional<TopNApplicationResult<ConnectorTableHandle>> applyTopN(
            ConnectorSession session,
            FlightTableHandle handle,
            long count,
            List<SortItem> order,
            Map<String, ColumnHandle> assignments)
    {
        if (handle.isCutOff() || hasConditionLeft(handle)) {
            return Optional.empty();
        }
        List<PushedSortItem> items = new ArrayList<>();
        for (SortItem item : order) {
            FlightColumnHandle column = (FlightColumnHandle) assignments.get(item.getName());
            if (column == null || column.identifiesRow() || !isOrdered(column.type(), item.getSortOrder())) {
                return Optional.empty();
            }
            items.add(
                    new PushedSortItem(column, item.getSortOrder().isAscending(), item.getSortOrder().isNullsFirst()));
        }
        FlightTableHandle agreed = handle.withTopN(new PushedTopN(items, count));
        Negotiation.Answer answer = negotiation.ask(session, agreed);
        // never guaranteed: the first rows of all come, but not in their order
        return isTaken(answer.response().getTopN()) && Negotiation.isHonoured(agreed, answer)
                ? Optional.of(new TopNApplicationResult<>(named(agreed, answer), false, false))
                : Optional.empty();
    }

    /**
     * The engine has NaN above all other numbers when nulls come last, and below them when nulls come first; the
     * protocol has it above them.
     */
    private boolean isOrdered(Type type, SortOrder order)
    {
        boolean hasNaN = type instanceof RealType || type instanceof DoubleType;
        return literals.isOrdered(type) && !(hasNaN && order.isNullsFirst());
    }

    /**
     * @return empty when nothing changes
     */
    public Optional<AggregationApplicationResult<ConnectorTableHandle>> applyAggregation(
            ConnectorSession session,
            FlightTableHandle handle,
            List<AggregateFunction> functions,
            Map<String, ColumnHandle> assignments,
            List<ColumnHandle> groupBy)
    {
        if (handle.isCutOff() || handle.aggregation().isPresent() || hasConditionLeft(handle)) {
            return Optional.empty();
        }
        List<FlightColumnHandle> groups = groupBy.stream().map(FlightColumnHandle.class::cast).distinct().toList();
        if (!groups.stream().allMatch(column -> !column.identifiesRow() && literals.isComparable(column.type()))) {
            return Optional.empty();
        }
        List<PushedAggregate> pushed = new ArrayList<>();
        for (AggregateFunction function : functions) {
            Optional<PushedAggregate> aggregate = aggregates.translate(function, pushed.size(), assignments);
            if (aggregate.isEmpty()) {
                return Optional.empty();
            }
            pushed.add(aggregate.get());
        }
        return negotiation.agree(session, handle.withAggregation(new PushedAggregation(groups, pushed)))
                .map(agreed -> result(agreed, pushed));
    }

    private static AggregationApplicationResult<ConnectorTableHandle> result(
            FlightTableHandle agreed,
            List<PushedAggregate> pushed)
    {
        List<Variable> variables = new ArrayList<>();
        List<Assignment> results = new ArrayList<>();
        for (PushedAggregate aggregate : pushed) {
            FlightColumnHandle column = aggregate.result();
            variables.add(new Variable(column.name(), column.type()));
            results.add(new Assignment(column.name(), column, column.type()));
        }
        return new AggregationApplicationResult<>(agreed, List.copyOf(variables), results, Map.of(), false);
    }

    private static boolean isTaken(Taken taken)
    {
        return taken != TAKEN_NO && taken != Taken.UNRECOGNIZED;
    }

    private static FlightTableHandle named(FlightTableHandle agreed, Negotiation.Answer answer)
    {
        return agreed.withAgreement(ScanAgreement.of(answer.response()));
    }
}
