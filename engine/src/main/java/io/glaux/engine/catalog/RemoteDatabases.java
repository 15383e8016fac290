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
package io.glaux.engine.catalog;

import io.glaux.engine.identity.Principal;
import software.amazon.awssdk.services.glue.GlueClient;
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

import static io.glaux.engine.catalog.RemoteGlueCatalog.call;
import static java.util.Objects.requireNonNull;

record RemoteDatabases(GlueClient client)
        implements Databases
{
    RemoteDatabases
    {
        requireNonNull(client, "client is null");
    }

    @Override
    public CreateDatabaseResponse create(Principal caller, CreateDatabaseRequest request)
    {
        return call(caller, request, client::createDatabase);
    }

    @Override
    public GetDatabaseResponse get(Principal caller, GetDatabaseRequest request)
    {
        return call(caller, request, client::getDatabase);
    }

    @Override
    public GetDatabasesResponse list(Principal caller, GetDatabasesRequest request)
    {
        return call(caller, request, client::getDatabases);
    }

    @Override
    public UpdateDatabaseResponse update(Principal caller, UpdateDatabaseRequest request)
    {
        return call(caller, request, client::updateDatabase);
    }

    @Override
    public DeleteDatabaseResponse delete(Principal caller, DeleteDatabaseRequest request)
    {
        return call(caller, request, client::deleteDatabase);
    }
}
