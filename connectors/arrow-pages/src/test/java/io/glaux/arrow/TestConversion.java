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
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.type.Type;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

final class TestConversion
{
    private static final long SEED = Long.getLong("glaux.test.seed", System.nanoTime());
    private static final List<Double> NULLS = List.of(0.0, 0.3, 1.0);
    private static final List<Integer> ROWS = List.of(0, 1, 7, 8, 63, 64, 65, 1000);

    private final BufferAllocator allocator = new RootAllocator();

    static {
        System.out.println("TestConversion: -Dglaux.test.seed=" + SEED);
    }

    @AfterEach
    void allocatorIsEmpty()
    {
        allocator.close();
    }

    static List<Type> types()
    {
        List<Type> types = new ArrayList<>(TestingTypes.scalars());
        types.addAll(TestingTypes.nested());
        return types;
    }

    @ParameterizedTest
    @MethodSource("types")
    void testEachTypeThereAndBack(Type type)
    {
        Random random = new Random(SEED);
        for (double nulls : NULLS) {
            for (int rows : ROWS) {
                checkThereAndBack(List.of(type), TestingTypes.page(List.of(type), rows, nulls, random));
            }
        }
    }

    @Test
    void testAllTypesTogether()
    {
        checkThereAndBack(types(), TestingTypes.page(types(), 100, 0.2, new Random(SEED)));
    }

    private void checkThereAndBack(List<Type> types, Page page)
    {
        Schema schema = TestingTypes.schema(types);
        PageToArrow out = new PageToArrow(schema, types, allocator);
        ArrowToPage back = new ArrowToPage(schema, types);
        try (VectorSchemaRoot root = out.vectors(page)) {
            assertThat(root.getRowCount()).isEqualTo(page.getPositionCount());
            for (int i = 0; i < types.size(); i++) {
                assertThat(ValueOracle.values(root.getVector(i)))
                        .describedAs("vectors of %s", types.get(i))
                        .isEqualTo(ValueOracle.values(types.get(i), page.getBlock(i)));
            }
            checkPage(types, page, back.page(ArrowBatch.of(root)));
            WireBatch wire = WireBatch.of(root);
            checkPage(types, page, back.page(ArrowBatch.read(schema, wire.header(), wire.body())));
        }
        try (ArrowRecordBatch batch = out.batch(page)) {
            WireBatch wire = WireBatch.of(batch);
            checkPage(types, page, back.page(ArrowBatch.read(schema, wire.header(), wire.body())));
        }
    }

    private static void checkPage(List<Type> types, Page expected, Page actual)
    {
        assertThat(actual.getPositionCount()).isEqualTo(expected.getPositionCount());
        for (int i = 0; i < types.size(); i++) {
            assertThat(ValueOracle.values(types.get(i), actual.getBlock(i)))
                    .describedAs("page of %s", types.get(i))
                    .isEqualTo(ValueOracle.values(types.get(i), expected.getBlock(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void testSlicesAtOddOffsets(Type type)
    {
        Random random = new Random(SEED);
        List<Type> types = List.of(type);
        Page page = TestingTypes.page(types, 200, 0.3, random);
        Schema schema = TestingTypes.schema(types);
        ArrowToPage back = new ArrowToPage(schema, types);
        try (VectorSchemaRoot root = new PageToArrow(schema, types, allocator).vectors(page)) {
            for (int i = 0; i < 20; i++) {
                int start = random.nextInt(200);
                int length = random.nextInt(201 - start);
                try (VectorSchemaRoot slice = root.slice(start, length)) {
                    checkPage(types, page.getRegion(start, length), back.page(ArrowBatch.of(slice)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void testRegionsDictionariesAndRepetitions(Type type)
    {
        Random random = new Random(SEED);
        List<Type> types = List.of(type);
        Block values = TestingTypes.block(type, 50, 0.3, random);
        int[] positions = random.ints(70, 0, 50).toArray();
        checkThereAndBack(types, new Page(DictionaryBlock.create(70, values, positions)));
        checkThereAndBack(types, new Page(RunLengthEncodedBlock.create(values.getRegion(random.nextInt(50), 1), 9)));
        checkThereAndBack(types, new Page(values.getRegion(13, 30)));
        checkThereAndBack(types, new Page(values.getRegion(13, 30).getRegion(5, 7)));
    }

    @Test
    void testRowsWithoutColumns()
    {
        Schema schema = new Schema(List.of());
        ArrowToPage back = new ArrowToPage(schema, List.of());
        try (ArrowRecordBatch batch = new PageToArrow(schema, List.of(), allocator).batch(new Page(12_345))) {
            WireBatch wire = WireBatch.of(batch);
            Page page = back.page(ArrowBatch.read(schema, wire.header(), wire.body()));
            assertThat(page.getPositionCount()).isEqualTo(12_345);
            assertThat(page.getChannelCount()).isZero();
        }
    }

    @Test
    void testPagesLiveOnWithoutTheirBatch()
    {
        List<Type> types = types();
        Schema schema = TestingTypes.schema(types);
        Page page = TestingTypes.page(types, 100, 0.2, new Random(SEED));
        Page converted;
        try (VectorSchemaRoot root = new PageToArrow(schema, types, allocator).vectors(page)) {
            converted = new ArrowToPage(schema, types).page(ArrowBatch.of(root));
            for (FieldVector vector : root.getFieldVectors()) {
                for (ArrowBuf buffer : vector.getBuffers(false)) {
                    buffer.setZero(0, buffer.capacity());
                }
            }
        }
        checkPage(types, page, converted);
    }
}
