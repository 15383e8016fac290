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
package io.glaux.engine.ddl.show;

import io.glaux.engine.ddl.lake.DdlFailures;
import io.glaux.engine.ddl.lake.LakeStorage;
import io.glaux.engine.ddl.lake.TableKind;
import io.glaux.engine.ddl.lake.TextRows;
import io.glaux.engine.ddl.statement.ShowStatement.ShowTableProperties;
import io.glaux.engine.query.ResultSink;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * SHOW COLUMNS, SHOW TBLPROPERTIES and SHOW CREATE TABLE of one table.
 */
public final class TableListings
{
    private final LakeStorage storage;

    public TableListings(LakeStorage storage)
    {
        this.storage = requireNonNull(storage, "storage is null");
    }

    public void columns(Table table, ResultSink rows)
    {
        TextRows.writeLines(rows, "field", switch (TableKind.of(table)) {
            case HIVE -> all(table).stream().map(column -> TextLayout.padded(column.name())).toList();
            case ICEBERG -> all(table).stream().map(Column::name).toList();
            case VIEW -> ViewColumns.of(table).stream()
                    .map(column -> column.name() + "\t" + column.type())
                    .toList();
        });
    }

    public void properties(Table table, ShowTableProperties statement, ResultSink rows)
    {
        Map<String, String> properties = new TreeMap<>(table.parameters());
        if (TableKind.of(table) == TableKind.ICEBERG) {
            IcebergMetadata.read(table, storage).properties().forEach(properties::putIfAbsent);
        }
        if (statement.key().isEmpty()) {
            TextRows.write(rows, List.of("prpt_name", "prpt_value"), properties.entrySet().stream()
                    .map(property -> List.of(property.getKey(), TextLayout.escaped(property.getValue())))
                    .toList());
            return;
        }
        String key = statement.key().get();
        String value = properties.get(key);
        if (value == null) {
            throw DdlFailures.task("Table %s.%s does not have property: %s".formatted(
                    table.databaseName(), table.name(), key));
        }
        TextRows.writeLines(rows, "prpt_value", List.of(TextLayout.escaped(value)));
    }

    /**
     * One row for each line.
     */
    public void createTable(Table table, ResultSink rows)
    {
        TextRows.writeLines(rows, "createtab_stmt", new CreateTableText(storage).of(table).lines().toList());
    }

    static List<Column> all(Table table)
    {
        List<Column> columns = new ArrayList<>(table.storageDescriptor().columns());
        columns.addAll(table.partitionKeys());
        return columns;
    }
}
