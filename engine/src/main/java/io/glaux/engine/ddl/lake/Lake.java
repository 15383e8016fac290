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
package io.glaux.engine.ddl.lake;

import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.ddl.statement.DatabaseName;
import io.glaux.engine.ddl.statement.TableName;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.StatementRequest;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.DatabaseInput;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetDatabasesRequest;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * The lake's catalog as the statement of one user sees it.
 */
public final class Lake
{
    /**
     * The lake's name in statements and contexts.
     */
    public static final String NAME = "awsdatacatalog";

    private static final String DEFAULT_DATABASE = "default";

    private final Catalog catalog;
    private final StatementRequest request;

    public Lake(Catalog catalog, StatementRequest request)
    {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.request = requireNonNull(request, "request is null");
    }

    public Catalog catalog()
    {
        return catalog;
    }

    public Principal caller()
    {
        return request.principal();
    }

    public StatementRequest request()
    {
        return request;
    }

    /**
     * The database of a name, or that of the query's context.
     */
    public String database(Optional<DatabaseName> name)
    {
        return name.map(DatabaseName::database).orElseGet(this::contextDatabase);
    }

    public String database(TableName name)
    {
        return name.database().orElseGet(this::contextDatabase);
    }

    public Optional<Database> findDatabase(String name)
    {
        return find(() -> catalog.databases()
                .get(caller(), GetDatabaseRequest.builder().name(name).build())
                .database());
    }

    public Database requireDatabase(String name)
    {
        return findDatabase(name).orElseThrow(() -> DdlFailures.databaseNotFound(name));
    }

    /**
     * The databases in the order of their names.
     */
    public List<Database> databases()
    {
        List<Database> found = new ArrayList<>();
        String token = null;
        do {
            GetDatabasesResponse page = catalog.databases()
                    .list(caller(), GetDatabasesRequest.builder().nextToken(token).build());
            found.addAll(page.databaseList());
            token = page.nextToken();
        }
        while (token != null);
        return found;
    }

    public void update(Database database, DatabaseInput.Builder input)
    {
        catalog.databases().update(
                caller(),
                UpdateDatabaseRequest.builder().name(database.name()).databaseInput(input.build()).build());
    }

    public Optional<Table> findTable(TableName name)
    {
        return find(() -> catalog.tables()
                .get(caller(), GetTableRequest.builder().databaseName(database(name)).name(name.table()).build())
                .table());
    }

    /**
     * @throws io.glaux.engine.query.work.StepFailedException when the table or its database is missing
     */
    public Table requireTable(TableName name)
    {
        Optional<Table> table = findTable(name);
        if (table.isEmpty()) {
            String database = database(name);
            requireDatabase(database);
            throw DdlFailures.tableNotFound("%s.%s".formatted(database, name.table()));
        }
        return table.get();
    }

    /**
     * The tables of a database in the order of their names.
     *
     * @param pattern a pattern of names; empty for all
     */
    public List<Table> tables(String database, Optional<String> pattern)
    {
        requireDatabase(database);
        List<Table> found = new ArrayList<>();
        String token = null;
        do {
            GetTablesResponse page = catalog.tables().list(
                    caller(),
                    GetTablesRequest.builder()
                            .databaseName(database)
                            .expression(pattern.orElse(null))
                            .nextToken(token)
                            .build());
            found.addAll(page.tableList());
            token = page.nextToken();
        }
        while (token != null);
        return found;
    }

    /**
     * Replaces a table's definition, unless somebody changed the table since it was read.
     */
    public void update(Table before, TableInput input)
    {
        catalog.tables().update(
                caller(),
                UpdateTableRequest.builder()
                        .databaseName(before.databaseName())
                        .tableInput(input)
                        .versionId(before.versionId())
                        .build());
    }

    private String contextDatabase()
    {
        return request.database().orElse(DEFAULT_DATABASE).toLowerCase(Locale.ROOT);
    }

    private static <T> Optional<T> find(Supplier<T> query)
    {
        try {
            return Optional.of(query.get());
        }
        catch (GlauxException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
