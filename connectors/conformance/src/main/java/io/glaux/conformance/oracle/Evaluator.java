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

import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.ArrowValues;
import io.glaux.protocol.TypedValues;
import io.glaux.protocol.v1.Arithmetic;
import io.glaux.protocol.v1.Cast;
import io.glaux.protocol.v1.Comparison;
import io.glaux.protocol.v1.Expression;
import io.glaux.protocol.v1.In;
import io.glaux.protocol.v1.Like;
import io.glaux.protocol.v1.Operands;
import io.glaux.protocol.v1.Values;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * Evaluates expressions over rows, as the specification says. It does what {@link GeneratedScans} makes: no arithmetic
 * but of DOUBLE, and no cast but to wider integers.
 */
public final class Evaluator
{
    private static final Field BOOLEAN = Field.nullable("boolean", ArrowType.Bool.INSTANCE);

    private final Schema schema;
    private final BufferAllocator allocator;
    private final IdentityHashMap<Values, TypedValues> literals = new IdentityHashMap<>();

    /**
     * @param schema of the rows
     */
    public Evaluator(Schema schema, BufferAllocator allocator)
    {
        this.schema = requireNonNull(schema, "schema is null");
        this.allocator = requireNonNull(allocator, "allocator is null");
    }

    public boolean satisfies(Expression condition, List<Object> row)
    {
        return Boolean.TRUE.equals(evaluate(condition, row).value());
    }

    private Evaluated evaluate(Expression node, List<Object> row)
    {
        return switch (node.getNodeCase()) {
            case COLUMN -> column(node.getColumn().getPathList(), row);
            case LITERAL -> literal(node.getLiteral());
            case COMPARISON -> new Evaluated(BOOLEAN, compare(node.getComparison(), row));
            case AND -> new Evaluated(BOOLEAN, connect(node.getAnd(), row, false));
            case OR -> new Evaluated(BOOLEAN, connect(node.getOr(), row, true));
            case NOT -> new Evaluated(BOOLEAN, negated((Boolean) evaluate(node.getNot(), row).value()));
            case IS_NULL -> new Evaluated(BOOLEAN, evaluate(node.getIsNull(), row).value() == null);
            case IN -> new Evaluated(BOOLEAN, isIn(node.getIn(), row));
            case LIKE -> new Evaluated(BOOLEAN, isLike(node.getLike(), row));
            case STARTS_WITH -> {
                Object text = evaluate(node.getStartsWith().getValue(), row).value();
                yield new Evaluated(
                        BOOLEAN,
                        text == null ? null : ((String) text).startsWith(node.getStartsWith().getPrefix()));
            }
            case ARITHMETIC -> calculate(node.getArithmetic(), row);
            case CAST -> cast(node.getCast(), row);
            case COALESCE -> coalesce(node.getCoalesce(), row);
            case NEGATE, NODE_NOT_SET -> throw new IllegalArgumentException("Not evaluated: " + node.getNodeCase());
        };
    }

    private Evaluated column(List<String> path, List<Object> row)
    {
        List<Field> fields = schema.getFields();
        List<?> values = row;
        Field field = null;
        Object value = null;
        for (String name : path) {
            field = fields.stream().filter(one -> one.getName().equals(name)).findFirst().orElseThrow();
            value = values == null ? null : values.get(fields.indexOf(field));
            fields = field.getChildren();
            values = value instanceof List<?> list ? list : null;
        }
        return new Evaluated(requireNonNull(field, "path is empty"), value);
    }

    private Evaluated literal(Values literal)
    {
        TypedValues values = values(literal);
        return new Evaluated(values.field(), values.single());
    }

    private TypedValues values(Values values)
    {
        return literals.computeIfAbsent(values, one -> ArrowValues.read(one, allocator));
    }

    private Boolean compare(Comparison comparison, List<Object> row)
    {
        Evaluated left = evaluate(comparison.getLeft(), row);
        Object right = evaluate(comparison.getRight(), row).value();
        Field field = left.field();
        Object value = left.value();
        return switch (comparison.getOperator()) {
            case COMPARISON_OPERATOR_IDENTICAL -> isIdentical(field, value, right);
            case COMPARISON_OPERATOR_EQUAL -> SqlValues.equal(field, value, right);
            case COMPARISON_OPERATOR_NOT_EQUAL -> negated(SqlValues.equal(field, value, right));
            case COMPARISON_OPERATOR_LESS -> ordered(left, right, order -> order < 0);
            case COMPARISON_OPERATOR_LESS_OR_EQUAL -> ordered(left, right, order -> order <= 0);
            case COMPARISON_OPERATOR_GREATER -> ordered(left, right, order -> order > 0);
            case COMPARISON_OPERATOR_GREATER_OR_EQUAL -> ordered(left, right, order -> order >= 0);
            case COMPARISON_OPERATOR_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("No operator");
        };
    }

