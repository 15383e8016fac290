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
package io.glaux.engine.ddl;

import io.glaux.engine.ddl.database.DatabaseChanges;
import io.glaux.engine.ddl.lake.DdlFailures;
import io.glaux.engine.ddl.lake.IcebergStatements;
import io.glaux.engine.ddl.lake.Lake;
import io.glaux.engine.ddl.lake.LakeStorage;
import io.glaux.engine.ddl.lake.TableKind;
import io.glaux.engine.ddl.lake.TextRows;
import io.glaux.engine.ddl.partition.PartitionChanges;
import io.glaux.engine.ddl.partition.PartitionRepair;
import io.glaux.engine.ddl.show.NameLists;
import io.glaux.engine.ddl.show.TableDescription;
import io.glaux.engine.ddl.show.TableListings;
import io.glaux.engine.ddl.statement.AlterTable;
import io.glaux.engine.ddl.statement.AlterTable.AddColumns;
import io.glaux.engine.ddl.statement.AlterTable.AddPartitions;
import io.glaux.engine.ddl.statement.AlterTable.ChangeColumn;
import io.glaux.engine.ddl.statement.AlterTable.DropColumn;
import io.glaux.engine.ddl.statement.AlterTable.DropPartitions;
import io.glaux.engine.ddl.statement.AlterTable.RenamePartition;
import io.glaux.engine.ddl.statement.AlterTable.RenameTable;
import io.glaux.engine.ddl.statement.AlterTable.ReplaceColumns;
import io.glaux.engine.ddl.statement.AlterTable.SetLocation;
import io.glaux.engine.ddl.statement.AlterTable.SetTableProperties;
import io.glaux.engine.ddl.statement.AlterTable.UnsetTableProperties;
import io.glaux.engine.ddl.statement.CreateTable;
import io.glaux.engine.ddl.statement.DatabaseStatement;
import io.glaux.engine.ddl.statement.DatabaseStatement.CreateDatabase;
import io.glaux.engine.ddl.statement.DatabaseStatement.DropDatabase;
import io.glaux.engine.ddl.statement.DatabaseStatement.SetDatabaseProperties;
import io.glaux.engine.ddl.statement.DdlStatement;
import io.glaux.engine.ddl.statement.DescribeTable;
import io.glaux.engine.ddl.statement.DropTable;
import io.glaux.engine.ddl.statement.OptimizeTable;
import io.glaux.engine.ddl.statement.RepairTable;
import io.glaux.engine.ddl.statement.ShowStatement;
import io.glaux.engine.ddl.statement.ShowStatement.ShowColumns;
import io.glaux.engine.ddl.statement.ShowStatement.ShowCreateTable;
import io.glaux.engine.ddl.statement.ShowStatement.ShowDatabases;
import io.glaux.engine.ddl.statement.ShowStatement.ShowPartitions;
import io.glaux.engine.ddl.statement.ShowStatement.ShowTableProperties;
import io.glaux.engine.ddl.statement.ShowStatement.ShowTables;
import io.glaux.engine.ddl.statement.ShowStatement.ShowViews;
import io.glaux.engine.ddl.statement.TableName;
import io.glaux.engine.ddl.statement.VacuumTable;
import io.glaux.engine.ddl.table.TableChanges;
import io.glaux.engine.ddl.table.TableCreation;
import io.glaux.engine.ddl.table.TableRemoval;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.work.StatementSteps;
import io.glaux.engine.query.work.StatementWork;
import io.glaux.engine.query.work.StepFailedException;
import software.amazon.awssdk.services.glue.model.Partition;
import software.amazon.awssdk.services.glue.model.Table;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import static java.util.Objects.requireNonNull;

/**
 * Who carries out which statement about the lake.
 */
final class LakeStatements
{
    private final Lake lake;
    private final LakeStorage storage;
    private final IcebergStatements iceberg;
    private final Clock clock;

    LakeStatements(Lake lake, LakeStorage storage, IcebergStatements iceberg, Clock clock)
    {
        this.lake = requireNonNull(lake, "lake is null");
        this.storage = requireNonNull(storage, "storage is null");
        this.iceberg = requireNonNull(iceberg, "iceberg is null");
        this.clock = requireNonNull(clock, "clock is null");
    }

    StatementWork plan(DdlStatement statement)
    {
        return switch (statement) {
            case DatabaseStatement database -> work((steps, rows) -> run(database, steps, rows));
            case CreateTable create when TableCreation.isIceberg(create) -> iceberg.plan(create, lake.request());
            case CreateTable create -> (_, _) -> new TableCreation(lake, clock).create(create);
            case AlterTable alter -> alter(alter);
            case DropTable drop -> drop(drop);
            case OptimizeTable optimize -> maintain("OPTIMIZE", optimize.table(), optimize);
            case VacuumTable vacuum -> maintain("VACUUM", vacuum.table(), vacuum);
            case RepairTable repair -> work((steps, rows) -> {
                Table table = requirePartitions(lake.requireTable(repair.table()));
                new PartitionRepair(lake, storage).repair(table, repair.mode(), steps, rows);
            });
            case ShowStatement show -> work((_, rows) -> show(show, rows));
            case DescribeTable describe -> work((_, rows) -> describe(describe, rows));
        };
    }

    private static StatementWork work(BiConsumer<StatementSteps, ResultSink> work)
    {
        return (steps, rows) -> {
            work.accept(steps, rows);
            return StatementOutcome.NONE;
        };
    }

