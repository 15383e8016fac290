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

import io.glaux.protocol.ArrowValues;
import io.glaux.protocol.TypedValues;
import io.glaux.protocol.v1.Comparison;
import io.glaux.protocol.v1.Expression;
import io.glaux.protocol.v1.Like;
import io.glaux.protocol.v1.Operands;
import io.glaux.protocol.v1.Values;
import org.apache.arrow.memory.BufferAllocator;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Evaluates conditions of the protocol as its specification says, one value at a time; written for tests, apart from
 * any source. Empty is SQL's NULL.
 */
final class ProtocolEvaluator
{
    private final BufferAllocator allocator;
    private final Map<List<String>, Optional<Object>> row;

    /**
     * @param row values by the path of the column, in the forms of {@link io.glaux.protocol.VectorValues}
     */
    ProtocolEvaluator(BufferAllocator allocator, Map<List<String>, Optional<Object>> row)
    {
        this.allocator = allocator;
        this.row = row;
    }

    Optional<Object> evaluate(Expression expression)
    {
        return switch (expression.getNodeCase()) {
            case COLUMN -> row.get(List.copyOf(expression.getColumn().getPathList()));
            case LITERAL -> Optional.ofNullable(read(expression.getLiteral()).single());
            case COMPARISON -> compare(expression.getComparison());
            case AND -> logic(expression.getAnd(), false);
            case OR -> logic(expression.getOr(), true);
            case NOT -> evaluate(expression.getNot()).map(value -> !((boolean) value));
            case IS_NULL -> Optional.of(evaluate(expression.getIsNull()).isEmpty());
            case IN -> evaluate(expression.getIn().getValue()).map(value ->
                    read(expression.getIn().getValues()).values().stream().anyMatch(one -> areEqual(value, one)));
            case LIKE -> evaluate(expression.getLike().getValue())
                    .map(value -> isLike((String) value, expression.getLike()));
            case STARTS_WITH -> evaluate(expression.getStartsWith().getValue())
                    .map(value -> ((String) value).startsWith(expression.getStartsWith().getPrefix()));
            case COALESCE -> expression.getCoalesce().getOperandsList().stream()
                    .map(this::evaluate)
                    .flatMap(Optional::stream)
                    .findFirst();
            case ARITHMETIC, NEGATE, CAST, NODE_NOT_SET -> throw new UnsupportedOperationException(
                    expression.getNodeCase().name());
        };
    }

    private TypedValues read(Values values)
    {
        return ArrowValues.read(values, allocator);
    }

    /**
     * @param absorbing what decides, whatever the others are
     */
    private Optional<Object> logic(Operands operands, boolean absorbing)
    {
        boolean isUnknown = false;
        for (Expression operand : operands.getOperandsList()) {
            Optional<Object> value = evaluate(operand);
            if (value.isPresent() && (boolean) value.get() == absorbing) {
                return Optional.of(absorbing);
            }
            isUnknown |= value.isEmpty();
        }
        return isUnknown ? Optional.empty() : Optional.of(!absorbing);
    }

    private Optional<Object> compare(Comparison comparison)
    {
        Optional<Object> left = evaluate(comparison.getLeft());
        Optional<Object> right = evaluate(comparison.getRight());
        if (comparison.getOperator() == io.glaux.protocol.v1.ComparisonOperator.COMPARISON_OPERATOR_IDENTICAL) {
            return Optional.of(left.isEmpty() == right.isEmpty()
                    && (left.isEmpty() || order(left.get(), right.get()) == 0));
        }
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        if (isNaN(left.get()) || isNaN(right.get())) {
            return Optional.of(switch (comparison.getOperator()) {
                case COMPARISON_OPERATOR_NOT_EQUAL -> true;
                default -> false;
            });
        }
        int order = order(left.get(), right.get());
        return Optional.of(switch (comparison.getOperator()) {
            case COMPARISON_OPERATOR_EQUAL -> order == 0;
            case COMPARISON_OPERATOR_NOT_EQUAL -> order != 0;
            case COMPARISON_OPERATOR_LESS -> order < 0;
            case COMPARISON_OPERATOR_LESS_OR_EQUAL -> order <= 0;
            case COMPARISON_OPERATOR_GREATER -> order > 0;
            case COMPARISON_OPERATOR_GREATER_OR_EQUAL -> order >= 0;
            default -> throw new UnsupportedOperationException(comparison.getOperator().name());
        });
    }

    private static boolean areEqual(Object left, Object right)
    {
        return !isNaN(left) && !isNaN(right) && order(left, right) == 0;
    }

    private static boolean isNaN(Object value)
    {
        return value instanceof Double number && Double.isNaN(number);
    }

    @SuppressWarnings("unchecked")
    private static int order(Object left, Object right)
    {
        return switch (left) {
            case String text -> Arrays.compareUnsigned(
                    text.getBytes(StandardCharsets.UTF_8),
                    ((String) right).getBytes(StandardCharsets.UTF_8));
            case byte[] bytes -> Arrays.compareUnsigned(bytes, (byte[]) right);
            case Double number -> Double.compare(number + 0.0, (Double) right + 0.0);
            case BigDecimal number -> number.compareTo((BigDecimal) right);
            default -> ((Comparable<Object>) left).compareTo(right);
        };
    }

    private static boolean isLike(String value, Like like)
    {
        return isLike(
                value.codePoints().toArray(),
                0,
                like.getPattern().codePoints().toArray(),
                0,
                like.hasEscape() ? like.getEscape().codePointAt(0) : -1);
    }

    private static boolean isLike(int[] value, int at, int[] pattern, int next, int escape)
    {
        if (next == pattern.length) {
            return at == value.length;
        }
        if (pattern[next] == escape) {
            return at < value.length && value[at] == pattern[next + 1] && isLike(
                    value,
                    at + 1,
                    pattern,
                    next + 2,
                    escape);
        }
        if (pattern[next] == '%') {
            return isLike(value, at, pattern, next + 1, escape)
                    || (at < value.length && isLike(value, at + 1, pattern, next, escape));
        }
        return at < value.length
                && (pattern[next] == '_' || pattern[next] == value[at])
                && isLike(value, at + 1, pattern, next + 1, escape);
    }
}
