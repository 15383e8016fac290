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
package io.glaux.testing.limits;

import io.glaux.testing.RunSize;
import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.GlauxInstance;
import io.glaux.testing.shared.SharedGlaux;
import io.glaux.testing.shared.TpchTables;
import io.glaux.testing.storage.ServedGet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static io.glaux.testing.Waiting.untilTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * No query reads more than it may, and no workgroup: by what the storage served, whatever door and statement.
 */
@ExtendWith(SharedGlaux.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestLimits
{
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String FOLDER = "/testing/tpch_hive/";
    private static final String EXCEEDED = "Bytes scanned limit was exceeded";
    private static final long SMALLEST_CUTOFF = 10_000_000;
    private static final String SCAN = "SELECT count(*), max(l_comment), sum(l_extendedprice * l_discount), " +
            "max(l_shipinstruct), max(l_shipmode), max(l_shipdate), max(l_commitdate) FROM lineitem";
    private static final String TWICE = "SELECT * FROM lineitem UNION ALL SELECT * FROM lineitem";

    private final Random random = RunSize.random("TestLimits");
    private boolean made;

    @BeforeEach
    void make(SharedGlaux glaux)
    {
        if (!made) {
            made = true;
            TpchTables.hive(glaux);
            run(glaux, "workgroup", "create", "limits", "--location", "s3://glaux/results/limits/");
        }
    }

    /**
     * Any limit: the query reads no more, and it is only cancelled when it would have to.
     */
    @Test
    void cutoffsHold(SharedGlaux glaux)
    {
        long whole = glaux.athena(TpchTables.hive(glaux)).run(SCAN).statistics().dataScannedInBytes();
        assertThat(whole).isGreaterThan(SMALLEST_CUTOFF);
        int cancelled = 0;
        for (int round = 0; round < RunSize.pick(8, 200); round++) {
            long limit = round == 0
                    ? whole
                    : SMALLEST_CUTOFF + random.nextLong(whole + whole / 10 - SMALLEST_CUTOFF);
            cutoff(glaux, limit);
            long before = served(glaux);
            QueryExecution query = inLimits(glaux).await(inLimits(glaux).start(SCAN));
            long served = served(glaux) - before;
            assertThat(served).as("limit %s", limit).isLessThanOrEqualTo(limit);
            assertThat(query.statistics().dataScannedInBytes()).as("limit %s", limit).isEqualTo(served);
            if (limit >= whole) {
                assertThat(query.status().state()).as("limit %s", limit).isEqualTo(QueryExecutionState.SUCCEEDED);
            }
            else {
                cancelled++;
                assertCancelled(query);
            }
        }
        assertThat(cancelled).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            TWICE,
            "SELECT count(*) FROM lineitem a JOIN lineitem b ON a.l_comment = b.l_comment " +
                    "AND a.l_shipmode < b.l_shipmode " +
                    "JOIN lineitem c ON a.l_comment = c.l_comment AND b.l_extendedprice < c.l_extendedprice",
            "WITH l AS (SELECT * FROM lineitem) SELECT (SELECT max(l_comment) FROM l), " +
                    "(SELECT min(l_shipmode) FROM l), " +
                    "(SELECT count(*) FROM l a CROSS JOIN l b WHERE a.l_comment < b.l_comment)",
            "EXPLAIN ANALYZE " + TWICE,
            "CREATE TABLE limits_ctas AS " + TWICE,
            "UNLOAD (" + TWICE + ") TO 's3://glaux/limits/unloaded/' WITH (format = 'PARQUET')",
            "SELECT * FROM lineitem WHERE l_comment LIKE '%no such comment%' UNION ALL SELECT * FROM lineitem",
    })
    void statementsOfAthenasDoor(String sql, SharedGlaux glaux)
    {
        cutoff(glaux, SMALLEST_CUTOFF);
        long before = served(glaux);
        QueryExecution query = inLimits(glaux).await(inLimits(glaux).start(sql));
        long served = served(glaux) - before;
        assertThat(served).isLessThanOrEqualTo(SMALLEST_CUTOFF);
        assertThat(query.statistics().dataScannedInBytes()).isEqualTo(served);
        assertCancelled(query);
    }

    @Test
    void insertsAndPreparedStatements(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena(TpchTables.hive(glaux));
        athena.run("CREATE TABLE limits_target WITH (external_location = 's3://glaux/limits/target/') AS " +
                "SELECT * FROM lineitem WHERE false");
        cutoff(glaux, SMALLEST_CUTOFF);
        inLimits(glaux).run("PREPARE limits_prepared FROM " + TWICE);
        for (String sql : List.of("INSERT INTO limits_target " + TWICE, "EXECUTE limits_prepared")) {
            long before = served(glaux);
            QueryExecution query = inLimits(glaux).await(inLimits(glaux).start(sql));
            assertThat(served(glaux) - before).as(sql).isLessThanOrEqualTo(SMALLEST_CUTOFF);
            assertCancelled(query);
        }
        assertThat(athena.query("SELECT count(*) FROM limits_target").only()).isEqualTo("0");
    }

    /**
     * A client of Trino's door, which may set what it likes in its session.
     */
    @Test
    void trinosDoor(SharedGlaux glaux)
            throws SQLException
    {
        cutoff(glaux, SMALLEST_CUTOFF);
        try (Connection connection = glaux.trino().connect()) {
            connection.setClientInfo("ClientTags", "workgroup:limits");
            try (Statement statement = connection.createStatement()) {
                statement.execute("USE awsdatacatalog.tpch_hive");
                statement.execute("SET SESSION query_max_scan_physical_bytes = '1PB'");
                statement.execute("SET SESSION task_concurrency = 32");
                statement.execute("SET SESSION awsdatacatalog.parquet_max_read_block_size = '1GB'");
                long before = served(glaux);
                assertThatThrownBy(() -> {
                    try (ResultSet rows = statement.executeQuery(TWICE)) {
                        while (rows.next()) {
                            assertThat(rows.getLong(1)).isPositive();
                        }
                    }
                }).isInstanceOf(SQLException.class).hasMessageContaining(EXCEEDED);
                assertThat(served(glaux) - before).isLessThanOrEqualTo(SMALLEST_CUTOFF);
            }
        }
    }

    @Test
    void workers(SharedGlaux glaux)
    {
        cutoff(glaux, SMALLEST_CUTOFF);
        try (GlauxInstance worker = glaux.startWorker()) {
            untilTrue("the worker to join", LIMIT, () -> !glaux.instance().readStatus().workers().isEmpty());
            for (int round = 0; round < RunSize.pick(2, 20); round++) {
                long before = served(glaux);
                QueryExecution query = inLimits(glaux).await(inLimits(glaux).start(TWICE));
                assertThat(served(glaux) - before).isLessThanOrEqualTo(SMALLEST_CUTOFF);
                assertCancelled(query);
            }
            assertThat(worker.isAlive()).isTrue();
        }
    }

    /**
     * Queries that run at once share what a workgroup has left.
     */
    @Test
    void quotasHold(SharedGlaux glaux)
    {
        run(glaux, "workgroup", "create", "shared", "--location", "s3://glaux/results/shared/");
        AthenaQueries athena = glaux.athena(TpchTables.hive(glaux)).in("shared");
        long whole = glaux.athena(TpchTables.hive(glaux)).run(SCAN).statistics().dataScannedInBytes();
        long quota = whole * 2 + whole / 2;
        setQuota(glaux, quota);
        try {
            long before = served(glaux);
            long scanned = runAtOnce(athena, 8);
            long served = served(glaux) - before;
            assertThat(served).isBetween(whole, quota);
            assertThat(scanned).isEqualTo(served);
            assertThat(run(glaux, "quota", "list", "shared"))
                    .contains("%,d bytes of %,d bytes".formatted(served, quota));
            setQuota(glaux, served);
            assertThatThrownBy(() -> athena.start("SELECT 1"))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("The quota of workgroup shared is used up");
        }
        finally {
            run(glaux, "quota", "remove", "shared", "--bytes", "--per", "60m");
        }
        assertThat(athena.query("SELECT 1").only()).isEqualTo("1");
    }

    /**
     * Those that come when the quota is used up are refused.
     *
     * @return what the others scanned
     */
    private static long runAtOnce(AthenaQueries athena, int queries)
    {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < queries; i++) {
            try {
                ids.add(athena.start(SCAN));
            }
            catch (InvalidRequestException e) {
                assertThat(e).hasMessageContaining("The quota of workgroup shared is used up");
            }
        }
        long scanned = 0;
        for (String id : ids) {
            scanned += athena.await(id).statistics().dataScannedInBytes();
        }
        return scanned;
    }

    private static void setQuota(SharedGlaux glaux, long bytes)
    {
        run(glaux, "quota", "set", "shared", "--bytes", String.valueOf(bytes), "--per", "60m", "--action", "block");
    }

    private static void assertCancelled(QueryExecution query)
    {
        assertThat(query.status().state()).isEqualTo(QueryExecutionState.CANCELLED);
        assertThat(query.status().stateChangeReason()).contains(EXCEEDED);
    }

    private static void cutoff(SharedGlaux glaux, long bytes)
    {
        glaux.clients().athena().updateWorkGroup(request -> request
                .workGroup("limits")
                .configurationUpdates(update -> update.bytesScannedCutoffPerQuery(bytes)));
    }

    private static AthenaQueries inLimits(SharedGlaux glaux)
    {
        return glaux.athena(TpchTables.hive(glaux)).in("limits");
    }

    private static long served(SharedGlaux glaux)
    {
        untilTrue("the storage to be quiet", LIMIT, () -> glaux.proxy().busy() == 0);
        return glaux.proxy().snapshot().stream()
                .filter(get -> get.path().contains(FOLDER))
                .mapToLong(ServedGet::bytes)
                .sum();
    }

    private static String run(SharedGlaux glaux, String... arguments)
    {
        return glaux.instance().command(arguments).requireSuccess().out();
    }
}
