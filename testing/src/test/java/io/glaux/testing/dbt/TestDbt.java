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
package io.glaux.testing.dbt;

import io.glaux.testing.Checkout;
import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.process.CommandResult;
import io.glaux.testing.process.Folders;
import io.glaux.testing.python.PythonEnvironment;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The project {@code testing/dbt} with dbt-athena as it comes: seeds, tables, views, each incremental strategy,
 * snapshots, tests of data and persisted descriptions, built twice.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestDbt
{
    private static final String DATABASE = "dbt_shop";

    @Test
    void buildsTwice(SharedGlaux glaux)
    {
        Path project = Folders.temporary("dbt");
        try {
            Folders.copy(Checkout.testing("dbt"), project);
            AthenaQueries athena = glaux.athena(DATABASE);

            build(glaux, project, "city");
            assertThat(column(athena, "SELECT order_id FROM orders_by_month WHERE month = '2024-02' ORDER BY 1"))
                    .containsExactly("3", "4");
            assertThat(column(athena, "SELECT DISTINCT run FROM months_overwrite")).containsExactly("first");
            assertThat(column(athena, "SELECT CAST(sum(total) AS varchar) FROM customer_totals"))
                    .containsExactly("1234698.39");
            assertThat(column(athena, "SELECT count(*) FROM customers_history")).containsExactly("4");

            build(glaux, project, "'Paris'");
            assertThat(column(athena, "SELECT run || ' ' || CAST(count(*) AS varchar) FROM log_append GROUP BY run "
                    + "ORDER BY 1")).containsExactly("again 5", "first 5");
            assertThat(column(athena, "SELECT month || ' ' || run FROM months_overwrite ORDER BY 1"))
                    .containsExactly("2024-01 first", "2024-02 again", "2024-03 again");
            assertThat(column(athena, "SELECT CAST(order_id AS varchar) || ' ' || run FROM orders_merge ORDER BY 1"))
                    .containsExactly("1 first", "2 first", "3 first", "4 again", "5 again");
            assertThat(column(athena, "SELECT count(*) FROM events_append_iceberg WHERE added = 'new'"))
                    .containsExactly("5");
            // all four moved to Paris: each has a row that ended and one that is current
            assertThat(column(athena, "SELECT count(*) FROM customers_history")).containsExactly("8");
            assertThat(glaux.clients().glue()
                    .getTable(request -> request.databaseName(DATABASE).name("orders_by_month"))
                    .table().description()).isEqualTo("Orders by month; a table of Hive's kind");
        }
        finally {
            Folders.delete(project);
        }
    }

    private static void build(SharedGlaux glaux, Path project, String city)
    {
        Map<String, String> environment = new LinkedHashMap<>(glaux.instance().environment().forChild());
        environment.put("DBT_DATABASE", DATABASE);
        environment.put("DBT_CITY", city);
        environment.put("DBT_PROFILES_DIR", project.toString());
        CommandResult result = PythonEnvironment.of("dbt").program(
                "dbt", environment, "build", "--no-use-colors", "--project-dir", project.toString());
        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("Completed successfully").containsPattern("ERROR=0 SKIP=0");
    }

    private static List<String> column(AthenaQueries athena, String sql)
    {
        return athena.query(sql).firsts();
    }
}
