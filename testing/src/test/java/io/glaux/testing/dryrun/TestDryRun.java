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
package io.glaux.testing.dryrun;

import io.glaux.testing.RunSize;
import io.glaux.testing.instance.QueryRows;
import io.glaux.testing.shared.SampleTable;
import io.glaux.testing.shared.SampleTables;
import io.glaux.testing.shared.SharedGlaux;
import io.glaux.testing.shared.TpchTables;
import io.glaux.testing.storage.CountingProxy;
import io.glaux.testing.storage.ServedGet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import static io.glaux.testing.Waiting.untilTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A dry run says what the query then reads, by what the storage serves to it: exactly where it says so, and never less.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestDryRun
{
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String MAX_BYTES_BILLED = "X-Glaux-Max-Bytes-Billed";
    private static final String DRY_RUN = "X-Glaux-Dry-Run";
    private static final int BYTES = 6;
    private static final int BOUND = 7;
    private static final int BILLED = 8;
    private static final int MICRO_USD = 9;

    static List<String> sampleTables()
    {
        return SampleTable.names();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tpch_hive", "tpch_iceberg"})
    void tpchReadsWhatTheDryRunSays(String database, SharedGlaux glaux)
            throws SQLException
    {
        makeTables(glaux);
        try (Readings readings = new Readings(glaux, database)) {
            for (int number = 1; number <= TpchTables.QUERIES; number++) {
                assertThat(readings.error("q%02d".formatted(number), TpchTables.query(number)))
                        .as("bytes that q%d did not read", number)
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tpch_hive", "tpch_iceberg", "tpch_orc"})
    void generatedQueriesReadWhatTheDryRunSays(String database, SharedGlaux glaux)
            throws SQLException
    {
        makeTables(glaux);
        GeneratedScans scans = new GeneratedScans(RunSize.random("TestDryRun " + database));
        try (Readings readings = new Readings(glaux, database)) {
            for (int query = 0; query < RunSize.pick(15, 50); query++) {
                String sql = scans.next();
                readings.error(sql, sql);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "SELECT max(l_comment) FROM lineitem",
            "SELECT max(l_orderkey), max(l_shipdate), max(l_comment) FROM lineitem",
            "SELECT count(*) FROM lineitem",
            "SELECT max(o_clerk), max(o_totalprice) FROM orders",
    })
    void orcReadsTheStreamsOfItsColumns(String sql, SharedGlaux glaux)
            throws SQLException
    {
        makeTables(glaux);
        try (Readings readings = new Readings(glaux, "tpch_orc")) {
            assertThat(readings.error(sql, sql)).isZero();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sampleTables")
    void noFormatReadsMoreThanTheDryRunSays(String table, SharedGlaux glaux)
            throws SQLException
    {
        SampleTables.make(glaux);
        try (Readings readings = new Readings(glaux, SampleTables.DATABASE)) {
            readings.error(table, "SELECT max(name) FROM " + table);
            readings.error(table, "SELECT * FROM %s WHERE CAST(id AS bigint) = 500".formatted(table));
        }
    }

    @Test
    void theTotalHasThePrice(SharedGlaux glaux)
    {
        makeTables(glaux);
        QueryRows rows = glaux.athena("tpch_hive").query("EXPLAIN (TYPE DRY_RUN) SELECT max(n_name) FROM nation");
        assertThat(rows.firsts()).containsExactly("awsdatacatalog.tpch_hive.nation", "total");
        assertThat(rows.rows().getLast().get(BOUND)).isEqualTo("exact");
        assertThat(rows.rows().getLast().get(BILLED)).isEqualTo("10000000");
        assertThat(rows.rows().getLast().get(MICRO_USD)).isEqualTo("50");
        assertThat(rows.rows().getFirst().subList(1, 6)).containsExactly("n_name", "0", "1", "1", "1");
    }

    @Test
    void aDryRunCostsNothingAndChangesNothing(SharedGlaux glaux)
    {
        makeTables(glaux);
        QueryRows rows = glaux.athena("tpch_hive").query(
                "EXPLAIN (TYPE DRY_RUN) CREATE TABLE tried WITH (format = 'ORC') AS SELECT * FROM nation WHERE 1 = 1");
        assertThat(Long.parseLong(rows.rows().getLast().get(BYTES))).isPositive();
        QueryExecution query = rows.execution();
        assertThat(query.statementTypeAsString()).isEqualTo("DML");
        assertThat(query.substatementType()).isEqualTo("DRY_RUN");
        assertThat(glaux.athena("tpch_hive").query("SHOW TABLES").firsts()).doesNotContain("tried");
        String billed = glaux.athena("tpch_hive").query(
                "SELECT billed_bytes FROM system.usage.queries WHERE query_id = '%s'"
                        .formatted(query.queryExecutionId())).only();
        assertThat(billed).isEqualTo("0");
    }

    @Test
    void parametersAreBound(SharedGlaux glaux)
    {
        makeTables(glaux);
        String id = glaux.clients().athena().startQueryExecution(request -> request
                .queryString("EXPLAIN (TYPE DRY_RUN) SELECT max(o_comment) FROM orders WHERE o_orderkey = ?")
                .executionParameters("-1")
                .queryExecutionContext(context -> context.database("tpch_hive"))).queryExecutionId();
        assertThat(glaux.athena("tpch_hive").await(id).status().stateAsString()).isEqualTo("SUCCEEDED");
    }

    @Test
    void errorsAreThoseOfTheStatement(SharedGlaux glaux)
    {
        QueryExecution failed = glaux.athena("default").await(glaux.athena("default")
                .start("EXPLAIN (TYPE DRY_RUN) SELECT * FROM not_there"));
        assertThat(failed.status().stateChangeReason())
                .isEqualTo("TABLE_NOT_FOUND: line 1:38: Table 'awsdatacatalog.default.not_there' does not exist");
    }

    @Test
    void aTrialBeforeAQueryTellsPlacesInTheQuery(SharedGlaux glaux)
    {
        assertThat(limited(glaux, "SELECT * FROM not_there", "1000").status().stateChangeReason())
                .isEqualTo("TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.tpch_hive.not_there' does not exist");
    }

    @ParameterizedTest
    @CsvSource({"DROP TABLE nation, DROP TABLE", "EXPLAIN ANALYZE SELECT 1, EXPLAIN"})
    void otherStatementsCannotBeTried(String sql, String kind, SharedGlaux glaux)
    {
        assertThatThrownBy(() -> withHeader(glaux, sql, DRY_RUN, "true")).isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("A dry run is of a query, or of a statement that writes what it reads, "
                        + "and not of " + kind);
    }

    @Test
    void aQueryThatWouldCostTooMuchDoesNotRun(SharedGlaux glaux)
    {
        makeTables(glaux);
        String sql = "SELECT max(l_comment), max(l_orderkey) FROM lineitem";
        long billed = Long.parseLong(glaux.athena("tpch_hive").query("EXPLAIN (TYPE DRY_RUN) " + sql).rows().getLast()
                .get(BILLED));
        QueryExecution refused = limited(glaux, sql, Long.toString(billed - 1));
        assertThat(refused.status().stateAsString()).isEqualTo("FAILED");
        assertThat(refused.status().stateChangeReason()).isEqualTo(
                ("QUOTA_EXCEEDED: The query was not run: up to %d bytes would be billed, and it is limited to %d. " +
                        "See what it reads with EXPLAIN (TYPE DRY_RUN)").formatted(billed, billed - 1));
        assertThat(limited(glaux, sql, Long.toString(billed)).status().stateAsString()).isEqualTo("SUCCEEDED");
        assertThatThrownBy(() -> limited(glaux, sql, "10 GB")).isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("The header X-Glaux-Max-Bytes-Billed is a number of bytes, not '10 GB'");
    }

    @Test
    void aHeaderMakesAQueryADryRun(SharedGlaux glaux)
    {
        makeTables(glaux);
        String sql = "SELECT max(n_name) FROM nation;";
        QueryExecution tried = withHeader(glaux, sql, DRY_RUN, "true");
        assertThat(tried.substatementType()).isEqualTo("DRY_RUN");
        assertThat(tried.query()).isEqualTo("EXPLAIN (TYPE DRY_RUN) SELECT max(n_name) FROM nation");
        assertThat(withHeader(glaux, sql, DRY_RUN, "false").substatementType()).isEqualTo("SELECT");
        assertThatThrownBy(() -> withHeader(glaux, sql, DRY_RUN, "yes")).isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("The header X-Glaux-Dry-Run is true or false, not 'yes'");
    }

    private static QueryExecution limited(SharedGlaux glaux, String sql, String maxBytesBilled)
    {
        return withHeader(glaux, sql, MAX_BYTES_BILLED, maxBytesBilled);
    }

    private static QueryExecution withHeader(SharedGlaux glaux, String sql, String header, String value)
    {
        String id = glaux.clients().athena().startQueryExecution(request -> request
                        .queryString(sql)
                        .queryExecutionContext(context -> context.database("tpch_hive"))
                        .overrideConfiguration(override -> override.putHeader(header, value)))
                .queryExecutionId();
        return glaux.athena("tpch_hive").await(id);
    }

    private static void makeTables(SharedGlaux glaux)
    {
        TpchTables.hive(glaux);
        TpchTables.iceberg(glaux);
        TpchTables.orc(glaux);
    }

    /**
     * Tries queries, and runs them without dynamic filters.
     */
    private static final class Readings
            implements AutoCloseable
    {
        private final SharedGlaux glaux;
        private final String database;
        private final Connection connection;
        private final Statement statement;

        private Readings(SharedGlaux glaux, String database)
                throws SQLException
        {
            this.glaux = glaux;
            this.database = database;
            this.connection = glaux.trino().connect();
            this.statement = connection.createStatement();
            statement.execute("USE awsdatacatalog." + database);
            statement.execute("SET SESSION enable_dynamic_filtering = false");
        }

        /**
         * @return bytes that were forecast and not read
         */
        private long error(String name, String sql)
                throws SQLException
        {
            List<String> total = glaux.athena(database).query("EXPLAIN (TYPE DRY_RUN) " + sql).rows().getLast();
            long forecast = Long.parseLong(total.get(BYTES));
            untilTrue("the storage to be quiet", LIMIT, () -> glaux.proxy().busy() == 0);
            long before = served();
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    // to the end
                }
            }
            untilTrue("the storage to be quiet", LIMIT, () -> glaux.proxy().busy() == 0);
            long actual = served() - before;
            System.out.printf(
                    "dry run %s: %s %d, read %d, error %d%n",
                    name,
                    total.get(BOUND),
                    forecast,
                    actual,
                    forecast - actual);
            assertThat(actual).as(sql).isLessThanOrEqualTo(forecast);
            if (total.get(BOUND).equals("exact")) {
                assertThat(actual).as(sql).isEqualTo(forecast);
            }
            return forecast - actual;
        }

        private long served()
        {
            return served(glaux.proxy());
        }

        private static long served(CountingProxy proxy)
        {
            return proxy.snapshot().stream()
                    .filter(get -> get.path().contains("/testing/") && !get.path().contains("/metadata/"))
                    .mapToLong(ServedGet::bytes)
                    .sum();
        }

        @Override
        public void close()
                throws SQLException
        {
            statement.close();
            connection.close();
        }
    }
}
