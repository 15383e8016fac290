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
package io.glaux.testing.federation;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.QueryRows;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables of the lake and of a source in one statement.
 */
@ExtendWith(SharedGlaux.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestJoins
{
    private static final String DATABASE = "joins";
    private static final String CATALOG = "joined_source";
    private static final String JOIN =
            """
            SELECT c.name, count(*) AS orders, sum(o.totalprice) AS price
            FROM %s o JOIN %s c ON o.custkey = c.custkey
            WHERE o.orderkey < 200
            GROUP BY c.name
            ORDER BY c.name
            """;

    private final AthenaQueries athena;
    private final HostProcess host;
    private final HostCatalog catalog;

    TestJoins(SharedGlaux glaux)
    {
        athena = glaux.athena(DATABASE);
        glaux.once(DATABASE, String.class, () -> {
            glaux.clients().glue().createDatabase(request -> request.databaseInput(input -> input
                    .name(DATABASE)
                    .locationUri("s3://%s/%s/".formatted(SharedGlaux.BUCKET, DATABASE))));
            athena.run("CREATE TABLE orders AS "
                    + "SELECT o_orderkey AS orderkey, o_custkey AS custkey, o_totalprice AS totalprice "
                    + "FROM tpch.tiny.orders");
            athena.run("CREATE TABLE customer AS "
                    + "SELECT c_custkey AS custkey, c_name AS name FROM tpch.tiny.customer");
            return DATABASE;
        });
        host = HostProcess.start(HostProgram.reference(), Map.of());
        catalog = HostCatalog.add(glaux.instance(), CATALOG, host, Map.of());
    }

    @AfterAll
    void end()
    {
        catalog.close();
        host.close();
    }

    @Test
    void testSameRowsAsInOneCatalog()
    {
        List<List<String>> expected = athena.query(JOIN.formatted("orders", "customer")).rows();
        assertThat(expected).hasSizeGreaterThan(20);
        assertThat(athena.query(JOIN.formatted("orders", CATALOG + ".tpch.customer")).rows()).isEqualTo(expected);
    }

    /**
     * What came from the source is on the bill, and it is what the join's keys need: all customers take 45 kB.
     */
    @Test
    void testReadsCustomersOfTheOrdersOnly()
    {
        QueryRows joined = athena.query(JOIN.formatted("orders", CATALOG + ".tpch.customer"));
        QueryRows bytes = athena.query(
                """
                SELECT s.bytes FROM system.usage.queries
                CROSS JOIN UNNEST(scans) AS s (source, table_name, kind, bytes, requests, units)
                WHERE query_id = '%s' AND s.source = '%s' AND s.kind = 'DATA'
                """.formatted(joined.execution().queryExecutionId(), CATALOG));
        assertThat(Long.parseLong(bytes.only())).isPositive().isLessThan(10_000);
    }
}
