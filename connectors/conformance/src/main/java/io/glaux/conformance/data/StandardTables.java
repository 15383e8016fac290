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

import io.glaux.protocol.v1.TableName;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * The tables that a host can be given, so that every check has something to read.
 */
public final class StandardTables
{
    private static final int MIXED_ROWS = 400;
    private static final List<Integer> HUGE_SIZES = List.of(0, 1, 1000, 20_000);
    private static final List<Integer> WIDE_SIZES = List.of(0, 100, 1 << 20, 9 << 20, 50_000_000);

    private StandardTables() {}

    public static List<KnownTable> make(long seed)
    {
        return List.of(
                types(),
                random(new Random(seed)),
                table("Names", List.of(bigint("Id"), bigint("id"), text("a \"b\".c")), List.of(row(1L, 2L, "x"))),
                table("names", List.of(bigint("ID")), List.of(row(3L))),
                table("empty", List.of(bigint("id"), text("text")), List.of()),
                huge(),
                wide());
    }

    /**
     * A row of nulls, then every edge of every type.
     */
    private static KnownTable types()
    {
        List<Field> fields = everyType();
        List<List<Object>> edges = fields.stream().map(EdgeValues::of).toList();
        int count = edges.stream().mapToInt(List::size).max().orElseThrow();
        List<List<Object>> rows = new ArrayList<>();
        rows.add(Collections.nCopies(fields.size(), null));
        for (int i = 0; i < count; i++) {
            List<Object> row = new ArrayList<>();
            for (List<Object> values : edges) {
                row.add(values.get(i % values.size()));
            }
            rows.add(Collections.unmodifiableList(row));
        }
        return table("types", fields, rows);
    }

    /**
     * Edges of every type, each in company of any others.
     */
    private static KnownTable random(Random random)
    {
        List<Field> fields = new ArrayList<>(List.of(bigint("id"), integer("group", 8), integer("number", 32)));
        fields.addAll(everyType());
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < MIXED_ROWS; i++) {
            List<Object> row = new ArrayList<>(row((long) i, (long) random.nextInt(4), (long) random.nextInt(100)));
            for (Field field : everyType()) {
                List<Object> values = EdgeValues.of(field);
                row.add(random.nextInt(6) == 0 ? null : values.get(random.nextInt(values.size())));
            }
            rows.add(Collections.unmodifiableList(row));
        }
        return table("random", fields, rows);
    }

    /**
     * Texts and lists that are large, and small enough to be in conditions.
     */
    private static KnownTable huge()
    {
        List<List<Object>> rows = new ArrayList<>();
        for (int size : HUGE_SIZES) {
            String text = "\uD83E\uDD89".repeat(size);
            rows.add(row((long) rows.size(), text, LongStream.range(0, size).boxed().toList()));
            rows.add(row((long) rows.size(), text + "x", null));
        }
        List<Field> fields = List.of(
                bigint("id"),
                text("content"),
                nested("numbers", ArrowType.List.INSTANCE, bigint("item")));
        return table("huge", fields, rows);
    }

    private static KnownTable wide()
    {
        List<List<Object>> rows = new ArrayList<>();
        for (int size : WIDE_SIZES) {
            rows.add(row((long) rows.size(), "x".repeat(size)));
        }
        return table("wide", List.of(bigint("id"), text("content")), rows);
    }

    private static List<Field> everyType()
    {
        List<Field> fields = new ArrayList<>(List.of(
                field("boolean_value", ArrowType.Bool.INSTANCE),
                integer("tinyint_value", 8),
                integer("smallint_value", 16),
                integer("integer_value", 32),
                bigint("bigint_value"),
                field("real_value", new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)),
                field("double_value", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)),
                field("decimal_9_2", new ArrowType.Decimal(9, 2, 128)),
                field("decimal_38_10", new ArrowType.Decimal(38, 10, 128)),
                text("varchar_value"),
                pinned("varchar_5", ArrowType.Utf8.INSTANCE, "varchar(5)"),
                pinned("char_3", ArrowType.Utf8.INSTANCE, "char(3)"),
                pinned("json_value", ArrowType.Utf8.INSTANCE, "json"),
                field("varbinary_value", ArrowType.Binary.INSTANCE),
                pinned("uuid_value", new ArrowType.FixedSizeBinary(16), "uuid"),
                pinned("ipaddress_value", new ArrowType.FixedSizeBinary(16), "ipaddress"),
                field("date_value", new ArrowType.Date(DateUnit.DAY))));
        for (TimeUnit unit : TimeUnit.values()) {
            String name = unit.name().toLowerCase(Locale.ENGLISH);
            boolean isShort = unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND;
            fields.add(field("time_" + name, new ArrowType.Time(unit, isShort ? 32 : 64)));
            fields.add(field("timestamp_" + name, new ArrowType.Timestamp(unit, null)));
            fields.add(field("instant_" + name, new ArrowType.Timestamp(unit, "UTC")));
        }
        fields.add(nested("array_value", ArrowType.List.INSTANCE, bigint("item")));
        Field texts = nested("item", ArrowType.List.INSTANCE, text("item"));
        fields.add(nested("nested_array", ArrowType.List.INSTANCE, texts));
        fields.add(nested(
                "row_value",
                ArrowType.Struct.INSTANCE,
                bigint("number"),
                text("Text"),
                nested("inner", ArrowType.Struct.INSTANCE, text("deep"))));
        Field entries = new Field(
                "entries",
                FieldType.notNullable(ArrowType.Struct.INSTANCE),
                List.of(Field.notNullable("key", ArrowType.Utf8.INSTANCE), bigint("value")));
        fields.add(nested("map_value", new ArrowType.Map(false), entries));
        return fields;
    }

    private static KnownTable table(String name, List<Field> fields, List<List<Object>> rows)
    {
        return new KnownTable(
                TableName.newBuilder().setSchema("default").setTable(name).build(),
                new Schema(fields),
                rows);
    }

    private static List<Object> row(Object... values)
    {
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    private static Field bigint(String name)
    {
        return integer(name, 64);
    }

    private static Field integer(String name, int bits)
    {
        return field(name, new ArrowType.Int(bits, true));
    }

    private static Field text(String name)
    {
        return field(name, ArrowType.Utf8.INSTANCE);
    }

    private static Field field(String name, ArrowType type)
    {
        return Field.nullable(name, type);
    }

    private static Field pinned(String name, ArrowType type, String trinoType)
    {
        return new Field(name, new FieldType(true, type, null, Map.of("trino.type", trinoType)), List.of());
    }

    private static Field nested(String name, ArrowType type, Field... children)
    {
        return new Field(name, FieldType.nullable(type), List.of(children));
    }
}
