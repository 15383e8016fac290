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
package io.glaux.flight.metadata;

import com.google.protobuf.ByteString;
import io.glaux.arrow.ArrowTypes;
import io.glaux.protocol.ArrowSchemas;
import io.glaux.protocol.v1.Key;
import io.glaux.protocol.v1.TableDescription;
import io.glaux.protocol.v1.TableName;
import io.trino.spi.connector.ColumnMetadata;
import io.trino.spi.type.RowType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static io.trino.spi.type.BigintType.BIGINT;
import static io.trino.spi.type.RowType.field;
import static io.trino.spi.type.VarcharType.VARCHAR;
import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

class TestDescribedTable
{
    private static final Field ID = new Field(
            "Id",
            new FieldType(false, new ArrowType.Int(64, true), null, Map.of("comment", "The number")),
            List.of());
    private static final Field TEXT = Field.nullable("text", ArrowType.Utf8.INSTANCE);
    private static final Field UNKNOWN = new Field(
            "took",
            new FieldType(true, ArrowType.Utf8.INSTANCE, null, Map.of("trino.type", "duration")),
            List.of());

    private final TypeMapping types = new ArrowTypeMapping(new ArrowTypes(TESTING_TYPE_MANAGER));

    private static TableDescription.Builder description(Field... fields)
    {
        ByteString schema = ArrowSchemas.write(new Schema(List.of(fields)));
        return TableDescription.newBuilder()
                .setName(TableName.newBuilder().setSchema("s").setTable("t"))
                .setSchema(schema);
    }

    @Test
    void testColumns()
    {
        DescribedTable table = DescribedTable.of(description(ID, TEXT).build(), types);
        assertThat(table.handles()).containsExactly(
                FlightColumnHandle.column("id", "Id", BIGINT),
                FlightColumnHandle.column("text", "text", VARCHAR));
        ColumnMetadata id = table.columnMetadata().getFirst();
        assertThat(id.isNullable()).isFalse();
        assertThat(id.getComment()).contains("The number");
        assertThat(id.getExtraInfo()).contains("source: Id");
        assertThat(table.columnMetadata().getLast().getExtraInfo()).isEmpty();
    }

    @Test
    void testColumnOfAnUnknownTypeIsLeftOutWithANote()
    {
        DescribedTable table = DescribedTable.of(description(ID, UNKNOWN, TEXT).build(), types);
        assertThat(table.failure()).isEmpty();
        assertThat(table.handles()).extracting(FlightColumnHandle::name).containsExactly("id", "text");
        assertThat(table.notes()).anyMatch(note -> note.contains("'took'"));
    }

    @Test
    void testColumnsThatCollide()
    {
        Field lower = Field.nullable("id", ArrowType.Utf8.INSTANCE);
        DescribedTable table = DescribedTable.of(description(ID, lower).build(), types);
        assertThat(table.handles()).hasSize(2);
        assertThat(table.handles().getFirst().name()).matches("id\\$[0-9a-f]{8}");
        assertThat(table.handles().getLast().name()).isEqualTo("id");
    }

    @Test
    void testRowIdIsARowOfItsColumns()
    {
        DescribedTable table = DescribedTable.of(
                description(ID, TEXT)
                        .addRowId("Id")
                        .addRowId("text")
                        .addKeys(Key.newBuilder().addColumns("Id"))
                        .build(),
                types);
        FlightColumnHandle rowId = table.rowIdColumn().orElseThrow();
        assertThat(rowId.type()).isEqualTo(RowType.from(List.of(field("id", BIGINT), field("text", VARCHAR))));
        assertThat(rowId.read()).containsExactlyElementsOf(table.handles());
        assertThat(table.keys()).containsExactly(Set.of("Id"));
    }

    @Test
    void testRowIdOfAColumnThatIsLeftOut()
    {
        DescribedTable table = DescribedTable.of(description(ID, UNKNOWN).addRowId("took").build(), types);
        assertThat(table.rowIdColumn()).isEmpty();
        assertThat(table.notes()).anyMatch(note -> note.contains("cannot be changed"));
    }

    @Test
    void testSchemaThatIsNone()
    {
        TableDescription description = description(ID).setSchema(ByteString.copyFromUtf8("nonsense")).build();
        DescribedTable table = DescribedTable.of(description, types);
        assertThat(table.failure()).isPresent();
        assertThat(table.failure().orElseThrow().getMessage()).contains("s.t");
        assertThat(table.columns()).isEmpty();
    }

    @Test
    void testTypeThatTheProtocolDoesNotHave()
    {
        Field unsigned = Field.nullable("count", new ArrowType.Int(64, false));
        DescribedTable table = DescribedTable.of(description(ID, unsigned).build(), types);
        assertThat(table.failure()).isPresent();
    }
}
