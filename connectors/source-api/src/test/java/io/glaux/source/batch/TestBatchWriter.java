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

import io.glaux.metering.Units;
import io.glaux.source.Call;
import io.glaux.source.ColumnTypes;
import io.glaux.source.OpaqueBytes;
import io.glaux.source.RowCursor;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

final class TestBatchWriter
{
    private static final Call CALL = new Call("query", "user", "workgroup", ZoneOffset.UTC);

    private final BufferAllocator allocator = new RootAllocator(256 << 20);
    private final CollectedBatches batches = new CollectedBatches();

    @AfterEach
    void closeAllocator()
    {
        assertThat(allocator.getAllocatedMemory()).isZero();
        allocator.close();
    }

    @Test
    void testEveryType()
            throws InterruptedException
    {
        long seed = Long.getLong("glaux.test.seed", System.nanoTime());
        Random random = new Random(seed);
        List<SampleValues.Column> columns = SampleValues.columns();
        BatchLimits limits = new BatchLimits(4_000 + random.nextInt(20_000), 64 << 10, 1 << 20, 100);
        List<List<Object>> written = new ArrayList<>();
        try (BatchWriter writer = writer(columns.stream().map(SampleValues.Column::field).toList(), limits)) {
            for (int row = 0; row < 1_000; row++) {
                List<Object> values = new ArrayList<>();
                for (int column = 0; column < columns.size(); column++) {
                    Object value = columns.get(column).value(row, random);
                    values.add(value);
                    // what is not written is null as well
                    if (value != null || random.nextBoolean()) {
                        writer.column(column).writeObject(value);
                    }
                }
                written.add(values);
                writer.endRow();
            }
            writer.finish();
        }
        assertThat(batches.batches()).as("seed %s", seed).hasSizeGreaterThan(10);
        List<List<Object>> rows = batches.rows();
        assertThat(rows).as("seed %s", seed).hasSize(written.size());
        for (int row = 0; row < written.size(); row++) {
            assertThat(comparable(rows.get(row))).as("seed %s, row %s", seed, row)
                    .isEqualTo(comparable(written.get(row)));
        }
        assertThat(batches.batches()).as("seed %s", seed).allSatisfy(batch -> {
            assertThat(batch.rowCount()).isLessThanOrEqualTo(100);
            assertThat(batch.bodyBytes()).isLessThanOrEqualTo(limits.maxBytes());
        });
    }

    @Test
    void testTargetSize()
            throws InterruptedException
    {
        List<Field> fields = List.of(ColumnTypes.bigint("a"), ColumnTypes.text("b"));
        try (BatchWriter writer = writer(fields, BatchLimits.DEFAULT)) {
            for (int i = 0; i < 40_000; i++) {
                writer.column(0).writeLong(i);
                writer.column(1).writeText("x".repeat(150));
                writer.endRow();
            }
            writer.finish();
        }
        assertThat(batches.rows()).hasSize(40_000);
        assertThat(batches.batches().subList(0, batches.batches().size() - 1)).allSatisfy(batch ->
                assertThat(batch.bodyBytes()).isBetween(1_000_000L, (1L << 20) + 1_000));
    }

    @Test
    void testMostRows()
            throws InterruptedException
    {
        try (BatchWriter writer = writer(List.of(ColumnTypes.bool("a")), BatchLimits.DEFAULT)) {
            for (int i = 0; i < 40_000; i++) {
                writer.column(0).writeBoolean(i % 3 == 0);
                writer.endRow();
            }
            writer.finish();
        }
        assertThat(batches.batches()).extracting(CollectedBatches.Batch::rowCount)
                .containsExactly(16_384, 16_384, 40_000 - 2 * 16_384);
        assertThat(batches.batches()).extracting(batch -> batch.facts().isLast()).containsExactly(false, false, true);
    }

    @Test
    void testRowThatDoesNotFit()
            throws InterruptedException
    {
        String large = "y".repeat(9 << 20);
        List<Field> fields = List.of(ColumnTypes.text("a"), ColumnTypes.bigint("b"));
        try (BatchWriter writer = writer(fields, BatchLimits.DEFAULT)) {
            for (int i = 0; i < 5; i++) {
                writer.column(0).writeText(i == 2 ? large : "small" + i);
                writer.column(1).writeLong(i);
                writer.endRow(position(i));
            }
            writer.finish();
        }
        assertThat(batches.batches()).extracting(CollectedBatches.Batch::rowCount).containsExactly(2, 1, 2);
        assertThat(batches.rows()).containsExactly(
                List.of("small0", 0L),
                List.of("small1", 1L),
                List.of(large, 2L),
                List.of("small3", 3L),
                List.of("small4", 4L));
        assertThat(batches.batches()).extracting(batch -> batch.facts().cursor().map(OpaqueBytes::text))
                .containsExactly(Optional.empty(), Optional.of("2"), Optional.of("4"));
    }

