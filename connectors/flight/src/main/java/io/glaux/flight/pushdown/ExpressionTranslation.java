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

import io.airlift.slice.Slice;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.flight.metadata.TypeMapping;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.v1.Arithmetic;
import io.glaux.protocol.v1.ArithmeticOperator;
import io.glaux.protocol.v1.Cast;
import io.glaux.protocol.v1.ColumnReference;
import io.glaux.protocol.v1.ComparisonOperator;
import io.glaux.protocol.v1.Expression;
import io.glaux.protocol.v1.Like;
import io.glaux.protocol.v1.Operands;
import io.glaux.protocol.v1.StartsWith;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.expression.Call;
import io.trino.spi.expression.ConnectorExpression;
import io.trino.spi.expression.Constant;
import io.trino.spi.expression.FieldDereference;
import io.trino.spi.expression.FunctionName;
import io.trino.spi.expression.Variable;
import io.trino.spi.type.BigintType;
import io.trino.spi.type.BooleanType;
import io.trino.spi.type.DecimalType;
import io.trino.spi.type.DoubleType;
import io.trino.spi.type.IntegerType;
import io.trino.spi.type.RealType;
import io.trino.spi.type.RowType;
import io.trino.spi.type.SmallintType;
import io.trino.spi.type.TinyintType;
import io.trino.spi.type.Type;
import io.trino.spi.type.VarcharType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.glaux.flight.pushdown.Expressions.compare;
import static io.glaux.flight.pushdown.Expressions.in;
import static io.glaux.protocol.v1.ArithmeticOperator.ARITHMETIC_OPERATOR_ADD;
import static io.glaux.protocol.v1.ArithmeticOperator.ARITHMETIC_OPERATOR_DIVIDE;
import static io.glaux.protocol.v1.ArithmeticOperator.ARITHMETIC_OPERATOR_MODULUS;
import static io.glaux.protocol.v1.ArithmeticOperator.ARITHMETIC_OPERATOR_MULTIPLY;
import static io.glaux.protocol.v1.ArithmeticOperator.ARITHMETIC_OPERATOR_SUBTRACT;
import static io.glaux.protocol.v1.ComparisonOperator.COMPARISON_OPERATOR_EQUAL;
import static io.glaux.protocol.v1.ComparisonOperator.COMPARISON_OPERATOR_GREATER;
import static io.glaux.protocol.v1.ComparisonOperator.COMPARISON_OPERATOR_GREATER_OR_EQUAL;
import static io.glaux.protocol.v1.ComparisonOperator.COMPARISON_OPERATOR_IDENTICAL;
import static io.glaux.protocol.v1.ComparisonOperator.COMPARISON_OPERATOR_LESS;
import static io.glaux.protocol.v1.ComparisonOperator.COMPARISON_OPERATOR_LESS_OR_EQUAL;
import static io.glaux.protocol.v1.ComparisonOperator.COMPARISON_OPERATOR_NOT_EQUAL;
import static io.trino.spi.expression.StandardFunctions.ADD_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.AND_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.ARRAY_CONSTRUCTOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.BETWEEN_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.CAST_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.COALESCE_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.DIVIDE_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.EQUAL_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.GREATER_THAN_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.GREATER_THAN_OR_EQUAL_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.IDENTICAL_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.IN_PREDICATE_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.IS_NULL_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.LESS_THAN_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.LESS_THAN_OR_EQUAL_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.LIKE_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.MODULO_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.MULTIPLY_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.NEGATE_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.NOT_EQUAL_OPERATOR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.NOT_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.OR_FUNCTION_NAME;
import static io.trino.spi.expression.StandardFunctions.SUBTRACT_FUNCTION_NAME;
import static java.util.Objects.requireNonNull;

/**
 * Conditions of the engine as expressions of the protocol, each whole or not at all: what says the same in both,
 * whatever the values are. An integer is divided only by a number that is not zero, since the engine may look at
 * another condition first; casts are those that cannot fail and write no text.
 */
