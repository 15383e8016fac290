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
import io.glaux.protocol.v1.ComparisonOperator;
import io.glaux.protocol.v1.Expression;
import io.trino.spi.predicate.DiscreteValues;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.Range;
import io.trino.spi.predicate.Ranges;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.Type;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static io.glaux.flight.pushdown.Expressions.and;
import static io.glaux.flight.pushdown.Expressions.column;
import static io.glaux.flight.pushdown.Expressions.compare;
import static io.glaux.flight.pushdown.Expressions.in;
import static io.glaux.flight.pushdown.Expressions.isNull;
import static io.glaux.flight.pushdown.Expressions.not;
import static io.glaux.flight.pushdown.Expressions.or;
import static io.glaux.protocol.v1.ComparisonOperator.COMPARISON_OPERATOR_EQUAL;
import static io.glaux.protocol.v1.ComparisonOperator.COMPARISON_OPERATOR_GREATER;
import static io.glaux.protocol.v1.ComparisonOperator.COMPARISON_OPERATOR_GREATER_OR_EQUAL;
import static io.glaux.protocol.v1.ComparisonOperator.COMPARISON_OPERATOR_LESS;
import static io.glaux.protocol.v1.ComparisonOperator.COMPARISON_OPERATOR_LESS_OR_EQUAL;
import static io.glaux.protocol.v1.ComparisonOperator.COMPARISON_OPERATOR_NOT_EQUAL;
import static java.util.Objects.requireNonNull;

/**
 * Conditions by single columns as expressions of the protocol. Such an expression is true for a value when the domain
 * has it, and else false or null.
 */
public final class DomainTranslation
{
    private final LiteralValues literals;
    private final int valuesLimit;

    /**
     * @param valuesLimit with how many single values a domain goes as it is. More than ranges: values are keys, and of
     *         ten thousand keys a source can look up each, where the range that holds them may be the whole table
     */
    public DomainTranslation(LiteralValues literals, int valuesLimit)
    {
        this.literals = requireNonNull(literals, "literals is null");
        this.valuesLimit = valuesLimit;
    }

    /**
     * @param exact false: it is true for more values than the domain has
     */
    public record Translation(Expression expression, boolean exact) {}

    /**
     * @param compactionThreshold with how many ranges a domain goes as it is
     * @return empty when it cannot be told, or says nothing
     */
    public Optional<Translation> translate(FlightColumnHandle column, Domain domain, int compactionThreshold)
    {
        if (column.identifiesRow() || domain.isAll() || domain.isNone()) {
            return Optional.empty();
        }
        Domain compact = compact(domain, compactionThreshold);
        Optional<Translation> translation = translation(column, domain, compact);
        if (translation.isEmpty() || Expressions.fits(translation.get().expression())) {
            return translation;
        }
        // long values: from the least to the greatest, if these are not too long as well
        return translation(column, domain, domain.simplify(1)).filter(range -> Expressions.fits(range.expression()));
    }

    private Optional<Translation> translation(FlightColumnHandle column, Domain domain, Domain compact)
    {
        boolean isExact = compact.equals(domain);
        return compact.isAll()
                ? Optional.empty()
                : expression(column(column), compact).map(expression -> new Translation(expression, isExact));
    }

    private Domain compact(Domain domain, int compactionThreshold)
    {
        ValueSet values = domain.getValues();
        boolean isValues = !values.isAll() && !values.isNone() && values.isDiscreteSet();
        int limit = isValues ? valuesLimit : compactionThreshold;
        return domain.simplify(limit);
    }

    private Optional<Expression> expression(Expression column, Domain domain)
    {
        ValueSet values = domain.getValues();
        if (values.isNone()) {
            return Optional.of(isNull(column));
        }
        if (values.isAll()) {
            return Optional.of(not(isNull(column)));
        }
        Type type = domain.getType();
        if (!literals.isComparable(type)) {
            return Optional.empty();
        }
        Optional<Expression> condition = values.getValuesProcessor().transform(
                ranges -> ranges(column, type, values, ranges),
                discrete -> discrete(column, type, discrete),
                _ -> Optional.empty());
        return domain.isNullAllowed()
                ? condition.map(expression -> or(List.of(isNull(column), expression)))
                : condition;
    }

