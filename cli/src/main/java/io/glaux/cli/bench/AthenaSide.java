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
package io.glaux.cli.bench;

import io.glaux.cli.AwsClients;
import io.glaux.cli.CommandFailure;
import io.glaux.cli.query.QueryRun;
import io.glaux.cli.query.ResultReader;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

import static java.util.Objects.requireNonNull;

/**
 * Glaux through the Athena API, from the start of a query to its last row.
 */
final class AthenaSide
        implements BenchSide, AutoCloseable
{
    private final AwsClients clients;
    private final AthenaClient athena;
    private final String database;

    AthenaSide(AwsClients clients, String database)
    {
        this.clients = requireNonNull(clients, "clients is null");
        this.athena = clients.athena();
        this.database = requireNonNull(database, "database is null");
    }

    @Override
    public String name()
    {
        return "glaux-athena";
    }

    @Override
    public BenchAnswer run(BenchTask task)
            throws InterruptedException
    {
        BenchAnswer.Collector answer = BenchAnswer.collector();
        new ResultReader(athena, clients::s3).read(execute(task.sql())).rows().forEachRemaining(answer::row);
        return answer.answer();
    }

    QueryExecution execute(String sql)
            throws InterruptedException
    {
        QueryExecution query = new QueryRun(athena, _ -> {}).run(StartQueryExecutionRequest.builder()
                .queryString(sql)
                .queryExecutionContext(context -> context.catalog("awsdatacatalog").database(database))
                .build());
        if (query.status().state() != QueryExecutionState.SUCCEEDED) {
            throw new CommandFailure("a query of the benchmark failed: " + query.status().stateChangeReason());
        }
        return query;
    }

    @Override
    public void close()
    {
        athena.close();
    }
}
