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
package io.glaux.reference.data;

import io.glaux.source.SourceTableName;
import io.glaux.source.TableDescription;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * @param key columns that tell a row from all others; empty when there are none
 */
public record ReferenceTable(SourceTableName name, Schema schema, List<String> key, String comment)
{
    public ReferenceTable
    {
        requireNonNull(name, "name is null");
        requireNonNull(schema, "schema is null");
        key = List.copyOf(key);
        requireNonNull(comment, "comment is null");
    }

    public TableDescription description()
    {
        return new TableDescription(
                name,
                schema,
                comment.isEmpty() ? Optional.empty() : Optional.of(comment),
                key.isEmpty() ? List.of() : List.of(key),
                rowId(),
                List.of(),
                Optional.empty());
    }

    /**
     * Columns by which a row is changed. Without a key these are all: rows that are the same in all of them are
     * changed one by one, and it does not matter which.
     */
    public List<String> rowId()
    {
        return key.isEmpty() ? schema.getFields().stream().map(Field::getName).toList() : key;
    }

    /**
     * @throws IllegalArgumentException if there is none
     */
    public int position(String column)
    {
        for (int position = 0; position < schema.getFields().size(); position++) {
            if (schema.getFields().get(position).getName().equals(column)) {
                return position;
            }
        }
        throw new IllegalArgumentException("%s has no column %s".formatted(name, column));
    }
}
