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

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.QueryExecution;
import io.glaux.engine.query.QueryExecutions;
import io.glaux.engine.query.QueryPage;
import io.glaux.engine.query.QueryState;
import io.glaux.engine.result.ResultPage;
import io.glaux.engine.result.ResultReader;
import io.glaux.engine.workgroup.Permission;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.GetQueryRuntimeStatisticsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryRuntimeStatisticsResponse;
import software.amazon.awssdk.services.athena.model.ListQueryExecutionsRequest;
import software.amazon.awssdk.services.athena.model.ListQueryExecutionsResponse;
import software.amazon.awssdk.services.athena.model.ResultSet;
import software.amazon.awssdk.services.athena.model.ResultSetMetadata;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.UnprocessedQueryExecutionId;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static com.google.common.collect.Maps.uniqueIndex;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/**
 * Queries once they are started: their state, their statistics, their results.
 */
final class QueryOperations
{
    private static final int ID_LIMIT = 128;
    private static final int TOKEN_LIMIT = 1024;
    private static final int BATCH = 50;
    private static final int HISTORY_PAGE = 50;
    private static final int RESULT_PAGE = 1000;

    private final QueryExecutions queries;
    private final ResultReader results;
    private final WorkgroupOperations workgroups;

    QueryOperations(QueryExecutions queries, ResultReader results, WorkgroupOperations workgroups)
    {
        this.queries = requireNonNull(queries, "queries is null");
        this.results = requireNonNull(results, "results is null");
        this.workgroups = requireNonNull(workgroups, "workgroups is null");
    }

    GetQueryExecutionResponse get(Principal caller, GetQueryExecutionRequest request)
    {
        checkId(request.queryExecutionId()).verify();
        return GetQueryExecutionResponse.builder()
                .queryExecution(QueryDescriptions.execution(
                        require(caller, request.queryExecutionId(), Permission.SEE, "GetQueryExecution")))
                .build();
    }

    BatchGetQueryExecutionResponse batchGet(Principal caller, BatchGetQueryExecutionRequest request)
    {
        List<String> ids = request.queryExecutionIds();
        new RequestChecks()
                .size("queryExecutionIds", ids, 1, BATCH)
                .each("queryExecutionIds", ids, 1, ID_LIMIT)
                .verify();
        List<String> distinct = ids.stream().distinct().toList();
        Map<String, QueryExecution> found = uniqueIndex(queries.findAll(distinct), QueryExecution::id);
        List<software.amazon.awssdk.services.athena.model.QueryExecution> executions = new ArrayList<>();
        List<UnprocessedQueryExecutionId> unprocessed = new ArrayList<>();
        for (String id : distinct) {
            Optional<QueryExecution> query = Optional.ofNullable(found.get(id));
            Optional<GlauxException> refusal = query.map(some -> some.submission().workgroup())
                    .flatMap(group -> workgroups.refusal(caller, group, Permission.SEE, "BatchGetQueryExecution")
                            .filter(_ -> workgroups.exists(group)));
            if (query.isPresent() && refusal.isEmpty()) {
                executions.add(QueryDescriptions.execution(query.get()));
            }
            else {
                unprocessed.add(UnprocessedQueryExecutionId.builder()
                        .queryExecutionId(id)
                        .errorCode(refusal.isPresent()
                                ? AthenaErrors.ACCESS_DENIED
                                : AthenaErrors.QUERY_EXECUTION_NOT_FOUND)
                        .errorMessage(refusal.map(GlauxException::getMessage)
                                .orElseGet(() -> "QueryExecution %s was not found".formatted(id)))
                        .build());
            }
        }
        return BatchGetQueryExecutionResponse.builder()
                .queryExecutions(executions)
                .unprocessedQueryExecutionIds(unprocessed)
                .build();
    }

    GetQueryRuntimeStatisticsResponse statistics(Principal caller, GetQueryRuntimeStatisticsRequest request)
    {
        String id = request.queryExecutionId();
        checkId(id).verify();
        QueryExecution query = allowed(
                caller,
                queries.findDetailed(id).orElseThrow(() -> AthenaErrors.queryNotFound(id)),
                Permission.SEE,
                "GetQueryRuntimeStatistics");
        return GetQueryRuntimeStatisticsResponse.builder()
                .queryRuntimeStatistics(QueryDescriptions.runtime(query))
                .build();
    }

