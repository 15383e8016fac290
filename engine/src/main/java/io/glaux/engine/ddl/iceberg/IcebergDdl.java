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
package io.glaux.engine.ddl.iceberg;

import io.glaux.engine.ddl.statement.AlterTable;
import io.glaux.engine.ddl.statement.CreateTable;
import io.glaux.engine.ddl.statement.DdlStatement;
import io.glaux.engine.ddl.statement.DropTable;
import io.glaux.engine.ddl.statement.OptimizeTable;
import io.glaux.engine.ddl.statement.VacuumTable;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.work.StatementWork;
import io.glaux.engine.query.work.StepFailedException;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * Runs Athena's DDL about Iceberg tables. Whoever calls knows that the table is one, or is to be one.
 */
public final class IcebergDdl
{
    private static final Pattern POSITION = Pattern.compile("^line \\d+:\\d+: ");
    private static final String NOT_BY_PARTITION = "connector was not able to handle provided WHERE expression";
    private static final String NOT_EMPTY = "Cannot create a table on a non-empty location: ";

    private final String icebergCatalog;
    private final String userCatalog;

    /**
     * @param icebergCatalog the engine's catalog of Iceberg tables
     * @param userCatalog the catalog under which users know these tables
     */
    public IcebergDdl(String icebergCatalog, String userCatalog)
    {
        this.icebergCatalog = requireNonNull(icebergCatalog, "icebergCatalog is null");
        this.userCatalog = requireNonNull(userCatalog, "userCatalog is null");
    }

    /**
     * Checks of CREATE TABLE that Athena makes before the statement becomes a query.
     *
     * @throws GlauxException with SYNTAX_ERROR
     */
    public static void requireStartable(CreateTable statement)
    {
        CreateIcebergTable.requireStartable(statement);
    }

    /**
     * CREATE TABLE, DROP TABLE, every form of ALTER TABLE, OPTIMIZE and VACUUM.
     *
     * @throws GlauxException when the statement is known to fail
     */
    public StatementWork plan(DdlStatement statement, StatementRequest request)
    {
        IcebergNames names = IcebergNames.of(icebergCatalog, request);
        return switch (statement) {
            case CreateTable create -> one(request, createTable(names, create), "CREATE TABLE");
            case DropTable drop -> one(request, dropTable(names, drop), "DROP TABLE");
            case AlterTable alter -> one(request, new AlterIcebergTable(names).sql(alter), "ALTER TABLE");
            case OptimizeTable optimize -> forUser((steps, _) ->
                    new IcebergMaintenance(names, request, steps).optimize(optimize));
            case VacuumTable vacuum -> forUser((steps, _) ->
                    new IcebergMaintenance(names, request, steps).vacuum(vacuum));
            default -> throw new GlauxException(
                    ErrorCode.NOT_SUPPORTED,
                    "Query type not supported by Athena Iceberg at this time");
        };
    }

    private StatementWork one(StatementRequest request, String sql, String updateType)
    {
        return forUser((steps, _) -> {
            steps.run(request.withStatement(sql));
            return StatementOutcome.of(Optional.of(updateType), OptionalLong.empty());
        });
    }

    private StatementWork forUser(StatementWork work)
    {
        return (steps, rows) -> {
            try {
                return work.run(steps, rows);
            }
            catch (StepFailedException e) {
                throw forUser(e);
            }
        };
    }

    /**
     * The same failure in words of the user's statement: without positions in ours, with the catalog that users see.
     */
    private StepFailedException forUser(StepFailedException failed)
    {
        String message = POSITION.matcher(failed.failure().message()).replaceFirst("")
                .replace(icebergCatalog + ".", userCatalog + ".");
        if (message.startsWith(NOT_EMPTY)) {
            // the rest of the sentence is for who configures the catalog
            message = message.replaceFirst(", set 'iceberg\\..*", ": empty it, or choose another location");
        }
        if (message.contains(NOT_BY_PARTITION)) {
            message = "The condition of OPTIMIZE can be on columns that the table is partitioned by, and on no others";
        }
        return failed.withMessage(message);
    }

    private static String createTable(IcebergNames names, CreateTable create)
    {
        return CreateIcebergTable.sql(create, names.quoted(create.name()));
    }

    private static String dropTable(IcebergNames names, DropTable drop)
    {
        return "DROP TABLE %s%s".formatted(drop.ifExists() ? "IF EXISTS " : "", names.quoted(drop.table()));
    }
}
