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
package io.glaux.conformance.oracle;

import io.glaux.conformance.data.KnownTable;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.ArrowValues;
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
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import static java.util.Objects.requireNonNull;

/**
 * Random conditions on a table, with values that it has. None of them can fail.
 */
final class GeneratedConditions
{
    private static final int KINDS = 9;
    private static final int MOST_VALUES = 6;

    private final Random random;
    private final KnownTable table;
    private final BufferAllocator allocator;

    GeneratedConditions(Random random, KnownTable table, BufferAllocator allocator)
    {
        this.random = requireNonNull(random, "random is null");
        this.table = requireNonNull(table, "table is null");
        this.allocator = requireNonNull(allocator, "allocator is null");
    }

    Expression make(int depth)
    {
        int choice = random.nextInt(depth == 0 ? 4 : 7);
        return switch (choice) {
            case 4 -> node().setNot(make(depth - 1)).build();
            case 5 -> node().setAnd(operands(depth)).build();
            case 6 -> node().setOr(operands(depth)).build();
            default -> leaf(field());
        };
    }

    private Operands operands(int depth)
    {
        Operands.Builder operands = Operands.newBuilder();
        for (int i = 0; i <= 1 + random.nextInt(2); i++) {
            operands.addOperands(make(depth - 1));
        }
        return operands.build();
    }

    private Field field()
    {
        List<Field> fields = table.schema().getFields();
        return fields.get(random.nextInt(fields.size()));
    }

    private Expression leaf(Field field)
    {
        Expression column = column(field);
        if (SqlValues.isJson(field)) {
            return node().setIsNull(column).build();
        }
        if (field.getType() instanceof ArrowType.Struct && random.nextBoolean()) {
            return nested(field);
        }
        return switch (random.nextInt(KINDS)) {
            case 0 -> node().setIsNull(column).build();
            case 1 -> in(field, column);
            case 2 -> text(field, column);
            case 3 -> comparison(operator(field), column, column(likeField(field)));
            case 4 -> comparison(operator(field), literal(field), column);
            case 5 -> comparison(operator(field), coalesced(field, column), literal(field));
            case 6 -> calculated(field, column);
            default -> comparison(operator(field), column, literal(field));
        };
    }

    /**
     * Of a field of a row, which may be null as a whole.
     */
    private Expression nested(Field row)
    {
        int position = random.nextInt(row.getChildren().size());
        Field field = row.getChildren().get(position);
        Expression path = node()
                .setColumn(ColumnReference.newBuilder().addPath(row.getName()).addPath(field.getName()))
                .build();
        if (SqlValues.isJson(field) || random.nextInt(4) == 0) {
            return node().setIsNull(path).build();
        }
        Object value = value(row) instanceof List<?> values ? values.get(position) : null;
        Expression literal = node()
                .setLiteral(ArrowValues.write(named(field), Collections.singletonList(value), allocator))
                .build();
        return comparison(operator(field), path, literal);
    }

    private Expression in(Field field, Expression column)
    {
        List<Object> values = new ArrayList<>();
        for (int i = random.nextInt(MOST_VALUES); i > 0; i--) {
            values.add(value(field));
        }
        values.removeIf(value -> value == null);
        return node().setIn(In.newBuilder()
                .setValue(column)
                .setValues(ArrowValues.write(named(field), values, allocator))).build();
    }

    private Expression text(Field field, Expression column)
    {
        boolean isText = field.getType() instanceof ArrowType.Utf8 && !SqlValues.isChar(field);
        if (!isText || !(value(field) instanceof String text)) {
            return comparison(operator(field), column, literal(field));
        }
        int[] characters = text.codePoints().toArray();
        int cut = characters.length == 0 ? 0 : random.nextInt(characters.length + 1);
        String start = new String(characters, 0, cut);
        if (random.nextBoolean()) {
            return node().setStartsWith(StartsWith.newBuilder().setValue(column).setPrefix(start)).build();
        }
        String escaped = start.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        String pattern = switch (random.nextInt(4)) {
            case 0 -> escaped + "%";
            case 1 -> "%" + escaped;
            case 2 -> escaped + "_";
            default -> "_%" + escaped + "%";
        };
        return node().setLike(Like.newBuilder().setValue(column).setPattern(pattern).setEscape("!")).build();
    }

    /**
     * A column of the same type, which may be the column itself.
     */
    private Field likeField(Field field)
    {
        List<Field> same = table.schema().getFields().stream()
                .filter(other -> other.getType().equals(field.getType())
                        && other.getMetadata().equals(field.getMetadata())
                        && other.getChildren().equals(field.getChildren()))
                .toList();
        return same.get(random.nextInt(same.size()));
    }

    private Expression coalesced(Field field, Expression column)
    {
        return node().setCoalesce(Operands.newBuilder().addOperands(column).addOperands(literal(field))).build();
    }

    private Expression calculated(Field field, Expression column)
    {
        if (field.getType().equals(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE))) {
            Arithmetic sum = Arithmetic.newBuilder()
                    .setOperator(ArithmeticOperator.forNumber(1 + random.nextInt(5)))
                    .setLeft(column)
                    .setRight(literal(field))
                    .build();
            return comparison(operator(field), node().setArithmetic(sum).build(), literal(field));
        }
        if (field.getType() instanceof ArrowType.Int) {
            Field wide = Field.nullable(field.getName(), new ArrowType.Int(Long.SIZE, true));
            Cast cast = Cast.newBuilder().setValue(column).setType(ArrowSchemas.writeField(wide)).build();
            return comparison(operator(wide), node().setCast(cast).build(), literal(wide));
        }
        return node().setNot(node().setIsNull(column)).build();
    }

    private ComparisonOperator operator(Field field)
    {
        int unordered = random.nextInt(3);
        int number = SqlValues.isOrdered(field)
                ? 1 + random.nextInt(7)
                : unordered == 2 ? ComparisonOperator.COMPARISON_OPERATOR_IDENTICAL_VALUE : 1 + unordered;
        return ComparisonOperator.forNumber(number);
    }

    private Expression literal(Field field)
    {
        Object value = random.nextInt(20) == 0 ? null : value(field);
        return node()
                .setLiteral(ArrowValues.write(named(field), Collections.singletonList(value), allocator))
                .build();
    }

    /**
     * One that the column has; null if the row that was chosen has none.
     */
    private Object value(Field field)
    {
        if (table.rows().isEmpty()) {
            return null;
        }
        return table.rows().get(random.nextInt(table.rows().size())).get(table.position(field.getName()));
    }

    private static Field named(Field field)
    {
        return new Field(
                "literal",
                new FieldType(true, field.getType(), null, field.getMetadata()),
                field.getChildren());
    }

    private static Expression comparison(ComparisonOperator operator, Expression left, Expression right)
    {
        return node()
                .setComparison(Comparison.newBuilder().setOperator(operator).setLeft(left).setRight(right))
                .build();
    }

    private static Expression column(Field field)
    {
        return node().setColumn(ColumnReference.newBuilder().addPath(field.getName())).build();
    }

    private static Expression.Builder node()
    {
        return Expression.newBuilder();
    }
}
