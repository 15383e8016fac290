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
package io.glaux.testing.leaving;

import io.glaux.testing.RunSize;
import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.GlauxInstance;
import io.glaux.testing.process.CommandResult;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.athena.model.QueryExecution;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import static io.glaux.testing.Waiting.untilTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.FAILED;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.RUNNING;
import static software.amazon.awssdk.services.athena.model.QueryExecutionState.SUCCEEDED;

/**
 * A worker that is stopped leaves without a query that notices, and one that is killed is soon given no work.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestLeaving
{
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String SHORT_QUERY = "SELECT l_returnflag, count(*) FROM tiny.lineitem GROUP BY l_returnflag";

    @Test
    void noQueryNoticesThatAWorkerStops(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena("tpch", "tiny");
        List<Duration> durations = new ArrayList<>();
        for (int round = 0; round < RunSize.pick(1, 10); round++) {
            try (GlauxInstance worker = startWorker(glaux)) {
                String held = startOnBothNodes(glaux, athena, "stop " + round);
                AtomicBoolean over = new AtomicBoolean();
                CompletableFuture<List<QueryExecution>> others = CompletableFuture.supplyAsync(
                        () -> oneAfterAnother(athena, over));
                long began = System.nanoTime();
                assertThat(athena.get(held).status().state()).isEqualTo(RUNNING);
                String out = worker.command("stop").requireSuccess().out();
                durations.add(since(began));
                assertThat(worker.isAlive()).isFalse();
                assertThat(glaux.instance().readStatus().workers()).isEmpty();
                assertThat(out).contains("waiting for").contains("Glaux stopped");

                over.set(true);
                assertThat(others.join()).isNotEmpty().allSatisfy(TestLeaving::requireSuccess);
                requireSuccess(athena.await(held));
            }
        }
        Duration median = durations.stream().sorted().skip(durations.size() / 2).findFirst().orElseThrow();
        System.out.printf("TestLeaving: a worker with a long query stopped after %s (median)%n", median);
    }

    @Test
    void anIdleWorkerWaitsForNothing(SharedGlaux glaux)
    {
        try (GlauxInstance worker = startWorker(glaux)) {
            long began = System.nanoTime();
            String out = worker.command("stop").requireSuccess().out();
            System.out.printf("TestLeaving: an idle worker stopped after %s%n", since(began));
            assertThat(out).doesNotContain("waiting for").contains("Glaux stopped");
            assertThat(glaux.instance().readStatus().workers()).isEmpty();
            glaux.athena("tpch", "tiny").run(SHORT_QUERY);
        }
    }

    @Test
    void aKilledWorkerGetsNoMoreWork(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena("tpch", "tiny");
        try (GlauxInstance worker = startWorker(glaux)) {
            String held = startOnBothNodes(glaux, athena, "kill");
            worker.kill();
            long began = System.nanoTime();
            awaitWorkers(glaux, 0);
            System.out.printf("TestLeaving: a killed worker was noticed after %s%n", since(began));
            for (int query = 0; query < 3; query++) {
                athena.run(SHORT_QUERY);
            }
            QueryExecution execution = athena.await(held);
            System.out.printf("TestLeaving: its query was over after %s%n", since(began));
            assertThat(execution.status().state()).isEqualTo(FAILED);
            assertThat(execution.status().stateChangeReason()).contains("worker node", "may have crashed");
        }
    }

    @Test
    void aWorkerWithAnotherSecretIsRefused(SharedGlaux glaux)
    {
        try (GlauxInstance.Unstarted worker = GlauxInstance.builder()
                .workerOf(glaux.instance())
                .set("cluster.secret", "another-secret-of-more-than-32-characters")
                .prepare()) {
            CommandResult start = worker.start();
            assertThat(start.exit()).isEqualTo(1);
            assertThat(start.err()).contains("the coordinator https://").contains("cluster.secret");
            assertThat(glaux.instance().readStatus().workers()).isEmpty();
        }
    }

    private static Duration since(long began)
    {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static GlauxInstance startWorker(SharedGlaux glaux)
    {
        GlauxInstance worker = GlauxInstance.builder()
                .workerOf(glaux.instance())
                .set("engine.memory", "1GB")
                .set("worker.drain-timeout", "5m")
                .start();
        awaitWorkers(glaux, 1);
        return worker;
    }

    private static void awaitWorkers(SharedGlaux glaux, int count)
    {
        untilTrue("%s workers".formatted(count), LIMIT, () -> glaux.instance().readStatus().workers().size() == count);
    }

    /**
     * Starts a query that takes many seconds, and waits until the coordinator and the worker are at it.
     *
     * @param name tells the query from others in Trino's tables
     */
    private static String startOnBothNodes(SharedGlaux glaux, AthenaQueries athena, String name)
    {
        String query = "SELECT max(l_comment || l_shipmode) AS \"%s\" FROM sf2.lineitem".formatted(name);
        String id = athena.start(query);
        String nodes =
                ("SELECT count(DISTINCT node_id) FROM system.runtime.tasks WHERE state = 'RUNNING' AND query_id " +
                        "IN (SELECT query_id FROM system.runtime.queries WHERE query LIKE 'SELECT max(%%\"%s\"%%')")
                        .formatted(name);
        try (Connection connection = glaux.trino().connect(); Statement statement = connection.createStatement()) {
            untilTrue("the query to run on both nodes", LIMIT, () -> number(statement, nodes) == 2);
        }
        catch (SQLException e) {
            throw new AssertionError(e);
        }
        return id;
    }

    private static long number(Statement statement, String sql)
    {
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
        catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private static List<QueryExecution> oneAfterAnother(AthenaQueries athena, AtomicBoolean over)
    {
        List<QueryExecution> executions = new ArrayList<>();
        while (!over.get()) {
            executions.add(athena.await(athena.start(SHORT_QUERY)));
        }
        return executions;
    }

    private static void requireSuccess(QueryExecution execution)
    {
        assertThat(execution.status().state())
                .as("%s: %s", execution.query(), execution.status().stateChangeReason())
                .isEqualTo(SUCCEEDED);
    }
}
