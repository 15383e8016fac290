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

import io.glaux.engine.catalog.Databases;
import io.glaux.engine.identity.Principal;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreateDatabaseResponse;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseRequest;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetDatabaseResponse;
import software.amazon.awssdk.services.glue.model.GetDatabasesRequest;
import software.amazon.awssdk.services.glue.model.GetDatabasesResponse;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseResponse;

import static java.util.Objects.requireNonNull;

/**
 * The one database of transient tables, for whoever knows its name: lists are without it.
 */
final class TransientDatabaseView
        implements Databases
{
    private final Principal owner;
    private final Databases delegate;

    TransientDatabaseView(Principal owner, Databases delegate)
    {
        this.owner = requireNonNull(owner, "owner is null");
        this.delegate = requireNonNull(delegate, "delegate is null");
    }

    @Override
    public CreateDatabaseResponse create(Principal caller, CreateDatabaseRequest request)
    {
        return delegate.create(caller, request);
    }

    @Override
    public GetDatabaseResponse get(Principal caller, GetDatabaseRequest request)
    {
        if (isTransient(caller, request.name())) {
            return GetDatabaseResponse.builder()
                    .database(database -> database.name(TransientTables.DATABASE))
                    .build();
        }
        return delegate.get(caller, request);
    }

    @Override
    public GetDatabasesResponse list(Principal caller, GetDatabasesRequest request)
    {
        return delegate.list(caller, request);
    }

    @Override
    public UpdateDatabaseResponse update(Principal caller, UpdateDatabaseRequest request)
    {
        return delegate.update(caller, request);
    }

    @Override
    public DeleteDatabaseResponse delete(Principal caller, DeleteDatabaseRequest request)
    {
        return delegate.delete(caller, request);
    }

    private boolean isTransient(Principal caller, String database)
    {
        return caller.equals(owner) && TransientTables.DATABASE.equalsIgnoreCase(database);
    }
}
