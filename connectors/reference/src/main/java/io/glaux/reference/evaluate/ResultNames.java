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
import io.glaux.source.ResultFields;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;
import java.util.Set;

/**
 * Columns of a result, by paths within rows.
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
        return ResultFields.of(
                columns,
                columns.stream().map(path -> RowPath.of(rows, path).field()).toList(),
                taken);
    }
}
