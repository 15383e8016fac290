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
package io.glaux.testing.formats;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.shared.SampleTable;
import io.glaux.testing.shared.SampleTables;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

import static io.glaux.testing.shared.SampleTables.ROWS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that other software wrote, in tables that other software made: every value of every row is what it should be.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestFormats
{
    // counts the rows that hold what make_formats.py says they hold, by column
    private static final String CHECK =
            """
            SELECT
                count(*),
                count(DISTINCT id),
                min(id),
                max(id),
                count_if(small = id % 97),
                count_if(ratio = id / 8e0),
                count_if(name IS NOT DISTINCT FROM IF(id % 11 = 0, NULL, 'name-' || CAST(id % 1000 AS varchar))),
                count_if(flag = (id % 3 = 0)),
                count_if(day = date_add('day', id % 400, DATE '2020-01-01')),
                count_if(moment = date_add('millisecond', id * 1000 + id % 1000, TIMESTAMP '2021-01-01 00:00:00.000')),
                count_if(amount = CAST(id * 7 % 100000 AS decimal(12, 2)) / 100)
            FROM
            """;

    private static final String TYPED =
            """
            SELECT
                CAST(id AS bigint) AS id,
                CAST(small AS integer) AS small,
                CAST(ratio AS double) AS ratio,
                nullif(name, '') AS name,
                CAST(flag AS boolean) AS flag,
                CAST(day AS date) AS day,
                CAST(moment AS timestamp(3)) AS moment,
                CAST(amount AS decimal(12, 2)) AS amount
            FROM
            """;

    static List<String> tables()
    {
        return SampleTable.names();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void everyValueIsRead(String table, SharedGlaux glaux)
    {
        SampleTables.make(glaux);
        String from = SampleTable.of(table).stringsOnly() ? "(%s)".formatted(TYPED + table) : table;
        String rows = Integer.toString(ROWS);
        assertThat(glaux.athena(SampleTables.DATABASE).query(CHECK + from).rows())
                .containsExactly(
                        List.of(rows, rows, "0", Integer.toString(ROWS - 1), rows, rows, rows, rows, rows, rows, rows));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void rowsLookAsAthenaShowsThem(String table, SharedGlaux glaux)
    {
        SampleTables.make(glaux);
        String id = SampleTable.of(table).stringsOnly() ? "CAST(id AS bigint)" : "id";
        List<List<String>> rows = glaux.athena(SampleTables.DATABASE)
                .query(("SELECT small, ratio, name, flag, day, amount FROM %s WHERE %s IN (5, 39999) ORDER BY " +
                        "%s").formatted(table, id, id))
                .rows();
        assertThat(rows).containsExactly(
                List.of("5", "0.625", "name-5", "false", "2020-01-06", "0.35"),
                List.of("35", "4999.875", "name-999", "true", "2021-02-03", "799.93"));
    }

    @Test
    void icebergTablesLoseTheRowsThatWereDeleted(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena("default");
        athena.run("CREATE DATABASE IF NOT EXISTS deletes LOCATION 's3://glaux/testing/deletes/'");
        athena.run("CREATE TABLE awsdatacatalog_iceberg.deletes.orders WITH (format_version = 2) AS SELECT * FROM " +
                "tpch.tiny.orders");
        athena.run("DELETE FROM awsdatacatalog.deletes.orders WHERE o_orderkey % 3 = 0");
        athena.run("UPDATE awsdatacatalog.deletes.orders SET o_comment = 'changed' WHERE o_orderkey % 7 = 1");
        athena.run("INSERT INTO awsdatacatalog.deletes.orders SELECT * FROM tpch.tiny.orders "
                + "WHERE o_orderkey % 3 = 0 AND o_orderkey < 100");
        String check = "SELECT count(*), count(DISTINCT o_orderkey), sum(o_totalprice), "
                + "count_if(o_comment = 'changed') FROM ";
        List<List<String>> expected = athena.query(
                """
                SELECT count(*), count(DISTINCT o_orderkey), sum(o_totalprice),
                    count_if(o_orderkey % 3 <> 0 AND o_orderkey % 7 = 1)
                FROM tpch.tiny.orders
                WHERE o_orderkey % 3 <> 0 OR o_orderkey < 100
                """).rows();
        assertThat(glaux.athena("deletes").query(check + "orders").rows()).isEqualTo(expected);
        String deleteFiles = "SELECT count(*) > 0 FROM awsdatacatalog_iceberg.deletes.\"orders$files\" "
                + "WHERE content = 1";
        assertThat(athena.query(deleteFiles).only()).as("delete files").isEqualTo("true");
    }
}
