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
package io.glaux.testing.bytes;

import io.glaux.testing.RunSize;
import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.GlauxInstance;
import io.glaux.testing.shared.SampleTable;
import io.glaux.testing.shared.SampleTables;
import io.glaux.testing.shared.SharedGlaux;
import io.glaux.testing.shared.TpchTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import static io.glaux.testing.Waiting.untilTrue;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bytes that Glaux says a query scanned are the bytes that the storage served for it, counted by somebody else.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestBytes
{
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final List<String> QUERIES = List.of(
            "SELECT count(*) FROM %1$s",
            "SELECT * FROM %1$s",
            "SELECT * FROM %1$s LIMIT 10",
            "SELECT name FROM %1$s LIMIT 1",
            "SELECT count(name) FROM %1$s",
            "SELECT count(*) FROM %1$s WHERE CAST(id AS bigint) BETWEEN 100 AND 200",
            "SELECT max(id) FROM %1$s WHERE name = 'name-7'",
            "SELECT name, count(*) FROM %1$s WHERE CAST(small AS integer) IN (3, 5) GROUP BY name ORDER BY 2 DESC " +
                    "LIMIT 3",
            "SELECT count(*) FROM %1$s a JOIN %1$s b ON a.id = b.id WHERE CAST(a.small AS integer) = 3",
            "SELECT * FROM %1$s WHERE CAST(id AS bigint) < 0",
            "SELECT * FROM %1$s WHERE CAST(amount AS double) > 999 AND flag IS NULL",
            "SELECT (SELECT count(*) FROM %1$s), (SELECT max(ratio) FROM %1$s), (SELECT name FROM %1$s WHERE name IS " +
                    "NOT NULL LIMIT 1)");

    private final Random random = RunSize.random("TestBytes");

    static List<String> tables()
    {
        return SampleTable.names();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void everyFormatCountsWhatWasServed(String table, SharedGlaux glaux)
    {
        SampleTables.make(glaux);
        List<String> queries = new ArrayList<>(QUERIES);
        Collections.shuffle(queries, random);
        for (String query : queries.subList(0, RunSize.pick(4, queries.size()))) {
            compare(glaux, glaux.athena(SampleTables.DATABASE), query.formatted(table), "/testing/formats/");
        }
    }

    @Test
    void icebergCountsDataAndDeletesButNoMetadata(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena("default");
        athena.run("CREATE DATABASE IF NOT EXISTS billed LOCATION 's3://glaux/testing/billed/'");
        athena.run("CREATE TABLE awsdatacatalog_iceberg.billed.orders AS SELECT * FROM tpch.tiny.orders");
        athena.run("DELETE FROM awsdatacatalog.billed.orders WHERE o_orderkey % 3 = 0");
        athena.run("INSERT INTO awsdatacatalog.billed.orders SELECT * FROM tpch.tiny.orders WHERE o_orderkey < 1000");
        AthenaQueries billed = glaux.athena("billed");
        ServedBytes whole = compare(glaux, billed, "SELECT * FROM orders", "/testing/billed/");
        assertThat(whole.metadata()).isPositive();
        compare(glaux, billed, "SELECT count(*) FROM orders", "/testing/billed/");
        compare(glaux, billed, "SELECT max(o_totalprice) FROM orders WHERE o_orderkey = 77", "/testing/billed/");
        compare(glaux, billed, "SELECT * FROM orders LIMIT 3", "/testing/billed/");
        compare(glaux,
                billed,
                "SELECT count(*) FROM orders a JOIN orders b ON a.o_custkey = b.o_custkey",
                "/testing/billed/");
        compare(glaux, billed, "DELETE FROM orders WHERE o_orderkey % 5 = 0", "/testing/billed/");
        compare(glaux, billed, "UPDATE orders SET o_comment = 'x' WHERE o_orderkey % 7 = 0", "/testing/billed/");
        compare(glaux, billed, "SELECT count(*), sum(o_totalprice) FROM orders", "/testing/billed/");
    }

    /**
     * Over every format and codec, and Iceberg with deletes.
     */
    @Test
    void generatedQueriesCountWhatWasServed(SharedGlaux glaux)
    {
        SampleTables.make(glaux);
        AthenaQueries athena = glaux.athena("default");
        athena.run("CREATE DATABASE IF NOT EXISTS generated LOCATION 's3://glaux/testing/generated/'");
        athena.run("CREATE TABLE generated.samples WITH (table_type = 'ICEBERG', is_external = false, "
                + "location = 's3://glaux/testing/generated/samples/') AS SELECT * FROM formats.parquet_snappy");
        athena.run("DELETE FROM generated.samples WHERE id % 9 = 0");
        List<String> tables = new ArrayList<>(SampleTable.names().stream().map("formats."::concat).toList());
        // as often as any format with its codecs
        tables.addAll(Collections.nCopies(4, "generated.samples"));
        GeneratedQueries queries = new GeneratedQueries(random, tables);
        for (int number = 0; number < RunSize.pick(36, 200); number++) {
            compare(glaux, athena, queries.query(number), "/testing/");
        }
    }

    @Test
    void metadataIsNotBilled(SharedGlaux glaux)
    {
        String database = TpchTables.iceberg(glaux);
        QueryExecution execution = glaux.athena(database)
                .run("SELECT count(*) FROM awsdatacatalog_iceberg.tpch_iceberg.\"orders$snapshots\"");
        assertThat(execution.statistics().dataScannedInBytes()).isZero();
    }

    @Test
    void writesAreNotScans(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena("default");
        athena.run("CREATE DATABASE IF NOT EXISTS written LOCATION 's3://glaux/testing/written/'");
        compare(glaux,
                athena,
                "CREATE TABLE awsdatacatalog.written.nation "
                        + "WITH (external_location = 's3://glaux/testing/written/nation/') "
                        + "AS SELECT * FROM tpch.tiny.nation",
                "/testing/written/");
        compare(glaux,
                athena,
                "INSERT INTO awsdatacatalog.written.nation SELECT * FROM awsdatacatalog.written.nation",
                "/testing/written/");
        assertThat(athena.run("SELECT 1").statistics().dataScannedInBytes()).isZero();
    }

    @Test
    void joinsOfManyTablesCountEachFile(SharedGlaux glaux)
    {
        String database = TpchTables.hive(glaux);
        for (int number : List.of(2, 5, 9, 18, 21)) {
            compare(glaux, glaux.athena(database), TpchTables.query(number), "/testing/tpch_hive/");
        }
    }

    @Test
    void cancelledQueriesCountWhatWasServedUntilThen(SharedGlaux glaux)
    {
        String database = TpchTables.hive(glaux);
        AthenaQueries athena = glaux.athena(database);
        for (int round = 0; round < RunSize.pick(3, 20); round++) {
            ServedBytes before = ServedBytes.of(glaux.proxy(), "/testing/tpch_hive/");
            String id = athena.start(
                    "SELECT count(*) FROM lineitem a CROSS JOIN lineitem b WHERE a.l_comment < b.l_comment");
            untilTrue("the first bytes", LIMIT, () -> ServedBytes.of(glaux.proxy(), "/testing/tpch_hive/")
                    .data() > before.data());
            glaux.clients().athena().stopQueryExecution(request -> request.queryExecutionId(id));
            assertThat(athena.await(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
            untilTrue("the storage to be quiet", LIMIT, () -> glaux.proxy().busy() == 0);
            long served = ServedBytes.of(glaux.proxy(), "/testing/tpch_hive/").data() - before.data();
            assertThat(athena.get(id).statistics().dataScannedInBytes()).isEqualTo(served);
        }
    }

    @Test
    void failedQueriesCountWhatWasServedUntilThen(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena(TpchTables.hive(glaux));
        ServedBytes before = ServedBytes.of(glaux.proxy(), "/testing/tpch_hive/");
        QueryExecution execution = athena.await(athena.start("SELECT sum(1 / (o_orderkey - o_orderkey)) FROM orders"));
        assertThat(execution.status().state()).isEqualTo(QueryExecutionState.FAILED);
        untilTrue("the storage to be quiet", LIMIT, () -> glaux.proxy().busy() == 0);
        long served = ServedBytes.of(glaux.proxy(), "/testing/tpch_hive/").data() - before.data();
        assertThat(athena.get(execution.queryExecutionId()).statistics().dataScannedInBytes()).isEqualTo(served);
    }

    @Test
    void workersReportWhatTheyRead(SharedGlaux glaux)
    {
        String database = TpchTables.hive(glaux);
        try (GlauxInstance worker = glaux.startWorker()) {
            untilTrue("the worker to join", LIMIT, () -> !glaux.instance().readStatus().workers().isEmpty());
            compare(glaux,
                    glaux.athena(database),
                    "SELECT sum(l_extendedprice), max(l_comment) FROM lineitem",
                    "/testing/tpch_hive/");
            compare(glaux, glaux.athena(database), TpchTables.query(9), "/testing/tpch_hive/");
            compare(glaux, glaux.athena(database), "SELECT * FROM lineitem LIMIT 5", "/testing/tpch_hive/");
            assertThat(worker.isAlive()).isTrue();
        }
    }

    @Test
    void trinosDoorCountsTheSame(SharedGlaux glaux)
            throws SQLException
    {
        SampleTables.make(glaux);
        String sql = "SELECT max(name) AS trinos_door FROM awsdatacatalog.formats.parquet_snappy";
        ServedBytes before = ServedBytes.of(glaux.proxy(), "/testing/formats/");
        try (Connection connection = glaux.trino().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("name-999");
            assertThat(rows.next()).isFalse();
        }
        long served = ServedBytes.of(glaux.proxy(), "/testing/formats/").data() - before.data();
        AthenaQueries athena = glaux.athena("default");
        String id = glaux.clients().athena().listQueryExecutionsPaginator(request -> request.workGroup("primary"))
                .stream()
                .flatMap(page -> page.queryExecutionIds().stream())
                .filter(candidate -> athena.get(candidate).query().equals(sql))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The history does not have the query of the other door"));
        assertThat(served).isPositive();
        assertThat(athena.await(id).statistics().dataScannedInBytes()).isEqualTo(served);
    }

    private static ServedBytes compare(SharedGlaux glaux, AthenaQueries athena, String sql, String folder)
    {
        ServedBytes before = ServedBytes.of(glaux.proxy(), folder);
        QueryExecution execution = athena.run(sql);
        untilTrue("the storage to be quiet", LIMIT, () -> glaux.proxy().busy() == 0);
        ServedBytes served = ServedBytes.of(glaux.proxy(), folder).minus(before);
        assertThat(execution.statistics().dataScannedInBytes()).as(sql).isEqualTo(served.data());
        return served;
    }
}
