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
package io.glaux.engine.query;

import io.glaux.engine.identity.Principal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * One statement to run.
 *
 * @param executionId the id under which history, ledger and API know the query (a UUID); not Trino's query id
 * @param sql the statement, without a trailing semicolon
 * @param catalog catalog of unqualified names; the lake's catalog when empty
 * @param database schema of unqualified names; {@code default} when empty
 * @param parameters values of the positional {@code ?} in order, as Athena takes them: a value that parses as an
 *         expression
 *         without column references is that expression, anything else is a string literal
 * @param workgroup the workgroup that pays
 * @param output where result files go; empty for doors that write none
 * @param sessionProperties session properties of the engine, {@code name} or {@code catalog.name}, that this statement
 *         runs with
 * @param forecasting what it does about what it would read
 */
public record StatementRequest(
        String executionId,
        String sql,
        Optional<String> catalog,
        Optional<String> database,
        List<String> parameters,
        Principal principal,
        String workgroup,
        Optional<QueryOutput> output,
        Map<String, String> sessionProperties,
        Forecasting forecasting)
{
    public StatementRequest
    {
        requireNonNull(executionId, "executionId is null");
        requireNonNull(sql, "sql is null");
        requireNonNull(catalog, "catalog is null");
        requireNonNull(database, "database is null");
        parameters = List.copyOf(parameters);
        requireNonNull(principal, "principal is null");
        requireNonNull(workgroup, "workgroup is null");
        requireNonNull(output, "output is null");
        sessionProperties = Map.copyOf(sessionProperties);
        requireNonNull(forecasting, "forecasting is null");
    }

    /**
     * A statement that is to run, whatever it reads.
     */
    public StatementRequest(
            String executionId,
            String sql,
            Optional<String> catalog,
            Optional<String> database,
            List<String> parameters,
            Principal principal,
            String workgroup,
            Optional<QueryOutput> output,
            Map<String, String> sessionProperties)
    {
        this(executionId,
                sql,
                catalog,
                database,
                parameters,
                principal,
                workgroup,
                output,
                sessionProperties,
                Forecasting.NONE);
    }

    /**
     * Another statement in the same context, without parameters.
     */
    public StatementRequest withStatement(String sql)
    {
        return withStatement(sql, List.of());
    }

    /**
     * Another statement in the same context.
     */
    public StatementRequest withStatement(String sql, List<String> parameters)
    {
        return new StatementRequest(
                executionId,
                sql,
                catalog,
                database,
                parameters,
                principal,
                workgroup,
                output,
                sessionProperties,
                forecasting);
    }

    /**
     * The same statement with another catalog for names that have none.
     */
    public StatementRequest withCatalog(Optional<String> catalog)
    {
        return new StatementRequest(
                executionId,
                sql,
                catalog,
                database,
                parameters,
                principal,
                workgroup,
                output,
                sessionProperties,
                forecasting);
    }

    /**
     * @param forecasting what the statement does about what it would read; a dry run is of an EXPLAIN
     */
    public StatementRequest withForecasting(Forecasting forecasting)
    {
        return new StatementRequest(
                executionId,
                sql,
                catalog,
                database,
                parameters,
                principal,
                workgroup,
                output,
                sessionProperties,
                forecasting);
    }

    /**
     * The same statement with these session properties of the engine beside its own.
     */
    public StatementRequest withSessionProperties(Map<String, String> properties)
    {
        Map<String, String> all = new HashMap<>(sessionProperties);
        all.putAll(properties);
        return new StatementRequest(
                executionId,
                sql,
                catalog,
                database,
                parameters,
                principal,
                workgroup,
                output,
                all,
                forecasting);
    }
}
