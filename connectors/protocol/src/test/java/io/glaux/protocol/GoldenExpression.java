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
package io.glaux.protocol;

import io.glaux.protocol.v1.Arithmetic;
import io.glaux.protocol.v1.ArithmeticOperator;
import io.glaux.protocol.v1.Cast;
import io.glaux.protocol.v1.ColumnReference;
import io.glaux.protocol.v1.Comparison;
import io.glaux.protocol.v1.ComparisonOperator;
import io.glaux.protocol.v1.Expression;
import io.glaux.protocol.v1.In;
import io.glaux.protocol.v1.Like;
import io.glaux.protocol.v1.Operands;
import io.glaux.protocol.v1.StartsWith;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

import java.util.List;

/**
 * An expression with each kind of node and each operator.
 */
final class GoldenExpression
{
    private static final Field INTEGER = Field.nullable("literal", new ArrowType.Int(64, true));
    private static final Field TEXT = Field.nullable("literal", ArrowType.Utf8.INSTANCE);

    private GoldenExpression() {}

    static Expression make(BufferAllocator allocator)
    {
        Expression column = Expression.newBuilder()
                .setColumn(ColumnReference.newBuilder().addPath("engine").addPath("Type"))
                .build();
        Expression literal = Expression.newBuilder()
                .setLiteral(ArrowValues.write(INTEGER, List.of(42L), allocator))
                .build();
        In.Builder in = In.newBuilder()
                .setValue(column)
                .setValues(ArrowValues.write(TEXT, List.of("", "Owl \uD83E\uDD89"), allocator));
        Operands.Builder or = Operands.newBuilder()
                .addOperands(node().setIn(in))
                .addOperands(node().setLike(Like.newBuilder().setValue(column).setPattern("a!%%").setEscape("!")))
                .addOperands(node().setStartsWith(StartsWith.newBuilder().setValue(column).setPrefix("N1")))
                .addOperands(node().setNot(node().setIsNull(column)));
        Operands.Builder and = Operands.newBuilder().addOperands(node().setOr(or));
        for (ComparisonOperator operator : ComparisonOperator.values()) {
            if (operator != ComparisonOperator.UNRECOGNIZED
                    && operator != ComparisonOperator.COMPARISON_OPERATOR_UNSPECIFIED) {
                and.addOperands(node().setComparison(
                        Comparison.newBuilder().setOperator(operator).setLeft(column).setRight(literal)));
            }
        }
        Operands.Builder coalesce = Operands.newBuilder()
                .addOperands(node().setNegate(column))
                .addOperands(node().setCast(
                        Cast.newBuilder().setValue(column).setType(ArrowSchemas.writeField(INTEGER))));
        for (ArithmeticOperator operator : ArithmeticOperator.values()) {
            if (operator != ArithmeticOperator.UNRECOGNIZED
                    && operator != ArithmeticOperator.ARITHMETIC_OPERATOR_UNSPECIFIED) {
                coalesce.addOperands(node().setArithmetic(
                        Arithmetic.newBuilder().setOperator(operator).setLeft(column).setRight(literal)));
            }
        }
        and.addOperands(node().setCoalesce(coalesce));
        return node().setAnd(and).build();
    }

    private static Expression.Builder node()
    {
        return Expression.newBuilder();
    }
}
