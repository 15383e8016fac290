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
import software.amazon.awssdk.services.glue.model.BatchDeleteTableRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableResponse;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableVersionResponse;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.CreateTableResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableResponse;
import software.amazon.awssdk.services.glue.model.DeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableVersionResponse;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableResponse;
import software.amazon.awssdk.services.glue.model.GetTableVersionRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionResponse;
import software.amazon.awssdk.services.glue.model.GetTableVersionsRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionsResponse;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.GetTablesResponse;
import software.amazon.awssdk.services.glue.model.SearchTablesRequest;
import software.amazon.awssdk.services.glue.model.SearchTablesResponse;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableResponse;

import static java.util.Objects.requireNonNull;

/**
 * Tables that are those of another catalog, but for what a subclass answers itself.
 */
public abstract class ForwardingTables
        implements Tables
{
    private final Tables delegate;

    protected ForwardingTables(Tables delegate)
    {
        this.delegate = requireNonNull(delegate, "delegate is null");
    }

    @Override
    public CreateTableResponse create(Principal caller, CreateTableRequest request)
    {
        return delegate.create(caller, request);
    }

    @Override
    public GetTableResponse get(Principal caller, GetTableRequest request)
    {
        return delegate.get(caller, request);
    }

    @Override
    public GetTablesResponse list(Principal caller, GetTablesRequest request)
    {
        return delegate.list(caller, request);
    }

    @Override
    public UpdateTableResponse update(Principal caller, UpdateTableRequest request)
    {
        return delegate.update(caller, request);
    }

    @Override
    public DeleteTableResponse delete(Principal caller, DeleteTableRequest request)
    {
        return delegate.delete(caller, request);
    }

    @Override
    public BatchDeleteTableResponse batchDelete(Principal caller, BatchDeleteTableRequest request)
    {
        return delegate.batchDelete(caller, request);
    }

    @Override
    public SearchTablesResponse search(Principal caller, SearchTablesRequest request)
    {
        return delegate.search(caller, request);
    }

    @Override
    public GetTableVersionResponse getVersion(Principal caller, GetTableVersionRequest request)
    {
        return delegate.getVersion(caller, request);
    }

    @Override
    public GetTableVersionsResponse listVersions(Principal caller, GetTableVersionsRequest request)
    {
        return delegate.listVersions(caller, request);
    }

    @Override
    public DeleteTableVersionResponse deleteVersion(Principal caller, DeleteTableVersionRequest request)
    {
        return delegate.deleteVersion(caller, request);
    }

    @Override
    public BatchDeleteTableVersionResponse batchDeleteVersion(Principal caller, BatchDeleteTableVersionRequest request)
    {
        return delegate.batchDeleteVersion(caller, request);
    }
}