public final class ExpressionTranslation
{
    private static final FunctionName STARTS_WITH = new FunctionName("starts_with");
    private static final Map<FunctionName, ComparisonOperator> COMPARISONS = Map.of(
            EQUAL_OPERATOR_FUNCTION_NAME, COMPARISON_OPERATOR_EQUAL,
            NOT_EQUAL_OPERATOR_FUNCTION_NAME, COMPARISON_OPERATOR_NOT_EQUAL,
            LESS_THAN_OPERATOR_FUNCTION_NAME, COMPARISON_OPERATOR_LESS,
            LESS_THAN_OR_EQUAL_OPERATOR_FUNCTION_NAME, COMPARISON_OPERATOR_LESS_OR_EQUAL,
            GREATER_THAN_OPERATOR_FUNCTION_NAME, COMPARISON_OPERATOR_GREATER,
            GREATER_THAN_OR_EQUAL_OPERATOR_FUNCTION_NAME, COMPARISON_OPERATOR_GREATER_OR_EQUAL,
            IDENTICAL_OPERATOR_FUNCTION_NAME, COMPARISON_OPERATOR_IDENTICAL);
    private static final Map<FunctionName, ArithmeticOperator> ARITHMETIC = Map.of(
            ADD_FUNCTION_NAME, ARITHMETIC_OPERATOR_ADD,
            SUBTRACT_FUNCTION_NAME, ARITHMETIC_OPERATOR_SUBTRACT,
            MULTIPLY_FUNCTION_NAME, ARITHMETIC_OPERATOR_MULTIPLY,
            DIVIDE_FUNCTION_NAME, ARITHMETIC_OPERATOR_DIVIDE,
            MODULO_FUNCTION_NAME, ARITHMETIC_OPERATOR_MODULUS);

    private final LiteralValues literals;
    private final TypeMapping types;

    public ExpressionTranslation(LiteralValues literals, TypeMapping types)
    {
        this.literals = requireNonNull(literals, "literals is null");
        this.types = requireNonNull(types, "types is null");
    }

    /**
     * @param assignments columns by the names of variables
     * @return empty when the protocol cannot say it
     */
    public Optional<Expression> translate(ConnectorExpression expression, Map<String, ColumnHandle> assignments)
    {
        return switch (expression) {
            case Constant constant -> literals.literal(constant.getType(), constant.getValue());
            case Variable _, FieldDereference _ -> path(expression, assignments).map(path -> Expression.newBuilder()
                    .setColumn(ColumnReference.newBuilder().addAllPath(path))
                    .build());
            case Call call -> call(call, assignments);
            default -> Optional.empty();
        };
    }

    /**
     * The path of a column or of a field within one.
     *
     * @return empty when the expression is something else
     */
    static Optional<List<String>> path(ConnectorExpression expression, Map<String, ColumnHandle> assignments)
    {
        return switch (expression) {
            case Variable variable -> Optional.ofNullable((FlightColumnHandle) assignments.get(variable.getName()))
                    .filter(column -> !column.identifiesRow())
                    .map(FlightColumnHandle::path);
            case FieldDereference dereference -> path(dereference.getTarget(), assignments)
                    .flatMap(path -> fieldName(dereference).map(name -> {
                        List<String> longer = new ArrayList<>(path);
                        longer.add(name);
                        return longer;
                    }));
            default -> Optional.empty();
        };
    }

    /**
     * @return empty for a field without a name
     */
    static Optional<String> fieldName(FieldDereference dereference)
    {
        return dereference.getTarget().getType() instanceof RowType row
                ? row.getFields().get(dereference.getField()).getName()
                : Optional.empty();
    }

    private Optional<Expression> call(Call call, Map<String, ColumnHandle> assignments)
    {
        FunctionName name = call.getFunctionName();
        List<ConnectorExpression> arguments = call.getArguments();
        if (COMPARISONS.containsKey(name) && arguments.size() == 2) {
            return comparison(COMPARISONS.get(name), arguments.get(0), arguments.get(1), assignments);
        }
        if (ARITHMETIC.containsKey(name) && arguments.size() == 2) {
            return arithmetic(ARITHMETIC.get(name), call, assignments);
        }
        if (AND_FUNCTION_NAME.equals(name) && !arguments.isEmpty()) {
            return all(arguments, assignments).map(Expressions::and);
        }
        if (OR_FUNCTION_NAME.equals(name) && !arguments.isEmpty()) {
            return all(arguments, assignments).map(Expressions::or);
        }
        if (NOT_FUNCTION_NAME.equals(name) && arguments.size() == 1) {
            return translate(arguments.getFirst(), assignments).map(Expressions::not);
        }
        if (IS_NULL_FUNCTION_NAME.equals(name) && arguments.size() == 1) {
            return translate(arguments.getFirst(), assignments).map(Expressions::isNull);
        }
        if (BETWEEN_FUNCTION_NAME.equals(name) && arguments.size() == 3) {
            return between(arguments, assignments);
        }
        if (IN_PREDICATE_FUNCTION_NAME.equals(name) && arguments.size() == 2) {
            return oneOf(arguments.get(0), arguments.get(1), assignments);
        }
        if (LIKE_FUNCTION_NAME.equals(name)) {
            return like(arguments, assignments);
        }
        if (STARTS_WITH.equals(name) && arguments.size() == 2) {
            return startsWith(arguments, assignments);
        }
        return conversion(call, assignments);
    }

