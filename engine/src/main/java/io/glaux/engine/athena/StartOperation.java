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

import io.glaux.engine.identity.Principal;
import io.glaux.engine.json.ModelJson;
import io.glaux.engine.query.QueryContext;
import io.glaux.engine.query.QueryExecutions;
import io.glaux.engine.query.QueryOrigin;
import io.glaux.engine.query.QueryOutput;
import io.glaux.engine.query.QuerySubmission;
import io.glaux.engine.query.ResultReuse;
import io.glaux.engine.query.StatementKind;
import io.glaux.engine.query.StatementParser;
import io.glaux.engine.result.ResultStore;
import io.glaux.engine.reuse.ReuseKeys;
import io.glaux.engine.workgroup.Permission;
import io.glaux.engine.workgroup.Workgroup;
import software.amazon.awssdk.services.athena.model.QueryExecutionContext;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.ResultReuseByAgeConfiguration;
import software.amazon.awssdk.services.athena.model.ResultReuseConfiguration;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;

import static java.util.Locale.ENGLISH;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

/**
 * StartQueryExecution. The order of the checks is Athena's: members, the token, the workgroup, the output location, the
 * syntax, and only then whether the token was used before.
 */
final class StartOperation
{
    /**
     * The query is refused, before it reads a row, if it would be billed for more bytes: a number without a unit.
     */
    static final String MAX_BYTES_BILLED = "x-glaux-max-bytes-billed";

    /**
     * With {@code true} the query does not run: its result is what it would read and cost.
     */
    static final String DRY_RUN = "x-glaux-dry-run";

    private static final int DEFAULT_MAX_AGE = 60;
    private static final Pattern BYTES = Pattern.compile("[0-9]{1,18}");

    /**
     * Statements that act on a session, which a query of Athena has not: to run them would change nothing and say that
     * it did.
     */
    private static final Pattern SESSION_STATEMENTS =
            Pattern.compile("(SET|RESET)_.*|USE|START_TRANSACTION|COMMIT|ROLLBACK");

    private final QueryExecutions queries;
    private final StatementParser parser;
    private final ResultStore results;
    private final WorkgroupOperations workgroups;
    private final ReuseKeys reuse;

    StartOperation(
            QueryExecutions queries,
            StatementParser parser,
            ResultStore results,
            WorkgroupOperations workgroups,
            ReuseKeys reuse)
    {
        this.reuse = requireNonNull(reuse, "reuse is null");
        this.queries = requireNonNull(queries, "queries is null");
        this.parser = requireNonNull(parser, "parser is null");
        this.results = requireNonNull(results, "results is null");
        this.workgroups = requireNonNull(workgroups, "workgroups is null");
    }

    StartQueryExecutionResponse start(
            Principal caller,
            StartQueryExecutionRequest request,
            Function<String, Optional<String>> headers)
    {
        long startedNanos = System.nanoTime();
        check(request);
        OptionalLong maxBilledBytes = maxBilledBytes(headers.apply(MAX_BYTES_BILLED));
        Workgroup workgroup =
                workgroups.require(caller, request.workGroup(), Permission.USE, "StartQueryExecution");
        if (!workgroup.enabled()) {
            throw AthenaErrors.invalidInput("WorkGroup %s is disabled.".formatted(workgroup.name()));
        }
        ResultConfiguration configuration = workgroups.results(workgroup, request.resultConfiguration());
        String sql = isDryRun(headers.apply(DRY_RUN))
                ? "EXPLAIN (TYPE DRY_RUN) " + statement(request.queryString())
                : statement(request.queryString());
        StatementKind kind = parser.parse(sql, workgroup.name());
        if (SESSION_STATEMENTS.matcher(kind.substatement()).matches()) {
            throw AthenaErrors.invalidRequest(AthenaErrors.MALFORMED_QUERY, "Queries of this type are not supported");
        }
        results.check(configuration.outputLocation());
        QueryOutput output = new QueryOutput(
                Optional.ofNullable(request.resultConfiguration()).map(ResultConfiguration::outputLocation),
                configuration.outputLocation(),
                ModelJson.writeString(configuration.toBuilder().outputLocation(null).build()),
                workgroup.managesResults());
        QueryContext context = context(request);
        String id = queries.start(new QuerySubmission(
                new QueryOrigin(
                        caller,
                        QueryOrigin.Door.ATHENA,
                        Optional.empty(),
                        Optional.of(request.clientRequestToken())),
                sql,
                kind,
                context,
                workgroup.name(),
                Optional.of(output),
                maxAge(request).map(age -> new ResultReuse(
                        age,
                        reuse.key(caller, workgroup.name(), sql, context, output))),
                maxBilledBytes,
                Duration.ofNanos(System.nanoTime() - startedNanos)));
        return StartQueryExecutionResponse.builder().queryExecutionId(id).build();
    }

