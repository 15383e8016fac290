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
import io.glaux.protocol.v1.AggregateCall;
import io.glaux.protocol.v1.AggregateFunction;
import io.glaux.protocol.v1.Aggregation;
import io.glaux.protocol.v1.Conjunct;
import io.glaux.protocol.v1.Projection;
import io.glaux.protocol.v1.SortItem;
import io.glaux.protocol.v1.TopN;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the parts of a scan make of rows. Paths are names of columns: nested ones are read by {@link Evaluator} alone.
 */
public final class Oracle
{
    private Oracle() {}

    public static List<List<Object>> filter(
            Schema schema,
            List<List<Object>> rows,
            List<Conjunct> conjuncts,
            BufferAllocator allocator)
    {
        Evaluator evaluator = new Evaluator(schema, allocator);
        return rows.stream()
                .filter(row -> conjuncts.stream()
                        .allMatch(conjunct -> evaluator.satisfies(conjunct.getExpression(), row)))
                .toList();
    }

    /**
     * The groups' columns, then those of the aggregates.
     */
    public static Schema aggregated(Schema schema, Aggregation aggregation)
    {
        List<Field> fields = new ArrayList<>();
        for (Projection group : aggregation.getGroupByList()) {
            fields.add(schema.getFields().get(position(schema, group)));
        }
        for (AggregateCall call : aggregation.getAggregatesList()) {
            fields.add(ArrowSchemas.readField(call.getType(), "An aggregate"));
        }
        return new Schema(fields);
    }

    public static List<List<Object>> aggregate(Schema schema, List<List<Object>> rows, Aggregation aggregation)
    {
        List<Integer> keys = aggregation.getGroupByList().stream().map(column -> position(schema, column)).toList();
        Map<Object, List<List<Object>>> groups = new LinkedHashMap<>();
        if (keys.isEmpty()) {
            groups.put(List.of(), new ArrayList<>());
        }
        for (List<Object> row : rows) {
            groups.computeIfAbsent(identity(schema, row, keys), _ -> new ArrayList<>()).add(row);
        }
        List<List<Object>> results = new ArrayList<>();
        for (List<List<Object>> group : groups.values()) {
            List<Object> result = new ArrayList<>(group.isEmpty() ? List.of() : picked(group.getFirst(), keys));
            for (AggregateCall call : aggregation.getAggregatesList()) {
                result.add(aggregate(schema, group, call));
            }
            results.add(Collections.unmodifiableList(result));
        }
        return results;
    }

    private static Object aggregate(Schema schema, List<List<Object>> rows, AggregateCall call)
    {
        if (call.getFunction() == AggregateFunction.AGGREGATE_FUNCTION_COUNT_ALL) {
            return (long) rows.size();
        }
        int position = position(schema, call.getArgument());
        Field field = schema.getFields().get(position);
        List<Object> values = rows.stream().map(row -> row.get(position)).filter(Objects::nonNull).toList();
        if (call.getDistinct()) {
            Set<Object> seen = new HashSet<>();
            values = values.stream().filter(value -> seen.add(SqlValues.identity(field, value))).toList();
        }
        return switch (call.getFunction()) {
            case AGGREGATE_FUNCTION_COUNT -> (long) values.size();
            case AGGREGATE_FUNCTION_MIN -> extreme(field, values, Comparator.naturalOrder());
            case AGGREGATE_FUNCTION_MAX -> extreme(field, values, Comparator.reverseOrder());
            case AGGREGATE_FUNCTION_SUM -> sum(values);
            case AGGREGATE_FUNCTION_AVG -> values.isEmpty()
                    ? null
                    : values.stream().mapToDouble(value -> ((Number) value).doubleValue()).sum() / values.size();
            default -> throw new IllegalArgumentException("No function");
        };
    }

    /**
     * NaN only when there is nothing else.
     */
    private static Object extreme(Field field, List<Object> values, Comparator<Integer> direction)
    {
        Object extreme = null;
        for (Object value : values) {
            if (extreme == null
                    || SqlValues.isNaN(extreme)
                    || (!SqlValues.isNaN(value)
                    && direction.compare(SqlValues.compare(field, value, extreme), 0) < 0)) {
                extreme = value;
            }
        }
        return extreme;
    }

    private static Object sum(List<Object> values)
    {
        if (values.isEmpty()) {
            return null;
        }
        if (values.getFirst() instanceof Long) {
            return values.stream().mapToLong(value -> (long) value).reduce(0, Math::addExact);
        }
        return values.stream().map(value -> (BigDecimal) value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * The order of a top-N.
     */
    public static Comparator<List<Object>> order(Schema schema, TopN topN)
    {
        Comparator<List<Object>> order = (_, _) -> 0;
        for (SortItem item : topN.getOrderList()) {
            int position = position(schema, item.getColumn());
            Field field = schema.getFields().get(position);
            order = order.thenComparing((left, right) -> compare(field, item, left.get(position), right.get(position)));
        }
        return order;
    }

    private static int compare(Field field, SortItem item, Object left, Object right)
    {
        if (left == null || right == null) {
            int order = Boolean.compare(left != null, right != null);
            return item.getNullsFirst() ? order : -order;
        }
        int order = SqlValues.compare(field, left, right);
        return item.getAscending() ? order : -order;
    }

    /**
     * What stands for a row where only sameness counts.
     */
    public static Object identity(Schema schema, List<Object> row)
    {
        List<Object> identities = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            identities.add(SqlValues.identity(schema.getFields().get(i), row.get(i)));
        }
        return identities;
    }

    private static Object identity(Schema schema, List<Object> row, List<Integer> positions)
    {
        List<Object> identities = new ArrayList<>();
        for (int position : positions) {
            identities.add(SqlValues.identity(schema.getFields().get(position), row.get(position)));
        }
        return identities;
    }

    private static List<Object> picked(List<Object> row, List<Integer> positions)
    {
        List<Object> picked = new ArrayList<>();
        for (int position : positions) {
            picked.add(row.get(position));
        }
        return Collections.unmodifiableList(picked);
    }

    private static int position(Schema schema, Projection column)
    {
        return schema.getFields().indexOf(schema.findField(column.getPath(0)));
    }
}
