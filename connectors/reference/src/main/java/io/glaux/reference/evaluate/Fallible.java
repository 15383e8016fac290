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

import io.glaux.source.expression.Expression;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;

/**
 * Tells expressions that may be an error for some rows. Such a condition must not be asked about a row that another
 * condition excludes: in SQL it is no error there.
 */
public final class Fallible
{
    private Fallible() {}

    /**
     * @param expression that can be compiled
     */
    public static boolean canFail(Schema schema, Expression expression)
    {
        return switch (expression) {
            case Expression.Column _, Expression.Literal _ -> false;
            case Expression.Comparison comparison -> canFail(schema, List.of(comparison.left(), comparison.right()));
            case Expression.And and -> canFail(schema, and.operands());
            case Expression.Or or -> canFail(schema, or.operands());
            case Expression.Not not -> canFail(schema, not.operand());
            case Expression.IsNull isNull -> canFail(schema, isNull.operand());
            case Expression.In in -> canFail(schema, in.operand());
            case Expression.Like like -> canFail(schema, like.operand());
            case Expression.StartsWith startsWith -> canFail(schema, startsWith.operand());
            case Expression.Arithmetic arithmetic -> isExact(schema, arithmetic.left())
                    || canFail(schema, List.of(arithmetic.left(), arithmetic.right()));
            case Expression.Negate negate -> isExact(schema, negate.operand()) || canFail(schema, negate.operand());
            case Expression.Cast cast -> isExact(ValueType.of(cast.type())) || canFail(schema, cast.operand());
            case Expression.Coalesce coalesce -> canFail(schema, coalesce.operands());
        };
    }

    private static boolean canFail(Schema schema, List<Expression> expressions)
    {
        return expressions.stream().anyMatch(expression -> canFail(schema, expression));
    }

    private static boolean isExact(Schema schema, Expression expression)
    {
        return isExact(new ExpressionCompiler(schema).type(expression));
    }

    /**
     * What does not fit such a type is an error.
     */
    private static boolean isExact(ValueType type)
    {
        return type.kind() == ValueType.Kind.INTEGER || type.kind() == ValueType.Kind.DECIMAL;
    }
}
