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

import io.glaux.protocol.v1.TableName;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;
import java.util.stream.IntStream;

import static java.util.Objects.requireNonNull;

/**
 * A table of which every value is known.
 *
 * @param rows values in the forms of {@link io.glaux.protocol.VectorValues}, in any order
 */
public record KnownTable(TableName name, Schema schema, List<List<Object>> rows)
{
    public KnownTable
    {
        requireNonNull(name, "name is null");
        requireNonNull(schema, "schema is null");
        rows = List.copyOf(rows);
    }

    public List<String> columns()
    {
        return schema.getFields().stream().map(Field::getName).toList();
    }

    /**
     * @return -1 if there is none
     */
    public int position(String column)
    {
        return IntStream.range(0, schema.getFields().size())
                .filter(index -> schema.getFields().get(index).getName().equals(column))
                .findFirst()
                .orElse(-1);
    }

    @Override
    public String toString()
    {
        return "%s.%s".formatted(name.getSchema(), name.getTable());
    }
}
