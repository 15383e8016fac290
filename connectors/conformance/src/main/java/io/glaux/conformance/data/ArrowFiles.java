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
package io.glaux.conformance.data;

import io.glaux.protocol.VectorBuilder;
import io.glaux.protocol.v1.TableName;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Writes tables as Arrow IPC streams, SCHEMA.TABLE.arrow each.
 */
public final class ArrowFiles
{
    /**
     * The large table: as many rows of a thousand bytes as make 128 MiB.
     */
    public static final TableName LARGE = TableName.newBuilder().setSchema("default").setTable("large").build();

    private static final int LARGE_BATCHES = 128;
    private static final int LARGE_BATCH_ROWS = 1024;
    private static final int LARGE_ROW_BYTES = 1000;
    private static final int BATCH_ROWS = 100;
    private static final int WIDE_ROW_BYTES = 1 << 20;

    private ArrowFiles() {}

    public static void write(Path folder, List<KnownTable> tables)
            throws IOException
    {
        for (KnownTable table : tables) {
            List<List<List<Object>>> batches = batches(table.rows());
            write(file(folder, table.name()), table.schema(), batches.size(), batches::get);
        }
    }

    public static void writeLarge(Path folder)
            throws IOException
    {
        Schema schema = new Schema(List.of(
                Field.nullable("id", new ArrowType.Int(64, true)),
                Field.nullable("payload", ArrowType.Utf8.INSTANCE)));
        String payload = "p".repeat(LARGE_ROW_BYTES);
        write(file(folder, LARGE), schema, LARGE_BATCHES, batch -> {
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < LARGE_BATCH_ROWS; i++) {
                rows.add(List.of((long) batch * LARGE_BATCH_ROWS + i, payload));
            }
            return rows;
        });
    }

    private static Path file(Path folder, TableName table)
    {
        return folder.resolve("%s.%s.arrow".formatted(table.getSchema(), table.getTable()));
    }

    /**
     * Some rows each, and each large row by itself.
     */
    private static List<List<List<Object>>> batches(List<List<Object>> rows)
    {
        List<List<List<Object>>> batches = new ArrayList<>();
        List<List<Object>> batch = new ArrayList<>();
        for (List<Object> row : rows) {
            batch.add(row);
            boolean isWide = row.stream()
                    .anyMatch(value -> value instanceof String text && text.length() >= WIDE_ROW_BYTES);
            if (isWide || batch.size() == BATCH_ROWS) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private static void write(Path file, Schema schema, int count, IntFunction<List<List<Object>>> batches)
            throws IOException
    {
        try (BufferAllocator allocator = new RootAllocator();
                OutputStream output = new BufferedOutputStream(Files.newOutputStream(file));
                VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
                ArrowStreamWriter writer = new ArrowStreamWriter(root, null, output)) {
            writer.start();
            for (int i = 0; i < count; i++) {
                load(root, schema, batches.apply(i), allocator);
                writer.writeBatch();
            }
            writer.end();
        }
    }

    private static void load(
            VectorSchemaRoot root,
            Schema schema,
            List<List<Object>> rows,
            BufferAllocator allocator)
    {
        List<FieldVector> vectors = new ArrayList<>();
        try {
            for (int column = 0; column < schema.getFields().size(); column++) {
                vectors.add(VectorBuilder.build(schema.getFields().get(column), column(rows, column), allocator));
            }
            VectorSchemaRoot made = new VectorSchemaRoot(schema.getFields(), vectors, rows.size());
            try (ArrowRecordBatch batch = new VectorUnloader(made).getRecordBatch()) {
                new VectorLoader(root).load(batch);
            }
        }
        finally {
            vectors.forEach(FieldVector::close);
        }
    }

    private static List<Object> column(List<List<Object>> rows, int column)
    {
        List<Object> values = new ArrayList<>(rows.size());
        for (List<Object> row : rows) {
            values.add(row.get(column));
        }
        return Collections.unmodifiableList(values);
    }
}
