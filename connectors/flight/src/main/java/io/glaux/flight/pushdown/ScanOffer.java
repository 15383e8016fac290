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

import com.google.protobuf.ByteString;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metadata.FlightTableHandle;
import io.glaux.flight.metadata.PushedAggregate;
import io.glaux.flight.metadata.PushedAggregation;
import io.glaux.flight.metadata.PushedExpression;
import io.glaux.flight.metadata.PushedTopN;
import io.glaux.flight.metadata.SourceTable;
import io.glaux.flight.metadata.TypeMapping;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.v1.AggregateCall;
import io.glaux.protocol.v1.Aggregation;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.Expression;
import io.glaux.protocol.v1.ScanSpec;
import io.glaux.protocol.v1.SortItem;
import io.glaux.protocol.v1.TopN;
import io.trino.spi.predicate.Domain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A whole scan, as it is offered to the source.
 *
 * @param columns of conditions by single columns, by the ids of their conjuncts; only those that can be told
 * @param inexact ids of conjuncts that are true for more rows than the engine's condition
 * @param firstExpression the id of the first of the other conditions, which are in the order of the handle
 */
public record ScanOffer(
        ScanSpec spec,
        Map<Integer, FlightColumnHandle> columns,
        List<Integer> inexact,
        int firstExpression)
{
    public ScanOffer
    {
        columns = Map.copyOf(columns);
        inexact = List.copyOf(inexact);
    }

    /**
     * Conditions by single columns come first, as in the engine: they cannot fail.
     */
    static ScanOffer of(
            FlightTableHandle handle,
            DomainTranslation domains,
            int compactionThreshold,
            TypeMapping types)
    {
        Conjuncts conjuncts = new Conjuncts();
        Map<FlightColumnHandle, Domain> byColumn = handle.constraint().getDomains().orElse(Map.of());
        byColumn.entrySet().stream()
                .sorted(Comparator.comparing(entry -> String.join("\u0000", entry.getKey().path())))
                .forEach(entry -> domains.translate(entry.getKey(), entry.getValue(), compactionThreshold)
                        .ifPresent(translation -> conjuncts.add(entry.getKey(), translation)));
        int firstExpression = conjuncts.next;
        handle.expressions().stream().map(PushedExpression::toMessage).forEach(conjuncts::add);

        ScanSpec.Builder spec = ScanSpec.newBuilder();
        handle.relation().source().map(SourceTable::toMessage).ifPresent(spec::setTable);
        handle.relation().query().ifPresent(spec::setQuery);
        if (handle.relation().query().isEmpty()) {
            read(handle).forEach(column -> spec.addColumns(column.toMessage()));
        }
        spec.addAllConjuncts(conjuncts.conjuncts);
        handle.aggregation().ifPresent(aggregation -> spec.setAggregation(message(aggregation, types)));
        handle.topN().ifPresent(topN -> spec.setTopN(message(topN)));
        handle.limit().ifPresent(limit -> spec.setLimit(limit.count()));
        return new ScanOffer(spec.build(), conjuncts.columns, conjuncts.inexact, firstExpression);
    }

    /**
     * For an aggregation, what it is made from.
     */
    private static List<FlightColumnHandle> read(FlightTableHandle handle)
    {
        return handle.aggregation()
                .map(aggregation -> Stream.concat(
                                aggregation.groupBy().stream(),
                                aggregation.aggregates().stream().flatMap(aggregate -> aggregate.argument().stream()))
                        .distinct()
                        .toList())
                .orElseGet(handle::batchColumns);
    }

    private static Aggregation message(PushedAggregation aggregation, TypeMapping types)
    {
        Aggregation.Builder message = Aggregation.newBuilder();
        aggregation.groupBy().forEach(column -> message.addGroupBy(column.toMessage()));
        aggregation.aggregates().forEach(aggregate -> message.addAggregates(message(aggregate, types)));
        return message.build();
    }

    private static AggregateCall message(PushedAggregate aggregate, TypeMapping types)
    {
        FlightColumnHandle result = aggregate.result();
        ByteString type = types.protocolField(result.name(), result.type())
                .map(ArrowSchemas::writeField)
                .orElseThrow(
                        () -> new IllegalStateException("An aggregate has a type that the protocol does not have"));
        AggregateCall.Builder message = AggregateCall.newBuilder()
                .setName(result.name())
                .setFunction(aggregate.function())
                .setDistinct(aggregate.distinct())
                .setType(type);
        aggregate.argument().ifPresent(argument -> message.setArgument(argument.toMessage()));
        return message.build();
    }

    private static TopN message(PushedTopN topN)
    {
        TopN.Builder message = TopN.newBuilder().setCount(topN.count());
        topN.order().forEach(item -> message.addOrder(SortItem.newBuilder()
                .setColumn(item.column().toMessage())
                .setAscending(item.ascending())
                .setNullsFirst(item.nullsFirst())));
        return message.build();
    }

    /**
     * The id of a condition by a column; empty when it is not offered.
     */
    Optional<Integer> id(FlightColumnHandle column)
    {
        return columns.entrySet().stream()
                .filter(entry -> entry.getValue().equals(column))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static final class Conjuncts
    {
        private final List<Conjunct> conjuncts = new ArrayList<>();
        private final Map<Integer, FlightColumnHandle> columns = new LinkedHashMap<>();
        private final List<Integer> inexact = new ArrayList<>();

        private int next;
        private int bytes;

        private void add(FlightColumnHandle column, DomainTranslation.Translation translation)
        {
            columns.put(next, column);
            if (!translation.exact()) {
                inexact.add(next);
            }
            add(translation.expression());
        }

        /**
         * What there is no room for is not offered, and so not taken.
         */
        private void add(Expression expression)
        {
            int size = expression.getSerializedSize();
            if (bytes + size <= Expressions.TOTAL_BYTES) {
                bytes += size;
                conjuncts.add(Conjunct.newBuilder().setId(next).setExpression(expression).build());
            }
            next++;
        }
    }
}
