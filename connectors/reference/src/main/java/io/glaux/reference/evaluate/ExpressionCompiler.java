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
package io.glaux.reference.evaluate;

import io.glaux.source.ColumnPath;
import io.glaux.source.expression.Expression;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import static java.util.Objects.requireNonNull;

/**
 * Makes functions of rows of expressions.
 */
public final class ExpressionCompiler
{
    private final Schema schema;

    public ExpressionCompiler(Schema schema)
    {
        this.schema = requireNonNull(schema, "schema is null");
    }

    /**
     * @throws UnsupportedExpressionException if it is no condition, or one that the evaluator cannot do
     */
    public RowFunction condition(Expression expression)
    {
        TypedFunction compiled = compile(expression);
        compiled.type().require(ValueType.Kind.BOOLEAN);
        return compiled.function();
    }

    /**
     * @throws UnsupportedExpressionException if the evaluator cannot do it
     */
    public RowFunction value(Expression expression)
    {
        return compile(expression).function();
    }

    ValueType type(Expression expression)
    {
        return compile(expression).type();
    }

    /**
     * @throws io.glaux.source.SourceException if there is no such column
     */
    public RowFunction path(ColumnPath path)
    {
        return RowPath.of(schema, path).function();
    }

    private TypedFunction compile(Expression expression)
    {
        return switch (expression) {
            case Expression.Column column -> column(RowPath.of(schema, column.path()));
            case Expression.Literal literal -> literal(literal);
            case Expression.Comparison comparison -> comparison(comparison);
            case Expression.And and -> all(and.operands());
            case Expression.Or or -> any(or.operands());
            case Expression.Not not -> not(not);
            case Expression.IsNull isNull -> isNull(isNull);
            case Expression.In in -> in(in);
            case Expression.Like like -> like(like);
            case Expression.StartsWith startsWith -> startsWith(startsWith);
            case Expression.Arithmetic arithmetic -> arithmetic(arithmetic);
            case Expression.Negate negate -> negate(negate);
            case Expression.Cast cast -> cast(cast);
            case Expression.Coalesce coalesce -> coalesce(coalesce);
        };
    }

    private static TypedFunction column(RowPath path)
    {
        return new TypedFunction(ValueType.of(path.field()), path.function());
    }

    private static TypedFunction literal(Expression.Literal literal)
    {
        Object value = literal.value();
        return new TypedFunction(ValueType.of(literal.type()), _ -> value);
    }

    private TypedFunction comparison(Expression.Comparison comparison)
    {
        TypedFunction left = compile(comparison.left());
        TypedFunction right = comparable(left.type(), comparison.right());
        BinaryOperator<Object> operator = comparison(comparison.operator(), left.type());
        RowFunction leftValue = left.function();
        RowFunction rightValue = right.function();
        return condition(row -> operator.apply(leftValue.valueOf(row), rightValue.valueOf(row)));
    }

    private static BinaryOperator<Object> comparison(Expression.ComparisonOperator operator, ValueType type)
    {
        return switch (operator) {
            case EQUAL -> (left, right) -> Equality.of(type, left, right);
            case NOT_EQUAL -> (left, right) -> Logic.not(Equality.of(type, left, right));
            case IDENTICAL -> (left, right) -> Objects.equals(
                    Identity.of(type, left),
                    Identity.of(type, right));
            case LESS -> ordered(type, order -> order < 0);
            case LESS_OR_EQUAL -> ordered(type, order -> order <= 0);
            case GREATER -> ordered(type, order -> order > 0);
            case GREATER_OR_EQUAL -> ordered(type, order -> order >= 0);
        };
    }

    private static BinaryOperator<Object> ordered(ValueType type, IntPredicate accepted)
    {
        Comparator<Object> ordering = Ordering.of(type);
        return (left, right) -> {
            if (left == null || right == null) {
                return null;
            }
            return !Ordering.isUnordered(left, right) && accepted.test(ordering.compare(left, right));
        };
    }

    private TypedFunction all(List<Expression> operands)
    {
        List<RowFunction> conditions = operands.stream().map(this::condition).toList();
        return condition(row -> {
            Boolean result = true;
            for (RowFunction condition : conditions) {
                result = Logic.and(result, (Boolean) condition.valueOf(row));
                if (Boolean.FALSE.equals(result)) {
                    return false;
                }
            }
            return result;
        });
    }

    private TypedFunction any(List<Expression> operands)
    {
        List<RowFunction> conditions = operands.stream().map(this::condition).toList();
        return condition(row -> {
            Boolean result = false;
            for (RowFunction condition : conditions) {
                result = Logic.or(result, (Boolean) condition.valueOf(row));
                if (Boolean.TRUE.equals(result)) {
                    return true;
                }
            }
            return result;
        });
    }

    private TypedFunction not(Expression.Not not)
    {
        RowFunction operand = condition(not.operand());
        return condition(row -> Logic.not((Boolean) operand.valueOf(row)));
    }

