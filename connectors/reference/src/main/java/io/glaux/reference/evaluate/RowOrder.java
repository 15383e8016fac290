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

import io.glaux.source.TopN;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Orders of rows.
 */
public final class RowOrder
{
    private RowOrder() {}

    /**
     * @param schema of the rows
     * @throws UnsupportedExpressionException if a type among them is not ordered
     */
    public static Comparator<List<Object>> of(Schema schema, List<TopN.SortItem> items)
    {
        List<Comparator<List<Object>>> comparators = new ArrayList<>();
        items.forEach(item -> comparators.add(of(RowPath.of(schema, item.column()), item)));
        return (left, right) -> {
            for (Comparator<List<Object>> comparator : comparators) {
                int order = comparator.compare(left, right);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    private static Comparator<List<Object>> of(RowPath path, TopN.SortItem item)
    {
        Comparator<Object> ascending = Ordering.of(ValueType.of(path.field()));
        Comparator<Object> directed = item.isAscending() ? ascending : ascending.reversed();
        Comparator<Object> withNulls = item.isNullsFirst()
                ? Comparator.nullsFirst(directed)
                : Comparator.nullsLast(directed);
        RowFunction value = path.function();
        return (left, right) -> withNulls.compare(value.valueOf(left), value.valueOf(right));
    }
}
