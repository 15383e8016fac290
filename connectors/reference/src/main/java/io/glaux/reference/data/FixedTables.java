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
package io.glaux.reference.data;

import io.glaux.source.ColumnTypes;
import io.glaux.source.SourceTableName;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tables that are always there.
 */
final class FixedTables
{
    static final String SCHEMA = "default";

    private FixedTables() {}

    static void addTo(Tables tables)
    {
        tables.add(types(), typesRows());
        tables.add(
                table("Mixed", List.of(), ColumnTypes.bigint("Id"), ColumnTypes.text("id"), ColumnTypes.text("Name")),
                StoredRows.of(List.of(StoredRows.row(1L, "one", "Upper"), StoredRows.row(2L, null, "Upper too"))));
        tables.add(
                table("mixed", List.of(), ColumnTypes.bigint("id"), ColumnTypes.text("name"), ColumnTypes.text("NAME")),
                StoredRows.of(List.of(StoredRows.row(3L, "lower", "UPPER"))));
        tables.add(
                table("empty", List.of("id"), ColumnTypes.bigint("id"), ColumnTypes.text("name")),
                StoredRows.of(List.of()));
    }

    /**
     * One column of each type, in all precisions that Arrow has.
     */
    static List<Field> columnsOfAllTypes()
    {
        List<Field> columns = new ArrayList<>(List.of(
                ColumnTypes.bigint("id"),
                ColumnTypes.bool("boolean_value"),
                ColumnTypes.integer("tinyint_value", 8),
                ColumnTypes.integer("smallint_value", 16),
                ColumnTypes.integer("integer_value", 32),
                ColumnTypes.bigint("bigint_value"),
                ColumnTypes.real("real_value"),
                ColumnTypes.doublePrecision("double_value"),
                ColumnTypes.decimal("decimal_9_2", 9, 2),
                ColumnTypes.decimal("decimal_18_0", 18, 0),
                ColumnTypes.decimal("decimal_38_10", 38, 10),
                ColumnTypes.text("varchar_value"),
                ColumnTypes.pinned("varchar_5", ArrowType.Utf8.INSTANCE, "varchar(5)"),
                ColumnTypes.pinned("char_3", ArrowType.Utf8.INSTANCE, "char(3)"),
                ColumnTypes.json("json_value"),
                ColumnTypes.binary("varbinary_value"),
                ColumnTypes.uuid("uuid_value"),
                ColumnTypes.pinned("ipaddress_value", new ArrowType.FixedSizeBinary(16), "ipaddress"),
                ColumnTypes.date("date_value")));
        for (TimeUnit unit : TimeUnit.values()) {
            String suffix = unit.name().toLowerCase(Locale.ENGLISH);
            columns.add(ColumnTypes.time("time_" + suffix, unit));
            columns.add(ColumnTypes.timestamp("timestamp_" + suffix, unit));
            columns.add(ColumnTypes.timestampWithTimeZone("instant_" + suffix, unit));
        }
        columns.add(ColumnTypes.array("array_value", ColumnTypes.bigint("element")));
        columns.add(ColumnTypes.array(
                "nested_array",
                ColumnTypes.array("element", ColumnTypes.text("element"))));
        columns.add(ColumnTypes.row(
                "row_value",
                List.of(
                        ColumnTypes.bigint("number"),
                        ColumnTypes.text("Text"),
                        ColumnTypes.row("inner", List.of(ColumnTypes.doublePrecision("deep"))))));
        columns.add(ColumnTypes.map("map_value", ColumnTypes.text("key"), ColumnTypes.bigint("value")));
        return columns;
    }

    private static ReferenceTable types()
    {
        return new ReferenceTable(
                new SourceTableName(SCHEMA, "types"),
                new Schema(columnsOfAllTypes()),
                List.of("id"),
                "Every type, at its edges");
    }

    /**
     * A row of nulls, then rows of edges until each edge of each type was there.
     */
    private static TableRows typesRows()
    {
        List<List<Object>> edges = columnsOfAllTypes().stream().map(TypeEdges::of).toList();
        int count = edges.stream().mapToInt(List::size).max().orElseThrow();
        List<List<Object>> rows = new ArrayList<>();
        for (int number = 0; number <= count; number++) {
            List<Object> row = new ArrayList<>();
            row.add((long) number);
            for (List<Object> values : edges.subList(1, edges.size())) {
                row.add(number == 0 ? null : values.get((number - 1) % values.size()));
            }
            rows.add(StoredRows.row(row));
        }
        return StoredRows.of(rows);
    }

    private static ReferenceTable table(String name, List<String> key, Field... columns)
    {
        return new ReferenceTable(
                new SourceTableName(SCHEMA, name),
                new Schema(List.of(columns)),
                key,
                "");
    }
}