    private Optional<Expression> discrete(Expression column, Type type, DiscreteValues values)
    {
        Optional<Expression> oneOf = oneOf(column, type, List.copyOf(values.getValues()));
        return values.isInclusive() ? oneOf : oneOf.map(Expressions::not);
    }

    private Optional<Expression> oneOf(Expression column, Type type, List<Object> values)
    {
        if (values.size() == 1) {
            return comparison(COMPARISON_OPERATOR_EQUAL, column, type, values.getFirst());
        }
        return literals.values(type, values).map(set -> in(column, set));
    }

    private Optional<Expression> ranges(Expression column, Type type, ValueSet values, Ranges ranges)
    {
        Optional<Expression> exclusion = exclusion(column, type, values);
        if (exclusion.isPresent()) {
            return exclusion;
        }
        List<Object> single = new ArrayList<>();
        List<Expression> disjuncts = new ArrayList<>();
        for (Range range : ranges.getOrderedRanges()) {
            if (range.isSingleValue()) {
                single.add(range.getSingleValue());
                continue;
            }
            Optional<Expression> expression = range(column, type, range);
            if (expression.isEmpty()) {
                return Optional.empty();
            }
            disjuncts.add(expression.get());
        }
        if (!single.isEmpty()) {
            Optional<Expression> oneOf = oneOf(column, type, single);
            if (oneOf.isEmpty()) {
                return Optional.empty();
            }
            disjuncts.add(oneOf.get());
        }
        return Optional.of(or(disjuncts));
    }

    /**
     * All but a few values. Not of floating point numbers: a NaN is in no range, and not equal to any value.
     */
    private Optional<Expression> exclusion(Expression column, Type type, ValueSet values)
    {
        if (type instanceof DoubleType || type instanceof RealType) {
            return Optional.empty();
        }
        ValueSet others = values.complement();
        if (others.isNone() || others.isAll() || !others.isDiscreteSet()) {
            return Optional.empty();
        }
        List<Object> excluded = others.getDiscreteSet();
        if (excluded.size() == 1) {
            return comparison(COMPARISON_OPERATOR_NOT_EQUAL, column, type, excluded.getFirst());
        }
        return literals.values(type, excluded).map(set -> not(in(column, set)));
    }

    private Optional<Expression> range(Expression column, Type type, Range range)
    {
        if (!literals.isOrdered(type)) {
            return Optional.empty();
        }
        List<Expression> bounds = new ArrayList<>();
        if (!range.isLowUnbounded()) {
            ComparisonOperator operator = range.isLowInclusive()
                    ? COMPARISON_OPERATOR_GREATER_OR_EQUAL
                    : COMPARISON_OPERATOR_GREATER;
            comparison(operator, column, type, range.getLowBoundedValue()).ifPresent(bounds::add);
        }
        if (!range.isHighUnbounded()) {
            ComparisonOperator operator = range.isHighInclusive()
                    ? COMPARISON_OPERATOR_LESS_OR_EQUAL
                    : COMPARISON_OPERATOR_LESS;
            comparison(operator, column, type, range.getHighBoundedValue()).ifPresent(bounds::add);
        }
        int expected = (range.isLowUnbounded() ? 0 : 1) + (range.isHighUnbounded() ? 0 : 1);
        return bounds.size() == expected ? Optional.of(and(bounds)) : Optional.empty();
    }

    private Optional<Expression> comparison(ComparisonOperator operator, Expression column, Type type, Object value)
    {
        return literals.literal(type, value).map(literal -> compare(operator, column, literal));
    }
}
