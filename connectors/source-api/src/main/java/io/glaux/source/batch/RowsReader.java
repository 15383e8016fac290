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
package io.glaux.source.batch;

import org.apache.arrow.vector.VectorSchemaRoot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Reads the rows of a batch in the forms of {@link io.glaux.source.ColumnTypes}; also of later batches in the same
 * vectors.
 */
public final class RowsReader
{
    private final VectorSchemaRoot root;
    private final List<ValueReader> columns;

    /**
     * @throws IllegalArgumentException if it has a type that is not one of {@link io.glaux.source.ColumnTypes}
     */
    public RowsReader(VectorSchemaRoot root)
    {
        this.root = requireNonNull(root, "root is null");
        root.getSchema().getFields().forEach(TypeNames::ensureKnown);
        this.columns = root.getFieldVectors().stream().map(ValueReader::of).toList();
    }

    /**
     * @throws ColumnValueException if a text is not Unicode
     */
    public List<List<Object>> rows()
    {
        List<List<Object>> rows = new ArrayList<>(root.getRowCount());
        for (int i = 0; i < root.getRowCount(); i++) {
            rows.add(row(i));
        }
        return Collections.unmodifiableList(rows);
    }

    List<Object> row(int position)
    {
        List<Object> row = new ArrayList<>(columns.size());
        columns.forEach(column -> row.add(column.readValue(position)));
        return Collections.unmodifiableList(row);
    }
}
