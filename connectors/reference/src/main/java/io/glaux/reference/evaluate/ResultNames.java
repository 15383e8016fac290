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
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names of the columns of a result: that of the column or field, and where it is taken, the whole path, with a number
 * where that is taken too.
 */
public final class ResultNames
{
    private ResultNames() {}

    public static Schema schema(Schema rows, List<ColumnPath> columns)
    {
        return new Schema(fields(rows, columns, Set.of()));
    }

    /**
     * @param taken names that others have
     */
    static List<Field> fields(Schema rows, List<ColumnPath> columns, Set<String> taken)
    {
        Set<String> names = new HashSet<>(taken);
        List<Field> fields = new ArrayList<>();
        for (ColumnPath path : columns) {
            Field field = RowPath.of(rows, path).field();
            String name = path.names().getLast();
            for (int number = 1; !names.add(name); number++) {
                name = number == 1 ? path.toString() : "%s.%s".formatted(path, number);
            }
            fields.add(new Field(name, field.getFieldType(), field.getChildren()));
        }
        return fields;
    }
}
