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
package io.glaux.engine.athena;

import io.glaux.engine.aws.AwsRequest;
import io.glaux.engine.aws.AwsResponse;
import io.glaux.engine.aws.AwsService;
import io.glaux.engine.aws.JsonService;
import io.glaux.engine.query.QueryExecutions;
import io.glaux.engine.query.StatementParser;
import io.glaux.engine.result.ResultReader;
import io.glaux.engine.result.ResultStore;
import io.glaux.engine.reuse.ReuseKeys;
import io.glaux.engine.saved.SavedStatements;
import io.glaux.engine.workgroup.WorkgroupDirectory;
import software.amazon.awssdk.services.athena.model.BatchGetNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.BatchGetPreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.CreateDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.CreateNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.CreatePreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.CreateWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.DeleteDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.DeleteNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.DeletePreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.DeleteWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.GetDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.GetDatabaseRequest;
import software.amazon.awssdk.services.athena.model.GetNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.GetPreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryRuntimeStatisticsRequest;
import software.amazon.awssdk.services.athena.model.GetTableMetadataRequest;
import software.amazon.awssdk.services.athena.model.GetWorkGroupRequest;
import software.amazon.awssdk.services.athena.model.ListDataCatalogsRequest;
import software.amazon.awssdk.services.athena.model.ListDatabasesRequest;
import software.amazon.awssdk.services.athena.model.ListEngineVersionsRequest;
import software.amazon.awssdk.services.athena.model.ListNamedQueriesRequest;
import software.amazon.awssdk.services.athena.model.ListPreparedStatementsRequest;
import software.amazon.awssdk.services.athena.model.ListQueryExecutionsRequest;
import software.amazon.awssdk.services.athena.model.ListTableMetadataRequest;
import software.amazon.awssdk.services.athena.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.athena.model.ListWorkGroupsRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.TagResourceRequest;
import software.amazon.awssdk.services.athena.model.UntagResourceRequest;
import software.amazon.awssdk.services.athena.model.UpdateDataCatalogRequest;
import software.amazon.awssdk.services.athena.model.UpdateNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.UpdatePreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.UpdateWorkGroupRequest;

import java.io.IOException;

/**
 * The service {@code athena} of the AWS endpoint. Operations of the service model that are not registered here are
 * answered as unknown, as AWS answers them where a service does not have them.
 */
