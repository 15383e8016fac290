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
package io.glaux.host.convert;

import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.ArrowValues;
import io.glaux.protocol.TypedValues;
import io.glaux.protocol.v1.ArithmeticOperator;
import io.glaux.protocol.v1.ComparisonOperator;
import io.glaux.protocol.v1.Operands;
import io.glaux.source.ColumnPath;
import io.glaux.source.Conjunct;
import io.glaux.source.expression.Expression;
import org.apache.arrow.memory.BufferAllocator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * Reads expressions. How deep they are nested is bounded by how deep messages are.
 */
public final class ExpressionReader
{
    private final BufferAllocator allocator;

    /**
     * @param allocator holds values while they are read
     */
    public ExpressionReader(BufferAllocator allocator)
    {
        this.allocator = requireNonNull(allocator, "allocator is null");
    }

    /**
     * @return without those that this version of the protocol does not have: they stay with the engine
     * @throws io.glaux.protocol.ProtocolException if they are not well formed
     */
    public List<Conjunct> conjuncts(List<io.glaux.protocol.v1.Conjunct> conjuncts)
    {
        Set<Integer> ids = new HashSet<>();
        for (io.glaux.protocol.v1.Conjunct conjunct : conjuncts) {
            if (!ids.add(conjunct.getId())) {
                throw Malformed.request("Two conjuncts have the same id");
            }
        }
        List<Conjunct> known = new ArrayList<>();
        for (io.glaux.protocol.v1.Conjunct conjunct : conjuncts) {
            try {
                known.add(new Conjunct(conjunct.getId(), expression(conjunct.getExpression())));
            }
            catch (UnknownExpressionException _) {
                // as if it had not been offered
            }
        }
        return known;
    }

    Expression expression(io.glaux.protocol.v1.Expression expression)
    {
        return switch (expression.getNodeCase()) {
            case COLUMN -> new Expression.Column(path(expression.getColumn().getPathList()));
            case LITERAL -> literal(expression.getLiteral());
            case COMPARISON -> new Expression.Comparison(
                    operator(expression.getComparison().getOperator()),
                    expression(expression.getComparison().getLeft()),
                    expression(expression.getComparison().getRight()));
            case AND -> new Expression.And(operands(expression.getAnd()));
            case OR -> new Expression.Or(operands(expression.getOr()));
            case NOT -> new Expression.Not(expression(expression.getNot()));
            case IS_NULL -> new Expression.IsNull(expression(expression.getIsNull()));
            case IN -> in(expression.getIn());
            case LIKE -> like(expression.getLike());
            case STARTS_WITH -> new Expression.StartsWith(
                    expression(expression.getStartsWith().getValue()),
                    expression.getStartsWith().getPrefix());
            case ARITHMETIC -> new Expression.Arithmetic(
                    operator(expression.getArithmetic().getOperator()),
                    expression(expression.getArithmetic().getLeft()),
                    expression(expression.getArithmetic().getRight()));
            case NEGATE -> new Expression.Negate(expression(expression.getNegate()));
            case CAST -> new Expression.Cast(
                    expression(expression.getCast().getValue()),
                    ArrowSchemas.readField(expression.getCast().getType(), "The type of a cast"));
            case COALESCE -> new Expression.Coalesce(operands(expression.getCoalesce()));
            case NODE_NOT_SET -> throw new UnknownExpressionException();
        };
    }

    static ColumnPath path(List<String> names)
    {
        if (names.isEmpty()) {
            throw Malformed.request("A column has no name");
        }
        return new ColumnPath(names);
    }

    private Expression literal(io.glaux.protocol.v1.Values values)
    {
        TypedValues read = ArrowValues.read(values, allocator);
        return new Expression.Literal(read.field(), read.single());
    }

    private Expression in(io.glaux.protocol.v1.In in)
    {
        TypedValues read = ArrowValues.read(in.getValues(), allocator);
        if (read.values().contains(null)) {
            throw Malformed.request("A list of values that a value is in has a null");
        }
        return new Expression.In(expression(in.getValue()), read.field(), read.values());
    }

    private Expression like(io.glaux.protocol.v1.Like like)
    {
        OptionalInt escape = OptionalInt.empty();
        if (like.hasEscape()) {
            String character = like.getEscape();
            if (character.isEmpty() || character.codePointCount(0, character.length()) != 1) {
                throw Malformed.request("The escape of LIKE is one character");
            }
            escape = OptionalInt.of(character.codePointAt(0));
        }
        return new Expression.Like(expression(like.getValue()), like.getPattern(), escape);
    }

    private List<Expression> operands(Operands operands)
    {
        if (operands.getOperandsCount() == 0) {
            throw Malformed.request("An expression of several operands has none");
        }
        return operands.getOperandsList().stream().map(this::expression).toList();
    }

    private static Expression.ComparisonOperator operator(ComparisonOperator operator)
    {
        return switch (operator) {
            case COMPARISON_OPERATOR_EQUAL -> Expression.ComparisonOperator.EQUAL;
            case COMPARISON_OPERATOR_NOT_EQUAL -> Expression.ComparisonOperator.NOT_EQUAL;
            case COMPARISON_OPERATOR_LESS -> Expression.ComparisonOperator.LESS;
            case COMPARISON_OPERATOR_LESS_OR_EQUAL -> Expression.ComparisonOperator.LESS_OR_EQUAL;
            case COMPARISON_OPERATOR_GREATER -> Expression.ComparisonOperator.GREATER;
            case COMPARISON_OPERATOR_GREATER_OR_EQUAL -> Expression.ComparisonOperator.GREATER_OR_EQUAL;
            case COMPARISON_OPERATOR_IDENTICAL -> Expression.ComparisonOperator.IDENTICAL;
            case COMPARISON_OPERATOR_UNSPECIFIED, UNRECOGNIZED -> throw new UnknownExpressionException();
        };
    }

    private static Expression.ArithmeticOperator operator(ArithmeticOperator operator)
    {
        return switch (operator) {
            case ARITHMETIC_OPERATOR_ADD -> Expression.ArithmeticOperator.ADD;
            case ARITHMETIC_OPERATOR_SUBTRACT -> Expression.ArithmeticOperator.SUBTRACT;
            case ARITHMETIC_OPERATOR_MULTIPLY -> Expression.ArithmeticOperator.MULTIPLY;
            case ARITHMETIC_OPERATOR_DIVIDE -> Expression.ArithmeticOperator.DIVIDE;
            case ARITHMETIC_OPERATOR_MODULUS -> Expression.ArithmeticOperator.MODULUS;
            case ARITHMETIC_OPERATOR_UNSPECIFIED, UNRECOGNIZED -> throw new UnknownExpressionException();
        };
    }
}
