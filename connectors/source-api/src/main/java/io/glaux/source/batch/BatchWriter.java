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

import io.glaux.source.OpaqueBytes;
import io.glaux.source.RowCursor;
import io.glaux.source.RowWriter;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import io.glaux.source.ValueWriter;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Makes record batches of rows. Used by one thread.
 */
public final class BatchWriter
        implements RowWriter, AutoCloseable
{
    /**
     * Rows and what they took do not wait longer for their batch to be full, when the source makes pages slowly.
     */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(200);
    /**
     * Rows without columns take no bytes, so that more of them go in one batch.
     */
    private static final int ROWS_WITHOUT_COLUMNS = 1 << 20;

    private final BatchLimits limits;
    private final MeteredContext context;
    private final BatchSink sink;
    private final BatchSize size = new BatchSize();
    private final List<ColumnWriter> columns = new ArrayList<>();
    private final long bitsPerRow;
    private final int maxRows;
    private final VectorSchemaRoot root;
    private final VectorLoader loader;

    private int rows;
    private RowCursor cursor = RowCursor.NONE;
    private Optional<OpaqueBytes> sentCursor = Optional.empty();
    private long lastSentNanos = System.nanoTime();

    /**
     * @param allocator for the buffers of batches; how much it has is how large a row may be
     * @throws IllegalArgumentException if the schema has a type that is not one of {@link io.glaux.source.ColumnTypes}
     */
    public BatchWriter(
            Schema schema,
            BufferAllocator allocator,
            BatchLimits limits,
            MeteredContext context,
            BatchSink sink)
    {
        this.limits = requireNonNull(limits, "limits is null");
        this.context = requireNonNull(context, "context is null");
        this.sink = requireNonNull(sink, "sink is null");
        long bits = 0;
        for (Field field : schema.getFields()) {
            TypeNames.ensureKnown(field);
            ColumnBuilder builder = ColumnBuilder.create(field, size, allocator);
            bits += builder.bitsPerValue();
            columns.add(new ColumnWriter(builder, this));
        }
        this.bitsPerRow = bits;
        this.maxRows = columns.isEmpty() ? ROWS_WITHOUT_COLUMNS : limits.maxRows();
        this.root = VectorSchemaRoot.create(schema, allocator);
        this.loader = new VectorLoader(root);
    }

    @Override
    public ValueWriter column(int position)
    {
        return columns.get(position);
    }

    @Override
    public void endRow(RowCursor cursor)
            throws InterruptedException
    {
        rows++;
        this.cursor = cursor;
        long bytes = bytes();
        if (bytes > limits.maxBytes() && rows > 1) {
            sendAllButLast(cursor);
            bytes = bytes();
        }
        if (rows == 1 && bytes > limits.maxRowBytes()) {
            throw SourceException.of(
                    SourceErrorCode.ROW_TOO_LARGE,
                    "A row has more than the %s bytes that one may have".formatted(limits.maxRowBytes()));
        }
        if (bytes >= limits.targetBytes() || rows == maxRows) {
            send(cursor.position(), false);
        }
    }

    @Override
    public void endRows(long count)
            throws InterruptedException
    {
        if (!columns.isEmpty()) {
            throw new IllegalStateException("Rows with columns are ended one by one");
        }
        if (count < 0) {
            throw new IllegalArgumentException("There are no %s rows".formatted(count));
        }
        cursor = RowCursor.NONE;
        long left = count;
        while (rows + left >= maxRows) {
            left -= maxRows - rows;
            rows = maxRows;
            send(Optional.empty(), false);
        }
        rows += (int) left;
    }

    /**
     * Sends what is there if it has waited for long, since the source ended a page and may take its time for the next
     * one.
     */
    public void endPage()
            throws InterruptedException
    {
        boolean isLate = System.nanoTime() - lastSentNanos >= LONGEST_WAIT.toNanos();
        if (isLate && (rows > 0 || context.hasPending())) {
            send(rows > 0 ? cursor.position() : sentCursor, false);
        }
    }

    /**
     * Sends the last batch, which may be without rows.
     */
    public void finish()
            throws InterruptedException
    {
        send(rows > 0 ? cursor.position() : sentCursor, true);
    }

    /**
     * Rows that ended and were not sent yet.
     */
    public int rowsInBatch()
    {
        return rows;
    }

    @Override
    public void close()
    {
        columns.forEach(column -> column.builder().release());
        root.close();
    }

    private long bytes()
    {
        return size.bytes(rows * bitsPerRow);
    }

    private void send(Optional<OpaqueBytes> position, boolean isLast)
            throws InterruptedException
    {
        load();
        columns.forEach(column -> column.builder().release());
        size.clear();
        rows = 0;
        cursor = RowCursor.NONE;
        sentCursor = position;
        try {
            sink.accept(root, new BatchFacts(position, context.take(), isLast));
        }
        finally {
            root.clear();
        }
        lastSentNanos = System.nanoTime();
    }

    /**
     * The row that just ended does not fit any more, and begins the next batch. Behind the rows before it cannot be
     * read on: what their last one said was true before this one was written.
     */
    private void sendAllButLast(RowCursor cursorOfLast)
            throws InterruptedException
    {
        load();
        List<Object> last = new RowsReader(root).row(rows - 1);
        root.clear();
        rows--;
        send(Optional.empty(), false);
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).builder().append(last.get(i));
        }
        rows = 1;
        cursor = cursorOfLast;
    }

    private void load()
    {
        List<ArrowFieldNode> nodes = new ArrayList<>();
        List<ArrowBuf> buffers = new ArrayList<>();
        for (ColumnWriter column : columns) {
            column.fill(rows);
            column.builder().collect(nodes, buffers);
        }
        try (ArrowRecordBatch batch = new ArrowRecordBatch(rows, nodes, buffers)) {
            loader.load(batch);
        }
    }
}
