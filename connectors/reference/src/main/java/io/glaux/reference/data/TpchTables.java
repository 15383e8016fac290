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
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tables of TPC-H, in the columns and types that Trino's tests know.
 */
final class TpchTables
{
    static final String SCHEMA = "tpch";

    private static final Map<String, List<String>> KEYS = Map.of(
            "nation", List.of("nationkey"),
            "region", List.of("regionkey"),
            "customer", List.of("custkey"),
            "orders", List.of("orderkey"),
            "lineitem", List.of("orderkey", "linenumber"),
            "part", List.of("partkey"),
            "partsupp", List.of("partkey", "suppkey"),
            "supplier", List.of("suppkey"));

    private TpchTables() {}

    static void addTo(Tables tables, double scale)
    {
        TpchTable.getTables().forEach(table -> add(tables, table, scale));
    }

    private static <E extends TpchEntity> void add(Tables tables, TpchTable<E> table, double scale)
    {
        ReferenceTable described = new ReferenceTable(
                new SourceTableName(SCHEMA, table.getTableName()),
                new Schema(table.getColumns().stream().map(TpchTables::field).toList()),
                KEYS.get(table.getTableName()),
                "");
        tables.add(described, new LazyRows(() -> rows(table, scale)));
    }

    private static <E extends TpchEntity> TableRows rows(TpchTable<E> table, double scale)
    {
        List<List<Object>> rows = new ArrayList<>();
        for (E entity : table.createGenerator(scale, 1, 1)) {
            List<Object> row = new ArrayList<>();
            table.getColumns().forEach(column -> row.add(value(column, entity)));
            rows.add(StoredRows.row(row));
        }
        return StoredRows.of(rows);
    }

    private static Field field(TpchColumn<?> column)
    {
        String name = column.getSimplifiedColumnName();
        return switch (column.getType().getBase()) {
            case IDENTIFIER -> ColumnTypes.bigint(name);
            case INTEGER -> ColumnTypes.integer(name, 32);
            case DATE -> ColumnTypes.date(name);
            case DOUBLE -> ColumnTypes.doublePrecision(name);
            case VARCHAR -> ColumnTypes.pinned(
                    name,
                    ArrowType.Utf8.INSTANCE,
                    "varchar(%s)".formatted(column.getType().getPrecision().orElseThrow()));
        };
    }

    private static <E extends TpchEntity> Object value(TpchColumn<E> column, E entity)
    {
        return switch (column.getType().getBase()) {
            case IDENTIFIER -> column.getIdentifier(entity);
            case INTEGER -> (long) column.getInteger(entity);
            case DATE -> LocalDate.ofEpochDay(column.getDate(entity));
            case DOUBLE -> column.getDouble(entity);
            case VARCHAR -> column.getString(entity);
        };
    }
}
