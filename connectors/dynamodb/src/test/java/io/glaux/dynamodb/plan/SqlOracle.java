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
package io.glaux.dynamodb.plan;

import io.glaux.source.ColumnPath;
import io.glaux.source.expression.Expression;
import io.glaux.source.expression.Expression.ComparisonOperator;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Evaluates conditions as SQL has them: with three values.
 */
public final class SqlOracle
{
    private SqlOracle() {}

    /**
     * @param row the value of a column; null for NULL
     * @return a value or null
     */
    public static Object evaluate(Expression expression, Function<ColumnPath, Object> row)
    {
        return switch (expression) {
            case Expression.Column(ColumnPath path) -> row.apply(path);
            case Expression.Literal literal -> literal.value();
            case Expression.And(List<Expression> operands) -> joined(operands, row, false);
            case Expression.Or(List<Expression> operands) -> joined(operands, row, true);
            case Expression.Not(Expression operand) -> negated((Boolean) evaluate(operand, row));
            case Expression.IsNull(Expression operand) -> evaluate(operand, row) == null;
            case Expression.Comparison(ComparisonOperator operator, Expression left, Expression right) -> compared(
                    operator,
                    evaluate(left, row),
                    evaluate(right, row));
            case Expression.In in -> in(evaluate(in.operand(), row), in.values());
            case Expression.Like like -> like((String) evaluate(like.operand(), row), like.pattern(), like.escape());
            case Expression.StartsWith(Expression operand, String prefix) -> startsWith(
                    (String) evaluate(operand, row),
                    prefix);
            case Expression.Cast _,
                 Expression.Arithmetic _,
                 Expression.Negate _,
                 Expression.Coalesce _ -> throw new IllegalArgumentException("Not in these tests");
        };
    }

    private static Boolean joined(List<Expression> operands, Function<ColumnPath, Object> row, boolean deciding)
    {
        boolean isNull = false;
        for (Expression operand : operands) {
            Object value = evaluate(operand, row);
            if (value == null) {
                isNull = true;
            }
            else if (value.equals(deciding)) {
                return deciding;
            }
        }
        return isNull ? null : Boolean.valueOf(!deciding);
    }

    private static Boolean negated(Boolean value)
    {
        return value == null ? null : Boolean.valueOf(!value);
    }

    private static Boolean compared(ComparisonOperator operator, Object left, Object right)
    {
        if (left == null || right == null) {
            return operator == ComparisonOperator.IDENTICAL ? Boolean.valueOf(left == null && right == null) : null;
        }
        int order = compare(left, right);
        return switch (operator) {
            case EQUAL, IDENTICAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static Boolean in(Object value, List<Object> values)
    {
        return value == null ? null : Boolean.valueOf(values.stream().anyMatch(other -> compare(value, other) == 0));
    }

    private static Boolean startsWith(String value, String prefix)
    {
        return value == null ? null : Boolean.valueOf(value.startsWith(prefix));
    }

    private static Boolean like(String value, String pattern, OptionalInt escape)
    {
        if (value == null) {
            return null;
        }
        StringBuilder regex = new StringBuilder();
        boolean isEscaped = false;
        for (int symbol : pattern.codePoints().toArray()) {
            if (!isEscaped && escape.isPresent() && escape.getAsInt() == symbol) {
                isEscaped = true;
                continue;
            }
            if (!isEscaped && symbol == '%') {
                regex.append(".*");
            }
            else if (!isEscaped && symbol == '_') {
                regex.append('.');
            }
            else {
                regex.append(Pattern.quote(Character.toString(symbol)));
            }
            isEscaped = false;
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(value).matches();
    }

    /**
     * Values of one type, as Trino orders them.
     */
    public static int compare(Object left, Object right)
    {
        return switch (left) {
            case String text -> Arrays.compareUnsigned(
                    text.getBytes(StandardCharsets.UTF_8),
                    ((String) right).getBytes(StandardCharsets.UTF_8));
            case Long number -> number.compareTo((Long) right);
            case BigDecimal number -> number.compareTo((BigDecimal) right);
            case Boolean truth -> truth.compareTo((Boolean) right);
            case byte[] bytes -> Arrays.compareUnsigned(bytes, (byte[]) right);
            default -> throw new IllegalArgumentException("Not in these tests: " + left.getClass());
        };
    }
}
