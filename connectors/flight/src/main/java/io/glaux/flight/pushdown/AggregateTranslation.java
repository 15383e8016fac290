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
import io.glaux.flight.metadata.PushedAggregate;
import io.glaux.flight.metadata.TypeMapping;
import io.glaux.protocol.v1.AggregateFunction;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Variable;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Aggregates of the engine as those of the protocol.
 */
public final class AggregateTranslation
{
    private final LiteralValues literals;
    private final TypeMapping types;

    public AggregateTranslation(LiteralValues literals, TypeMapping types)
    {
        this.literals = requireNonNull(literals, "literals is null");
        this.types = requireNonNull(types, "types is null");
    }

    /**
     * @param position among the aggregates
     * @return empty when the protocol cannot say it
     */
    public Optional<PushedAggregate> translate(
            io.trino.spi.connector.AggregateFunction aggregate,
            int position,
            Map<String, ColumnHandle> assignments)
    {
        if (aggregate.getFilter().isPresent() || !aggregate.getSortItems().isEmpty()) {
            return Optional.empty();
        }
        if (types.protocolField("result", aggregate.getOutputType()).isEmpty()) {
            return Optional.empty();
        }
        String name = "$aggregate_" + position;
        FlightColumnHandle result = FlightColumnHandle.column(name, name, aggregate.getOutputType());
        List<ConnectorExpression> arguments = aggregate.getArguments();
        if (arguments.isEmpty()) {
            return aggregate.getFunctionName().equals("count")
                    ? Optional.of(new PushedAggregate(
                    AggregateFunction.AGGREGATE_FUNCTION_COUNT_ALL, Optional.empty(), false, result))
                    : Optional.empty();
        }
        if (arguments.size() != 1 || !(arguments.getFirst() instanceof Variable variable)) {
            return Optional.empty();
        }
        FlightColumnHandle argument = (FlightColumnHandle) assignments.get(variable.getName());
        if (argument == null || argument.identifiesRow()) {
            return Optional.empty();
        }
        return function(aggregate, argument.type()).map(function ->
                new PushedAggregate(function, Optional.of(argument), aggregate.isDistinct(), result));
    }

    private Optional<AggregateFunction> function(io.trino.spi.connector.AggregateFunction aggregate, Type argument)
    {
        boolean isCountable = !aggregate.isDistinct() || literals.isComparable(argument);
        return switch (aggregate.getFunctionName()) {
            case "count" -> when(isCountable, AggregateFunction.AGGREGATE_FUNCTION_COUNT);
            case "min" -> when(literals.isOrdered(argument), AggregateFunction.AGGREGATE_FUNCTION_MIN);
            case "max" -> when(literals.isOrdered(argument), AggregateFunction.AGGREGATE_FUNCTION_MAX);
            case "sum" -> when(isNumber(argument), AggregateFunction.AGGREGATE_FUNCTION_SUM);
            case "avg" -> when(isNumber(argument), AggregateFunction.AGGREGATE_FUNCTION_AVG);
            default -> Optional.empty();
        };
    }

    private static Optional<AggregateFunction> when(boolean isSo, AggregateFunction function)
    {
        return isSo ? Optional.of(function) : Optional.empty();
    }

    private static boolean isNumber(Type type)
    {
        return switch (type) {
            case TinyintType _, SmallintType _, IntegerType _, BigintType _ -> true;
            case RealType _, DoubleType _, DecimalType _ -> true;
            default -> false;
        };
    }
}