public final class AthenaService
        implements AwsService
{
    private final JsonService service;

    public AthenaService(
            QueryExecutions queries,
            StatementParser parser,
            ResultStore resultStore,
            ResultReader resultReader,
            WorkgroupDirectory workgroups,
            AthenaCatalogs catalogs,
            SavedStatements saved)
    {
        WorkgroupOperations groups = new WorkgroupOperations(workgroups);
        JsonService.Builder operations = JsonService.builder("athena", "AmazonAthena", AthenaErrors::of);
        addQueries(
                operations,
                new StartOperation(queries, parser, resultStore, groups, new ReuseKeys(parser, catalogs.lake())),
                new QueryOperations(queries, resultReader, groups));
        addWorkgroups(operations, groups);
        FederatedCatalogOperations others = new FederatedCatalogOperations(catalogs.others(), workgroups);
        addTags(operations, new TagOperations(workgroups, others));
        addNamedQueries(operations, new NamedQueryOperations(saved.namedQueries(), groups));
        addPreparedStatements(operations, new PreparedStatementOperations(saved.preparedStatements(), parser, groups));
        addCatalogs(
                operations,
                new DataCatalogOperations(
                        catalogs.lake(), others, new FederatedMetadata(catalogs.browser()), groups));
        operations
                .operation("CreateDataCatalog", CreateDataCatalogRequest::builder, others::create)
                .operation("UpdateDataCatalog", UpdateDataCatalogRequest::builder, others::update)
                .operation("DeleteDataCatalog", DeleteDataCatalogRequest::builder, others::delete);
        this.service = operations.build();
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

    private static void addQueries(JsonService.Builder operations, StartOperation start, QueryOperations queries)
    {
        operations
                .operationWithHeaders("StartQueryExecution", StartQueryExecutionRequest::builder, start::start)
                .operation("StopQueryExecution", StopQueryExecutionRequest::builder, queries::stop)
                .operation("GetQueryExecution", GetQueryExecutionRequest::builder, queries::get)
                .operation("BatchGetQueryExecution", BatchGetQueryExecutionRequest::builder, queries::batchGet)
                .operation("GetQueryRuntimeStatistics", GetQueryRuntimeStatisticsRequest::builder, queries::statistics)
                .operation("GetQueryResults", GetQueryResultsRequest::builder, queries::results)
                .operation("ListQueryExecutions", ListQueryExecutionsRequest::builder, queries::list);
    }

    private static void addWorkgroups(JsonService.Builder operations, WorkgroupOperations groups)
    {
        operations
                .operation("CreateWorkGroup", CreateWorkGroupRequest::builder, groups::create)
                .operation("UpdateWorkGroup", UpdateWorkGroupRequest::builder, groups::update)
                .operation("DeleteWorkGroup", DeleteWorkGroupRequest::builder, groups::delete)
                .operation(
                        "GetWorkGroup",
                        GetWorkGroupRequest::builder,
                        groups::get,
                        WorkgroupOperations::addWireMembers)
                .operation(
                        "ListWorkGroups",
                        ListWorkGroupsRequest::builder,
                        groups::list,
                        WorkgroupOperations::addWireMembers)
                .operation("ListEngineVersions", ListEngineVersionsRequest::builder, groups::engineVersions);
    }

    private static void addTags(JsonService.Builder operations, TagOperations tags)
    {
        operations
                .operation("TagResource", TagResourceRequest::builder, tags::tag)
                .operation("UntagResource", UntagResourceRequest::builder, tags::untag)
                .operation("ListTagsForResource", ListTagsForResourceRequest::builder, tags::list);
    }

    private static void addNamedQueries(JsonService.Builder operations, NamedQueryOperations queries)
    {
        operations
                .operation("CreateNamedQuery", CreateNamedQueryRequest::builder, queries::create)
                .operation("GetNamedQuery", GetNamedQueryRequest::builder, queries::get)
                .operation("BatchGetNamedQuery", BatchGetNamedQueryRequest::builder, queries::batchGet)
                .operation("ListNamedQueries", ListNamedQueriesRequest::builder, queries::list)
                .operation("UpdateNamedQuery", UpdateNamedQueryRequest::builder, queries::update)
                .operation("DeleteNamedQuery", DeleteNamedQueryRequest::builder, queries::delete);
    }

    private static void addPreparedStatements(
            JsonService.Builder operations,
            PreparedStatementOperations statements)
    {
        operations
                .operation("CreatePreparedStatement", CreatePreparedStatementRequest::builder, statements::create)
                .operation("GetPreparedStatement", GetPreparedStatementRequest::builder, statements::get)
                .operation("BatchGetPreparedStatement", BatchGetPreparedStatementRequest::builder, statements::batchGet)
                .operation("ListPreparedStatements", ListPreparedStatementsRequest::builder, statements::list)
                .operation("UpdatePreparedStatement", UpdatePreparedStatementRequest::builder, statements::update)
                .operation("DeletePreparedStatement", DeletePreparedStatementRequest::builder, statements::delete);
    }

    private static void addCatalogs(JsonService.Builder operations, DataCatalogOperations catalogs)
    {
        operations
                .operation("ListDataCatalogs", ListDataCatalogsRequest::builder, catalogs::listCatalogs)
                .operation("GetDataCatalog", GetDataCatalogRequest::builder, catalogs::getCatalog)
                .operation("ListDatabases", ListDatabasesRequest::builder, catalogs::listDatabases)
                .operation("GetDatabase", GetDatabaseRequest::builder, catalogs::getDatabase)
                .operation("ListTableMetadata", ListTableMetadataRequest::builder, catalogs::listTables)
                .operation("GetTableMetadata", GetTableMetadataRequest::builder, catalogs::getTable);
    }
}
