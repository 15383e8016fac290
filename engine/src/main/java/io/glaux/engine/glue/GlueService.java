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
package io.glaux.engine.glue;

import io.glaux.engine.aws.AwsRequest;
import io.glaux.engine.aws.AwsResponse;
import io.glaux.engine.aws.AwsService;
import io.glaux.engine.aws.JsonService;
import io.glaux.engine.catalog.Catalog;
import io.glaux.engine.catalog.Databases;
import io.glaux.engine.catalog.Partitions;
import io.glaux.engine.catalog.Resources;
import io.glaux.engine.catalog.Statistics;
import io.glaux.engine.catalog.Tables;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import software.amazon.awssdk.services.glue.model.BatchCreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableRequest;
import software.amazon.awssdk.services.glue.model.BatchDeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.BatchGetPartitionRequest;
import software.amazon.awssdk.services.glue.model.BatchUpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.CreatePartitionRequest;
import software.amazon.awssdk.services.glue.model.CreateTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.DeleteColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteDatabaseRequest;
import software.amazon.awssdk.services.glue.model.DeletePartitionRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableRequest;
import software.amazon.awssdk.services.glue.model.DeleteTableVersionRequest;
import software.amazon.awssdk.services.glue.model.GetCatalogImportStatusRequest;
import software.amazon.awssdk.services.glue.model.GetCatalogRequest;
import software.amazon.awssdk.services.glue.model.GetCatalogsRequest;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.GetConnectionRequest;
import software.amazon.awssdk.services.glue.model.GetConnectionsRequest;
import software.amazon.awssdk.services.glue.model.GetDatabaseRequest;
import software.amazon.awssdk.services.glue.model.GetDatabasesRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionIndexesRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionRequest;
import software.amazon.awssdk.services.glue.model.GetPartitionsRequest;
import software.amazon.awssdk.services.glue.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.glue.model.GetTableRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionRequest;
import software.amazon.awssdk.services.glue.model.GetTableVersionsRequest;
import software.amazon.awssdk.services.glue.model.GetTablesRequest;
import software.amazon.awssdk.services.glue.model.GetTagsRequest;
import software.amazon.awssdk.services.glue.model.GetUnfilteredPartitionMetadataRequest;
import software.amazon.awssdk.services.glue.model.GetUnfilteredPartitionsMetadataRequest;
import software.amazon.awssdk.services.glue.model.GetUnfilteredTableMetadataRequest;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionRequest;
import software.amazon.awssdk.services.glue.model.GetUserDefinedFunctionsRequest;
import software.amazon.awssdk.services.glue.model.SearchTablesRequest;
import software.amazon.awssdk.services.glue.model.TagResourceRequest;
import software.amazon.awssdk.services.glue.model.UntagResourceRequest;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForPartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdateColumnStatisticsForTableRequest;
import software.amazon.awssdk.services.glue.model.UpdateDatabaseRequest;
import software.amazon.awssdk.services.glue.model.UpdatePartitionRequest;
import software.amazon.awssdk.services.glue.model.UpdateTableRequest;

import java.io.IOException;

/**
 * The Glue Data Catalog as a service of the AWS endpoint. Operations of Glue that have no place in a data catalog
 * (jobs, crawlers, ...) are unknown here.
 */
