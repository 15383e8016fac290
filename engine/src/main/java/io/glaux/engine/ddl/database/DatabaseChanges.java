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
package io.glaux.engine.ddl.database;

import io.glaux.engine.ddl.lake.DdlFailures;
import io.glaux.engine.ddl.lake.IcebergStatements;
import io.glaux.engine.ddl.lake.Lake;
import io.glaux.engine.ddl.lake.S3Paths;
import io.glaux.engine.ddl.lake.TableKind;
import io.glaux.engine.ddl.statement.DatabaseStatement.CreateDatabase;
import io.glaux.engine.ddl.statement.DatabaseStatement.DropDatabase;
import io.glaux.engine.ddl.statement.DatabaseStatement.SetDatabaseProperties;
import io.glaux.engine.ddl.statement.DropTable;
import io.glaux.engine.ddl.statement.TableName;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.work.StatementSteps;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseRequest;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What statements do with databases.
 */
public final class DatabaseChanges
{
    private final Lake lake;
    private final IcebergStatements iceberg;

    public DatabaseChanges(Lake lake, IcebergStatements iceberg)
    {
        this.lake = requireNonNull(lake, "lake is null");
        this.iceberg = requireNonNull(iceberg, "iceberg is null");
    }

    public void create(CreateDatabase statement)
    {
        String name = statement.name().database();
        statement.location().ifPresent(S3Paths::requireLocation);
        if (lake.findDatabase(name).isPresent()) {
            if (statement.ifNotExists()) {
                return;
            }
            throw DdlFailures.task("Database %s already exists".formatted(name));
        }
        lake.catalog().databases().create(
                lake.caller(),
                CreateDatabaseRequest.builder()
                        .databaseInput(DatabaseInput.builder()
                                .name(name)
                                .description(statement.comment().orElse(null))
                                .locationUri(statement.location().orElse(null))
                                .parameters(statement.properties())
                                .build())
                        .build());
    }

    public void setProperties(SetDatabaseProperties statement)
    {
        Database database = lake.requireDatabase(statement.name().database());
        Map<String, String> parameters = new LinkedHashMap<>(database.parameters());
        parameters.putAll(statement.properties());
        lake.update(database, DatabaseInput.builder()
                .name(database.name())
                .description(database.description())
                .locationUri(database.locationUri())
                .createTableDefaultPermissions(database.createTableDefaultPermissions())
                .targetDatabase(database.targetDatabase())
                .parameters(parameters));
    }

    /**
     * CASCADE goes table by table: an Iceberg table takes its data with it, the data of other tables stays.
     */
    public void drop(DropDatabase statement, StatementSteps steps, ResultSink rows)
    {
        String name = statement.name().database();
        if (lake.findDatabase(name).isEmpty()) {
            if (statement.ifExists()) {
                return;
            }
            throw DdlFailures.databaseNotFound(name);
        }
        List<Table> tables = lake.tables(name, Optional.empty());
        if (!tables.isEmpty() && !statement.cascade()) {
            throw DdlFailures.task(
                    "InvalidOperationException(message:Database %s is not empty. One or more tables exist.)".formatted(
                            name));
        }
        for (Table table : tables) {
            if (TableKind.of(table) == TableKind.ICEBERG) {
                steps.requireNotCancelled();
                TableName tableName =
                        new TableName(statement.name().catalog(), Optional.of(name), table.name());
                iceberg.plan(new DropTable(tableName, true, false), lake.request()).run(steps, rows);
            }
        }
        // with the tables that are left: their data stays
        lake.catalog().databases().delete(lake.caller(), DeleteDatabaseRequest.builder().name(name).build());
    }
}
