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

import static io.glaux.engine.catalog.RemoteGlueCatalog.call;
import static java.util.Objects.requireNonNull;

record RemoteStatistics(GlueClient client)
        implements Statistics
{
    RemoteStatistics
    {
        requireNonNull(client, "client is null");
    }

    @Override
    public GetColumnStatisticsForTableResponse getForTable(Principal caller, GetColumnStatisticsForTableRequest request)
    {
        return call(caller, request, client::getColumnStatisticsForTable);
    }

    @Override
    public UpdateColumnStatisticsForTableResponse updateForTable(
            Principal caller,
            UpdateColumnStatisticsForTableRequest request)
    {
        return call(caller, request, client::updateColumnStatisticsForTable);
    }

    @Override
    public DeleteColumnStatisticsForTableResponse deleteForTable(
            Principal caller,
            DeleteColumnStatisticsForTableRequest request)
    {
        return call(caller, request, client::deleteColumnStatisticsForTable);
    }

    @Override
    public GetColumnStatisticsForPartitionResponse getForPartition(
            Principal caller,
            GetColumnStatisticsForPartitionRequest request)
    {
        return call(caller, request, client::getColumnStatisticsForPartition);
    }

    @Override
    public UpdateColumnStatisticsForPartitionResponse updateForPartition(
            Principal caller,
            UpdateColumnStatisticsForPartitionRequest request)
    {
        return call(caller, request, client::updateColumnStatisticsForPartition);
    }

    @Override
    public DeleteColumnStatisticsForPartitionResponse deleteForPartition(
            Principal caller,
            DeleteColumnStatisticsForPartitionRequest request)
    {
        return call(caller, request, client::deleteColumnStatisticsForPartition);
    }
}
