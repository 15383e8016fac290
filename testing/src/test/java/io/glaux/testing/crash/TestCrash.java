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
package io.glaux.testing.crash;

import io.glaux.testing.RunSize;
import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.AwsClients;
import io.glaux.testing.instance.GlauxInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.SUCCEEDED;

/**
 * SIGKILL at random points of queries and of writes to the catalog. After each restart no table is broken, no write is
 * half there, no query is still running, and the history has every query that was accepted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestCrash
{
    private static final int BATCH = 100;

    private final Random random = RunSize.random("TestCrash");
    private GlauxInstance instance;

    @BeforeAll
    void start()
    {
        instance = GlauxInstance.builder().set("tpch.enabled", "true").set("engine.memory", "1GB").start();
        try (AwsClients clients = clients()) {
            AthenaQueries athena = athena(clients);
            athena.run("CREATE DATABASE crash LOCATION 's3://glaux/crash/'");
            athena.run("CREATE TABLE awsdatacatalog_iceberg.crash.log AS " +
                    "SELECT 0 AS round, 0 AS writer, 0 AS line WHERE false");
            athena.run(
                    "CREATE EXTERNAL TABLE crash.hive_log (line int) PARTITIONED BY (part string) STORED AS PARQUET " +
                            "LOCATION 's3://glaux/crash/hive_log/'");
        }
    }

    @AfterAll
    void stop()
    {
        instance.close();
    }

    @Test
    void nothingIsLostAndNothingIsHalf()
    {
        Set<String> started = new HashSet<>();
        int committed = 0;
        for (int round = 0; round < RunSize.pick(3, 50); round++) {
            CrashLoad load = new CrashLoad(instance.environment(), round, BATCH);
            load.start();
            long moment = Duration.ofMillis(200 + random.nextInt(4000)).toNanos();
            LockSupport.parkNanos(moment);
            instance.kill();
            load.awaitEnd();
            instance.start();
            started.addAll(load.started());
            committed += load.succeededAppends();
            check(round, started, committed);
        }
    }

    private void check(int round, Set<String> started, int committed)
    {
        try (AwsClients clients = clients()) {
            AthenaQueries athena = athena(clients);
            List<String> history = clients.athena()
                    .listQueryExecutionsPaginator(request -> request.workGroup("primary"))
                    .stream()
                    .flatMap(page -> page.queryExecutionIds().stream())
                    .toList();
            assertThat(history).as("round %d: the history", round).doesNotHaveDuplicates().containsAll(started);
            List<String> unfinished = new ArrayList<>();
            for (String id : history) {
                QueryExecution execution = athena.get(id);
                if (!AthenaQueries.isOver(execution)) {
                    unfinished.add("%s %s".formatted(id, execution.status().stateAsString()));
                }
                if (execution.status().state() == QueryExecutionState.FAILED) {
                    assertThat(execution.status().stateChangeReason()).as(id).isNotBlank();
                    assertThat(execution.status().completionDateTime()).as(id).isNotNull();
                }
            }
            assertThat(unfinished).as("round %d: queries that run for ever", round).isEmpty();
            checkTables(athena, round, committed);
        }
    }

    private static void checkTables(AthenaQueries athena, int round, int committed)
    {
        String batches = ("SELECT count(*) FROM (SELECT round, writer FROM awsdatacatalog.crash.log GROUP BY round, " +
                "writer HAVING count(*) <> %d)").formatted(BATCH);
        assertThat(athena.query(batches).only()).as("round %d: halves of batches", round).isEqualTo("0");
        int rows = Integer.parseInt(athena.query("SELECT count(*) FROM awsdatacatalog.crash.log").only());
        assertThat(rows).as("round %d: rows of commits that were acknowledged", round)
                .isGreaterThanOrEqualTo(committed * BATCH);
        for (List<String> row : athena.query(
                        "SELECT table_name FROM awsdatacatalog.information_schema.tables WHERE table_schema = 'crash'")
                .rows()) {
            QueryExecution read = athena.await(
                    athena.start("SELECT count(*) FROM awsdatacatalog.crash.\"%s\"".formatted(row.getFirst())));
            assertThat(read.status().state()).as("round %d: %s: %s", round, row, read.status().stateChangeReason())
                    .isEqualTo(SUCCEEDED);
        }
        athena.run(("INSERT INTO awsdatacatalog.crash.log SELECT %d, -1, line FROM UNNEST(sequence(1, %d)) AS t " +
                "(line)").formatted(round, BATCH));
    }

    private AwsClients clients()
    {
        return AwsClients.of(instance.environment());
    }

    private static AthenaQueries athena(AwsClients clients)
    {
        return new AthenaQueries(clients.athena(), "AwsDataCatalog", "crash");
    }
}
