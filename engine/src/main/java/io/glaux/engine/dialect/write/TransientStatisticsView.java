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

import io.glaux.engine.catalog.Statistics;
import io.glaux.engine.identity.Principal;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForTableResponse;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableResponse;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForPartitionResponse;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForTableResponse;

import static java.util.Objects.requireNonNull;

/**
 * Statistics of transient tables are not kept: nobody reads them.
 */
final class TransientStatisticsView
        implements Statistics
{
    private final Principal owner;
    private final Statistics delegate;

    TransientStatisticsView(Principal owner, Statistics delegate)
    {
        this.owner = requireNonNull(owner, "owner is null");
        this.delegate = requireNonNull(delegate, "delegate is null");
    }

    @Override
    public GetColumnStatisticsForTableResponse getForTable(
            Principal caller,
            GetColumnStatisticsForTableRequest request)
    {
        return isTransient(caller, request.databaseName())
                ? GetColumnStatisticsForTableResponse.builder().build()
                : delegate.getForTable(caller, request);
    }

    @Override
    public UpdateColumnStatisticsForTableResponse updateForTable(
            Principal caller,
            UpdateColumnStatisticsForTableRequest request)
    {
        return isTransient(caller, request.databaseName())
                ? UpdateColumnStatisticsForTableResponse.builder().build()
                : delegate.updateForTable(caller, request);
    }

    @Override
    public DeleteColumnStatisticsForTableResponse deleteForTable(
            Principal caller,
            DeleteColumnStatisticsForTableRequest request)
    {
        return isTransient(caller, request.databaseName())
                ? DeleteColumnStatisticsForTableResponse.builder().build()
                : delegate.deleteForTable(caller, request);
    }

    @Override
    public GetColumnStatisticsForPartitionResponse getForPartition(
            Principal caller,
            GetColumnStatisticsForPartitionRequest request)
    {
        return isTransient(caller, request.databaseName())
                ? GetColumnStatisticsForPartitionResponse.builder().build()
                : delegate.getForPartition(caller, request);
    }

    @Override
    public UpdateColumnStatisticsForPartitionResponse updateForPartition(
            Principal caller,
            UpdateColumnStatisticsForPartitionRequest request)
    {
        return isTransient(caller, request.databaseName())
                ? UpdateColumnStatisticsForPartitionResponse.builder().build()
                : delegate.updateForPartition(caller, request);
    }

    @Override
    public DeleteColumnStatisticsForPartitionResponse deleteForPartition(
            Principal caller,
            DeleteColumnStatisticsForPartitionRequest request)
    {
        return isTransient(caller, request.databaseName())
                ? DeleteColumnStatisticsForPartitionResponse.builder().build()
                : delegate.deleteForPartition(caller, request);
    }

    private boolean isTransient(Principal caller, String database)
    {
        return caller.equals(owner) && TransientTables.DATABASE.equalsIgnoreCase(database);
    }
}
