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

import io.glaux.source.Aggregation;
import io.glaux.source.ColumnPath;
import io.glaux.source.TopN;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Groups rows and aggregates each group. Groups come in the order of their first rows, and have the values of these.
 */
public final class Aggregator
{
    private final List<Call> calls;
    private final List<ColumnPath> groupPaths;
    private final List<GroupColumn> groupBy;
    private final Map<List<Object>, Group> groups = new LinkedHashMap<>();
    private final Schema schema;

    /**
     * @param rows of what is aggregated
     * @throws UnsupportedExpressionException if an aggregate is not known here
     */
    public Aggregator(Schema rows, Aggregation aggregation)
    {
        this.groupPaths = aggregation.groupBy();
        this.groupBy = aggregation.groupBy().stream().map(path -> GroupColumn.of(rows, path)).toList();
        this.calls = aggregation.aggregates().stream().map(aggregate -> Call.of(rows, aggregate)).toList();
        this.schema = new Schema(resultFields(rows, aggregation));
        if (groupBy.isEmpty()) {
            groups.put(List.of(), newGroup(List.of()));
        }
    }

    /**
     * Of the result: the groups, then the aggregates.
     */
    public Schema schema()
    {
        return schema;
    }

    /**
     * Orders of its result.
     *
     * @param items paths of groups, or names of the result's columns
     * @throws UnsupportedExpressionException if a type among them is not ordered
     */
    public Comparator<List<Object>> order(List<TopN.SortItem> items)
    {
        return RowOrder.of(schema, items.stream().map(this::ofResult).toList());
    }

    private TopN.SortItem ofResult(TopN.SortItem item)
    {
        int group = groupPaths.indexOf(item.column());
        return group < 0
                ? item
                : new TopN.SortItem(
                ColumnPath.of(schema.getFields().get(group).getName()),
                item.isAscending(),
                item.isNullsFirst());
    }

    public void add(List<Object> row)
    {
        List<Object> values = new ArrayList<>();
        List<Object> identity = new ArrayList<>();
        for (GroupColumn column : groupBy) {
            Object value = column.function().valueOf(row);
            values.add(value);
            identity.add(Identity.of(column.type(), value));
        }
        Group group = groups.computeIfAbsent(identity, _ -> newGroup(values));
        for (int index = 0; index < calls.size(); index++) {
            calls.get(index).add(row, group.accumulators().get(index));
        }
    }

    /**
     * @throws io.glaux.source.SourceException if a result does not fit its type
     */
    public List<List<Object>> rows()
    {
        List<List<Object>> rows = new ArrayList<>();
        for (Group group : groups.values()) {
            List<Object> row = new ArrayList<>(group.values());
            group.accumulators().forEach(accumulator -> row.add(accumulator.result()));
            rows.add(Collections.unmodifiableList(row));
        }
        return rows;
    }

    private Group newGroup(List<Object> values)
    {
        return new Group(values, calls.stream().map(call -> call.accumulators().get()).toList());
    }

    private static List<Field> resultFields(Schema rows, Aggregation aggregation)
    {
        Set<String> taken = aggregation.aggregates()
                .stream()
                .map(aggregate -> aggregate.result().getName())
                .collect(Collectors.toSet());
        List<Field> fields = new ArrayList<>(ResultNames.fields(rows, aggregation.groupBy(), taken));
        aggregation.aggregates().forEach(aggregate -> fields.add(aggregate.result()));
        return fields;
    }

    private record GroupColumn(RowFunction function, ValueType type)
    {
        static GroupColumn of(Schema rows, ColumnPath path)
        {
            RowPath found = RowPath.of(rows, path);
            return new GroupColumn(found.function(), ValueType.of(found.field()));
        }
    }

    private record Group(List<Object> values, List<Accumulator> accumulators) {}

    private record Call(Optional<RowFunction> argument, Supplier<Accumulator> accumulators)
    {
        static Call of(Schema rows, Aggregation.Aggregate aggregate)
        {
            Optional<RowPath> path = aggregate.argument().map(argument -> RowPath.of(rows, argument));
            return new Call(
                    path.map(RowPath::function),
                    Accumulators.of(aggregate, path.map(found -> ValueType.of(found.field()))));
        }

        void add(List<Object> row, Accumulator accumulator)
        {
            if (argument.isEmpty()) {
                accumulator.add(row);
                return;
            }
            Object value = argument.get().valueOf(row);
            if (value != null) {
                accumulator.add(value);
            }
        }
    }
}