    private Optional<Expression> conversion(Call call, Map<String, ColumnHandle> assignments)
    {
        FunctionName name = call.getFunctionName();
        List<ConnectorExpression> arguments = call.getArguments();
        if (COALESCE_FUNCTION_NAME.equals(name) && literals.isComparable(call.getType())) {
            return all(arguments, assignments).map(operands -> Expression.newBuilder()
                    .setCoalesce(Operands.newBuilder().addAllOperands(operands))
                    .build());
        }
        if (NEGATE_FUNCTION_NAME.equals(name) && arguments.size() == 1 && isNumber(call.getType())) {
            return translate(arguments.getFirst(), assignments)
                    .map(operand -> Expression.newBuilder().setNegate(operand).build());
        }
        if (CAST_FUNCTION_NAME.equals(name) && arguments.size() == 1) {
            return cast(call.getType(), arguments.getFirst(), assignments);
        }
        return Optional.empty();
    }

    private Optional<List<Expression>> all(List<ConnectorExpression> expressions, Map<String, ColumnHandle> assignments)
    {
        List<Expression> translated = new ArrayList<>();
        for (ConnectorExpression expression : expressions) {
            Optional<Expression> one = translate(expression, assignments);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            translated.add(one.get());
        }
        return Optional.of(translated);
    }

    private Optional<Expression> comparison(
            ComparisonOperator operator,
            ConnectorExpression left,
            ConnectorExpression right,
            Map<String, ColumnHandle> assignments)
    {
        boolean isEquality = switch (operator) {
            case COMPARISON_OPERATOR_EQUAL, COMPARISON_OPERATOR_NOT_EQUAL, COMPARISON_OPERATOR_IDENTICAL -> true;
            default -> false;
        };
        Type type = left.getType();
        if (!type.equals(right.getType()) || !(isEquality ? literals.isComparable(type) : literals.isOrdered(type))) {
            return Optional.empty();
        }
        return translate(left, assignments).flatMap(first ->
                translate(right, assignments).map(second -> compare(operator, first, second)));
    }

    private Optional<Expression> between(List<ConnectorExpression> arguments, Map<String, ColumnHandle> assignments)
    {
        Optional<Expression> low = comparison(
                COMPARISON_OPERATOR_GREATER_OR_EQUAL, arguments.get(0), arguments.get(1), assignments);
        Optional<Expression> high = comparison(
                COMPARISON_OPERATOR_LESS_OR_EQUAL, arguments.get(0), arguments.get(2), assignments);
        return low.flatMap(first -> high.map(second -> Expressions.and(List.of(first, second))));
    }

    private Optional<Expression> oneOf(
            ConnectorExpression value,
            ConnectorExpression list,
            Map<String, ColumnHandle> assignments)
    {
        if (!(list instanceof Call array) || !ARRAY_CONSTRUCTOR_FUNCTION_NAME.equals(array.getFunctionName())) {
            return Optional.empty();
        }
        List<Object> values = new ArrayList<>();
        for (ConnectorExpression element : array.getArguments()) {
            // a null in the list makes what is not in it unknown
            if (!(element instanceof Constant constant)
                    || constant.getValue() == null
                    || !constant.getType().equals(value.getType())) {
                return Optional.empty();
            }
            values.add(constant.getValue());
        }
        return values.isEmpty()
                ? Optional.empty()
                : translate(value, assignments).flatMap(operand ->
                literals.values(value.getType(), values).map(set -> in(operand, set)));
    }

    private Optional<Expression> like(List<ConnectorExpression> arguments, Map<String, ColumnHandle> assignments)
    {
        if (arguments.size() < 2 || arguments.size() > 3 || !(arguments.getFirst().getType() instanceof VarcharType)) {
            return Optional.empty();
        }
        Optional<String> pattern = text(arguments.get(1));
        Optional<String> escape = arguments.size() == 3 ? text(arguments.get(2)) : Optional.empty();
        if (pattern.isEmpty() || escape.isPresent() != (arguments.size() == 3)) {
            return Optional.empty();
        }
        if (escape.isPresent() && !isWellFormed(pattern.get(), escape.get())) {
            return Optional.empty();
        }
        return translate(arguments.getFirst(), assignments).map(value -> {
            Like.Builder like = Like.newBuilder().setValue(value).setPattern(pattern.get());
            escape.ifPresent(like::setEscape);
            return Expression.newBuilder().setLike(like).build();
        });
    }

