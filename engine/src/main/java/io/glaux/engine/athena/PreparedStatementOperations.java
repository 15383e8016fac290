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

import io.glaux.engine.aws.AwsException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.StatementParser;
import io.glaux.engine.saved.PreparedStatement;
import io.glaux.engine.saved.PreparedStatements;
import io.glaux.engine.workgroup.Permission;
import software.amazon.awssdk.services.athena.model.BatchGetPreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.BatchGetPreparedStatementResponse;
import software.amazon.awssdk.services.athena.model.CreatePreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.CreatePreparedStatementResponse;
import software.amazon.awssdk.services.athena.model.DeletePreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.DeletePreparedStatementResponse;
import software.amazon.awssdk.services.athena.model.GetPreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.GetPreparedStatementResponse;
import software.amazon.awssdk.services.athena.model.ListPreparedStatementsRequest;
import software.amazon.awssdk.services.athena.model.ListPreparedStatementsResponse;
import software.amazon.awssdk.services.athena.model.PreparedStatementSummary;
import software.amazon.awssdk.services.athena.model.UnprocessedPreparedStatementName;
import software.amazon.awssdk.services.athena.model.UpdatePreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.UpdatePreparedStatementResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import static com.google.common.collect.Maps.uniqueIndex;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/**
 * The operations of prepared statements: the same statements that PREPARE makes and EXECUTE runs.
 */
final class PreparedStatementOperations
{
    private static final String STATEMENT_NOT_FOUND = "STATEMENT_NOT_FOUND";
    private static final int BATCH = 256;
    private static final int PAGE = 50;

    private final PreparedStatements statements;
    private final StatementParser parser;
    private final WorkgroupOperations workgroups;

    PreparedStatementOperations(
            PreparedStatements statements,
            StatementParser parser,
            WorkgroupOperations workgroups)
    {
        this.statements = requireNonNull(statements, "statements is null");
        this.parser = requireNonNull(parser, "parser is null");
        this.workgroups = requireNonNull(workgroups, "workgroups is null");
    }

    CreatePreparedStatementResponse create(Principal caller, CreatePreparedStatementRequest request)
    {
        check(request.statementName(), request.workGroup())
                .statement("queryStatement", request.queryStatement())
                .description(request.description(), 1)
                .verify();
        String sql = preparable(request.queryStatement());
        String workgroup =
                workgroups.require(caller, request.workGroup(), Permission.USE, "CreatePreparedStatement").name();
        statements.create(workgroup, request.statementName(), sql, Optional.ofNullable(request.description()));
        return CreatePreparedStatementResponse.builder().build();
    }

    GetPreparedStatementResponse get(Principal caller, GetPreparedStatementRequest request)
    {
        check(request.statementName(), request.workGroup()).verify();
        String workgroup =
                workgroups.require(caller, request.workGroup(), Permission.SEE, "GetPreparedStatement").name();
        return GetPreparedStatementResponse.builder()
                .preparedStatement(statements.find(workgroup, request.statementName())
                        .map(PreparedStatementOperations::describe)
                        .orElseThrow(() -> missing(request.statementName(), workgroup)))
                .build();
    }

    BatchGetPreparedStatementResponse batchGet(Principal caller, BatchGetPreparedStatementRequest request)
    {
        new RequestChecks()
                .size("preparedStatementNames", request.preparedStatementNames(), 0, BATCH)
                .pattern("workGroup", request.workGroup(), WorkgroupOperations.NAME)
                .verify();
        String workgroup =
                workgroups.require(caller, request.workGroup(), Permission.SEE, "BatchGetPreparedStatement").name();
        List<String> names = request.preparedStatementNames().stream()
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<String, PreparedStatement> found = uniqueIndex(
                statements.findAll(workgroup, names.stream().filter(PreparedStatement::isName).toList()),
                PreparedStatement::name);
        List<software.amazon.awssdk.services.athena.model.PreparedStatement> known = new ArrayList<>();
        List<UnprocessedPreparedStatementName> unknown = new ArrayList<>();
        for (String name : names) {
            if (found.containsKey(name)) {
                known.add(describe(found.get(name)));
            }
            else {
                unknown.add(unprocessed(name, workgroup));
            }
        }
        return BatchGetPreparedStatementResponse.builder()
                .preparedStatements(known)
                .unprocessedPreparedStatementNames(unknown)
                .build();
    }

