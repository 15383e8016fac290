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
package io.glaux.flight.metadata;

import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.ProtocolException;
import io.glaux.protocol.v1.ErrorDetail;
import io.glaux.protocol.v1.ErrorKind;
import io.glaux.protocol.v1.Key;
import io.glaux.protocol.v1.TableDescription;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.connector.SchemaTableName;
import io.trino.spi.type.RowType;
import io.trino.spi.type.Type;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static io.trino.spi.type.RowType.field;
import static java.util.Objects.requireNonNull;

/**
 * A table of a source, as the engine sees it.
 *
 * @param keys each a set of columns, by the source's names, of which no two rows have the same values
 * @param rowId columns by which a row is told from others; empty when it cannot be
 * @param notes why something is not as in the source, for people
 * @param failure why the table cannot be read; then it has no columns
 */
public record DescribedTable(
        SourceTable source,
        List<DescribedColumn> columns,
        Optional<String> comment,
        List<Set<String>> keys,
        List<FlightColumnHandle> rowId,
        List<String> notes,
        Optional<ErrorDetail> failure)
{
    /**
     * Metadata of a field: a comment.
     */
    private static final String COMMENT = "comment";

    public DescribedTable
    {
        requireNonNull(source, "source is null");
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
        rowId = List.copyOf(rowId);
        notes = List.copyOf(notes);
    }

    /**
     * A column of a type that the engine does not have is left out, with a note. One of a type that the protocol does
     * not have is for the host to leave out: a schema with it is not read at all.
     */
    public static DescribedTable of(TableDescription description, TypeMapping types)
    {
        SourceTable source = SourceTable.of(description.getName());
        if (description.hasError()) {
            return failed(source, description.getError());
        }
        Schema schema;
        try {
            schema = ArrowSchemas.read(description.getSchema(), "The schema of the table " + source);
        }
        catch (ProtocolException e) {
            return failed(source, ErrorDetail.newBuilder()
                    .setCode("HOST_FAILED")
                    .setKind(ErrorKind.ERROR_KIND_HOST)
                    .setMessage("The table %s cannot be read: %s".formatted(source, e.getMessage()))
                    .build());
        }
        List<String> notes = new ArrayList<>(description.getNotesList());
        List<DescribedColumn> columns = columns(schema.getFields(), types, notes);
        List<Set<String>> keys = description.getKeysList().stream()
                .map(Key::getColumnsList)
                .filter(key -> !key.isEmpty())
                .map(Set::copyOf)
                .toList();
        return new DescribedTable(
                source,
                columns,
                Optional.of(description.getComment()).filter(comment -> !comment.isEmpty()),
                keys,
                rowId(description.getRowIdList(), columns, notes),
                notes,
                Optional.empty());
    }

    private static DescribedTable failed(SourceTable source, ErrorDetail failure)
    {
        return new DescribedTable(
                source, List.of(), Optional.empty(), List.of(), List.of(), List.of(), Optional.of(failure));
    }

    private static List<DescribedColumn> columns(List<Field> fields, TypeMapping types, List<String> notes)
    {
        NameMap names = NameMap.of(fields.stream().map(Field::getName).toList());
        List<DescribedColumn> columns = new ArrayList<>();
        for (Field field : fields) {
            String sourceName = field.getName();
            Optional<Type> type = types.engineType(field);
            if (type.isEmpty()) {
                notes.add(
                        "The column '%s' is left out: there is no type for %s".formatted(sourceName, field.getType()));
                continue;
            }
            columns.add(new DescribedColumn(
                    FlightColumnHandle.column(names.engineName(sourceName), sourceName, type.get()),
                    field.isNullable(),
                    Optional.ofNullable(field.getMetadata().get(COMMENT)).filter(comment -> !comment.isEmpty())));
        }
        return columns;
    }

    private static List<FlightColumnHandle> rowId(List<String> names, List<DescribedColumn> columns, List<String> notes)
    {
        List<FlightColumnHandle> rowId = new ArrayList<>();
        for (String name : names) {
            columns.stream()
                    .map(DescribedColumn::handle)
                    .filter(column -> column.path().getFirst().equals(name))
                    .findFirst()
                    .ifPresent(rowId::add);
        }
        if (rowId.size() != names.size()) {
            notes.add("Rows cannot be changed: a column that tells them apart is left out");
            return List.of();
        }
        return rowId;
    }

    /**
     * @return empty when rows cannot be told apart
     */
    public Optional<FlightColumnHandle> rowIdColumn()
    {
        if (rowId.isEmpty()) {
            return Optional.empty();
        }
        List<RowType.Field> fields = rowId.stream().map(column -> field(column.name(), column.type())).toList();
        return Optional.of(FlightColumnHandle.rowId(rowId, RowType.from(fields)));
    }

    public List<FlightColumnHandle> handles()
    {
        return columns.stream().map(DescribedColumn::handle).toList();
    }

    public List<ColumnMetadata> columnMetadata()
    {
        return columns.stream().map(DescribedColumn::toMetadata).toList();
    }

    public Optional<DescribedColumn> column(FlightColumnHandle handle)
    {
        return columns.stream().filter(column -> column.handle().equals(handle)).findFirst();
    }

    /**
     * With the source's spelling of the name, where it is another, and the notes.
     */
    public Optional<String> commentAs(SchemaTableName name)
    {
        List<String> parts = new ArrayList<>();
        comment.ifPresent(parts::add);
        boolean isSpelledSo = name.getTableName().equals(source.table()) && name.getSchemaName().equals(
                source.schema());
        if (!isSpelledSo) {
            parts.add("In the source: " + source);
        }
        parts.addAll(notes);
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(". ", parts));
    }
}
