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

import io.glaux.source.Call;
import io.glaux.source.ColumnTypes;
import io.glaux.source.ValueWriter;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

final class TestValueWriter
{
    private final BufferAllocator allocator = new RootAllocator(16 << 20);
    private final CollectedBatches batches = new CollectedBatches();

    @AfterEach
    void closeAllocator()
    {
        allocator.close();
    }

    @Test
    void testValuesThatDoNotFit()
            throws InterruptedException
    {
        assertDoesNotFit(ColumnTypes.integer("a", 8), column -> column.writeLong(128), "tinyint");
        assertDoesNotFit(ColumnTypes.integer("a", 8), column -> column.writeLong(-129), "tinyint");
        assertDoesNotFit(ColumnTypes.integer("a", 16), column -> column.writeLong(32_768), "smallint");
        assertDoesNotFit(ColumnTypes.integer("a", 32), column -> column.writeLong(1L << 31), "integer");
        assertDoesNotFit(
                ColumnTypes.decimal("a", 3, 1),
                column -> column.writeDecimal(new BigDecimal("100")),
                "decimal(3, 1)");
        assertDoesNotFit(
                ColumnTypes.decimal("a", 3, 1),
                column -> column.writeDecimal(new BigDecimal("1.25")),
                "decimal(3, 1)");
        assertDoesNotFit(
                ColumnTypes.decimal("a", 38, 0),
                column -> column.writeDecimal(new BigDecimal("1E+1000000000")),
                "decimal(38, 0)");
        assertDoesNotFit(
                ColumnTypes.decimal("a", 38, 38),
                column -> column.writeDecimal(new BigDecimal("1E-1000000000")),
                "decimal(38, 38)");
        assertDoesNotFit(ColumnTypes.date("a"), column -> column.writeDate(LocalDate.MAX), "date");
        assertDoesNotFit(
                ColumnTypes.time("a", TimeUnit.SECOND),
                column -> column.writeTime(LocalTime.of(1, 2, 3, 4)),
                "time(0)");
        assertDoesNotFit(
                ColumnTypes.timestamp("a", TimeUnit.MILLISECOND),
                column -> column.writeTimestamp(LocalDateTime.of(2020, 1, 1, 0, 0, 0, 1_000)),
                "timestamp(3)");
        assertDoesNotFit(
                ColumnTypes.timestamp("a", TimeUnit.NANOSECOND),
                column -> column.writeTimestamp(LocalDateTime.of(2300, 1, 1, 0, 0)),
                "timestamp(9)");
        assertDoesNotFit(
                ColumnTypes.timestampWithTimeZone("a", TimeUnit.NANOSECOND),
                column -> column.writeInstant(ZonedDateTime.of(1600, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)),
                "timestamp(9) with time zone");
        assertDoesNotFit(ColumnTypes.uuid("a"), column -> column.writeBytes(new byte[15]), "uuid");
        assertDoesNotFit(SampleValues.pinned("varchar(3)"), column -> column.writeText("abcd"), "varchar(3)");
        assertDoesNotFit(SampleValues.pinned("char(1)"), column -> column.writeText("ab"), "char(1)");
        assertDoesNotFit(ColumnTypes.text("a"), column -> column.writeText("a\uD83E"), "Unicode");
        assertDoesNotFit(ColumnTypes.text("a"), column -> column.writeText("\uDD89a"), "Unicode");
    }

    @Test
    void testValuesThatFitJustSo()
            throws InterruptedException
    {
        assertThat(written(SampleValues.pinned("varchar(2)"), column -> column.writeText("\uD83E\uDD89\uD83E\uDD89")))
                .isEqualTo("\uD83E\uDD89\uD83E\uDD89");
        assertThat(written(ColumnTypes.decimal("a", 3, 1), column -> column.writeDecimal(new BigDecimal("1.2000"))))
                .isEqualTo(new BigDecimal("1.2"));
        assertThat(written(ColumnTypes.decimal("a", 3, 1), column -> column.writeDecimal(new BigDecimal("1E+1"))))
                .isEqualTo(new BigDecimal("10.0"));
        BigDecimal zero = new BigDecimal("0E+999999999");
        assertThat(written(ColumnTypes.decimal("a", 3, 1), column -> column.writeDecimal(zero)))
                .isEqualTo(new BigDecimal("0.0"));
        ZonedDateTime summer = ZonedDateTime.of(2024, 7, 1, 12, 0, 0, 0, ZoneId.of("Europe/Berlin"));
        assertThat(written(
                ColumnTypes.timestampWithTimeZone("a", TimeUnit.SECOND),
                column -> column.writeInstant(summer)))
                .isEqualTo(summer.withZoneSameInstant(ZoneOffset.UTC));
        assertThat(written(ColumnTypes.real("a"), column -> column.writeDouble(0.1))).isEqualTo((double) 0.1f);
    }

    @Test
    void testWrongForms()
            throws InterruptedException
    {
        assertWrongForm(
                ColumnTypes.bigint("a"),
                column -> column.writeText("1"),
                "Column a is a bigint and does not take a text");
        assertWrongForm(ColumnTypes.bigint("a"), column -> column.writeObject(1), "does not take a Integer");
        assertWrongForm(ColumnTypes.text("a"), column -> column.writeLong(1), "does not take an integer");
        assertWrongForm(
                ColumnTypes.timestamp("a", TimeUnit.SECOND),
                column -> column.writeInstant(ZonedDateTime.now(ZoneOffset.UTC)),
                "with a zone");
        assertWrongForm(ColumnTypes.bool("a"), column -> column.writeObject("true"), "does not take a String");
        assertWrongForm(
                ColumnTypes.row("a", List.of(ColumnTypes.bool("b"))),
                column -> column.writeObject(List.of()),
                "that is not a list of its 1 fields");
        assertWrongForm(
                ColumnTypes.map("a", ColumnTypes.text("key"), ColumnTypes.text("value")),
                column -> {
                    Map<Object, Object> map = new HashMap<>();
                    map.put(null, "x");
                    column.writeObject(map);
                },
                "a key of a map is null");
    }

    private void assertDoesNotFit(Field field, Consumer<ValueWriter> write, String expected)
            throws InterruptedException
    {
        try (BatchWriter writer = writer(field)) {
            assertThatExceptionOfType(ColumnValueException.class)
                    .isThrownBy(() -> write.accept(writer.column(0)))
                    .withMessageContaining("Column " + field.getName())
                    .withMessageContaining(expected);
            // the row goes on, with a null
            writer.endRow();
            writer.finish();
            assertThat(batches.last().rows()).containsExactly(SampleValues.listOf((Object) null));
        }
    }

    private void assertWrongForm(Field field, Consumer<ValueWriter> write, String expected)
    {
        try (BatchWriter writer = writer(field)) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> write.accept(writer.column(0)))
                    .withMessageContaining(expected);
        }
    }

    private Object written(Field field, Consumer<ValueWriter> write)
            throws InterruptedException
    {
        try (BatchWriter writer = writer(field)) {
            write.accept(writer.column(0));
            writer.endRow();
            writer.finish();
            return batches.last().rows().getFirst().getFirst();
        }
    }

    private BatchWriter writer(Field field)
    {
        MeteredContext context = new MeteredContext(
                new Call("query", "user", "workgroup", ZoneOffset.UTC),
                new Schema(List.of(field)),
                _ -> {});
        return new BatchWriter(context.schema(), allocator, BatchLimits.DEFAULT, context, batches);
    }
}