    ListPreparedStatementsResponse list(Principal caller, ListPreparedStatementsRequest request)
    {
        WorkgroupOperations.checkPage(request.nextToken(), request.maxResults(), 1)
                .pattern("workGroup", request.workGroup(), WorkgroupOperations.NAME)
                .verify();
        String workgroup =
                workgroups.require(caller, request.workGroup(), Permission.SEE, "ListPreparedStatements").name();
        int size = requireNonNullElse(request.maxResults(), PAGE);
        List<PreparedStatement> found = statements.list(workgroup, NameToken.read(request.nextToken()), size + 1);
        boolean isLast = found.size() <= size;
        return ListPreparedStatementsResponse.builder()
                .preparedStatements(found.stream()
                        .limit(size)
                        .map(statement -> PreparedStatementSummary.builder()
                                .statementName(statement.name())
                                .lastModifiedTime(statement.modifiedAt())
                                .build())
                        .toList())
                .nextToken(isLast ? null : NameToken.write(found.get(size - 1).name()))
                .build();
    }

    UpdatePreparedStatementResponse update(Principal caller, UpdatePreparedStatementRequest request)
    {
        check(request.statementName(), request.workGroup())
                .statement("queryStatement", request.queryStatement())
                .description(request.description(), 1)
                .verify();
        String sql = preparable(request.queryStatement());
        String workgroup =
                workgroups.require(caller, request.workGroup(), Permission.USE, "UpdatePreparedStatement").name();
        boolean isKnown = statements.update(
                workgroup, request.statementName(), sql, Optional.ofNullable(request.description()));
        if (!isKnown) {
            throw missing(request.statementName(), workgroup);
        }
        return UpdatePreparedStatementResponse.builder().build();
    }

    DeletePreparedStatementResponse delete(Principal caller, DeletePreparedStatementRequest request)
    {
        check(request.statementName(), request.workGroup()).verify();
        String workgroup =
                workgroups.require(caller, request.workGroup(), Permission.USE, "DeletePreparedStatement").name();
        if (!statements.delete(workgroup, request.statementName())) {
            throw missing(request.statementName(), workgroup);
        }
        return DeletePreparedStatementResponse.builder().build();
    }

    private static RequestChecks check(String name, String workgroup)
    {
        return new RequestChecks()
                .length("statementName", name, 1, PreparedStatement.NAME_LIMIT)
                .pattern("statementName", name, PreparedStatement.NAME)
                .pattern("workGroup", workgroup, WorkgroupOperations.NAME);
    }

    /**
     * A statement that could never run is refused now, and not when somebody needs it.
     */
    private String preparable(String query)
    {
        RequestChecks.requireStatementBytes(query);
        String sql = StartOperation.statement(query);
        PreparedStatement.requirePreparable(parser.parse(sql));
        return sql;
    }

    private static UnprocessedPreparedStatementName unprocessed(String name, String workgroup)
    {
        return UnprocessedPreparedStatementName.builder()
                .statementName(name)
                .errorCode(PreparedStatement.isName(name) ? STATEMENT_NOT_FOUND : AthenaErrors.INVALID_INPUT)
                .errorMessage(PreparedStatement.isName(name)
                        ? PreparedStatement.missing(workgroup, name)
                        : "The name of a prepared statement must satisfy regular expression pattern: "
                        + PreparedStatement.NAME.pattern())
                .build();
    }

    private static AwsException missing(String name, String workgroup)
    {
        return AthenaErrors.resourceNotFound(PreparedStatement.missing(workgroup, name), name);
    }

    private static software.amazon.awssdk.services.athena.model.PreparedStatement describe(PreparedStatement statement)
    {
        return software.amazon.awssdk.services.athena.model.PreparedStatement.builder()
                .statementName(statement.name())
                .workGroupName(statement.workgroup())
                .queryStatement(statement.sql())
                .description(statement.description().orElse(null))
                .lastModifiedTime(statement.modifiedAt())
                .build();
    }
}