    @Test
    void testLargeRow()
            throws InterruptedException
    {
        byte[] large = SampleValues.bytes(new Random(7), 50 << 20);
        try (BatchWriter writer = writer(List.of(ColumnTypes.binary("a")), BatchLimits.DEFAULT)) {
            writer.column(0).writeBytes(large);
            writer.endRow();
            writer.column(0).writeBytes(new byte[] {1});
            writer.endRow();
            writer.finish();
        }
        assertThat(batches.batches()).extracting(CollectedBatches.Batch::rowCount).containsExactly(1, 1);
        assertThat((byte[]) batches.batches().getFirst().rows().getFirst().getFirst()).isEqualTo(large);
    }

    @Test
    void testRowBeyondTheLimit()
    {
        try (BatchWriter writer =
                writer(List.of(ColumnTypes.text("a")), new BatchLimits(1_000, 2_000, 10_000, 100))) {
            writer.column(0).writeText("x".repeat(10_001));
            assertFails(writer::endRow, SourceErrorCode.ROW_TOO_LARGE, false);
        }
        assertThat(batches.batches()).isEmpty();
    }

    @Test
    void testRowBeyondTheMemoryOfAStream()
    {
        try (BufferAllocator stream = allocator.newChildAllocator("stream", 0, 1 << 20);
                BatchWriter writer = writer(List.of(ColumnTypes.text("a")), BatchLimits.DEFAULT, stream)) {
            String large = "x".repeat(2 << 20);
            assertFails(() -> writer.column(0).writeText(large), SourceErrorCode.ROW_TOO_LARGE, false);
        }
    }

    @Test
    void testNoMemoryNow()
    {
        try (BufferAllocator host = allocator.newChildAllocator("host", 0, 4 << 20);
                BufferAllocator other = host.newChildAllocator("other", 3 << 20, 3 << 20);
                BufferAllocator stream = host.newChildAllocator("stream", 0, 3 << 20);
                BatchWriter writer = writer(List.of(ColumnTypes.text("a")), BatchLimits.DEFAULT, stream)) {
            assertThat(other.getAllocatedMemory()).isZero();
            String large = "x".repeat(2 << 20);
            assertFails(() -> writer.column(0).writeText(large), SourceErrorCode.RESOURCES_EXHAUSTED, true);
        }
    }

    @Test
    void testLastWriteHolds()
            throws InterruptedException
    {
        Field list = ColumnTypes.array("list", ColumnTypes.text("element"));
        try (BatchWriter writer = writer(List.of(ColumnTypes.text("a"), list), BatchLimits.DEFAULT)) {
            writer.column(0).writeText("first");
            writer.column(0).writeNull();
            writer.column(0).writeText("second");
            writer.column(1).writeObject(List.of("x", "y"));
            writer.column(1).writeObject(SampleValues.listOf("z", null));
            writer.endRow();
            writer.column(0).writeText("third");
            writer.column(0).writeNull();
            writer.endRow();
            writer.column(0).writeText("of a row that never ends");
            writer.finish();
        }
        assertThat(batches.rows()).containsExactly(
                List.of("second", SampleValues.listOf("z", null)),
                SampleValues.listOf(null, null));
    }

