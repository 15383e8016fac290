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

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.trino.spi.connector.ConnectorMergeTableHandle;
import io.trino.spi.connector.ConnectorTableHandle;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A DELETE, UPDATE or MERGE. The engine's pages have the data columns, the operation, the number of the case, and the
 * id of the row, as {@link io.trino.spi.connector.RowChangeParadigm#CHANGE_ONLY_UPDATED_COLUMNS} has it.
 *
 * @param dataColumns all columns of the table, in the order of the pages
 * @param rowId the id of a row
 * @param rows inserts and deletes rows, as far as the source can
 * @param updates by the number of the case: updates the columns that it changes
 */
public record FlightMergeTableHandle(
        FlightTableHandle table,
        List<FlightColumnHandle> dataColumns,
        FlightColumnHandle rowId,
        Optional<FlightWriteHandle> rows,
        Map<Integer, FlightWriteHandle> updates)
        implements ConnectorMergeTableHandle
{
    public FlightMergeTableHandle
    {
        requireNonNull(table, "table is null");
        requireNonNull(rowId, "rowId is null");
        requireNonNull(rows, "rows is null");
        dataColumns = List.copyOf(dataColumns);
        updates = Map.copyOf(updates);
    }

    @JsonIgnore
    @Override
    public ConnectorTableHandle getTableHandle()
    {
        return table;
    }
}