    private static boolean isDryRun(Optional<String> header)
    {
        return switch (header.orElse("false").toLowerCase(ENGLISH)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw AthenaErrors.invalidInput(
                    "The header X-Glaux-Dry-Run is true or false, not '%s'".formatted(header.orElseThrow()));
        };
    }

    private static OptionalLong maxBilledBytes(Optional<String> header)
    {
        if (header.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!BYTES.matcher(header.get()).matches()) {
            throw AthenaErrors.invalidInput(
                    "The header X-Glaux-Max-Bytes-Billed is a number of bytes, not '%s'".formatted(header.get()));
        }
        return OptionalLong.of(Long.parseLong(header.get()));
    }

    private static QueryContext context(StartQueryExecutionRequest request)
    {
        Optional<QueryExecutionContext> context = Optional.ofNullable(request.queryExecutionContext());
        return new QueryContext(
                context.map(QueryExecutionContext::catalog),
                context.map(QueryExecutionContext::database),
                request.executionParameters());
    }

    /**
     * How old a result may be that the client takes; empty if it takes none.
     */
    private static Optional<Integer> maxAge(StartQueryExecutionRequest request)
    {
        return Optional.ofNullable(request.resultReuseConfiguration())
                .map(ResultReuseConfiguration::resultReuseByAgeConfiguration)
                .filter(reuse -> Boolean.TRUE.equals(reuse.enabled()))
                .map(reuse -> requireNonNullElse(reuse.maxAgeInMinutes(), DEFAULT_MAX_AGE));
    }

    private static void check(StartQueryExecutionRequest request)
    {
        RequestChecks checks = new RequestChecks()
                .statement("queryString", request.queryString())
                .requestToken(request.clientRequestToken())
                .pattern("workGroup", request.workGroup(), WorkgroupOperations.NAME);
        if (request.hasExecutionParameters()) {
            checks.size("executionParameters", request.executionParameters(), 1, Integer.MAX_VALUE)
                    .each("executionParameters", request.executionParameters(), 1, 1024);
            request.executionParameters().forEach(parameter -> checks.text("executionParameters", parameter));
        }
        QueryExecutionContext context = request.queryExecutionContext();
        if (context != null) {
            checks.length("queryExecutionContext.database", context.database(), 1, 255)
                    .text("queryExecutionContext.database", context.database())
                    .length("queryExecutionContext.catalog", context.catalog(), 1, 256)
                    .text("queryExecutionContext.catalog", context.catalog());
        }
        Optional.ofNullable(request.resultConfiguration())
                .ifPresent(sent -> WorkgroupSettings.checkResults(checks, "resultConfiguration", sent));
        Optional.ofNullable(request.resultReuseConfiguration())
                .map(reuse -> reuse.resultReuseByAgeConfiguration())
                .map(ResultReuseByAgeConfiguration::maxAgeInMinutes)
                .ifPresent(
                        age -> checks.range(
                                "resultReuseConfiguration.resultReuseByAgeConfiguration.maxAgeInMinutes",
                                age,
                                0,
                                10_080));
        checks.verify();
        RequestChecks.requireToken(request.clientRequestToken());
        RequestChecks.requireStatementBytes(request.queryString());
    }

    /**
     * Athena keeps the statement without the blanks around it and without its semicolon.
     */
    static String statement(String query)
    {
        String sql = query.strip();
        return sql.endsWith(";") ? sql.substring(0, sql.length() - 1).stripTrailing() : sql;
    }
}
