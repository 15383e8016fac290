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
package io.glaux.reference;

import io.glaux.source.LookupWriter;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.RowCursor;
import io.glaux.source.RowWriter;
import io.glaux.source.ValueWriter;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Keeps rows, with the places behind them.
 */
final class CollectedRows
        implements RowWriter, LookupWriter
{
    private final Object[] row;
    private final List<List<Object>> rows = new ArrayList<>();
    private final List<Optional<OpaqueBytes>> cursors = new ArrayList<>();
    private final List<Integer> keys = new ArrayList<>();
    private long counted;

    CollectedRows(int columns)
    {
        this.row = new Object[columns];
    }

    @Override
    public ValueWriter column(int position)
    {
        return new Column(row, position);
    }

    @Override
    public void endRow(RowCursor cursor)
    {
        rows.add(Collections.unmodifiableList(new ArrayList<>(Arrays.asList(row))));
        cursors.add(cursor.position());
        Arrays.fill(row, null);
        counted++;
    }

    @Override
    public void endRow(int key)
    {
        keys.add(key);
        endRow(RowCursor.NONE);
    }

    @Override
    public void endRows(long count)
    {
        counted += count;
    }

    List<List<Object>> rows()
    {
        return rows;
    }

    List<Optional<OpaqueBytes>> cursors()
    {
        return cursors;
    }

    List<Integer> keys()
    {
        return keys;
    }

    long counted()
    {
        return counted;
    }

    private record Column(List<Object> row, int position)
            implements ValueWriter
    {
        private Column(Object[] row, int position)
        {
            this(Arrays.asList(row), position);
        }

        @Override
        public void writeNull()
        {
            row.set(position, null);
        }

        @Override
        public void writeBoolean(boolean value)
        {
            writeObject(value);
        }

        @Override
        public void writeLong(long value)
        {
            writeObject(value);
        }

        @Override
        public void writeDouble(double value)
        {
            writeObject(value);
        }

        @Override
        public void writeDecimal(BigDecimal value)
        {
            writeObject(value);
        }

        @Override
        public void writeText(String value)
        {
            writeObject(value);
        }

        @Override
        public void writeBytes(byte[] value)
        {
            writeObject(value);
        }

        @Override
        public void writeDate(LocalDate value)
        {
            writeObject(value);
        }

        @Override
        public void writeTime(LocalTime value)
        {
            writeObject(value);
        }

        @Override
        public void writeTimestamp(LocalDateTime value)
        {
            writeObject(value);
        }

        @Override
        public void writeInstant(ZonedDateTime value)
        {
            writeObject(value);
        }

        @Override
        public void writeObject(Object value)
        {
            row.set(position, value);
        }
    }
}
