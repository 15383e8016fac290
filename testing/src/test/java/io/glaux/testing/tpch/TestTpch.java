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
package io.glaux.testing.tpch;

import io.glaux.testing.instance.GlauxInstance;
import io.glaux.testing.instance.QueryRows;
import io.glaux.testing.shared.SharedGlaux;
import io.glaux.testing.shared.TpchTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import static io.glaux.testing.Waiting.untilTrue;
import static io.glaux.testing.shared.TpchTables.GENERATOR;
import static io.glaux.testing.shared.TpchTables.QUERIES;
import static io.glaux.testing.shared.TpchTables.SCALE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The 22 queries of TPC-H through the Athena API give over files what Trino's generator gives in memory. Amounts are
 * decimals, so rows are compared exactly.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestTpch
{
    private static final Duration JOIN_LIMIT = Duration.ofMinutes(2);

    static IntStream queries()
    {
        return IntStream.rangeClosed(1, QUERIES);
    }

    @ParameterizedTest(name = "q{0}")
    @MethodSource("queries")
    void parquetGivesTheRowsOfTheGenerator(int number, SharedGlaux glaux)
    {
        assertThat(rows(glaux, TpchTables.hive(glaux), number)).isEqualTo(expected(glaux, number));
    }

    @ParameterizedTest(name = "q{0}")
    @MethodSource("queries")
    void icebergGivesTheRowsOfTheGenerator(int number, SharedGlaux glaux)
    {
        assertThat(rows(glaux, TpchTables.iceberg(glaux), number)).isEqualTo(expected(glaux, number));
    }

    @Test
    void twoProcessesGiveTheRowsOfTheGenerator(SharedGlaux glaux)
            throws SQLException
    {
        String database = TpchTables.hive(glaux);
        try (GlauxInstance worker = glaux.startWorker();
                Connection connection = glaux.trino().connect();
                Statement statement = connection.createStatement()) {
            String nodes = "SELECT node_id FROM system.runtime.nodes WHERE state = 'active'";
            untilTrue("a second node", JOIN_LIMIT, () -> strings(statement, nodes).size() == 2);
            for (int number = 1; number <= QUERIES; number++) {
                assertThat(rows(glaux, database, number)).as("q%d", number).isEqualTo(expected(glaux, number));
            }
            String tasks = "SELECT node_id FROM system.runtime.tasks WHERE completed_splits > 0 GROUP BY node_id " +
                    "HAVING count(*) > 20";
            assertThat(strings(statement, tasks)).as("nodes that ran splits").hasSize(2);
            assertThat(worker.isAlive()).isTrue();
        }
    }

    private static List<List<String>> expected(SharedGlaux glaux, int number)
    {
        return glaux.once("tpch expected " + number,
                ExpectedRows.class,
                () -> new ExpectedRows(read(glaux, GENERATOR, SCALE, number))).rows();
    }

    private static List<List<String>> rows(SharedGlaux glaux, String database, int number)
    {
        return read(glaux, "AwsDataCatalog", database, number);
    }

    private static List<List<String>> read(SharedGlaux glaux, String catalog, String database, int number)
    {
        QueryRows result = glaux.athena(catalog, database).query(TpchTables.query(number));
        return result.rows().stream().sorted(Comparator.comparing(List::toString)).toList();
    }

    private static List<String> strings(Statement statement, String sql)
    {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
        return values;
    }

    private record ExpectedRows(List<List<String>> rows)
    {
        ExpectedRows
        {
            rows = List.copyOf(rows);
        }
    }
}
