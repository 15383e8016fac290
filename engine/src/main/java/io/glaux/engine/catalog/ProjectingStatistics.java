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
 * Projected partitions have no statistics: the engine finds none, and those that it gathers while it writes are not
 * kept. Other clients see those of the partitions that are registered.
 */
record ProjectingStatistics(Catalog registered, String engine)
        implements Statistics
{
    ProjectingStatistics
    {
        requireNonNull(registered, "registered is null");
        requireNonNull(engine, "engine is null");
    }

    @Override
    public GetColumnStatisticsForTableResponse getForTable(Principal caller, GetColumnStatisticsForTableRequest request)
    {
        return registered.statistics().getForTable(caller, request);
    }

    @Override
    public UpdateColumnStatisticsForTableResponse updateForTable(
            Principal caller,
            UpdateColumnStatisticsForTableRequest request)
    {
        return registered.statistics().updateForTable(caller, request);
    }

    @Override
    public DeleteColumnStatisticsForTableResponse deleteForTable(
            Principal caller,
            DeleteColumnStatisticsForTableRequest request)
    {
        return registered.statistics().deleteForTable(caller, request);
    }

    @Override
    public GetColumnStatisticsForPartitionResponse getForPartition(
            Principal caller,
            GetColumnStatisticsForPartitionRequest request)
    {
        return isProjected(caller, request.catalogId(), request.databaseName(), request.tableName())
                ? GetColumnStatisticsForPartitionResponse.builder().build()
                : registered.statistics().getForPartition(caller, request);
    }

    @Override
    public UpdateColumnStatisticsForPartitionResponse updateForPartition(
            Principal caller,
            UpdateColumnStatisticsForPartitionRequest request)
    {
        return isProjected(caller, request.catalogId(), request.databaseName(), request.tableName())
                ? UpdateColumnStatisticsForPartitionResponse.builder().build()
                : registered.statistics().updateForPartition(caller, request);
    }

    @Override
    public DeleteColumnStatisticsForPartitionResponse deleteForPartition(
            Principal caller,
            DeleteColumnStatisticsForPartitionRequest request)
    {
        return isProjected(caller, request.catalogId(), request.databaseName(), request.tableName())
                ? DeleteColumnStatisticsForPartitionResponse.builder().build()
                : registered.statistics().deleteForPartition(caller, request);
    }

    private boolean isProjected(Principal caller, String catalogId, String database, String table)
    {
        return caller.user().equals(engine)
                && ProjectingCatalog.projected(registered.tables(), caller, catalogId, database, table).isPresent();
    }
}
