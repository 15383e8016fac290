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
import io.glaux.source.ColumnTypes;
import io.glaux.source.expression.Expression;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Conditions on the columns of a schema, with values that its rows have.
 */
public final class RandomExpressions
{
    private final Random random;
    private final Schema schema;
    private final List<List<Object>> rows;

    public RandomExpressions(Random random, Schema schema, List<List<Object>> rows)
    {
        this.random = random;
        this.schema = schema;
        this.rows = rows;
    }

    public Expression condition(int depth)
    {
        if (depth == 0) {
            return leaf();
        }
        return switch (random.nextInt(6)) {
            case 0 -> new Expression.And(conditions(depth - 1));
            case 1 -> new Expression.Or(conditions(depth - 1));
            case 2 -> new Expression.Not(condition(depth - 1));
            default -> leaf();
        };
    }

    private List<Expression> conditions(int depth)
    {
        List<Expression> conditions = new ArrayList<>();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            conditions.add(condition(depth));
        }
        return conditions;
    }

    private Expression leaf()
    {
        int position = random.nextInt(schema.getFields().size());
        Field field = schema.getFields().get(position);
        Expression column = new Expression.Column(ColumnPath.of(field.getName()));
        ValueType type = ValueType.of(field);
        return switch (random.nextInt(type.kind() == ValueType.Kind.TEXT ? 6 : 4)) {
            case 0 -> new Expression.IsNull(column);
            case 1 -> new Expression.In(column, field, values(position));
            case 4 -> new Expression.Like(column, pattern(position), OptionalInt.of('\\'));
            case 5 -> new Expression.StartsWith(column, prefix(position));
            default -> new Expression.Comparison(
                    operator(type),
                    column,
                    new Expression.Literal(field, value(position)));
        };
    }

    private Expression.ComparisonOperator operator(ValueType type)
    {
        Expression.ComparisonOperator[] operators = Expression.ComparisonOperator.values();
        Expression.ComparisonOperator chosen = operators[random.nextInt(operators.length)];
        return type.isOrdered() || chosen == Expression.ComparisonOperator.IDENTICAL
                ? chosen
                : Expression.ComparisonOperator.EQUAL;
    }

    private Object value(int position)
    {
        return rows.get(random.nextInt(rows.size())).get(position);
    }

    private List<Object> values(int position)
    {
        List<Object> values = new ArrayList<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            Object value = value(position);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private String prefix(int position)
    {
        String text = (String) value(position);
        return text == null ? "" : text.substring(0, text.offsetByCodePoints(0, Math.min(
                text.codePointCount(0, text.length()), random.nextInt(3))));
    }

    private String pattern(int position)
    {
        String escaped = prefix(position).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return switch (random.nextInt(4)) {
            case 0 -> escaped + "%";
            case 1 -> "%" + escaped;
            case 2 -> "_" + escaped + "%_";
            default -> "%" + escaped + "_%" + escaped + "%";
        };
    }

    /**
     * A schema of few simple columns, as most conditions are about.
     */
    static Schema simple()
    {
        return new Schema(List.of(
                ColumnTypes.bigint("a"),
                ColumnTypes.doublePrecision("b"),
                ColumnTypes.text("c"),
                ColumnTypes.bool("d")));
    }
}
