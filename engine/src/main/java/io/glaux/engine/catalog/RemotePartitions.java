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

import static io.glaux.engine.catalog.RemoteGlueCatalog.call;
import static java.util.Objects.requireNonNull;

record RemotePartitions(GlueClient client)
        implements Partitions
{
    RemotePartitions
    {
        requireNonNull(client, "client is null");
    }

    @Override
    public CreatePartitionResponse create(Principal caller, CreatePartitionRequest request)
    {
        return call(caller, request, client::createPartition);
    }

    @Override
    public BatchCreatePartitionResponse batchCreate(Principal caller, BatchCreatePartitionRequest request)
    {
        return call(caller, request, client::batchCreatePartition);
    }

    @Override
    public GetPartitionResponse get(Principal caller, GetPartitionRequest request)
    {
        return call(caller, request, client::getPartition);
    }

    @Override
    public GetPartitionsResponse list(Principal caller, GetPartitionsRequest request)
    {
        return call(caller, request, client::getPartitions);
    }

    @Override
    public BatchGetPartitionResponse batchGet(Principal caller, BatchGetPartitionRequest request)
    {
        return call(caller, request, client::batchGetPartition);
    }

    @Override
    public UpdatePartitionResponse update(Principal caller, UpdatePartitionRequest request)
    {
        return call(caller, request, client::updatePartition);
    }

    @Override
    public BatchUpdatePartitionResponse batchUpdate(Principal caller, BatchUpdatePartitionRequest request)
    {
        return call(caller, request, client::batchUpdatePartition);
    }

    @Override
    public DeletePartitionResponse delete(Principal caller, DeletePartitionRequest request)
    {
        return call(caller, request, client::deletePartition);
    }

    @Override
    public BatchDeletePartitionResponse batchDelete(Principal caller, BatchDeletePartitionRequest request)
    {
        return call(caller, request, client::batchDeletePartition);
    }

    @Override
    public GetPartitionIndexesResponse indexes(Principal caller, GetPartitionIndexesRequest request)
    {
        return call(caller, request, client::getPartitionIndexes);
    }
}
