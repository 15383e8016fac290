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
package io.glaux.flight.metadata;

import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.predicate.TupleDomain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * A scan, with what the source has agreed to do of it. In this order: rows that satisfy the constraint and the
 * expressions; of these the aggregation; of this the first rows; of these at most the limit.
 *
 * @param columns what is read
 * @param constraint conditions by single columns that the source takes, whole or in part
 * @param enforced those columns of the constraint for which the engine relies on the source
 * @param agreement none before the source was asked; not a part of the handle's identity
 */
public record FlightTableHandle(
        FlightRelation relation,
        List<FlightColumnHandle> columns,
        TupleDomain<FlightColumnHandle> constraint,
        Set<FlightColumnHandle> enforced,
        List<PushedExpression> expressions,
        Optional<PushedAggregation> aggregation,
        Optional<PushedTopN> topN,
        Optional<PushedLimit> limit,
        Optional<ScanAgreement> agreement)
        implements ConnectorTableHandle
{
    public FlightTableHandle
    {
        requireNonNull(relation, "relation is null");
        requireNonNull(constraint, "constraint is null");
        requireNonNull(aggregation, "aggregation is null");
        requireNonNull(topN, "topN is null");
        requireNonNull(limit, "limit is null");
        requireNonNull(agreement, "agreement is null");
        columns = List.copyOf(columns);
        enforced = Set.copyOf(enforced);
        expressions = List.copyOf(expressions);
    }

    public static FlightTableHandle of(FlightRelation relation, List<FlightColumnHandle> columns)
    {
        return new FlightTableHandle(
                relation,
                columns,
                TupleDomain.all(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The columns that record batches of this scan have, in their order: without the id of a row, with the columns that
     * it is made of.
     */
    public List<FlightColumnHandle> batchColumns()
    {
        return columns.stream().flatMap(FlightColumnHandle::read).distinct().toList();
    }

    /**
     * Whether rows were dropped after the conditions, so that a further condition would come too late.
     */
    public boolean isCutOff()
    {
        return topN.isPresent() || limit.isPresent();
    }

    public FlightTableHandle withColumns(List<FlightColumnHandle> newColumns)
    {
        return new FlightTableHandle(
                relation, newColumns, constraint, enforced, expressions, aggregation, topN, limit, Optional.empty());
    }

    public FlightTableHandle withFilter(
            TupleDomain<FlightColumnHandle> newConstraint,
            Set<FlightColumnHandle> newEnforced,
            List<PushedExpression> newExpressions)
    {
        return new FlightTableHandle(
                relation,
                columns,
                newConstraint,
                newEnforced,
                newExpressions,
                aggregation,
                topN,
                limit,
                Optional.empty());
    }

    public FlightTableHandle withAggregation(PushedAggregation newAggregation)
    {
        List<FlightColumnHandle> newColumns = new ArrayList<>(newAggregation.groupBy());
        newAggregation.aggregates().forEach(aggregate -> newColumns.add(aggregate.result()));
        return new FlightTableHandle(
                relation,
                newColumns,
                constraint,
                enforced,
                expressions,
                Optional.of(newAggregation),
                topN,
                limit,
                Optional.empty());
    }

    public FlightTableHandle withTopN(PushedTopN newTopN)
    {
        return new FlightTableHandle(
                relation,
                columns,
                constraint,
                enforced,
                expressions,
                aggregation,
                Optional.of(newTopN),
                limit,
                Optional.empty());
    }

    public FlightTableHandle withLimit(PushedLimit newLimit)
    {
        return new FlightTableHandle(
                relation,
                columns,
                constraint,
                enforced,
                expressions,
                aggregation,
                topN,
                Optional.of(newLimit),
                Optional.empty());
    }

    public FlightTableHandle withAgreement(ScanAgreement newAgreement)
    {
        return new FlightTableHandle(
                relation,
                columns,
                constraint,
                enforced,
                expressions,
                aggregation,
                topN,
                limit,
                Optional.of(newAgreement));
    }

    /**
     * Without the agreement: asked twice for the same, a source may call it by another name.
     */
    @Override
    public boolean equals(Object other)
    {
        return other instanceof FlightTableHandle that
                && relation.equals(that.relation)
                && columns.equals(that.columns)
                && constraint.equals(that.constraint)
                && enforced.equals(that.enforced)
                && expressions.equals(that.expressions)
                && aggregation.equals(that.aggregation)
                && topN.equals(that.topN)
                && limit.equals(that.limit);
    }

    @Override
    public int hashCode()
    {
        return Objects.hash(
                relation, columns, constraint, enforced, expressions, aggregation, topN, limit);
    }

    /**
     * Shown by EXPLAIN: what the source does, without values.
     */
    @Override
    public String toString()
    {
        StringBuilder text = new StringBuilder(relation.toString());
        constraint.getDomains().filter(domains -> !domains.isEmpty()).ifPresent(domains ->
                text.append(" constraint=").append(
                        domains.keySet().stream().map(FlightColumnHandle::name).sorted().toList()));
        if (!expressions.isEmpty()) {
            text.append(" conditions=").append(expressions.size());
        }
        aggregation.ifPresent(pushed -> text.append(" groups=%s aggregates=%s".formatted(
                pushed.groupBy().stream().map(FlightColumnHandle::name).toList(),
                pushed.aggregates().stream().map(aggregate -> aggregate.function().name()).toList())));
        topN.ifPresent(pushed -> text.append(" top=%s by %s".formatted(
                pushed.count(),
                pushed.order().stream().map(item -> item.column().name()).toList())));
        limit.ifPresent(pushed -> text.append(" limit=").append(pushed.count()));
        agreement.ifPresent(agreed -> text.append(" by [").append(agreed).append("]"));
        return text.toString();
    }
}
