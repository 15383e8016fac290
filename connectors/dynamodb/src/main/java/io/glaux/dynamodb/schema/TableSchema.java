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
package io.glaux.dynamodb.schema;

import io.glaux.dynamodb.value.ColumnType;
import io.glaux.source.ColumnPath;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.SourceTableName;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * All that is known of a table.
 *
 * @param name in SQL
 * @param table as DynamoDB calls it
 * @param columns in the order of SQL
 * @param items as of DynamoDB's last count, which may be six hours ago
 * @param bytes as of the last count
 * @param readUnitsPerSecond what is provisioned; none: billed by request
 * @param notes why columns are not as in the table, for people
 */
public record TableSchema(
        SourceTableName name,
        String table,
        KeySchema key,
        List<TableIndex> indexes,
        List<TableColumn> columns,
        long items,
        long bytes,
        OptionalLong readUnitsPerSecond,
        List<String> notes)
{
    public TableSchema
    {
        requireNonNull(name, "name is null");
        requireNonNull(table, "table is null");
        requireNonNull(key, "key is null");
        requireNonNull(readUnitsPerSecond, "readUnitsPerSecond is null");
        indexes = List.copyOf(indexes);
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    public boolean isBilledByRequest()
    {
        return readUnitsPerSecond.isEmpty();
    }

    public Schema schema()
    {
        return new Schema(columns.stream().map(TableColumn::field).toList());
    }

    public Optional<TableColumn> find(String column)
    {
        return columns.stream().filter(candidate -> candidate.name().equals(column)).findFirst();
    }

    /**
     * The column of an attribute of the key or of an index.
     */
    public Optional<TableColumn> ofAttribute(String attribute)
    {
        return columns.stream().filter(candidate -> candidate.attribute().equals(attribute)).findFirst();
    }

    /**
     * A column, or the field of one.
     *
     * @throws SourceException with {@link SourceErrorCode#COLUMN_NOT_FOUND}
     */
    public TableColumn column(ColumnPath path)
    {
        TableColumn column = find(path.column()).orElseThrow(() -> notFound(path));
        List<String> attributes = new ArrayList<>(column.path());
        ColumnType type = column.type();
        for (String name : path.names().subList(1, path.names().size())) {
            if (!(type instanceof ColumnType.Row row)) {
                throw notFound(path);
            }
            ColumnType.RowField field = row.find(name).orElseThrow(() -> notFound(path));
            attributes.add(field.key());
            type = field.type();
        }
        return new TableColumn(table, path.toString(), attributes, type, column.mismatch());
    }

    /**
     * Names of the attributes that columns are read from.
     */
    public Set<String> attributes(List<ColumnPath> paths)
    {
        Set<String> attributes = new LinkedHashSet<>();
        paths.forEach(path -> attributes.add(column(path).attribute()));
        return attributes;
    }

    private SourceException notFound(ColumnPath path)
    {
        return SourceException.of(
                SourceErrorCode.COLUMN_NOT_FOUND,
                "Table %s has no column %s".formatted(name, path));
    }
}
