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

import io.glaux.flight.FlightSessionProperties;
import io.glaux.flight.metadata.FederatedSource;
import io.glaux.flight.metadata.FlightTableHandle;
import io.glaux.flight.metadata.TypeMapping;
import io.glaux.protocol.v1.Feature;
import io.trino.spi.connector.AggregateFunction;
import io.trino.spi.connector.AggregationApplicationResult;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTableHandle;
import io.trino.spi.connector.Constraint;
import io.trino.spi.connector.ConstraintApplicationResult;
import io.trino.spi.connector.LimitApplicationResult;
import io.trino.spi.connector.ProjectionApplicationResult;
import io.trino.spi.connector.SortItem;
import io.trino.spi.connector.TopNApplicationResult;
import io.trino.spi.expression.ConnectorExpression;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What one transaction has the source do, as far as the session wants it and the source can be asked at all.
 */
public final class Pushdown
{
    private final FederatedSource source;
    private final Negotiation negotiation;
    private final FilterPushdown filters;
    private final ProjectionPushdown projections;
    private final RowsPushdown rows;

    public Pushdown(FederatedSource source, TypeMapping types, LiteralValues literals, DomainTranslation domains)
    {
        this.source = requireNonNull(source, "source is null");
        this.negotiation = new Negotiation(source, domains, types);
        this.filters = new FilterPushdown(negotiation, domains, new ExpressionTranslation(literals, types));
        this.projections = new ProjectionPushdown(negotiation);
        this.rows = new RowsPushdown(negotiation, literals, new AggregateTranslation(literals, types));
    }

    private boolean can(Feature feature)
    {
        return source.features().contains(feature);
    }

    public FlightTableHandle settle(ConnectorSession session, FlightTableHandle handle)
    {
        return negotiation.settle(session, handle);
    }

    public Optional<ConstraintApplicationResult<ConnectorTableHandle>> applyFilter(
            ConnectorSession session,
            FlightTableHandle handle,
            Constraint constraint)
    {
        return FlightSessionProperties.isFilterPushdown(session) && can(Feature.FEATURE_FILTER)
                ? filters.apply(session, handle, constraint)
                : Optional.empty();
    }

    public Optional<ProjectionApplicationResult<ConnectorTableHandle>> applyProjection(
            ConnectorSession session,
            FlightTableHandle handle,
            List<ConnectorExpression> expressions,
            Map<String, ColumnHandle> assignments)
    {
        boolean isNested = FlightSessionProperties.isProjectionPushdown(session)
                && can(Feature.FEATURE_NESTED_PROJECTION);
        return projections.apply(session, handle, expressions, assignments, isNested);
    }

    public Optional<LimitApplicationResult<ConnectorTableHandle>> applyLimit(
            ConnectorSession session,
            FlightTableHandle handle,
            long count)
    {
        return FlightSessionProperties.isLimitPushdown(session) && can(Feature.FEATURE_LIMIT)
                ? rows.applyLimit(session, handle, count)
                : Optional.empty();
    }

    public Optional<TopNApplicationResult<ConnectorTableHandle>> applyTopN(
            ConnectorSession session,
            FlightTableHandle handle,
            long count,
            List<SortItem> order,
            Map<String, ColumnHandle> assignments)
    {
        return FlightSessionProperties.isTopNPushdown(session) && can(Feature.FEATURE_TOP_N)
                ? rows.applyTopN(session, handle, count, order, assignments)
                : Optional.empty();
    }

    public Optional<AggregationApplicationResult<ConnectorTableHandle>> applyAggregation(
            ConnectorSession session,
            FlightTableHandle handle,
            List<AggregateFunction> functions,
            Map<String, ColumnHandle> assignments,
            List<ColumnHandle> groupBy)
    {
        return FlightSessionProperties.isAggregationPushdown(session) && can(Feature.FEATURE_AGGREGATION)
                ? rows.applyAggregation(session, handle, functions, assignments, groupBy)
                : Optional.empty();
    }
}