    private void run(DatabaseStatement statement, StatementSteps steps, ResultSink rows)
    {
        DatabaseChanges databases = new DatabaseChanges(lake, iceberg);
        switch (statement) {
            case CreateDatabase create -> databases.create(create);
            case SetDatabaseProperties properties -> databases.setProperties(properties);
            case DropDatabase drop -> databases.drop(drop, steps, rows);
        }
    }

    private StatementWork drop(DropTable statement)
    {
        Optional<Table> table = lake.findTable(statement.table());
        if (table.isEmpty() && statement.ifExists()) {
            return (_, _) -> StatementOutcome.NONE;
        }
        Table found = table.orElseGet(() -> lake.requireTable(statement.table()));
        if (TableKind.of(found) == TableKind.ICEBERG) {
            return iceberg.plan(statement, lake.request());
        }
        return work((_, _) -> new TableRemoval(lake).drop(found));
    }

    private StatementWork maintain(String verb, TableName name, DdlStatement statement)
    {
        Table table = lake.requireTable(name);
        if (TableKind.of(table) != TableKind.ICEBERG) {
            throw DdlFailures.notSupported("%s is for Iceberg tables: %s.%s is not one".formatted(
                    verb,
                    table.databaseName(),
                    table.name()));
        }
        return iceberg.plan(statement, lake.request());
    }

    private StatementWork alter(AlterTable statement)
    {
        Table table = lake.requireTable(statement.table());
        return switch (TableKind.of(table)) {
            case ICEBERG -> iceberg.plan(statement, lake.request());
            case VIEW -> throw DdlFailures.semantic(
                    "[Error 10131]: To alter a view you need to use the ALTER VIEW command: "
                            + "CREATE OR REPLACE VIEW changes a view here");
            case HIVE -> (_, _) -> alterHive(table, statement);
        };
    }

    private StatementOutcome alterHive(Table table, AlterTable statement)
    {
        TableChanges changes = new TableChanges(lake, clock);
        PartitionChanges partitions = new PartitionChanges(lake);
        switch (statement) {
            case AddColumns add when add.partition().isEmpty() -> changes.addColumns(table, add);
            case AddColumns add -> partitions.change(
                    table, add.partition(), before -> TableChanges.added(table, before, add));
            case ReplaceColumns replace when replace.partition().isEmpty() -> changes.replaceColumns(table, replace);
            case ReplaceColumns replace -> partitions.change(
                    table, replace.partition(), before -> TableChanges.replaced(table, before, replace));
            case ChangeColumn change when change.partition().isEmpty() -> changes.changeColumn(table, change);
            case ChangeColumn change -> partitions.change(
                    table, change.partition(), before -> TableChanges.changed(table, before, change));
            case SetLocation location when location.partition().isEmpty() -> changes.setLocation(table, location);
            case SetLocation location -> partitions.change(
                    table, location.partition(), before -> TableChanges.moved(before, location));
            case SetTableProperties properties -> {
                return changes.setProperties(table, properties);
            }
            case UnsetTableProperties properties -> {
                return changes.unsetProperties(table, properties);
            }
            case AddPartitions add -> partitions.add(table, add);
            case DropPartitions drop -> partitions.drop(table, drop);
            case RenamePartition rename -> partitions.rename(table, rename);
            case RenameTable _ -> throw DdlFailures.task(
                    ("Unable to alter table. Unable to change partition or table: "
                            + "com.amazonaws.services.datacatalog.model.InvalidInputException: Table cannot be renamed "
                            + "(Service: AmazonDataCatalog; Status Code: 400; Error Code: InvalidInputException; "
                            + "Request ID: %s; Proxy: null)").formatted(lake.request().executionId()));
            case DropColumn _ -> throw DdlFailures.notSupported(
                    "Query type not supported by DDL engine. Only Iceberg tables have DROP COLUMN: "
                            + "ALTER TABLE .. REPLACE COLUMNS lists the columns that stay");
        }
        return StatementOutcome.NONE;
    }

    private void show(ShowStatement statement, ResultSink rows)
    {
        TableListings listings = new TableListings(storage);
        switch (statement) {
            case ShowDatabases show -> new NameLists(lake).databases(show, rows);
            case ShowTables show -> new NameLists(lake).tables(show, rows);
            case ShowViews show -> new NameLists(lake).views(show, rows);
            case ShowPartitions show -> {
                Table table = requirePartitions(lake.requireTable(show.table()));
                TextRows.writeLines(rows, "partition", new PartitionChanges(lake).names(table, show.partition()));
            }
            case ShowTableProperties show -> listings.properties(lake.requireTable(show.table()), show, rows);
            case ShowColumns show -> listings.columns(lake.requireTable(show.table()), rows);
            case ShowCreateTable show -> listings.createTable(lake.requireTable(show.table()), rows);
        }
    }

    private void describe(DescribeTable statement, ResultSink rows)
    {
        Table table = lake.requireTable(statement.table());
        Map<String, String> values = statement.partition();
        Optional<Partition> partition = values.isEmpty() || TableKind.of(table) != TableKind.HIVE
                ? Optional.empty()
                : Optional.of(new PartitionChanges(lake).require(table, values));
        new TableDescription(storage).describe(table, statement, partition, rows);
    }

    /**
     * @throws StepFailedException when the table is one whose partitions the catalog does not keep
     */
    private static Table requirePartitions(Table table)
    {
        return switch (TableKind.of(table)) {
            case HIVE -> table;
            case ICEBERG -> throw DdlFailures.notSupported("Query type not supported by Athena Iceberg at this time");
            case VIEW -> throw DdlFailures.semantic("%s.%s is a view: it has no partitions".formatted(
                    table.databaseName(),
                    table.name()));
        };
    }
}