    @Test
    void testValueThatFailsHalfWay()
            throws InterruptedException
    {
        Field list = ColumnTypes.array("list", ColumnTypes.integer("element", 8));
        Field map = ColumnTypes.map("map", ColumnTypes.text("key"), list);
        try (BatchWriter writer = writer(List.of(list, map), BatchLimits.DEFAULT)) {
            writer.column(0).writeObject(List.of(1L));
            writer.column(1).writeObject(Map.of("a", List.of(1L)));
            writer.endRow();
            assertThatExceptionOfType(ArithmeticException.class)
                    .isThrownBy(() -> writer.column(0).writeObject(List.of(2L, 3L, 400L)));
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> writer.column(1).writeObject(Map.of("a", List.of(1L, "b"))));
            writer.endRow();
            writer.column(0).writeObject(List.of(5L));
            writer.endRow();
            writer.finish();
        }
        assertThat(batches.rows()).containsExactly(
                List.of(List.of(1L), Map.of("a", List.of(1L))),
                SampleValues.listOf(null, null),
                SampleValues.listOf(List.of(5L), null));
    }

    @Test
    void testCursorIsAskedForOnlyAtTheEndOfABatch()
            throws InterruptedException
    {
        AtomicInteger asked = new AtomicInteger();
        try (BatchWriter writer =
                writer(List.of(ColumnTypes.bigint("a")), new BatchLimits(1 << 20, 1 << 20, 1 << 20, 10))) {
            for (int i = 0; i < 25; i++) {
                int row = i;
                writer.column(0).writeLong(i);
                writer.endRow(() -> {
                    asked.incrementAndGet();
                    return Optional.of(OpaqueBytes.of(Integer.toString(row)));
                });
            }
            writer.finish();
        }
        assertThat(asked).hasValue(3);
        assertThat(batches.batches()).extracting(batch -> batch.facts().cursor().map(OpaqueBytes::text))
                .containsExactly(Optional.of("9"), Optional.of("19"), Optional.of("24"));
    }

    @Test
    void testRowsWithoutColumns()
            throws InterruptedException
    {
        try (BatchWriter writer = writer(List.of(), BatchLimits.DEFAULT)) {
            writer.endRows(3_000_000);
            writer.endRows(0);
            writer.endRow();
            writer.endRows(7);
            writer.finish();
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> writer.endRows(-1));
        }
        assertThat(batches.batches()).extracting(CollectedBatches.Batch::rowCount)
                .containsExactly(1 << 20, 1 << 20, 3_000_008 - (2 << 20));
    }

    @Test
    void testCountingRowsWithColumnsIsRefused()
    {
        try (BatchWriter writer = writer(List.of(ColumnTypes.bigint("a")), BatchLimits.DEFAULT)) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> writer.endRows(1));
        }
    }

    @Test
    void testConsumption()
            throws InterruptedException
    {
        MeteredContext context = context(List.of(ColumnTypes.bigint("a")));
        try (BatchWriter writer = new BatchWriter(
                context.schema(),
                allocator,
                new BatchLimits(1 << 20, 1 << 20, 1 << 20, 2),
                context,
                batches)) {
            context.consumed(100, 2, Units.of("unit", 3));
            context.throttled(Duration.ofMillis(5));
            writer.endRow();
            writer.endRow();
            context.consumed(11, 1, Units.of("unit", 4));
            writer.endRow();
            writer.finish();
        }
        assertThat(batches.batches()).extracting(batch -> batch.facts().consumption()).containsExactly(
                new Consumption(100, 2, Units.of("unit", 3), Duration.ofMillis(5)),
                new Consumption(11, 1, Units.of("unit", 4), Duration.ZERO));
    }

    @Test
    void testUnknownTypes()
    {
        Field unknown = new Field("a", FieldType.nullable(new ArrowType.Int(32, false)), List.of());
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> writer(List.of(ColumnTypes.array("list", unknown)), BatchLimits.DEFAULT))
                .withMessageContaining("Column a has the type Int(32, false), which is not one of a source");
    }

    private static List<Object> comparable(List<Object> row)
    {
        List<Object> comparable = new ArrayList<>(row);
        comparable.replaceAll(value -> value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value);
        return comparable;
    }

    private BatchWriter writer(List<Field> fields, BatchLimits limits)
    {
        return writer(fields, limits, allocator);
    }

    private BatchWriter writer(List<Field> fields, BatchLimits limits, BufferAllocator buffers)
    {
        MeteredContext context = context(fields);
        return new BatchWriter(context.schema(), buffers, limits, context, batches);
    }

    private static MeteredContext context(List<Field> fields)
    {
        return new MeteredContext(CALL, new Schema(fields), _ -> {});
    }

    private static RowCursor position(int row)
    {
        return () -> Optional.of(OpaqueBytes.of(Integer.toString(row)));
    }

    private static void assertFails(
            ThrowingCallable write,
            SourceErrorCode code,
            boolean isRetryable)
    {
        assertThatExceptionOfType(SourceException.class).isThrownBy(write).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.isRetryable()).isEqualTo(isRetryable);
        });
    }
}
