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

import io.glaux.source.ValueWriter;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;

import static java.util.Objects.requireNonNull;

/**
 * A column of the rows. It may be behind them: rows in which nothing was written to it become nulls when it is written
 * to again, or when the batch is done.
 */
final class ColumnWriter
        implements ValueWriter
{
    private final ColumnBuilder builder;
    private final BatchWriter rows;

    ColumnWriter(ColumnBuilder builder, BatchWriter rows)
    {
        this.builder = requireNonNull(builder, "builder is null");
        this.rows = requireNonNull(rows, "rows is null");
    }

    ColumnBuilder builder()
    {
        return builder;
    }

    void fill(int rowCount)
    {
        if (builder.count() > rowCount) {
            builder.truncate(rowCount);
        }
        builder.appendNulls(rowCount - builder.count());
    }

    @Override
    public void writeNull()
    {
        prepare().appendNull();
    }

    @Override
    public void writeBoolean(boolean value)
    {
        prepare().appendBoolean(value);
    }

    @Override
    public void writeLong(long value)
    {
        prepare().appendLong(value);
    }

    @Override
    public void writeDouble(double value)
    {
        prepare().appendDouble(value);
    }

    @Override
    public void writeDecimal(BigDecimal value)
    {
        prepare().appendDecimal(value);
    }

    @Override
    public void writeText(String value)
    {
        prepare().appendText(value);
    }

    @Override
    public void writeBytes(byte[] value)
    {
        prepare().appendBytes(value);
    }

    @Override
    public void writeDate(LocalDate value)
    {
        prepare().appendDate(value);
    }

    @Override
    public void writeTime(LocalTime value)
    {
        prepare().appendTime(value);
    }

    @Override
    public void writeTimestamp(LocalDateTime value)
    {
        prepare().appendTimestamp(value);
    }

    @Override
    public void writeInstant(ZonedDateTime value)
    {
        prepare().appendInstant(value);
    }

    @Override
    public void writeObject(Object value)
    {
        ColumnBuilder prepared = prepare();
        try {
            prepared.append(value);
        }
        catch (RuntimeException e) {
            // a list may have taken its first elements
            prepared.truncate(rows.rowsInBatch());
            throw e;
        }
    }

    private ColumnBuilder prepare()
    {
        int row = rows.rowsInBatch();
        if (builder.count() != row) {
            fill(row);
        }
        return builder;
    }
}
