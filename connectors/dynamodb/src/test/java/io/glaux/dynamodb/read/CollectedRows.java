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

import io.glaux.metering.Units;
import io.glaux.source.Call;
import io.glaux.source.LookupWriter;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.ReadContext;
import io.glaux.source.RowCursor;
import io.glaux.source.RowWriter;
import io.glaux.source.ValueWriter;
import org.apache.arrow.vector.types.pojo.Schema;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps rows and what goes with them.
 */
final class CollectedRows
        implements LookupWriter,
                   ReadContext,
                   RowWriter
{
    private final int columns;
    private final List<List<Object>> rows = new ArrayList<>();
    private final List<Integer> keys = new ArrayList<>();
    private final List<Optional<OpaqueBytes>> cursors = new ArrayList<>();
    private final Map<Integer, Object> row = new HashMap<>();
    private long counted;
    private double units;
    private long throttled;

    CollectedRows(int columns)
    {
        this.columns = columns;
    }

    List<List<Object>> rows()
    {
        return rows;
    }

    /**
     * The position of the key of each row of a look-up.
     */
    List<Integer> keys()
    {
        return keys;
    }

    List<Optional<OpaqueBytes>> cursors()
    {
        return cursors;
    }

    long counted()
    {
        return counted;
    }

    synchronized double units()
    {
        return units;
    }

    synchronized long throttledMillis()
    {
        return throttled;
    }

    @Override
    public Call call()
    {
        return new Call("query", "user", "primary", ZoneOffset.UTC);
    }

    @Override
    public Schema schema()
    {
        return new Schema(List.of());
    }

    @Override
    public synchronized void consumed(long sourceBytes, long sourceRows, Units consumed)
    {
        units += consumed.amounts().values().stream().mapToDouble(BigDecimal::doubleValue).sum();
    }

    @Override
    public synchronized void throttled(Duration wait)
    {
        throttled += wait.toMillis();
    }

    @Override
    public ValueWriter column(int position)
    {
        return new Value(position);
    }

    @Override
    public void endRow(RowCursor cursor)
    {
        cursors.add(cursor.position());
        endRow(0);
    }

    @Override
    public void endRow(int key)
    {
        List<Object> values = new ArrayList<>();
        for (int position = 0; position < columns; position++) {
            values.add(row.get(position));
        }
        row.clear();
        rows.add(values);
        keys.add(key);
    }

    @Override
    public void endRows(long count)
    {
        counted += count;
    }

    private final class Value
            implements ValueWriter
    {
        private final int position;

        private Value(int position)
        {
            this.position = position;
        }

        @Override
        public void writeNull()
        {
            row.remove(position);
        }

        @Override
        public void writeBoolean(boolean value)
        {
            row.put(position, value);
        }

        @Override
        public void writeLong(long value)
        {
            row.put(position, value);
        }

        @Override
        public void writeDouble(double value)
        {
            row.put(position, value);
        }

        @Override
        public void writeDecimal(BigDecimal value)
        {
            row.put(position, value.stripTrailingZeros());
        }

        @Override
        public void writeText(String value)
        {
            row.put(position, value);
        }

        // as a list, which equals another
        @Override
        public void writeBytes(byte[] value)
        {
            row.put(position, Arrays.toString(value));
        }

        @Override
        public void writeDate(LocalDate value)
        {
            row.put(position, value);
        }

        @Override
        public void writeTime(LocalTime value)
        {
            row.put(position, value);
        }

        @Override
        public void writeTimestamp(LocalDateTime value)
        {
            row.put(position, value);
        }

        @Override
        public void writeInstant(ZonedDateTime value)
        {
            row.put(position, value);
        }

        @Override
        public void writeObject(Object value)
        {
            row.put(position, value);
        }
    }
}
