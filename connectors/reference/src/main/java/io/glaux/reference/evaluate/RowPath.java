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
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the value of a path is in a row.
 *
 * @param field that the path leads to
 * @param positions of the column, then of fields within it
 */
public record RowPath(Field field, List<Integer> positions)
{
    public RowPath
    {
        positions = List.copyOf(positions);
    }

    /**
     * @throws SourceException if there is no such column, or no such field within it
     */
    public static RowPath of(Schema schema, ColumnPath path)
    {
        List<Field> fields = schema.getFields();
        List<Integer> positions = new ArrayList<>();
        Optional<Field> found = Optional.empty();
        for (String name : path.names()) {
            int position = position(fields, name, path);
            Field field = fields.get(position);
            positions.add(position);
            found = Optional.of(field);
            fields = field.getType() instanceof ArrowType.Struct ? field.getChildren() : List.of();
        }
        return new RowPath(found.orElseThrow(), positions);
    }

    /**
     * Of a field within something that is null the value is null.
     */
    public RowFunction function()
    {
        int column = positions.getFirst();
        if (positions.size() == 1) {
            return row -> row.get(column);
        }
        return row -> {
            Object value = row.get(column);
            for (int position : positions.subList(1, positions.size())) {
                if (value == null) {
                    return null;
                }
                value = ((List<?>) value).get(position);
            }
            return value;
        };
    }

    private static int position(List<Field> fields, String name, ColumnPath path)
    {
        return IntStream.range(0, fields.size())
                .filter(position -> fields.get(position).getName().equals(name))
                .findFirst()
                .orElseThrow(() -> SourceException.of(
                        SourceErrorCode.COLUMN_NOT_FOUND,
                        "There is no column %s".formatted(path)));
    }
}