public final class GlueService
        implements AwsService
{
    private static final String TABLE_METADATA = "GetUnfilteredTableMetadata";
    private static final String PARTITION_METADATA = "GetUnfilteredPartitionMetadata";
    private static final String PARTITIONS_METADATA = "GetUnfilteredPartitionsMetadata";

    private final JsonService service;

    public GlueService(Catalog catalog)
    {
        JsonService.Builder builder = JsonService.builder("glue", "AWSGlue", GlueErrors::of);
        add(builder, catalog.databases());
        add(builder, catalog.tables());
        add(builder, catalog.partitions());
        add(builder, catalog.statistics());
        add(builder, catalog.resources());
        refuseUnfiltered(builder);
        this.service = builder.build();
    }

    @Override
    public String signingName()
    {
        return service.signingName();
    }

    @Override
    public void handle(AwsRequest request, AwsResponse response)
            throws IOException
    {
        service.handle(request, response);
    }

    private static void add(JsonService.Builder service, Databases databases)
    {
        service
                .operation("CreateDatabase", CreateDatabaseRequest::builder, databases::create)
                .operation("GetDatabase", GetDatabaseRequest::builder, databases::get)
                .operation("GetDatabases", GetDatabasesRequest::builder, databases::list)
                .operation("UpdateDatabase", UpdateDatabaseRequest::builder, databases::update)
                .operation("DeleteDatabase", DeleteDatabaseRequest::builder, databases::delete);
    }

    private static void add(JsonService.Builder service, Tables tables)
    {
        service
                .operation("CreateTable", CreateTableRequest::builder, tables::create)
                .operation("GetTable", GetTableRequest::builder, tables::get)
                .operation("GetTables", GetTablesRequest::builder, tables::list)
                .operation("UpdateTable", UpdateTableRequest::builder, tables::update)
                .operation("DeleteTable", DeleteTableRequest::builder, tables::delete)
                .operation("BatchDeleteTable", BatchDeleteTableRequest::builder, tables::batchDelete)
                .operation("SearchTables", SearchTablesRequest::builder, tables::search)
                .operation("GetTableVersion", GetTableVersionRequest::builder, tables::getVersion)
                .operation("GetTableVersions", GetTableVersionsRequest::builder, tables::listVersions)
                .operation("DeleteTableVersion", DeleteTableVersionRequest::builder, tables::deleteVersion)
                .operation(
                        "BatchDeleteTableVersion",
                        BatchDeleteTableVersionRequest::builder,
                        tables::batchDeleteVersion);
    }

    private static void add(JsonService.Builder service, Partitions partitions)
    {
        service
                .operation("CreatePartition", CreatePartitionRequest::builder, partitions::create)
                .operation("BatchCreatePartition", BatchCreatePartitionRequest::builder, partitions::batchCreate)
                .operation("GetPartition", GetPartitionRequest::builder, partitions::get)
                .operation("GetPartitions", GetPartitionsRequest::builder, partitions::list)
                .operation("BatchGetPartition", BatchGetPartitionRequest::builder, partitions::batchGet)
                .operation("UpdatePartition", UpdatePartitionRequest::builder, partitions::update)
                .operation("BatchUpdatePartition", BatchUpdatePartitionRequest::builder, partitions::batchUpdate)
                .operation("DeletePartition", DeletePartitionRequest::builder, partitions::delete)
                .operation("BatchDeletePartition", BatchDeletePartitionRequest::builder, partitions::batchDelete)
                .operation("GetPartitionIndexes", GetPartitionIndexesRequest::builder, partitions::indexes);
    }

    private static void add(JsonService.Builder service, Statistics statistics)
    {
        service
                .operation(
                        "GetColumnStatisticsForTable",
                        GetColumnStatisticsForTableRequest::builder,
                        statistics::getForTable)
                .operation(
                        "UpdateColumnStatisticsForTable",
                        UpdateColumnStatisticsForTableRequest::builder,
                        statistics::updateForTable)
                .operation(
                        "DeleteColumnStatisticsForTable",
                        DeleteColumnStatisticsForTableRequest::builder,
                        statistics::deleteForTable)
                .operation(
                        "GetColumnStatisticsForPartition",
                        GetColumnStatisticsForPartitionRequest::builder,
                        statistics::getForPartition)
                .operation(
                        "UpdateColumnStatisticsForPartition",
                        UpdateColumnStatisticsForPartitionRequest::builder,
                        statistics::updateForPartition)
                .operation(
                        "DeleteColumnStatisticsForPartition",
                        DeleteColumnStatisticsForPartitionRequest::builder,
                        statistics::deleteForPartition);
    }

    private static void add(JsonService.Builder service, Resources resources)
    {
        service
                .operation("GetCatalog", GetCatalogRequest::builder, resources::getCatalog)
                .operation("GetCatalogs", GetCatalogsRequest::builder, resources::listCatalogs)
                .operation("GetCatalogImportStatus", GetCatalogImportStatusRequest::builder, resources::importStatus)
                .operation("GetUserDefinedFunction", GetUserDefinedFunctionRequest::builder, resources::getFunction)
                .operation("GetUserDefinedFunctions", GetUserDefinedFunctionsRequest::builder, resources::listFunctions)
                .operation("GetConnection", GetConnectionRequest::builder, resources::getConnection)
                .operation("GetConnections", GetConnectionsRequest::builder, resources::listConnections)
                .operation("GetResourcePolicy", GetResourcePolicyRequest::builder, resources::getPolicy)
                .operation("TagResource", TagResourceRequest::builder, resources::tag)
                .operation("UntagResource", UntagResourceRequest::builder, resources::untag)
                .operation("GetTags", GetTagsRequest::builder, resources::tags);
    }

    private static void refuseUnfiltered(JsonService.Builder service)
    {
        service
                .operation(TABLE_METADATA, GetUnfilteredTableMetadataRequest::builder, (_, _) -> {
                    throw unfiltered(TABLE_METADATA);
                })
                .operation(PARTITION_METADATA, GetUnfilteredPartitionMetadataRequest::builder, (_, _) -> {
                    throw unfiltered(PARTITION_METADATA);
                })
                .operation(PARTITIONS_METADATA, GetUnfilteredPartitionsMetadataRequest::builder, (_, _) -> {
                    throw unfiltered(PARTITIONS_METADATA);
                });
    }

    private static GlauxException unfiltered(String operation)
    {
        return new GlauxException(
                ErrorCode.NOT_SUPPORTED,
                ("%s is not supported: it is for engines that enforce Lake Formation's filters. "
                        + "Use GetTable and GetPartitions").formatted(operation));
    }
}