    /**
     * Else the engine fails the query, with its own words.
     */
    private static boolean isWellFormed(String pattern, String escape)
    {
        if (escape.codePointCount(0, escape.length()) != 1) {
            return false;
        }
        int escaping = escape.codePointAt(0);
        int[] characters = pattern.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (characters[i] == escaping) {
                i++;
                if (i == characters.length || (
                        characters[i] != escaping && characters[i] != '%' && characters[i] != '_')) {
                    return false;
                }
            }
        }
        return true;
    }

    private Optional<Expression> startsWith(List<ConnectorExpression> arguments, Map<String, ColumnHandle> assignments)
    {
        Optional<String> prefix = text(arguments.get(1));
        if (prefix.isEmpty() || !(arguments.getFirst().getType() instanceof VarcharType)) {
            return Optional.empty();
        }
        return translate(arguments.getFirst(), assignments).map(value -> Expression.newBuilder()
                .setStartsWith(StartsWith.newBuilder().setValue(value).setPrefix(prefix.get()))
                .build());
    }

    private static Optional<String> text(ConnectorExpression expression)
    {
        return expression instanceof Constant constant
                && constant.getType() instanceof VarcharType
                && constant.getValue() instanceof Slice slice
                ? Optional.of(slice.toStringUtf8())
                : Optional.empty();
    }

    private Optional<Expression> arithmetic(
            ArithmeticOperator operator,
            Call call,
            Map<String, ColumnHandle> assignments)
    {
        ConnectorExpression left = call.getArguments().get(0);
        ConnectorExpression right = call.getArguments().get(1);
        Type type = call.getType();
        boolean isOfOneType = type.equals(left.getType()) && type.equals(right.getType());
        boolean isDivision = operator == ARITHMETIC_OPERATOR_DIVIDE || operator == ARITHMETIC_OPERATOR_MODULUS;
        if (!isOfOneType || !(isFloating(type) || isInteger(type)) || (isDivision && !canDivide(type, right))) {
            return Optional.empty();
        }
        return translate(left, assignments).flatMap(first -> translate(right, assignments).map(second ->
                Expression.newBuilder()
                        .setArithmetic(Arithmetic.newBuilder().setOperator(operator).setLeft(first).setRight(second))
                        .build()));
    }

    /**
     * By minus one the least integer overflows.
     */
    private static boolean canDivide(Type type, ConnectorExpression divisor)
    {
        return isFloating(type) || (divisor instanceof Constant constant
                && constant.getValue() instanceof Long number
                && number != 0
                && number != -1);
    }

    private Optional<Expression> cast(Type to, ConnectorExpression value, Map<String, ColumnHandle> assignments)
    {
        if (!isSafeCast(value.getType(), to)) {
            return Optional.empty();
        }
        return types.protocolField("cast", to).flatMap(field -> translate(value, assignments)
                .map(operand -> Expression.newBuilder()
                        .setCast(Cast.newBuilder().setValue(operand).setType(ArrowSchemas.writeField(field)))
                        .build()));
    }

    private static boolean isSafeCast(Type from, Type to)
    {
        if (isInteger(from)) {
            return to instanceof DoubleType
                    || (isInteger(to) && digits(to) >= digits(from))
                    || (to instanceof DecimalType decimal && decimal.getPrecision() - decimal.getScale() >= digits(
                    from));
        }
        if (from instanceof VarcharType narrow && to instanceof VarcharType wide) {
            return wide.isUnbounded() || (
                    !narrow.isUnbounded() && wide.getBoundedLength() >= narrow.getBoundedLength());
        }
        return from instanceof RealType && to instanceof DoubleType;
    }

    /**
     * Of the largest number.
     */
    private static int digits(Type type)
    {
        return switch (type) {
            case TinyintType _ -> 3;
            case SmallintType _ -> 5;
            case IntegerType _ -> 10;
            default -> 19;
        };
    }

    private static boolean isInteger(Type type)
    {
        return type instanceof TinyintType
                || type instanceof SmallintType
                || type instanceof IntegerType
                || type instanceof BigintType;
    }

    private static boolean isFloating(Type type)
    {
        return type instanceof RealType || type instanceof DoubleType;
    }

    private static boolean isNumber(Type type)
    {
        return isInteger(type) || isFloating(type) || type instanceof DecimalType;
    }

    /**
     * Whether it fails for some values: integers overflow.
     */
    static boolean canFail(ConnectorExpression expression)
    {
        boolean isInvolved = expression instanceof Call call
                && (ARITHMETIC.containsKey(call.getFunctionName()) || NEGATE_FUNCTION_NAME.equals(
                call.getFunctionName()))
                && isInteger(call.getType());
        return isInvolved || expression.getChildren().stream().anyMatch(ExpressionTranslation::canFail);
    }

    /**
     * Whether an expression is a condition, and says something.
     */
    static boolean isCondition(ConnectorExpression expression)
    {
        return expression.getType() instanceof BooleanType && !(expression instanceof Constant);
    }
}
