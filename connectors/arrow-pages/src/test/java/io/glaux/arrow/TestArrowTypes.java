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

import io.trino.spi.type.Type;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static io.trino.type.InternalTypeManager.TESTING_TYPE_MANAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestArrowTypes
{
    private final ArrowTypes types = new ArrowTypes(TESTING_TYPE_MANAGER);

    @Test
    void testEachTypeHasItsField()
    {
        Stream.concat(TestingTypes.scalars().stream(), TestingTypes.nested().stream()).forEach(type ->
                assertThat(types.type(types.field("c", type)))
                        .describedAs(type.getDisplayName())
                        .isEqualTo(type));
    }

    @Test
    void testFieldsWithoutPin()
    {
        assertThat(name(ArrowType.Utf8.INSTANCE)).isEqualTo("varchar");
        assertThat(name(ArrowType.LargeUtf8.INSTANCE)).isEqualTo("varchar");
        assertThat(name(ArrowType.LargeBinary.INSTANCE)).isEqualTo("varbinary");
        assertThat(name(new ArrowType.FixedSizeBinary(16))).isEqualTo("varbinary");
        assertThat(name(new ArrowType.Decimal(20, 2, 128))).isEqualTo("decimal(20,2)");
        assertThat(name(new ArrowType.Timestamp(TimeUnit.MICROSECOND, null))).isEqualTo("timestamp(6)");
        assertThat(name(new ArrowType.Timestamp(TimeUnit.NANOSECOND, "Europe/Vienna")))
                .isEqualTo("timestamp(9) with time zone");
        assertThat(name(new ArrowType.Time(TimeUnit.SECOND, 32))).isEqualTo("time(0)");
    }

    private String name(ArrowType type)
    {
        return types.type(Field.nullable("c", type)).getDisplayName();
    }

    @Test
    void testTypesThatTheEngineDoesNotHave()
    {
        Stream.of(
                new ArrowType.Int(8, false),
                new ArrowType.Int(32, false),
                new ArrowType.Int(64, false),
                new ArrowType.FloatingPoint(FloatingPointPrecision.HALF),
                new ArrowType.Decimal(39, 0, 256),
                new ArrowType.Decimal(38, 0, 256),
                new ArrowType.Decimal(5, -1, 128),
                new ArrowType.Date(DateUnit.MILLISECOND),
                new ArrowType.Interval(IntervalUnit.DAY_TIME),
                new ArrowType.Duration(TimeUnit.SECOND),
                new ArrowType.Timestamp(TimeUnit.SECOND, "Nowhere/Land"),
                ArrowType.Utf8View.INSTANCE,
                ArrowType.Null.INSTANCE).forEach(type ->
                assertThatThrownBy(() -> types.type(Field.nullable("c", type)))
                        .describedAs(type.toString())
                        .isInstanceOf(UnsupportedArrowTypeException.class)
                        .hasMessageContaining("The column c "));
        assertThatThrownBy(() -> types.type(new Field("r", FieldType.nullable(ArrowType.Struct.INSTANCE), List.of())))
                .isInstanceOf(UnsupportedArrowTypeException.class);
    }

    @Test
    void testPinsThatDoNotFit()
    {
        assertThatThrownBy(() -> types.type(pinned(ArrowType.Utf8.INSTANCE, "bigint")))
                .isInstanceOf(UnsupportedArrowTypeException.class)
                .hasMessage("The column c has the type Utf8 of Arrow, which cannot be read as bigint");
        assertThatThrownBy(() -> types.type(pinned(new ArrowType.FixedSizeBinary(15), "uuid")))
                .isInstanceOf(UnsupportedArrowTypeException.class);
        assertThatThrownBy(() -> types.type(pinned(ArrowType.Utf8.INSTANCE, "varchar(")))
                .isInstanceOf(UnsupportedArrowTypeException.class)
                .hasMessage("The column c is said to be of the type 'varchar(', which there is not");
        assertThatThrownBy(() -> types.type(pinned(ArrowType.Utf8.INSTANCE, "owl")))
                .isInstanceOf(UnsupportedArrowTypeException.class);
        assertThatThrownBy(() -> types.type(pinned(
                new ArrowType.Timestamp(TimeUnit.MILLISECOND, null),
                "timestamp(3) with time zone")))
                .isInstanceOf(UnsupportedArrowTypeException.class);
        assertThat(types.type(pinned(new ArrowType.Timestamp(TimeUnit.NANOSECOND, null), "timestamp(12)")))
                .isEqualTo(TestingTypes.type("timestamp(12)"));
    }

    private static Field pinned(ArrowType type, String name)
    {
        return new Field("c", new FieldType(true, type, null, Map.of(ArrowTypes.TRINO_TYPE, name)), List.of());
    }

    @Test
    void testTypesThatCannotBeSent()
    {
        for (String name : List.of("timestamp(12)", "time(10)", "time(3) with time zone", "hyperloglog", "unknown")) {
            Type type = TestingTypes.type(name);
            assertThatThrownBy(() -> types.field("c", type))
                    .isInstanceOf(UnsupportedArrowTypeException.class)
                    .hasMessage("The column c has the type %s, which cannot be sent", type.getDisplayName());
        }
    }
}
