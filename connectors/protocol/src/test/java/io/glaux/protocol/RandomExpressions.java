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
import io.glaux.protocol.v1.Values;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Trees of all kinds of nodes. They need not make sense.
 */
final class RandomExpressions
{
    private static final int KINDS = 14;
    private static final int LEAVES = 2;

    private final Random random;
    private final RandomValues values;
    private final BufferAllocator allocator;
    private final List<TypedValues> written = new ArrayList<>();

    RandomExpressions(Random random, BufferAllocator allocator)
    {
        this.random = random;
        this.values = new RandomValues(random);
        this.allocator = allocator;
    }

    /**
     * The values of all trees that were made, in the order in which {@link #literals} finds them in one.
     */
    List<TypedValues> written()
    {
        return written;
    }

    Expression tree(int depth)
    {
        Expression.Builder node = Expression.newBuilder();
        switch (depth == 0 ? random.nextInt(LEAVES) : random.nextInt(KINDS)) {
            case 0 -> node.setColumn(ColumnReference.newBuilder().addPath("a").addPath("B.c"));
            case 1 -> node.setLiteral(values(1));
            case 2 -> node.setComparison(comparison(depth));
            case 3 -> node.setAnd(operands(depth));
            case 4 -> node.setOr(operands(depth));
            case 5 -> node.setNot(tree(depth - 1));
            case 6 -> node.setIsNull(tree(depth - 1));
            case 7 -> node.setIn(In.newBuilder().setValue(tree(depth - 1)).setValues(values(random.nextInt(9))));
            case 8 -> node.setLike(Like.newBuilder().setValue(tree(depth - 1)).setPattern("a!%_").setEscape("!"));
            case 9 -> node.setStartsWith(StartsWith.newBuilder().setValue(tree(depth - 1)).setPrefix("\u0000"));
            case 10 -> node.setArithmetic(arithmetic(depth));
            case 11 -> node.setNegate(tree(depth - 1));
            case 12 -> node.setCast(Cast.newBuilder()
                    .setValue(tree(depth - 1))
                    .setType(ArrowSchemas.writeField(values.field("type", 1))));
            default -> node.setCoalesce(operands(depth));
        }
        return node.build();
    }

    /**
     * All values in a tree.
     */
    static List<Values> literals(Expression node)
    {
        return switch (node.getNodeCase()) {
            case LITERAL -> List.of(node.getLiteral());
            case IN -> with(literals(node.getIn().getValue()), node.getIn().getValues());
            case COMPARISON -> both(node.getComparison().getLeft(), node.getComparison().getRight());
            case ARITHMETIC -> both(node.getArithmetic().getLeft(), node.getArithmetic().getRight());
            case AND -> all(node.getAnd());
            case OR -> all(node.getOr());
            case COALESCE -> all(node.getCoalesce());
            case NOT -> literals(node.getNot());
            case IS_NULL -> literals(node.getIsNull());
            case NEGATE -> literals(node.getNegate());
            case LIKE -> literals(node.getLike().getValue());
            case STARTS_WITH -> literals(node.getStartsWith().getValue());
            case CAST -> literals(node.getCast().getValue());
            case COLUMN, NODE_NOT_SET -> List.of();
        };
    }

    private static List<Values> with(List<Values> some, Values more)
    {
        List<Values> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }

    private static List<Values> both(Expression left, Expression right)
    {
        List<Values> all = new ArrayList<>(literals(left));
        all.addAll(literals(right));
        return all;
    }

    private static List<Values> all(Operands operands)
    {
        return operands.getOperandsList().stream().flatMap(operand -> literals(operand).stream()).toList();
    }

    private Values values(int count)
    {
        Field field = values.field("v", 1);
        TypedValues made = new TypedValues(field, values.values(field, count));
        written.add(made);
        return ArrowValues.write(field, made.values(), allocator);
    }

    private Operands operands(int depth)
    {
        Operands.Builder operands = Operands.newBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            operands.addOperands(tree(depth - 1));
        }
        return operands.build();
    }

    private Comparison comparison(int depth)
    {
        return Comparison.newBuilder()
                .setOperator(ComparisonOperator.forNumber(1 + random.nextInt(7)))
                .setLeft(tree(depth - 1))
                .setRight(tree(depth - 1))
                .build();
    }

    private Arithmetic arithmetic(int depth)
    {
        return Arithmetic.newBuilder()
                .setOperator(ArithmeticOperator.forNumber(1 + random.nextInt(5)))
                .setLeft(tree(depth - 1))
                .setRight(tree(depth - 1))
                .build();
    }
}
