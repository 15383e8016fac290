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
package io.glaux.conformance.data;

import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows that are written to a table, no two of them with the same values in the columns of integers and of text that has
 * no length.
 */
public final class WritableRows
{
    private WritableRows() {}

    /**
     * @param first the number of the first row, which its values are made from
     */
    public static List<List<Object>> make(Schema schema, long first, int count)
    {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Object> row = new ArrayList<>();
            for (Field field : schema.getFields()) {
                row.add(value(field, first + i));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Object value(Field field, long number)
    {
        if (field.getType() instanceof ArrowType.Int) {
            return number;
        }
        if (field.getType() instanceof ArrowType.Utf8 && field.getMetadata().isEmpty()) {
            return "row " + number;
        }
        List<Object> edges = EdgeValues.of(field);
        return edges.get((int) (number % edges.size()));
    }
}
