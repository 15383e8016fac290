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
package io.glaux.dynamodb.read;

import io.glaux.dynamodb.plan.Condition;
import io.glaux.dynamodb.plan.ItemTest;
import io.glaux.dynamodb.schema.TableColumn;
import io.glaux.source.RowCursor;
import io.glaux.source.RowWriter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Makes rows of the items that satisfy a condition, or counts them.
 */
final class ItemSink
{
    private final List<TableColumn> columns;
    private final Condition local;
    private final boolean isCounting;
    private long rows;
    private long rowsOfHash;

    /**
     * Where an item is.
     */
    interface Place
    {
        /**
         * @param rows with its own
         * @param rowsOfHash with its own
         */
        ReadCursor after(long rows, long rowsOfHash);
    }

    /**
     * @param isCounting whether the rows are only counted, and the count is told at the end
     */
    ItemSink(List<TableColumn> columns, Condition local, boolean isCounting, ReadCursor start)
    {
        this.columns = List.copyOf(columns);
        this.local = requireNonNull(local, "local is null");
        this.isCounting = isCounting;
        this.rows = start.rows();
        this.rowsOfHash = start.rowsOfHash();
    }

    long rows()
    {
        return rows;
    }

    long rowsOfHash()
    {
        return rowsOfHash;
    }

    void startHash()
    {
        rowsOfHash = 0;
    }

    /**
     * @param place asked for only when a batch ends with the row
     */
    void add(Map<String, AttributeValue> item, RowWriter writer, Place place)
            throws InterruptedException
    {
        if (!ItemTest.isTrue(local, item)) {
            return;
        }
        rows++;
        rowsOfHash++;
        if (isCounting) {
            return;
        }
        if (columns.isEmpty()) {
            writer.endRows(1);
            return;
        }
        for (int position = 0; position < columns.size(); position++) {
            columns.get(position).write(item, writer.column(position));
        }
        long before = rows;
        long beforeOfHash = rowsOfHash;
        RowCursor cursor = () -> Optional.of(place.after(before, beforeOfHash).encode());
        writer.endRow(cursor);
    }

    /**
     * Items of which nothing but their number is known.
     */
    void add(long count, RowWriter writer)
            throws InterruptedException
    {
        rows += count;
        rowsOfHash += count;
        if (!isCounting && count > 0) {
            writer.endRows(count);
        }
    }
}
