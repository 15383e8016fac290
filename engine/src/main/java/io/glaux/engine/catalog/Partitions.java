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

/**
 * The partitions of tables. A partition is named by its values, one for each partition key, as text.
 */
public interface Partitions
{
    CreatePartitionResponse create(Principal caller, CreatePartitionRequest request);

    /**
     * Creates what it can; the answer names the rest, each with its error.
     */
    BatchCreatePartitionResponse batchCreate(Principal caller, BatchCreatePartitionRequest request);

    GetPartitionResponse get(Principal caller, GetPartitionRequest request);

    /**
     * Partitions that satisfy Expression, in the order of their values as text.
     * 
     * @throws io.glaux.engine.error.GlauxException INVALID_INPUT for a wrong expression
     */
    GetPartitionsResponse list(Principal caller, GetPartitionsRequest request);

    /**
     * Partitions that do not exist are left out. UnprocessedKeys are those that did not fit into the answer: ask again.
     */
    BatchGetPartitionResponse batchGet(Principal caller, BatchGetPartitionRequest request);

    UpdatePartitionResponse update(Principal caller, UpdatePartitionRequest request);

    BatchUpdatePartitionResponse batchUpdate(Principal caller, BatchUpdatePartitionRequest request);

    DeletePartitionResponse delete(Principal caller, DeletePartitionRequest request);

    BatchDeletePartitionResponse batchDelete(Principal caller, BatchDeletePartitionRequest request);

    /**
     * None: every partition key serves as an index here.
     */
    GetPartitionIndexesResponse indexes(Principal caller, GetPartitionIndexesRequest request);
}
