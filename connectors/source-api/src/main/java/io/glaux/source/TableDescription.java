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

import org.apache.arrow.vector.types.pojo.Schema;

import java.util.List;
import java.util.Optional;

/**
 * @param schema columns as Arrow fields; {@link ColumnTypes} has the types that the engine knows, and the metadata that
 *         pins them
 * @param keys each a set of columns of which no two rows have the same values
 * @param rowId columns by which a row is told from all others in DELETE and UPDATE; empty when it cannot be
 * @param notes why columns are not as in the source, for people
 * @param failure why the table cannot be described; its schema is empty then
 */
public record TableDescription(
        SourceTableName name,
        Schema schema,
        Optional<String> comment,
        List<List<String>> keys,
        List<String> rowId,
        List<String> notes,
        Optional<SourceException> failure)
{
    public TableDescription
    {
        keys = List.copyOf(keys);
        rowId = List.copyOf(rowId);
        notes = List.copyOf(notes);
    }

    public static TableDescription of(SourceTableName name, Schema schema)
    {
        return new TableDescription(name, schema, Optional.empty(), List.of(), List.of(), List.of(), Optional.empty());
    }

    public static TableDescription failed(SourceTableName name, SourceException failure)
    {
        return new TableDescription(
                name,
                new Schema(List.of()),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(failure));
    }
}
