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

import io.glaux.protocol.v1.Projection;
import io.trino.spi.connector.ColumnHandle;
import io.trino.spi.type.Type;

import java.util.List;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * A column of a scan: of the table, a field within one, the result of an aggregate, or the id of a row.
 *
 * @param name in the engine; no two columns of a table have the same
 * @param path as the source spells it: the column, then names of fields; empty for the id of a row
 * @param rowId the columns that a row is told from others by, for the id of a row, which is a ROW of them
 */
public record FlightColumnHandle(String name, List<String> path, Type type, List<FlightColumnHandle> rowId)
        implements ColumnHandle
{
    /**
     * The name of the id of a row.
     */
    public static final String ROW_ID = "$row_id";

    public FlightColumnHandle
    {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
        path = List.copyOf(path);
        rowId = List.copyOf(rowId);
        if (path.isEmpty() == rowId.isEmpty()) {
            throw new IllegalArgumentException("A column has either a path or the columns of a row's id");
        }
    }

    public static FlightColumnHandle column(String name, String sourceName, Type type)
    {
        return new FlightColumnHandle(name, List.of(sourceName), type, List.of());
    }

    public static FlightColumnHandle field(String name, List<String> path, Type type)
    {
        return new FlightColumnHandle(name, path, type, List.of());
    }

    /**
     * @param type a ROW of the columns
     */
    public static FlightColumnHandle rowId(List<FlightColumnHandle> columns, Type type)
    {
        return new FlightColumnHandle(ROW_ID, List.of(), type, columns);
    }

    public boolean identifiesRow()
    {
        return !rowId.isEmpty();
    }

    /**
     * The columns that the source has to read for it.
     */
    public Stream<FlightColumnHandle> read()
    {
        return identifiesRow() ? rowId.stream() : Stream.of(this);
    }

    public Projection toMessage()
    {
        if (identifiesRow()) {
            throw new IllegalStateException("The id of a row is not a column of the source");
        }
        return Projection.newBuilder().addAllPath(path).build();
    }

    /**
     * Shown by EXPLAIN.
     */
    @Override
    public String toString()
    {
        return identifiesRow() ? name + rowId : "%s:%s".formatted(String.join(".", path), type.getDisplayName());
    }
}
