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

import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.saved.NamedQueries;
import io.glaux.engine.workgroup.Permission;
import software.amazon.awssdk.services.athena.model.BatchGetNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.BatchGetNamedQueryResponse;
import software.amazon.awssdk.services.athena.model.CreateNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.CreateNamedQueryResponse;
import software.amazon.awssdk.services.athena.model.DeleteNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.DeleteNamedQueryResponse;
import software.amazon.awssdk.services.athena.model.GetNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.GetNamedQueryResponse;
import software.amazon.awssdk.services.athena.model.ListNamedQueriesRequest;
import software.amazon.awssdk.services.athena.model.ListNamedQueriesResponse;
import software.amazon.awssdk.services.athena.model.NamedQuery;
import software.amazon.awssdk.services.athena.model.UnprocessedNamedQueryId;
import software.amazon.awssdk.services.athena.model.UpdateNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.UpdateNamedQueryResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import static com.google.common.collect.Maps.uniqueIndex;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/**
 * The operations of named queries: statements that are kept and not parsed.
 */
final class NamedQueryOperations
{
    private static final Pattern ID = Pattern.compile("\\S+");
    private static final int ID_LIMIT = 128;
    private static final int NAME_LIMIT = 128;
    private static final int BATCH = 50;
    private static final int PAGE = 50;

    private final NamedQueries queries;
    private final WorkgroupOperations workgroups;

    NamedQueryOperations(NamedQueries queries, WorkgroupOperations workgroups)
    {
        this.queries = requireNonNull(queries, "queries is null");
        this.workgroups = requireNonNull(workgroups, "workgroups is null");
    }

    CreateNamedQueryResponse create(Principal caller, CreateNamedQueryRequest request)
    {
        new RequestChecks()
                .name("name", request.name(), NAME_LIMIT)
                .description(request.description(), 1)
                .name("database", request.database(), 255)
                .statement("queryString", request.queryString())
                .requestToken(request.clientRequestToken())
                .pattern("workGroup", request.workGroup(), WorkgroupOperations.NAME)
                .verify();
        RequestChecks.requireToken(request.clientRequestToken());
        RequestChecks.requireStatementBytes(request.queryString());
        String id = queries.create(
                caller.account(),
                request.clientRequestToken(),
                workgroups.require(caller, request.workGroup(), Permission.USE, "CreateNamedQuery").name(),
                request.name(),
                Optional.ofNullable(request.description()),
                request.database(),
                request.queryString());
        return CreateNamedQueryResponse.builder().namedQueryId(id).build();
    }

    GetNamedQueryResponse get(Principal caller, GetNamedQueryRequest request)
    {
        checkId(request.namedQueryId()).verify();
        return GetNamedQueryResponse.builder()
                .namedQuery(describe(
                        require(caller, request.namedQueryId(), Permission.SEE, "GetNamedQuery")))
                .build();
    }

    BatchGetNamedQueryResponse batchGet(Principal caller, BatchGetNamedQueryRequest request)
    {
        new RequestChecks()
                .size("namedQueryIds", request.namedQueryIds(), 1, BATCH)
                .each("namedQueryIds", request.namedQueryIds(), 1, ID_LIMIT)
                .verify();
        List<String> ids = request.namedQueryIds().stream().distinct().toList();
        Map<String, io.glaux.engine.saved.NamedQuery> found =
                uniqueIndex(queries.findAll(storable(ids)), io.glaux.engine.saved.NamedQuery::id);
        List<NamedQuery> known = new ArrayList<>();
        List<UnprocessedNamedQueryId> unknown = new ArrayList<>();
        for (String id : ids) {
            Optional<io.glaux.engine.saved.NamedQuery> query = Optional.ofNullable(found.get(id));
            Optional<GlauxException> refusal = query.flatMap(
                    some -> workgroups.refusal(caller, some.workgroup(), Permission.SEE, "BatchGetNamedQuery"));
            if (query.isPresent() && refusal.isEmpty()) {
                known.add(describe(query.get()));
            }
            else {
                unknown.add(UnprocessedNamedQueryId.builder()
                        .namedQueryId(id)
                        .errorCode(refusal.isPresent() ? AthenaErrors.ACCESS_DENIED : AthenaErrors.INVALID_INPUT)
                        .errorMessage(refusal.map(GlauxException::getMessage).orElseGet(() -> missing(id)))
                        .build());
            }
        }
        return BatchGetNamedQueryResponse.builder().namedQueries(known).unprocessedNamedQueryIds(unknown).build();
    }

