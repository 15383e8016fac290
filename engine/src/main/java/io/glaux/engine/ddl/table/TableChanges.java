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
package io.glaux.engine.ddl.table;

import io.glaux.engine.catalog.projection.ProjectionCheck;
import io.glaux.engine.ddl.lake.DdlFailures;
import io.glaux.engine.ddl.lake.Lake;
import io.glaux.engine.ddl.lake.S3Paths;
import io.glaux.engine.ddl.lake.TableInputs;
import io.glaux.engine.ddl.statement.AlterTable.AddColumns;
import io.glaux.engine.ddl.statement.AlterTable.ChangeColumn;
import io.glaux.engine.ddl.statement.AlterTable.ReplaceColumns;
import io.glaux.engine.ddl.statement.AlterTable.SetLocation;
import io.glaux.engine.ddl.statement.AlterTable.SetTableProperties;
import io.glaux.engine.ddl.statement.AlterTable.UnsetTableProperties;
import io.glaux.engine.query.StatementOutcome;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import static java.util.Objects.requireNonNull;

/**
 * ALTER TABLE of a Hive table, where it changes the definition of the table.
 */
public final class TableChanges
{
    /**
     * Those that take their columns from the catalog by position, so that others may stand there.
     */
    private static final Set<String> REPLACEABLE = Set.of(
            FileFormats.LAZY_SIMPLE,
            "org.apache.hadoop.hive.serde2.columnar.ColumnarSerDe",
            "org.apache.hadoop.hive.serde2.columnar.LazyBinaryColumnarSerDe",
            "org.apache.hadoop.hive.ql.io.orc.OrcSerde",
            "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe");

    private final Lake lake;
    private final Clock clock;

    public TableChanges(Lake lake, Clock clock)
    {
        this.lake = requireNonNull(lake, "lake is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    public void addColumns(Table table, AddColumns statement)
    {
        updateStorage(table, storage -> added(table, storage, statement));
    }

    /**
     * The storage of a table or of one of its partitions with more columns.
     */
    public static StorageDescriptor added(Table table, StorageDescriptor storage, AddColumns statement)
    {
        List<Column> columns = new ArrayList<>(storage.columns());
        for (Column column : ColumnLists.of(statement.columns())) {
            boolean exists = columns.stream().anyMatch(other -> other.name().equals(column.name()))
                    || table.partitionKeys().stream().anyMatch(other -> other.name().equals(column.name()));
            if (exists) {
                throw DdlFailures.task("Duplicate column name: " + column.name());
            }
            columns.add(column);
        }
        return storage.toBuilder().columns(columns).build();
    }

    public void replaceColumns(Table table, ReplaceColumns statement)
    {
        updateStorage(table, storage -> replaced(table, storage, statement));
    }

    /**
     * The storage of a table or of one of its partitions with other columns.
     */
    public static StorageDescriptor replaced(Table table, StorageDescriptor storage, ReplaceColumns statement)
    {
        if (!REPLACEABLE.contains(storage.serdeInfo().serializationLibrary())) {
            throw DdlFailures.task(
                    "Replace columns is not supported for table %s.%s. SerDe may be incompatible.".formatted(
                            table.databaseName(),
                            table.name()));
        }
        List<Column> columns = ColumnLists.of(statement.columns());
        ColumnLists.requireDistinct(columns, table.partitionKeys());
        return storage.toBuilder().columns(columns).build();
    }

    public void changeColumn(Table table, ChangeColumn statement)
    {
        updateStorage(table, storage -> changed(table, storage, statement));
    }

    /**
     * The storage of a table or of one of its partitions with one column changed. A comment stays unless there is
     * another.
     */
    public static StorageDescriptor changed(Table table, StorageDescriptor storage, ChangeColumn statement)
    {
        List<Column> columns = new ArrayList<>(storage.columns());
        int index = indexOf(columns, statement.column());
        Column before = columns.remove(index);
        Column after = ColumnLists.of(statement.definition());
        if (after.comment() == null) {
            after = after.toBuilder().comment(before.comment()).build();
        }
        int target = statement.position()
                .map(position -> position.after().map(name -> indexOf(columns, name) + 1).orElse(0))
                .orElse(index);
        columns.add(target, after);
        ColumnLists.requireDistinct(columns, table.partitionKeys());
        return storage.toBuilder().columns(columns).build();
    }

    private static int indexOf(List<Column> columns, String name)
    {
        for (int index = 0; index < columns.size(); index++) {
            if (columns.get(index).name().equals(name)) {
                return index;
            }
        }
        throw DdlFailures.task("Invalid column reference " + name);
    }

    public void setLocation(Table table, SetLocation statement)
    {
        updateStorage(table, storage -> moved(storage, statement));
    }

    /**
     * The storage of a table or of one of its partitions at another place.
     */
    public static StorageDescriptor moved(StorageDescriptor storage, SetLocation statement)
    {
        S3Paths.requireLocation(statement.location());
        return storage.toBuilder().location(statement.location()).build();
    }

    /**
     * @return an outcome that tells what is wrong with the table's partition projection
     */
    public StatementOutcome setProperties(Table table, SetTableProperties statement)
    {
        if (statement.properties().getOrDefault("table_type", "").equalsIgnoreCase("ICEBERG")) {
            throw DdlFailures.notSupported(
                    "Table %s.%s cannot become an Iceberg table by a property: CREATE TABLE .. AS copies it into one"
                            .formatted(table.databaseName(), table.name()));
        }
        Map<String, String> parameters = new LinkedHashMap<>(table.parameters());
        parameters.putAll(statement.properties());
        return updateProperties(table, parameters);
    }

    /**
     * @return an outcome that tells what is wrong with the table's partition projection
     */
    public StatementOutcome unsetProperties(Table table, UnsetTableProperties statement)
    {
        Map<String, String> parameters = new LinkedHashMap<>(table.parameters());
        for (String key : statement.keys()) {
            if (parameters.remove(key) == null && !statement.ifExists()) {
                throw DdlFailures.semantic(
                        ("[Error 10215]: The following property %s does not exist in %s: "
                                + "write UNSET TBLPROPERTIES IF EXISTS (..)").formatted(key, table.name()));
            }
        }
        return updateProperties(table, parameters);
    }

    private StatementOutcome updateProperties(Table table, Map<String, String> parameters)
    {
        update(table, table.storageDescriptor(), parameters);
        return StatementOutcome.NONE.withWarnings(
                ProjectionCheck.warnings(table.toBuilder().parameters(parameters).build(), clock.instant()));
    }

    private void updateStorage(Table table, UnaryOperator<StorageDescriptor> change)
    {
        update(table, change.apply(table.storageDescriptor()), new LinkedHashMap<>(table.parameters()));
    }

    private void update(Table table, StorageDescriptor storage, Map<String, String> parameters)
    {
        String now = Long.toString(clock.instant().getEpochSecond());
        parameters.put("last_modified_by", "hadoop");
        parameters.put("last_modified_time", now);
        parameters.put("transient_lastDdlTime", now);
        lake.update(table, TableInputs.of(table).storageDescriptor(storage).parameters(parameters).build());
    }
}
