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
package io.glaux.arrow;

import io.trino.spi.Page;
import io.trino.spi.block.Block;
import io.trino.spi.block.VariableWidthBlock;
import io.trino.spi.type.Type;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestInvalidBatches
{
    private static final long SEED = Long.getLong("glaux.test.seed", System.nanoTime());
    private static final byte[] ALL = new byte[0];

    private final BufferAllocator allocator = new RootAllocator();

    static {
        System.out.println("TestInvalidBatches: -Dglaux.test.seed=" + SEED);
    }

    @AfterEach
    void allocatorIsEmpty()
    {
        allocator.close();
    }

    /**
     * A batch of one column of a type without columns within it.
     *
     * @param nulls that it claims to have
     */
    private WireBatch batch(int rows, int nulls, byte[]... buffers)
    {
        List<ArrowBuf> arrowBuffers = new ArrayList<>();
        for (byte[] buffer : buffers) {
            ArrowBuf arrowBuffer = allocator.buffer(buffer.length);
            arrowBuffer.writeBytes(buffer);
            arrowBuffers.add(arrowBuffer);
        }
        try (ArrowRecordBatch batch = new ArrowRecordBatch(
                rows,
                List.of(new ArrowFieldNode(rows, nulls)),
                arrowBuffers)) {
            return WireBatch.of(batch);
        }
        finally {
            arrowBuffers.forEach(ArrowBuf::close);
        }
    }

    private static byte[] ints(int... values)
    {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(bytes::putInt);
        return bytes.array();
    }

    private static byte[] longs(long... values)
    {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(bytes::putLong);
        return bytes.array();
    }

    private static byte[] text(String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Page read(String typeName, WireBatch batch)
    {
        Type type = TestingTypes.type(typeName);
        Field field = new ArrowTypes(TESTING_TYPE_MANAGER).field("c", type);
        Schema schema = new Schema(List.of(field));
        return new ArrowToPage(schema, List.of(type)).page(ArrowBatch.read(schema, batch.header(), batch.body()));
    }

    private static void assertInvalid(String typeName, WireBatch batch, String message)
    {
        assertThatThrownBy(() -> read(typeName, batch))
                .isInstanceOf(InvalidBatchException.class)
                .hasMessage(message);
    }

    @Test
    void testOffsets()
    {
        byte[] data = text("abcdef");
        assertThat(read("varchar", batch(2, 0, ALL, ints(0, 2, 6), data)).getPositionCount()).isEqualTo(2);
        assertInvalid("varchar", batch(2, 0, ALL, ints(0, 4, 2), data), "The column c has offsets that go back");
        assertInvalid("varchar", batch(2, 0, ALL, ints(-2, 0, 2), data), "The column c has offsets that go back");
        assertInvalid(
                "varchar",
                batch(3, 0, ALL, ints(0, Integer.MAX_VALUE, -5, 3), data),
                "The column c has offsets that go back");
        assertInvalid("varchar", batch(2, 0, ALL, ints(0, 4, 99), data), "The column c has values outside of its data");
        assertInvalid(
                "varchar",
                batch(2, 0, ALL, ints(0, 4), data),
                "The column c has 8 bytes in a buffer, where its values take 12");
    }

    @Test
    void testOffsetsThatDoNotStartAtZero()
    {
        Page page = read("varchar", batch(2, 0, ALL, ints(2, 3, 6), text("xxabcdyyy")));
        assertThat(ValueOracle.values(TestingTypes.type("varchar"), page.getBlock(0)))
                .isEqualTo(List.of("61", "626364"));
    }

    @Test
    void testNullsWithBytes()
    {
        // the engine's encoding of blocks counts on nulls being empty
        Page page = read(
                "varchar",
                batch(3, 1, new byte[] {0b101}, ints(0, 1, 3, 5), new byte[] {'a', -1, -1, 'b', 'c'}));
        VariableWidthBlock block = (VariableWidthBlock) page.getBlock(0);
        assertThat(ValueOracle.values(TestingTypes.type("varchar"), block)).isEqualTo(List.of("61", "null", "6263"));
        assertThat(block.getSliceLength(1)).isZero();
    }

    @Test
    void testText()
    {
        for (String wrong : List.of("80", "c0af", "e28228", "eda080", "f4908080", "f8888080", "c3", "61e282")) {
            byte[] bytes = HexFormat.of().parseHex(wrong);
            assertInvalid(
                    "varchar",
                    batch(1, 0, ALL, ints(0, bytes.length), bytes),
                    "The column c has a text that is not UTF-8");
            assertThat(read("varbinary", batch(1, 0, ALL, ints(0, bytes.length), bytes)).getPositionCount())
                    .isEqualTo(1);
        }
        // all of it is UTF-8, and each of the two is not
        assertInvalid(
                "varchar",
                batch(2, 0, ALL, ints(0, 1, 2), text("ä")),
                "The column c has a text that is not UTF-8");
        assertInvalid(
                "varchar(2)",
                batch(1, 0, ALL, ints(0, 3), text("abc")),
                "The column c has a text of more than 2 characters");
        assertThat(read("varchar(2)", batch(1, 0, ALL, ints(0, 4), text("ää"))).getPositionCount()).isEqualTo(1);
        assertInvalid(
                "varchar(2)",
                batch(1, 0, ALL, ints(0, 6), text("äää")),
                "The column c has a text of more than 2 characters");
        assertInvalid(
                "char(2)",
                batch(1, 0, ALL, ints(0, 3), text("abc")),
                "The column c has a text of more than 2 characters");
    }

    @Test
    void testBlanksAtTheEndOfChar()
    {
        Page page = read("char(5)", batch(4, 0, ALL, ints(0, 5, 10, 11, 13), text("ab     abc ää ")));
        assertThat(ValueOracle.values(TestingTypes.type("char(5)"), page.getBlock(0)))
                .isEqualTo(List.of("6162", "2020616263", "", "c3a4"));
    }

    @Test
    void testNumbersAndTimes()
    {
        assertThat(read("decimal(3,1)", batch(2, 0, ALL, longs(999, 0, -999, -1))).getPositionCount()).isEqualTo(2);
        String digits = "The column c has a number of more than the %s digits of its type";
        assertInvalid("decimal(3,1)", batch(1, 0, ALL, longs(1000, 0)), digits.formatted(3));
        assertInvalid("decimal(3,1)", batch(1, 0, ALL, longs(-1000, -1)), digits.formatted(3));
        assertInvalid("decimal(3,1)", batch(1, 0, ALL, longs(1, 1)), digits.formatted(3));
        assertInvalid("decimal(20,0)", batch(1, 0, ALL, longs(0, 6)), digits.formatted(20));
        assertInvalid("decimal(38,0)", batch(1, 0, ALL, longs(0, Long.MAX_VALUE)), digits.formatted(38));
        assertInvalid("decimal(38,0)", batch(1, 0, ALL, longs(0, Long.MIN_VALUE)), digits.formatted(38));
        assertInvalid(
                "time(0)",
                batch(1, 0, ALL, ints(86_400)),
                "The column c has a time of day that is not within a day");
        assertInvalid(
                "time(6)",
                batch(1, 0, ALL, longs(-1)),
                "The column c has a time of day that is not within a day");
        assertInvalid(
                "timestamp(0)",
                batch(1, 0, ALL, longs(Long.MAX_VALUE)),
                "The column c has a point in time that is too far away");
        assertInvalid(
                "timestamp(3) with time zone",
                batch(1, 0, ALL, longs(Long.MIN_VALUE / 3)),
                "The column c has a point in time that is too far away");
        assertInvalid(
                "timestamp(4)",
                batch(1, 0, ALL, longs(12_345)),
                "The column c has a value with more digits than its type");
    }

    @Test
    void testWhatIsNullIsNotChecked()
    {
        byte[] none = {0};
        assertThat(read("decimal(3,1)", batch(1, 1, none, longs(7, 7))).getBlock(0).isNull(0)).isTrue();
        assertThat(read("decimal(38,0)", batch(1, 1, none, longs(7, Long.MAX_VALUE))).getBlock(0).isNull(0)).isTrue();
        assertThat(read("time(0)", batch(1, 1, none, ints(-7))).getBlock(0).isNull(0)).isTrue();
        assertThat(read("timestamp(0)", batch(1, 1, none, longs(Long.MAX_VALUE))).getBlock(0).isNull(0)).isTrue();
        assertThat(read("timestamp(3) with time zone", batch(1, 1, none, longs(Long.MIN_VALUE))).getBlock(0).isNull(0))
                .isTrue();
    }

    @Test
    void testCounts()
    {
        assertInvalid(
                "bigint",
                batch(2, 1, new byte[] {3}, longs(1, 2)),
                "The column c has 0 nulls, where it claims to have 1");
        assertInvalid(
                "bigint",
                batch(2, 0, new byte[] {1}, longs(1, 2)),
                "The column c has 1 nulls, where it claims to have 0");
        assertInvalid(
                "bigint",
                batch(2, 1, ALL, longs(1, 2)),
                "The column c has nulls, and no buffer that tells which");
        assertInvalid(
                "bigint",
                batch(3, 0, ALL, longs(1, 2)),
                "The column c has 16 bytes in a buffer, where its values take 24");
        assertInvalid(
                "boolean",
                batch(9, 0, ALL, new byte[1]),
                "The column c has 1 bytes in a buffer, where its values take 2");
    }

    @Test
    void testOtherSchemas()
    {
        WireBatch bigint = batch(1, 0, ALL, longs(1));
        assertInvalid("varchar", bigint, "A batch has fewer buffers than its schema takes");
        assertInvalid("bigint", batch(1, 0, ALL, ints(0, 1), text("a")), "A batch has more columns than its schema");
        assertInvalid("row(a bigint)", bigint, "A batch has fewer columns than its schema");
        Schema none = new Schema(List.of());
        assertThatThrownBy(() -> ArrowBatch.read(none, bigint.header(), bigint.body()))
                .hasMessage("A batch has more columns than its schema");
        assertThatThrownBy(() -> ArrowBatch.read(none, ByteBuffer.allocate(0), bigint.body()))
                .hasMessage("The header of a batch cannot be read");
    }

    /**
     * Whatever the bytes are, there is a page of which each value can be read, or the error that there is for it.
     */
    @Test
    void testRandomChanges()
    {
        Random random = new Random(SEED);
        List<Type> types = new ArrayList<>(TestingTypes.scalars());
        types.addAll(TestingTypes.nested());
        int read = 0;
        int refused = 0;
        for (int round = 0; round < 200; round++) {
            List<Type> some = List.of(types.get(random.nextInt(types.size())), types.get(random.nextInt(types.size())));
            Schema schema = TestingTypes.schema(some);
            WireBatch right;
            try (VectorSchemaRoot root = new PageToArrow(schema, some, allocator)
                    .vectors(TestingTypes.page(some, 20, 0.2, random))) {
                right = WireBatch.of(root);
            }
            ArrowToPage pages = new ArrowToPage(schema, some);
            for (int i = 0; i < 100; i++) {
                WireBatch wrong = changed(right, random);
                try {
                    Page page = pages.page(ArrowBatch.read(schema, wrong.header(), wrong.body()));
                    readAll(some, page);
                    read++;
                }
                catch (InvalidBatchException _) {
                    refused++;
                }
            }
        }
        assertThat(read).isPositive();
        assertThat(refused).isGreaterThan(1000);
    }

    private static WireBatch changed(WireBatch right, Random random)
    {
        byte[] header = right.headerBytes();
        byte[] body = right.bodyBytes();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            byte[] target = body.length == 0 || random.nextInt(3) == 0 ? header : body;
            target[random.nextInt(target.length)] = (byte) random.nextInt();
        }
        return new WireBatch(
                header,
                random.nextInt(10) == 0 ? Arrays.copyOf(body, random.nextInt(body.length + 1)) : body);
    }

    private static void readAll(List<Type> types, Page page)
    {
        for (int i = 0; i < types.size(); i++) {
            Block block = page.getBlock(i);
            assertThat(ValueOracle.values(types.get(i), block)).hasSize(page.getPositionCount());
            assertThat(block.getRetainedSizeInBytes()).isPositive();
            assertThat(block.copyRegion(0, block.getPositionCount()).getPositionCount())
                    .isEqualTo(block.getPositionCount());
        }
    }
}
