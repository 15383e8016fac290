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
package io.glaux.engine.dialect.write;

import io.glaux.engine.catalog.ForwardingTables;
import io.glaux.engine.catalog.Tables;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateTableResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableResponse;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableResponse;

import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * Transient tables in memory.
 */
final class TransientTableView
        extends ForwardingTables
{
    private final Principal owner;
    private final Map<String, TableInput> tables;

    TransientTableView(Principal owner, Tables delegate, Map<String, TableInput> tables)
    {
        super(delegate);
        this.owner = requireNonNull(owner, "owner is null");
        this.tables = requireNonNull(tables, "tables is null");
    }

    @Override
    public CreateTableResponse create(Principal caller, CreateTableRequest request)
    {
        if (isTransient(caller, request.databaseName())) {
            tables.put(request.tableInput().name(), request.tableInput());
            return CreateTableResponse.builder().build();
        }
        return super.create(caller, request);
    }

    @Override
    public GetTableResponse get(Principal caller, GetTableRequest request)
    {
        if (isTransient(caller, request.databaseName())) {
            return GetTableResponse.builder().table(find(request.name())).build();
        }
        return super.get(caller, request);
    }

    @Override
    public GetTablesResponse list(Principal caller, GetTablesRequest request)
    {
        if (isTransient(caller, request.databaseName())) {
            return GetTablesResponse.builder().tableList(List.of()).build();
        }
        return super.list(caller, request);
    }

    @Override
    public UpdateTableResponse update(Principal caller, UpdateTableRequest request)
    {
        if (isTransient(caller, request.databaseName())) {
            tables.put(request.tableInput().name(), request.tableInput());
            return UpdateTableResponse.builder().build();
        }
        return super.update(caller, request);
    }

    @Override
    public DeleteTableResponse delete(Principal caller, DeleteTableRequest request)
    {
        if (isTransient(caller, request.databaseName())) {
            tables.remove(request.name());
            return DeleteTableResponse.builder().build();
        }
        return super.delete(caller, request);
    }

    private boolean isTransient(Principal caller, String database)
    {
        return caller.equals(owner) && TransientTables.DATABASE.equalsIgnoreCase(database);
    }

    private Table find(String name)
    {
        TableInput input = tables.get(name);
        if (input == null) {
            throw new GlauxException(ErrorCode.NOT_FOUND, "Entity Not Found (table %s)".formatted(name));
        }
        return Table.builder()
                .databaseName(TransientTables.DATABASE)
                .name(input.name())
                .owner(input.owner())
                .tableType(input.tableType())
                .parameters(input.parameters())
                .partitionKeys(input.partitionKeys())
                .storageDescriptor(input.storageDescriptor())
                .build();
    }
}
