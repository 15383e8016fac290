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
package io.glaux.source;

import org.apache.arrow.vector.types.pojo.Field;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names of the columns of a result: that of the column, or of the field within a row, and where it is taken, the whole
 * path, with a number where that is taken too (F-PLAN-8 of docs/spec/federation.md).
 */
public final class ResultFields
{
    private ResultFields() {}

    /**
     * @param paths of what is read
     * @param fields what is at each path, by any name
     * @param taken names that others have
     */
    public static List<Field> of(List<ColumnPath> paths, List<Field> fields, Set<String> taken)
    {
        Set<String> names = new HashSet<>(taken);
        List<Field> named = new ArrayList<>();
        for (int position = 0; position < paths.size(); position++) {
            ColumnPath path = paths.get(position);
            Field field = fields.get(position);
            String name = path.names().getLast();
            for (int number = 1; !names.add(name); number++) {
                name = number == 1 ? path.toString() : "%s.%s".formatted(path, number);
            }
            named.add(new Field(name, field.getFieldType(), field.getChildren()));
        }
        return named;
    }
}