    StopQueryExecutionResponse stop(Principal caller, StopQueryExecutionRequest request)
    {
        checkId(request.queryExecutionId()).verify();
        require(caller, request.queryExecutionId(), Permission.USE, "StopQueryExecution");
        queries.stop(request.queryExecutionId());
        return StopQueryExecutionResponse.builder().build();
    }

    ListQueryExecutionsResponse list(Principal caller, ListQueryExecutionsRequest request)
    {
        new RequestChecks()
                .length("nextToken", request.nextToken(), 1, TOKEN_LIMIT)
                .range("maxResults", request.maxResults(), 0, HISTORY_PAGE)
                .pattern("workGroup", request.workGroup(), WorkgroupOperations.NAME)
                .verify();
        String workgroup =
                workgroups.require(caller, request.workGroup(), Permission.SEE, "ListQueryExecutions").name();
        int asked = requireNonNullElse(request.maxResults(), HISTORY_PAGE);
        QueryPage page =
                queries.list(workgroup, asked == 0 ? HISTORY_PAGE : asked, Optional.ofNullable(request.nextToken()));
        return ListQueryExecutionsResponse.builder()
                .queryExecutionIds(page.ids())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }

    /**
     * The order of the checks is Athena's: members, the query, the size, its state, the token.
     */
    GetQueryResultsResponse results(Principal caller, GetQueryResultsRequest request)
    {
        checkId(request.queryExecutionId())
                .length("nextToken", request.nextToken(), 1, TOKEN_LIMIT)
                .range("maxResults", request.maxResults(), 1, Integer.MAX_VALUE)
                .verify();
        QueryExecution query = require(caller, request.queryExecutionId(), Permission.USE, "GetQueryResults");
        int size = requireNonNullElse(request.maxResults(), RESULT_PAGE);
        if (size > RESULT_PAGE) {
            throw AthenaErrors.invalidInput("MaxResults is more than maximum allowed length " + RESULT_PAGE);
        }
        requireSucceeded(query);
        ResultPage page = read(query, size, Optional.ofNullable(request.nextToken()));
        return GetQueryResultsResponse.builder()
                .updateCount(page.updateCount().isPresent() ? page.updateCount().getAsLong() : null)
                .resultSet(ResultSet.builder()
                        .rows(page.rows())
                        .resultSetMetadata(ResultSetMetadata.builder().columnInfo(page.columns()).build())
                        .build())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }

    private ResultPage read(QueryExecution query, int size, Optional<String> token)
    {
        try {
            return results.page(query, size, token);
        }
        catch (GlauxException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                throw AthenaErrors.invalidRequest(AthenaErrors.RESULT_NOT_FOUND, e.getMessage());
            }
            throw e;
        }
    }

    private QueryExecution require(Principal caller, String id, Permission needed, String action)
    {
        return allowed(caller, queries.find(id).orElseThrow(() -> AthenaErrors.queryNotFound(id)), needed, action);
    }

    /**
     * What a workgroup's history has is told to those who have a permission on the workgroup, and to no one once the
     * workgroup is gone.
     */
    private QueryExecution allowed(Principal caller, QueryExecution query, Permission needed, String action)
    {
        String workgroup = query.submission().workgroup();
        workgroups.refusal(caller, workgroup, needed, action).ifPresent(refusal -> {
            throw workgroups.exists(workgroup) ? refusal : AthenaErrors.queryNotFound(query.id());
        });
        return query;
    }

    private static void requireSucceeded(QueryExecution query)
    {
        QueryState state = query.state();
        switch (state) {
            case QUEUED, RUNNING -> throw AthenaErrors.invalidRequest(
                    AthenaErrors.INVALID_QUERY_EXECUTION_STATE,
                    "Query has not yet finished. Current state: " + state);
            case FAILED -> throw AthenaErrors.invalidRequest(
                    AthenaErrors.INVALID_QUERY_EXECUTION_STATE,
                    "Query did not finish successfully. Final query state: FAILED");
            case CANCELLED -> throw AthenaErrors.invalidRequest(
                    AthenaErrors.RESULT_NOT_FOUND, "Could not find results");
            case SUCCEEDED -> {}
        }
    }

    private static RequestChecks checkId(String id)
    {
        return new RequestChecks().length("queryExecutionId", id, 1, ID_LIMIT);
    }
}