    private TypedFunction isNull(Expression.IsNull isNull)
    {
        RowFunction operand = compile(isNull.operand()).function();
        return condition(row -> operand.valueOf(row) == null);
    }

    private TypedFunction in(Expression.In in)
    {
        TypedFunction operand = compile(in.operand());
        ValueType type = operand.type();
        requireComparable(type, ValueType.of(in.type()));
        RowFunction value = operand.function();
        if (!type.parts().isEmpty()) {
            return condition(row -> isAmong(type, value.valueOf(row), in.values()));
        }
        Set<Object> identities = in.values()
                .stream()
                .filter(one -> !Ordering.isNaN(one))
                .map(one -> Identity.of(type, one))
                .collect(Collectors.toCollection(HashSet::new));
        return condition(row -> {
            Object one = value.valueOf(row);
            return one == null ? null : Boolean.valueOf(identities.contains(Identity.of(type, one)));
        });
    }

    /**
     * Nulls within arrays, rows and maps make it unknown whether two are equal.
     */
    private static Boolean isAmong(ValueType type, Object value, List<Object> values)
    {
        Boolean result = false;
        for (Object one : values) {
            result = Logic.or(result, Equality.of(type, value, one));
        }
        return value == null ? null : result;
    }

    private TypedFunction like(Expression.Like like)
    {
        TypedFunction operand = compile(like.operand());
        LikeMatcher matcher = LikeMatcher.of(like.pattern(), like.escape());
        UnaryOperator<String> filled = switch (operand.type().kind()) {
            case TEXT -> text -> text;
            case CHAR -> text -> filled(text, operand.type().length().orElseThrow());
            default -> throw new UnsupportedExpressionException("LIKE of " + operand.type().kind());
        };
        RowFunction value = operand.function();
        return condition(row -> {
            Object text = value.valueOf(row);
            return text == null ? null : Boolean.valueOf(matcher.matches(filled.apply((String) text)));
        });
    }

    private static String filled(String text, int codePoints)
    {
        return text + " ".repeat(Math.max(0, codePoints - text.codePointCount(0, text.length())));
    }

    private TypedFunction startsWith(Expression.StartsWith startsWith)
    {
        TypedFunction operand = compile(startsWith.operand());
        operand.type().require(ValueType.Kind.TEXT);
        RowFunction value = operand.function();
        return condition(row -> {
            Object text = value.valueOf(row);
            return text == null ? null : Boolean.valueOf(((String) text).startsWith(startsWith.prefix()));
        });
    }

    private TypedFunction arithmetic(Expression.Arithmetic arithmetic)
    {
        TypedFunction left = compile(arithmetic.left());
        TypedFunction right = compile(arithmetic.right());
        if (!left.type().isNumber() || !left.type().field().getType().equals(right.type().field().getType())) {
            throw new UnsupportedExpressionException("Arithmetic with operands of two types");
        }
        BinaryOperator<Object> operator = ArithmeticFunctions.of(arithmetic.operator(), left.type());
        RowFunction leftValue = left.function();
        RowFunction rightValue = right.function();
        return new TypedFunction(left.type(), row -> {
            Object leftOperand = leftValue.valueOf(row);
            Object rightOperand = rightValue.valueOf(row);
            return leftOperand == null || rightOperand == null ? null : operator.apply(leftOperand, rightOperand);
        });
    }

    private TypedFunction negate(Expression.Negate negate)
    {
        TypedFunction operand = compile(negate.operand());
        return mapped(operand, operand.type(), ArithmeticFunctions.negation(operand.type()));
    }

    private TypedFunction cast(Expression.Cast cast)
    {
        TypedFunction operand = compile(cast.operand());
        ValueType type = ValueType.of(cast.type());
        return mapped(operand, type, Casts.between(operand.type(), type));
    }

    private static TypedFunction mapped(TypedFunction operand, ValueType type, UnaryOperator<Object> operator)
    {
        RowFunction value = operand.function();
        return new TypedFunction(type, row -> {
            Object one = value.valueOf(row);
            return one == null ? null : operator.apply(one);
        });
    }

    private TypedFunction coalesce(Expression.Coalesce coalesce)
    {
        ValueType type = compile(coalesce.operands().getFirst()).type();
        List<RowFunction> values = new ArrayList<>();
        coalesce.operands().forEach(operand -> values.add(comparable(type, operand).function()));
        return new TypedFunction(type, row -> {
            for (RowFunction value : values) {
                Object one = value.valueOf(row);
                if (one != null) {
                    return one;
                }
            }
            return null;
        });
    }

    private TypedFunction comparable(ValueType type, Expression expression)
    {
        TypedFunction compiled = compile(expression);
        requireComparable(type, compiled.type());
        return compiled;
    }

    private static void requireComparable(ValueType left, ValueType right)
    {
        if (!left.isComparableTo(right)) {
            throw new UnsupportedExpressionException("%s beside %s".formatted(left.kind(), right.kind()));
        }
    }

    private static TypedFunction condition(RowFunction function)
    {
        return new TypedFunction(ValueType.BOOLEAN, function);
    }
}
