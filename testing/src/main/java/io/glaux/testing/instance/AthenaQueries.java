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
package io.glaux.testing.instance;

import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static io.glaux.testing.Waiting.until;
import static java.util.Objects.requireNonNull;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.CANCELLED;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.FAILED;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.SUCCEEDED;

/**
 * Queries through the Athena API: start, poll, read, as every client of Athena does.
 */
public final class AthenaQueries
{
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Set<QueryExecutionState> TERMINAL = EnumSet.of(SUCCEEDED, FAILED, CANCELLED);

    private final AthenaClient athena;
    private final String catalog;
    private final String database;
    private final Optional<String> workgroup;

    public AthenaQueries(AthenaClient athena, String catalog, String database)
    {
        this(athena, catalog, database, Optional.empty());
    }

    private AthenaQueries(AthenaClient athena, String catalog, String database, Optional<String> workgroup)
    {
        this.athena = requireNonNull(athena, "athena is null");
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.database = requireNonNull(database, "database is null");
        this.workgroup = requireNonNull(workgroup, "workgroup is null");
    }

    /**
     * The same, with queries that run in a workgroup.
     */
    public AthenaQueries in(String workgroup)
    {
        return new AthenaQueries(athena, catalog, database, Optional.of(workgroup));
    }

    public String start(String sql)
    {
        return athena.startQueryExecution(request -> request
                .queryString(sql)
                .queryExecutionContext(context -> context.catalog(catalog).database(database))
                .workGroup(workgroup.orElse(null))).queryExecutionId();
    }

    /**
     * Waits until the query is over, however it ends.
     */
    public QueryExecution await(String id)
    {
        return until("the end of query " + id, LIMIT, () -> Optional.of(get(id)).filter(AthenaQueries::isOver));
    }

    public QueryExecution get(String id)
    {
        return athena.getQueryExecution(request -> request.queryExecutionId(id)).queryExecution();
    }

    /**
     * Runs a statement, which must succeed.
     */
    public QueryExecution run(String sql)
    {
        QueryExecution execution = await(start(sql));
        if (execution.status().state() != SUCCEEDED) {
            throw new AssertionError("%s: %s%n%s".formatted(execution.status().stateAsString(), execution.status()
                    .stateChangeReason(), sql));
        }
        return execution;
    }

    /**
     * Runs a statement, which must fail.
     *
     * @return the reason
     */
    public String failure(String sql)
    {
        QueryExecution execution = await(start(sql));
        if (execution.status().state() != FAILED) {
            throw new AssertionError("%s and not FAILED%n%s".formatted(execution.status().stateAsString(), sql));
        }
        return execution.status().stateChangeReason();
    }

    /**
     * Runs a SELECT and reads all of its rows, without the row of names.
     */
    public QueryRows query(String sql)
    {
        QueryExecution execution = run(sql);
        return new QueryRows(execution, columns(execution), rows(execution));
    }

    public static boolean isOver(QueryExecution execution)
    {
        return TERMINAL.contains(execution.status().state());
    }

    private List<ColumnInfo> columns(QueryExecution execution)
    {
        return athena.getQueryResults(request -> request.queryExecutionId(execution.queryExecutionId()).maxResults(1))
                .resultSet()
                .resultSetMetadata()
                .columnInfo();
    }

    private List<List<String>> rows(QueryExecution execution)
    {
        List<List<String>> rows = new ArrayList<>();
        for (GetQueryResultsResponse page : athena.getQueryResultsPaginator(
                request -> request.queryExecutionId(execution.queryExecutionId()))) {
            page.resultSet().rows().forEach(row -> rows.add(values(row)));
        }
        boolean header = execution.statementTypeAsString().equals("DML");
        return header ? rows.subList(1, rows.size()) : rows;
    }

    private static List<String> values(Row row)
    {
        List<String> values = new ArrayList<>();
        row.data().forEach(datum -> values.add(datum.varCharValue()));
        return values;
    }
}
