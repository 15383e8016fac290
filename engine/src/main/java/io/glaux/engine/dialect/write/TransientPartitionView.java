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

import io.glaux.engine.catalog.Partitions;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionResponse;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionResponse;
import software.amazon.awssdk.services.glue.model.CreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionResponse;
import software.amazon.awssdk.services.glue.model.DeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.DeletePartitionResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionIndexesRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionIndexesResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionResponse;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsResponse;
import software.amazon.awssdk.services.glue.model.UpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdatePartitionResponse;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * Partitions of transient tables are not kept: nobody reads them.
 */
final class TransientPartitionView
        implements Partitions
{
    private final Principal owner;
    private final Partitions delegate;

    TransientPartitionView(Principal owner, Partitions delegate)
    {
        this.owner = requireNonNull(owner, "owner is null");
        this.delegate = requireNonNull(delegate, "delegate is null");
    }

    @Override
    public CreatePartitionResponse create(Principal caller, CreatePartitionRequest request)
    {
        if (isTransient(caller, request.databaseName())) {
            return CreatePartitionResponse.builder().build();
        }
        return delegate.create(caller, request);
    }

    @Override
    public BatchCreatePartitionResponse batchCreate(Principal caller, BatchCreatePartitionRequest request)
    {
        if (isTransient(caller, request.databaseName())) {
            return BatchCreatePartitionResponse.builder().errors(List.of()).build();
        }
        return delegate.batchCreate(caller, request);
    }

    @Override
    public GetPartitionResponse get(Principal caller, GetPartitionRequest request)
    {
        if (isTransient(caller, request.databaseName())) {
            throw new GlauxException(ErrorCode.NOT_FOUND, "Partition not found.");
        }
        return delegate.get(caller, request);
    }

    @Override
    public GetPartitionsResponse list(Principal caller, GetPartitionsRequest request)
    {
        if (isTransient(caller, request.databaseName())) {
            return GetPartitionsResponse.builder().partitions(List.of()).build();
        }
        return delegate.list(caller, request);
    }

    @Override
    public BatchGetPartitionResponse batchGet(Principal caller, BatchGetPartitionRequest request)
    {
        if (isTransient(caller, request.databaseName())) {
            return BatchGetPartitionResponse.builder().partitions(List.of()).unprocessedKeys(List.of()).build();
        }
        return delegate.batchGet(caller, request);
    }

    @Override
    public UpdatePartitionResponse update(Principal caller, UpdatePartitionRequest request)
    {
        return delegate.update(caller, request);
    }

    @Override
    public BatchUpdatePartitionResponse batchUpdate(Principal caller, BatchUpdatePartitionRequest request)
    {
        return delegate.batchUpdate(caller, request);
    }

    @Override
    public DeletePartitionResponse delete(Principal caller, DeletePartitionRequest request)
    {
        if (isTransient(caller, request.databaseName())) {
            return DeletePartitionResponse.builder().build();
        }
        return delegate.delete(caller, request);
    }

    @Override
    public BatchDeletePartitionResponse batchDelete(Principal caller, BatchDeletePartitionRequest request)
    {
        if (isTransient(caller, request.databaseName())) {
            return BatchDeletePartitionResponse.builder().errors(List.of()).build();
        }
        return delegate.batchDelete(caller, request);
    }

    @Override
    public GetPartitionIndexesResponse indexes(Principal caller, GetPartitionIndexesRequest request)
    {
        return delegate.indexes(caller, request);
    }

    private boolean isTransient(Principal caller, String database)
    {
        return caller.equals(owner) && TransientTables.DATABASE.equalsIgnoreCase(database);
    }
}