    private static Boolean isIdentical(Field field, Object left, Object right)
    {
        return SqlValues.identity(field, left).equals(SqlValues.identity(field, right));
    }

    private static Boolean ordered(Evaluated left, Object right, IntPredicate isAccepted)
    {
        if (left.value() == null || right == null) {
            return null;
        }
        return !SqlValues.isNaN(left.value())
                && !SqlValues.isNaN(right)
                && isAccepted.test(SqlValues.compare(left.field(), left.value(), right));
    }

    private static Boolean negated(Boolean value)
    {
        return value == null ? null : Boolean.valueOf(!value);
    }

    private Boolean connect(Operands operands, List<Object> row, boolean decisive)
    {
        boolean isUnknown = false;
        for (Expression operand : operands.getOperandsList()) {
            Object value = evaluate(operand, row).value();
            if (value == null) {
                isUnknown = true;
            }
            else if ((boolean) value == decisive) {
                return decisive;
            }
        }
        return isUnknown ? null : Boolean.valueOf(!decisive);
    }

    private Boolean isIn(In in, List<Object> row)
    {
        Evaluated value = evaluate(in.getValue(), row);
        if (value.value() == null) {
            return null;
        }
        boolean isUnknown = false;
        for (Object candidate : values(in.getValues()).values()) {
            Boolean equal = SqlValues.equal(value.field(), value.value(), candidate);
            if (Boolean.TRUE.equals(equal)) {
                return true;
            }
            isUnknown |= equal == null;
        }
        return isUnknown ? null : Boolean.FALSE;
    }

    private Boolean isLike(Like like, List<Object> row)
    {
        Evaluated value = evaluate(like.getValue(), row);
        if (value.value() == null) {
            return null;
        }
        return pattern(like).matcher((String) value.value()).matches();
    }

    private static Pattern pattern(Like like)
    {
        StringBuilder regex = new StringBuilder();
        int escape = like.hasEscape() ? like.getEscape().codePointAt(0) : -1;
        boolean isEscaped = false;
        for (int character : like.getPattern().codePoints().toArray()) {
            if (!isEscaped && character == escape) {
                isEscaped = true;
            }
            else {
                String literal = Pattern.quote(Character.toString(character));
                regex.append(isEscaped ? literal : character == '%' ? ".*" : character == '_' ? "." : literal);
                isEscaped = false;
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private Evaluated calculate(Arithmetic arithmetic, List<Object> row)
    {
        Evaluated left = evaluate(arithmetic.getLeft(), row);
        Object right = evaluate(arithmetic.getRight(), row).value();
        if (left.value() == null || right == null) {
            return new Evaluated(left.field(), null);
        }
        double one = (double) left.value();
        double other = (double) right;
        double result = switch (arithmetic.getOperator()) {
            case ARITHMETIC_OPERATOR_ADD -> one + other;
            case ARITHMETIC_OPERATOR_SUBTRACT -> one - other;
            case ARITHMETIC_OPERATOR_MULTIPLY -> one * other;
            case ARITHMETIC_OPERATOR_DIVIDE -> one / other;
            case ARITHMETIC_OPERATOR_MODULUS -> one % other;
            case ARITHMETIC_OPERATOR_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("No operator");
        };
        return new Evaluated(left.field(), result);
    }

    private Evaluated cast(Cast cast, List<Object> row)
    {
        // integers of all widths have one form
        return new Evaluated(ArrowSchemas.readField(cast.getType(), "A cast"), evaluate(cast.getValue(), row).value());
    }

    private Evaluated coalesce(Operands operands, List<Object> row)
    {
        Evaluated last = null;
        for (Expression operand : operands.getOperandsList()) {
            last = evaluate(operand, row);
            if (last.value() != null) {
                return last;
            }
        }
        return requireNonNull(last, "a COALESCE of nothing");
    }

    private record Evaluated(Field field, Object value) {}
}
