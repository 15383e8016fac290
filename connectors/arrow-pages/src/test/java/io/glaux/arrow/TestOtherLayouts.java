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
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.type.Type;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.impl.UnionFixedSizeListWriter;
import org.apache.arrow.vector.complex.impl.UnionLargeListWriter;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

import static io.trino.spi.type.DateTimeEncoding.unpackZoneKey;
import static io.trino.spi.type.TimestampWithTimeZoneType.TIMESTAMP_TZ_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Vectors as others make them.
 */
final class TestOtherLayouts
{
    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void allocatorIsEmpty()
    {
        allocator.close();
    }

    private static List<Object> read(FieldVector vector, Type type)
    {
        VectorSchemaRoot root = VectorSchemaRoot.of(vector);
        Page page = new ArrowToPage(root.getSchema(), List.of(type)).page(ArrowBatch.of(root));
        return ValueOracle.values(type, page.getBlock(0));
    }

    private static byte[] bytes(String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void testLargeText()
    {
        try (LargeVarCharVector text = new LargeVarCharVector("c", allocator);
                LargeVarBinaryVector data = new LargeVarBinaryVector("c", allocator)) {
            text.setSafe(0, bytes("a"));
            text.setNull(1);
            text.setSafe(2, bytes("bc"));
            text.setValueCount(3);
            assertThat(read(text, TestingTypes.type("varchar"))).isEqualTo(List.of("61", "null", "6263"));
            data.setSafe(0, new byte[] {-1});
            data.setValueCount(2);
            assertThat(read(data, TestingTypes.type("varbinary"))).isEqualTo(List.of("ff", "null"));
        }
    }

    @Test
    void testFixedSizes()
    {
        try (FixedSizeBinaryVector bytes = new FixedSizeBinaryVector("c", allocator, 2);
                FixedSizeListVector lists = FixedSizeListVector.empty("c", 2, allocator)) {
            bytes.setSafe(0, new byte[] {1, 2});
            bytes.setNull(1);
            bytes.setSafe(2, new byte[] {3, 4});
            bytes.setValueCount(3);
            assertThat(read(bytes, TestingTypes.type("varbinary"))).isEqualTo(List.of("0102", "null", "0304"));

            UnionFixedSizeListWriter writer = lists.getWriter();
            writer.setPosition(0);
            writer.startList();
            writer.bigInt().writeBigInt(1);
            writer.bigInt().writeBigInt(2);
            writer.endList();
            writer.setPosition(2);
            writer.startList();
            writer.bigInt().writeBigInt(5);
            writer.bigInt().writeBigInt(6);
            writer.endList();
            lists.setValueCount(3);
            assertThat(read(lists, TestingTypes.type("array(bigint)")))
                    .isEqualTo(List.of(List.of(1L, 2L), "null", List.of(5L, 6L)));
        }
    }

    @Test
    void testLargeLists()
    {
        try (LargeListVector lists = LargeListVector.empty("c", allocator)) {
            UnionLargeListWriter writer = lists.getWriter();
            writer.setPosition(0);
            writer.startList();
            writer.bigInt().writeBigInt(1);
            writer.endList();
            writer.setPosition(2);
            writer.startList();
            writer.bigInt().writeBigInt(2);
            writer.bigInt().writeBigInt(3);
            writer.endList();
            lists.setValueCount(3);
            assertThat(read(lists, TestingTypes.type("array(bigint)")))
                    .isEqualTo(List.of(List.of(1L), "null", List.of(2L, 3L)));
        }
    }

    @Test
    void testZonesOtherThanUtc()
    {
        try (TimeStampMilliTZVector vector = new TimeStampMilliTZVector("c", allocator, "America/New_York")) {
            vector.setSafe(0, 1_000);
            vector.setValueCount(1);
            VectorSchemaRoot root = VectorSchemaRoot.of(vector);
            Page page = new ArrowToPage(root.getSchema(), List.of(TIMESTAMP_TZ_MILLIS)).page(ArrowBatch.of(root));
            long packed = TIMESTAMP_TZ_MILLIS.getLong(page.getBlock(0), 0);
            assertThat(unpackZoneKey(packed).getId()).isEqualTo("America/New_York");
        }
    }

    private VarCharVector dictionaryOf(String... values)
    {
        VarCharVector vector = new VarCharVector("values", allocator);
        for (int i = 0; i < values.length; i++) {
            vector.setSafe(i, bytes(values[i]));
        }
        vector.setValueCount(values.length);
        return vector;
    }

    private IntVector positions(String name, Integer... values)
    {
        Field field = new Field(
                name,
                new FieldType(true, new ArrowType.Int(32, true), new DictionaryEncoding(7, false, null)),
                List.of());
        IntVector vector = new IntVector(field, allocator);
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                vector.setNull(i);
            }
            else {
                vector.setSafe(i, values[i]);
            }
        }
        vector.setValueCount(values.length);
        return vector;
    }

    private static DictionaryProvider provider(VarCharVector values)
    {
        DictionaryProvider.MapDictionaryProvider provider = new DictionaryProvider.MapDictionaryProvider();
        provider.put(new Dictionary(values, new DictionaryEncoding(7, false, null)));
        return provider;
    }

    @Test
    void testDictionaries()
    {
        Type varchar = TestingTypes.type("varchar");
        try (VarCharVector values = dictionaryOf("x", "y");
                VarCharVector others = dictionaryOf("u", "v");
                IntVector a = positions("a", 1, null, 0);
                IntVector b = positions("b", 0, 0, 1)) {
            VectorSchemaRoot root = VectorSchemaRoot.of(a, b);
            ArrowToPage pages = new ArrowToPage(root.getSchema(), List.of(varchar, varchar));
            Page first = pages.page(ArrowBatch.of(root, provider(values)));
            assertThat(ValueOracle.values(varchar, first.getBlock(0))).isEqualTo(List.of("79", "null", "78"));
            assertThat(ValueOracle.values(varchar, first.getBlock(1))).isEqualTo(List.of("78", "78", "79"));
            DictionaryBlock blockOfA = (DictionaryBlock) first.getBlock(0);
            DictionaryBlock blockOfB = (DictionaryBlock) first.getBlock(1);
            assertThat(blockOfA.getDictionarySourceId())
                    .describedAs("of two columns")
                    .isNotEqualTo(blockOfB.getDictionarySourceId());

            DictionaryBlock again = (DictionaryBlock) pages.page(ArrowBatch.of(root, provider(values))).getBlock(0);
            assertThat(again.getDictionarySourceId()).isEqualTo(blockOfA.getDictionarySourceId());
            assertThat(again.getDictionary()).isSameAs(blockOfA.getDictionary());

            Page other = pages.page(ArrowBatch.of(root, provider(others)));
            assertThat(ValueOracle.values(varchar, other.getBlock(0))).isEqualTo(List.of("76", "null", "75"));
            assertThat(((DictionaryBlock) other.getBlock(0)).getDictionarySourceId())
                    .isNotEqualTo(blockOfA.getDictionarySourceId());
        }
    }

    @Test
    void testWrongDictionaries()
    {
        Type varchar = TestingTypes.type("varchar");
        try (VarCharVector values = dictionaryOf("x", "y");
                IntVector outside = positions("a", 0, 2);
                TinyIntVector narrow = new TinyIntVector(
                        "n",
                        new FieldType(true, new ArrowType.Int(8, true), new DictionaryEncoding(7, false, null)),
                        allocator)) {
            VectorSchemaRoot root = VectorSchemaRoot.of(outside);
            ArrowToPage pages = new ArrowToPage(root.getSchema(), List.of(varchar));
            assertThatThrownBy(() -> pages.page(ArrowBatch.of(root, provider(values))))
                    .isInstanceOf(InvalidBatchException.class)
                    .hasMessage("The column a has a position outside of its dictionary");
            assertThatThrownBy(() -> pages.page(ArrowBatch.of(root)))
                    .hasMessage("The column a has no dictionary");

            narrow.setSafe(0, 1);
            narrow.setSafe(1, -1);
            narrow.setValueCount(2);
            VectorSchemaRoot narrowRoot = VectorSchemaRoot.of(narrow);
            ArrowToPage narrowPages = new ArrowToPage(narrowRoot.getSchema(), List.of(varchar));
            assertThatThrownBy(() -> narrowPages.page(ArrowBatch.of(narrowRoot, provider(values))))
                    .hasMessage("The column n has a position outside of its dictionary");
            narrow.setValueCount(1);
            narrowRoot.setRowCount(1);
            Page page = narrowPages.page(ArrowBatch.of(narrowRoot, provider(values)));
            assertThat(ValueOracle.values(varchar, page.getBlock(0))).isEqualTo(List.of("79"));
        }
    }
}
