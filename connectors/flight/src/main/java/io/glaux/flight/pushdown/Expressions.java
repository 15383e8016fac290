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

import com.google.protobuf.Message;
import io.glaux.flight.metadata.FlightColumnHandle;
import io.glaux.protocol.ProtocolLimits;
import io.glaux.protocol.v1.ColumnReference;
import io.glaux.protocol.v1.Comparison;
import io.glaux.protocol.v1.ComparisonOperator;
import io.glaux.protocol.v1.Expression;
import io.glaux.protocol.v1.In;
import io.glaux.protocol.v1.Operands;
import io.glaux.protocol.v1.Values;

import java.util.List;

/**
 * Makes expressions of the protocol.
 */
final class Expressions
{
    /**
     * Of one condition. A request and what the host makes of it have limits, and there are other conditions.
     */
    static final int BYTES = 256 << 10;

    /**
     * Of all conditions of a scan.
     */
    static final int TOTAL_BYTES = 512 << 10;

    /**
     * A request has three messages around a condition.
     */
    private static final int DEPTH = ProtocolLimits.MESSAGE_DEPTH - 3;

    private Expressions() {}

    /**
     * Whether a condition is within the limits of the protocol.
     */
    static boolean fits(Expression expression)
    {
        return expression.getSerializedSize() <= BYTES && depth(expression) <= DEPTH;
    }

    private static int depth(Message message)
    {
        int deepest = 0;
        for (Object value : message.getAllFields().values()) {
            if (value instanceof List<?> list) {
                for (Object element : list) {
                    deepest = Math.max(deepest, element instanceof Message child ? depth(child) : 0);
                }
            }
            else if (value instanceof Message child) {
                deepest = Math.max(deepest, depth(child));
            }
        }
        return deepest + 1;
    }

    static Expression column(FlightColumnHandle column)
    {
        return Expression.newBuilder()
                .setColumn(ColumnReference.newBuilder().addAllPath(column.path()))
                .build();
    }

    static Expression not(Expression operand)
    {
        return Expression.newBuilder().setNot(operand).build();
    }

    static Expression isNull(Expression operand)
    {
        return Expression.newBuilder().setIsNull(operand).build();
    }

    static Expression compare(ComparisonOperator operator, Expression left, Expression right)
    {
        return Expression.newBuilder()
                .setComparison(Comparison.newBuilder().setOperator(operator).setLeft(left).setRight(right))
                .build();
    }

    static Expression in(Expression value, Values values)
    {
        return Expression.newBuilder().setIn(In.newBuilder().setValue(value).setValues(values)).build();
    }

    static Expression and(List<Expression> operands)
    {
        return operands.size() == 1
                ? operands.getFirst()
                : Expression.newBuilder().setAnd(Operands.newBuilder().addAllOperands(operands)).build();
    }

    static Expression or(List<Expression> operands)
    {
        return operands.size() == 1
                ? operands.getFirst()
                : Expression.newBuilder().setOr(Operands.newBuilder().addAllOperands(operands)).build();
    }
}
