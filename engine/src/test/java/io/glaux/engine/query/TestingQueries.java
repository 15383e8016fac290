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

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What tests of {@link QueryExecutions} submit, and how they wait for its end.
 */
final class TestingQueries
{
    static final Principal ADMIN = new Principal("admin", "000000000000");

    private TestingQueries() {}

    static QuerySubmission submission(ScriptedRunner runner, String sql, String token)
    {
        return submission(runner, sql, token, "primary");
    }

    static QuerySubmission submission(ScriptedRunner runner, String sql, String token, String workgroup)
    {
        return new QuerySubmission(
                new QueryOrigin(ADMIN, QueryOrigin.Door.ATHENA, Optional.empty(), Optional.of(token)),
                sql,
                runner.parse(sql),
                new QueryContext(Optional.of("AwsDataCatalog"), Optional.of("Db"), List.of("1", "'a'")),
                workgroup,
                Optional.of(new QueryOutput(Optional.empty(), "s3://results", "{}", false)),
                Optional.empty(),
                OptionalLong.empty(),
                Duration.ofMillis(5));
    }

    static QueryExecution awaitEnd(QueryExecutions queries, String id)
    {
        while (true) {
            QueryExecution query = queries.get(id);
            if (query.state().isTerminal()) {
                return query;
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
