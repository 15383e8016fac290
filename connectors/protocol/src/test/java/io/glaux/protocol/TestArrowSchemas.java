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
package io.glaux.protocol;

import com.google.flatbuffers.FlatBufferBuilder;
import com.google.protobuf.ByteString;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.UnionMode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestArrowSchemas
{
    private static final String WHAT = "The schema of a test";

    @Test
    void schemasComeBack()
    {
        Field commented = new Field(
                "Größe",
                new FieldType(true, ArrowType.Utf8.INSTANCE, null, Map.of("trino.type", "varchar(3)", "comment", "it")),
                List.of());
        List<Field> fields = new ArrayList<>(RandomValues.everyType());
        fields.add(commented);
        Schema schema = new Schema(fields, Map.of("key", "value"));
        Schema read = ArrowSchemas.read(ArrowSchemas.write(schema), WHAT);
        assertThat(read).isEqualTo(schema);
        assertThat(read.getFields().getLast().getMetadata()).isEqualTo(commented.getMetadata());
    }

    @Test
    void aSchemaWithoutColumnsComesBack()
    {
        assertThat(ArrowSchemas.read(ArrowSchemas.write(new Schema(List.of())), WHAT).getFields()).isEmpty();
    }

    @Test
    void aFieldIsASchemaOfOne()
    {
        Field field = Field.nullable("n", new ArrowType.Int(8, true));
        assertThat(ArrowSchemas.readField(ArrowSchemas.writeField(field), WHAT)).isEqualTo(field);
        ByteString two = ArrowSchemas.write(new Schema(List.of(field, Field.nullable("m", field.getType()))));
        assertThatThrownBy(() -> ArrowSchemas.readField(two, WHAT))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("The schema of a test has 2 fields, and not one");
    }

    static List<Field> otherTypes()
    {
        Field integer = Field.nullable("item", new ArrowType.Int(32, true));
        ArrowType union = new ArrowType.Union(UnionMode.Dense, new int[] {0});
        return List.of(
                Field.nullable("c", ArrowType.Null.INSTANCE),
                Field.nullable("c", new ArrowType.Int(32, false)),
                Field.nullable("c", new ArrowType.FloatingPoint(FloatingPointPrecision.HALF)),
                Field.nullable("c", ArrowType.LargeUtf8.INSTANCE),
                Field.nullable("c", ArrowType.LargeBinary.INSTANCE),
                Field.nullable("c", ArrowType.Utf8View.INSTANCE),
                Field.nullable("c", new ArrowType.Decimal(39, 0, 256)),
                Field.nullable("c", new ArrowType.Decimal(3, 4, 128)),
                Field.nullable("c", new ArrowType.Decimal(3, -1, 128)),
                Field.nullable("c", new ArrowType.FixedSizeBinary(15)),
                Field.nullable("c", new ArrowType.Date(DateUnit.MILLISECOND)),
                Field.nullable("c", new ArrowType.Timestamp(TimeUnit.MILLISECOND, "Europe/Berlin")),
                Field.nullable("c", new ArrowType.Interval(IntervalUnit.YEAR_MONTH)),
                Field.nullable("c", new ArrowType.Duration(TimeUnit.SECOND)),
                new Field("c", FieldType.nullable(new ArrowType.FixedSizeList(2)), List.of(integer)),
                new Field("c", FieldType.nullable(union), List.of(integer)),
                new Field("c", FieldType.nullable(ArrowType.Struct.INSTANCE), List.of()),
                new Field("c", FieldType.nullable(ArrowType.Struct.INSTANCE), List.of(integer, integer)),
                new Field("c", FieldType.nullable(ArrowType.List.INSTANCE), List.of(integer, integer)),
                new Field(
                        "c",
                        new FieldType(
                                true,
                                ArrowType.Utf8.INSTANCE,
                                new DictionaryEncoding(1, false, new ArrowType.Int(32, true))),
                        List.of()));
    }

    @ParameterizedTest
    @MethodSource("otherTypes")
    void otherTypesAreRefused(Field field)
    {
        ByteString bytes = ArrowSchemas.write(new Schema(List.of(field)));
        assertThatThrownBy(() -> ArrowSchemas.read(bytes, WHAT)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> WireTypes.check(field)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void namesAreThereOnce()
    {
        Field field = Field.nullable("Name", ArrowType.Bool.INSTANCE);
        ByteString twice = ArrowSchemas.write(new Schema(List.of(field, field)));
        assertThatThrownBy(() -> ArrowSchemas.read(twice, WHAT)).hasMessageContaining("have the name Name");
        ByteString byCase = ArrowSchemas.write(new Schema(List.of(field, Field.nullable("NAME", field.getType()))));
        assertThat(ArrowSchemas.read(byCase, WHAT).getFields()).hasSize(2);
        ByteString none = ArrowSchemas.write(new Schema(List.of(Field.nullable("", field.getType()))));
        assertThatThrownBy(() -> ArrowSchemas.read(none, WHAT)).hasMessageContaining("has no name");
    }

    @Test
    void whatIsNoSchemaIsRefused()
    {
        assertThatThrownBy(() -> ArrowSchemas.read(ByteString.EMPTY, WHAT))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("The schema of a test is missing");
        assertThatThrownBy(() -> ArrowSchemas.read(ByteString.copyFromUtf8("SELECT 1"), WHAT))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("The schema of a test is not in Arrow's IPC format");
        ByteString schema = ArrowSchemas.write(new Schema(List.of()));
        assertThatThrownBy(() -> ArrowSchemas.read(schema.concat(schema), WHAT))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("more than 1 messages");
    }

    @Test
    void deepTypesAreRefused()
    {
        Field field = Field.nullable("item", ArrowType.Bool.INSTANCE);
        for (int depth = 1; depth < ProtocolLimits.TYPE_DEPTH; depth++) {
            field = RandomValues.list("item", field);
        }
        ByteString deepest = ArrowSchemas.writeField(field);
        assertThat(ArrowSchemas.readField(deepest, WHAT)).isEqualTo(field);
        ByteString deeper = ArrowSchemas.writeField(RandomValues.list("item", field));
        assertThatThrownBy(() -> ArrowSchemas.read(deeper, WHAT)).hasMessageContaining("deeper than 32");
    }

    @Test
    void tooManyColumnsAreRefused()
    {
        List<Field> fields = IntStream.rangeClosed(0, ProtocolLimits.COLUMNS)
                .mapToObj(i -> Field.nullable("c" + i, ArrowType.Bool.INSTANCE))
                .toList();
        ByteString most = ArrowSchemas.write(new Schema(fields.subList(1, fields.size())));
        assertThat(ArrowSchemas.read(most, WHAT).getFields()).hasSize(ProtocolLimits.COLUMNS);
        ByteString more = ArrowSchemas.write(new Schema(fields));
        assertThatThrownBy(() -> ArrowSchemas.read(more, WHAT)).hasMessageContaining("more than 10000 columns");
    }

    /**
     * A hundred thousand bytes that say a gigabyte: ten thousand times the same text.
     */
    @Test
    void repeatedTextIsRefused()
    {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int text = builder.createString("x".repeat(100_000));
        int pair = KeyValue.createKeyValue(builder, text, text);
        int[] pairs = new int[10_000];
        Arrays.fill(pairs, pair);
        int metadata = org.apache.arrow.flatbuf.Schema.createCustomMetadataVector(builder, pairs);
        org.apache.arrow.flatbuf.Schema.startSchema(builder);
        org.apache.arrow.flatbuf.Schema.addCustomMetadata(builder, metadata);
        int schema = org.apache.arrow.flatbuf.Schema.endSchema(builder);
        builder.finish(Message.createMessage(builder, MetadataVersion.V5, MessageHeader.Schema, schema, 0, 0));
        byte[] header = builder.sizedByteArray();
        byte[] bytes = new byte[header.length + 8];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(-1).putInt(header.length).put(header);
        assertThatThrownBy(() -> ArrowSchemas.read(ByteString.copyFrom(bytes), WHAT))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("The schema of a test claims to hold more than it does");
    }

    /**
     * Each offset leads to each place, also in circles.
     */
    @Test
    @Timeout(120)
    void everyOffsetMayLie()
    {
        byte[] bytes = ArrowSchemas.write(new Schema(
                List.of(RandomValues.row("r", List.of(
                        RandomValues.list("l", Field.nullable("item", ArrowType.Utf8.INSTANCE)),
                        Field.nullable("t", new ArrowType.Timestamp(TimeUnit.SECOND, "UTC"))))),
                Map.of("key", "value"))).toByteArray();
        int refused = 0;
        for (int position = 8; position <= bytes.length - 4; position += 4) {
            for (int target = 8; target < bytes.length; target += 2) {
                byte[] changed = bytes.clone();
                ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(position, target - position);
                refused += isRefused(changed) ? 1 : 0;
                ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(position, position - target);
                refused += isRefused(changed) ? 1 : 0;
            }
        }
        assertThat(refused).isPositive();
    }

    private static boolean isRefused(byte[] bytes)
    {
        try {
            ArrowSchemas.read(ByteString.copyFrom(bytes), WHAT);
            return false;
        }
        catch (ProtocolException _) {
            return true;
        }
    }
}
