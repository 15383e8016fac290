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
package io.glaux.flight.split;

import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metadata.FlightTableHandle;
import io.glaux.flight.metadata.PushedAggregation;
import io.glaux.flight.pushdown.DomainTranslation;
import io.glaux.protocol.ProtocolLimits;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.Expression;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.TupleDomain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableSet;

/**
 * What is known of the other sides of joins, as conditions for the source. The engine checks the rows all the same.
 *
 * @param columns that a condition may be on
 */
record DynamicFilters(DomainTranslation domains, int compactionThreshold, Set<FlightColumnHandle> columns)
{
    /**
     * Half of what the ticket of a split may have: a host may put the keys of one into it.
     */
    private static final int TOTAL_BYTES = ProtocolLimits.OPAQUE_BYTES / 2;

    DynamicFilters
    {
        requireNonNull(domains, "domains is null");
        columns = Set.copyOf(columns);
    }

    /**
     * Columns by which rows can be left out before the scan's own limits and aggregates are made: none when it takes
     * the first rows of all, and of an aggregation those that it groups by.
     */
    static Set<FlightColumnHandle> columns(FlightTableHandle handle, Set<ColumnHandle> filtered)
    {
        if (handle.isCutOff()) {
            return Set.of();
        }
        return filtered.stream()
                .map(FlightColumnHandle.class::cast)
                .filter(column -> !column.identifiesRow())
                .filter(column -> handle.aggregation()
                        .map(PushedAggregation::groupBy)
                        .map(groups -> groups.contains(column))
                        .orElse(true))
                .collect(toUnmodifiableSet());
    }

    /**
     * @param known not none
     */
    List<Conjunct> conjuncts(TupleDomain<ColumnHandle> known)
    {
        Map<ColumnHandle, Domain> byColumn = known.getDomains().orElseThrow();
        List<FlightColumnHandle> usable = byColumn.keySet().stream()
                .map(FlightColumnHandle.class::cast)
                .filter(columns::contains)
                .sorted(Comparator.comparing(FlightColumnHandle::name))
                .toList();
        List<Conjunct> conjuncts = new ArrayList<>();
        int bytes = 0;
        for (FlightColumnHandle column : usable) {
            Optional<Expression> expression = domains
                    .translate(column, byColumn.get(column), compactionThreshold)
                    .map(DomainTranslation.Translation::expression);
            bytes += expression.map(Expression::getSerializedSize).orElse(0);
            if (expression.isPresent() && bytes <= TOTAL_BYTES) {
                conjuncts.add(Conjunct.newBuilder().setId(conjuncts.size()).setExpression(expression.get()).build());
            }
        }
        return conjuncts;
    }
}