    ListNamedQueriesResponse list(Principal caller, ListNamedQueriesRequest request)
    {
        WorkgroupOperations.checkPage(request.nextToken(), request.maxResults(), 0)
                .pattern("workGroup", request.workGroup(), WorkgroupOperations.NAME)
                .verify();
        String workgroup =
                workgroups.require(caller, request.workGroup(), Permission.SEE, "ListNamedQueries").name();
        int asked = requireNonNullElse(request.maxResults(), PAGE);
        int size = asked == 0 ? PAGE : asked;
        List<String> ids = queries.list(workgroup, NameToken.read(request.nextToken()), size + 1);
        boolean isLast = ids.size() <= size;
        return ListNamedQueriesResponse.builder()
                .namedQueryIds(isLast ? ids : ids.subList(0, size))
                .nextToken(isLast ? null : NameToken.write(ids.get(size - 1)))
                .build();
    }

    UpdateNamedQueryResponse update(Principal caller, UpdateNamedQueryRequest request)
    {
        checkId(request.namedQueryId())
                .name("name", request.name(), NAME_LIMIT)
                .description(request.description(), 0)
                .statement("queryString", request.queryString())
                .verify();
        RequestChecks.requireStatementBytes(request.queryString());
        require(caller, request.namedQueryId(), Permission.USE, "UpdateNamedQuery");
        boolean isKnown = queries.update(
                request.namedQueryId(),
                request.name(),
                Optional.ofNullable(request.description()),
                request.queryString());
        if (!isKnown) {
            throw AthenaErrors.invalidInput(missing(request.namedQueryId()));
        }
        return UpdateNamedQueryResponse.builder().build();
    }

    /**
     * The id is a token of idempotency in the service model: to delete what is not there any more succeeds.
     */
    DeleteNamedQueryResponse delete(Principal caller, DeleteNamedQueryRequest request)
    {
        checkId(request.namedQueryId()).verify();
        if (queries.find(request.namedQueryId()).isPresent()) {
            require(caller, request.namedQueryId(), Permission.USE, "DeleteNamedQuery");
            queries.delete(request.namedQueryId());
        }
        return DeleteNamedQueryResponse.builder().build();
    }

    private io.glaux.engine.saved.NamedQuery require(Principal caller, String id, Permission needed, String action)
    {
        io.glaux.engine.saved.NamedQuery query = queries.find(id)
                .orElseThrow(() -> AthenaErrors.invalidInput(missing(id)));
        workgroups.refusal(caller, query.workgroup(), needed, action).ifPresent(refusal -> {
            throw refusal;
        });
        return query;
    }

    private static RequestChecks checkId(String id)
    {
        return new RequestChecks()
                .length("namedQueryId", id, 1, ID_LIMIT)
                .text("namedQueryId", id)
                .pattern("namedQueryId", id, ID);
    }

    private static List<String> storable(List<String> ids)
    {
        return ids.stream().filter(id -> id.indexOf('\0') < 0).toList();
    }

    private static String missing(String id)
    {
        return "NamedQuery %s does not exist".formatted(id);
    }

    private static NamedQuery describe(io.glaux.engine.saved.NamedQuery query)
    {
        return NamedQuery.builder()
                .namedQueryId(query.id())
                .workGroup(query.workgroup())
                .name(query.name())
                .description(query.description().orElse(null))
                .database(query.database())
                .queryString(query.sql())
                .build();
    }
}
