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

import io.glaux.engine.metering.PriceBook;
import io.glaux.engine.metering.TestingBudgets;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.engine.result.InMemoryS3;
import io.glaux.engine.result.ResultStore;
import io.glaux.engine.store.SqlStore;
import io.glaux.engine.store.StoreConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import static io.glaux.engine.query.TestingQueries.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What PostgreSQL refuses and SQLite does not.
 */
@Timeout(60)
final class TestQueriesOnPostgresql
{
    private final ScriptedRunner runner = new ScriptedRunner();
    private EmbeddedPostgres postgres;
    private SqlStore store;
    private UsageLedger ledger;
    private QueryExecutions queries;

    @BeforeEach
    void open()
            throws IOException
    {
        postgres = EmbeddedPostgres.start();
        store = SqlStore.open(new StoreConfig(postgres.getJdbcUrl("postgres", "postgres"), "postgres", ""));
        ledger = new UsageLedger(store, (_, _) -> Map.of());
        queries = new QueryExecutions(
                store,
                ledger,
                new QueryBudgets(TestingBudgets.withoutQuotas(), QueryLimits.NONE, _ -> PriceBook.DEFAULT),
                runner,
                new ResultStore(new InMemoryS3()),
                new QueryExecutionsConfig(1, 3, Duration.ofSeconds(1)),
                Clock.systemUTC());
    }

    @AfterEach
    void close()
            throws IOException
    {
        queries.close();
        store.close();
        postgres.close();
    }

    @Test
    void testFailureThatQuotesANul()
    {
        QueryExecution query =
                await(queries.start(submission("FAIL INVALID_CAST_ARGUMENT Cannot cast '\0' to DOUBLE")));
        assertThat(query.state()).isEqualTo(QueryState.FAILED);
        assertThat(query.status().failure().orElseThrow().message()).isEqualTo("Cannot cast '\uFFFD' to DOUBLE");
        assertThat(await(queries.start(submission("NUMBERS 1"))).state()).as("the place is free again")
                .isEqualTo(QueryState.SUCCEEDED);
    }

    @Test
    void testStatementOfTrinosDoorWithANul()
    {
        String id = queries.started(
                new JournaledQuery(
                        ADMIN,
                        "SELECT '\0'",
                        runner.parse("NUMBERS 1"),
                        "primary",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new NoStatement());
        assertThat(queries.get(id).submission().sql()).isEqualTo("SELECT '\uFFFD'");
    }

    /**
     * However the store comes to refuse an end for good, the query ends and gives back its place.
     */
    @Test
    void testEndThatTheStoreRefuses()
    {
        store.jdbi().useHandle(handle ->
                handle.execute("ALTER TABLE usage_ends ADD CHECK (outcome <> 'SUCCEEDED')"));
        QueryExecution query = await(queries.start(submission("SCAN 12345678")));
        assertThat(query.state()).isEqualTo(QueryState.FAILED);
        assertThat(query.status().failure().orElseThrow().message())
                .startsWith("The query ended as SUCCEEDED, but the end could not be stored: ")
                .contains("violates check constraint");
        assertThat(query.volume().scannedBytes()).isEqualTo(12_345_678);
        assertThat(ledger.end(query.id()).orElseThrow().outcome()).isEqualTo("FAILED");
        assertThat(await(queries.start(submission("FAIL NO no"))).state()).as("the place is free again")
                .isEqualTo(QueryState.FAILED);
    }

    @Test
    void testProgress()
    {
        String id = queries.start(submission("WAIT p"));
        runner.awaitStart("p");
        assertThat(queries.recordProgress()).isEqualTo(1);
        assertThat(ledger.progress(id)).contains(ScriptedRunner.scanned(42).scan().incomplete());
        ledger.progress(Map.of(id, ScriptedRunner.scanned(43).scan()));
        assertThat(ledger.progress(id)).contains(ScriptedRunner.scanned(43).scan().incomplete());
        runner.release("p");
        await(id);
        assertThat(ledger.progress(id)).isEmpty();
    }

    private QueryExecution await(String id)
    {
        return TestingQueries.awaitEnd(queries, id);
    }

    private QuerySubmission submission(String sql)
    {
        return TestingQueries.submission(runner, sql, UUID.randomUUID().toString());
    }
}
