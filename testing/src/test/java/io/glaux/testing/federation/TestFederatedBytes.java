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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Of queries that take all that comes, the ledger has the bytes that a counter before the host saw.
 */
@ExtendWith(SharedGlaux.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestFederatedBytes
{
    private static final String CATALOG = "counted_host";

    private final AthenaQueries athena;
    private final CountedHost host;

    TestFederatedBytes(SharedGlaux glaux)
    {
        athena = glaux.athena("default");
        host = CountedHost.start(glaux.instance(), CATALOG, HostProgram.reference(), Map.of());
    }

    @AfterAll
    void end()
    {
        host.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "SELECT * FROM counted_host.tpch.orders",
            "SELECT comment FROM counted_host.tpch.lineitem WHERE orderkey < 1000 AND length(comment) % 3 = 0",
            "SELECT orderstatus, count(*), max(comment) FROM counted_host.tpch.orders GROUP BY 1",
            "SELECT count(*) FROM counted_host.tpch.lineitem",
            "SELECT c.name, sum(o.totalprice) FROM counted_host.tpch.orders o"
                    + " JOIN counted_host.tpch.customer c ON c.custkey = o.custkey WHERE c.nationkey = 3 GROUP BY 1",
            "SELECT max(element) FROM counted_host.\"default\".types CROSS JOIN UNNEST(array_value) AS t (element)",
            "SELECT * FROM counted_host.tpch.orders WHERE false",
    })
    void testTheLedgerHasThem(String sql)
    {
        long before = host.relay().passed();
        QueryRows rows = athena.query(sql);
        long passed = host.relay().passed() - before;
        String scanned = athena.query(
                """
                SELECT coalesce(sum(s.bytes), 0) FROM system.usage.queries
                CROSS JOIN UNNEST(scans) AS s (source, table_name, kind, bytes, requests, units)
                WHERE query_id = '%s' AND s.source = '%s'
                """.formatted(rows.execution().queryExecutionId(), CATALOG)).only();
        assertThat(Long.parseLong(scanned)).isEqualTo(passed);
        assertThat(rows.execution().statistics().dataScannedInBytes()).isEqualTo(passed);
    }
}
