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
package io.glaux.dynamodb.wire;

import io.glaux.flight.FlightPlugin;
import io.trino.Session;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import io.trino.testing.MaterializedRow;
import io.trino.testing.QueryRunner;
import org.intellij.lang.annotations.Language;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.trino.testing.TestingSession.testSessionBuilder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

/**
 * What a query takes of DynamoDB, by the requests that it gets and the units that are metered, from SQL through the
 * wire.
 */
@TestInstance(PER_CLASS)
class TestDynamoDbQueries
{
    private static final Session SESSION =
            testSessionBuilder().setCatalog(DynamoDbHost.CATALOG).setSchema(DeclaredTables.SCHEMA).build();
    private static final String KEY_JOIN =
            """
            SELECT count(*), sum(c.nationkey)
            FROM tpch.tiny.nation n JOIN customer c ON c.custkey = n.nationkey * 10
            """;

    private DynamoDbHost host;
    private DeclaredTables tables;
    private QueryRunner engine;

    @BeforeAll
    void start()
            throws Exception
    {
        CountedUnits.reset();
        host = new DynamoDbHost(Map.of());
        engine = DistributedQueryRunner.builder(SESSION).setWorkerCount(0).build();
        engine.installPlugin(new TpchPlugin());
        engine.createCatalog("tpch", "tpch");
        engine.installPlugin(new FlightPlugin());
        tables = new DeclaredTables(engine, host);
        engine.createCatalog(DynamoDbHost.CATALOG, "flight", host.properties());
        // 300 items of 2.2 KB: a scan of them takes 80 units
        tables.create(
                """
                CREATE TABLE customer AS
                SELECT custkey, name, nationkey, rpad(comment, 2000, '.') AS comment
                FROM tpch.tiny.customer
                WHERE custkey <= 300
                """,
                List.of("custkey"));
        // 10 devices with 40 events each
        tables.create(
                """
                CREATE TABLE events AS
                SELECT 'd' || CAST(custkey % 10 AS varchar) AS device, custkey / 10 AS at, custkey AS number
                FROM tpch.tiny.customer
                WHERE custkey < 400
                """,
                List.of("device", "at"));
    }

    @AfterAll
    void stop()
    {
        if (engine != null) {
            engine.close();
        }
        if (tables != null) {
            tables.close();
        }
        if (host != null) {
            host.close();
            assertThat(host.allocatedBytes()).isZero();
        }
    }

    /**
     * What a statement took.
     */
    private final class Took
    {
        private final MaterializedResult result;
        private final Map<String, Long> requests;
        private final BigDecimal readUnits;

        Took(@Language("SQL") String sql)
        {
            this(SESSION, sql);
        }

        Took(Session session, @Language("SQL") String sql)
        {
            Map<String, Long> before = host.local().requests().counts();
            CountedUnits.reset();
            result = engine.execute(session, sql);
            requests = new HashMap<>(host.local().requests().counts());
            before.forEach((operation, count) -> requests.merge(operation, -count, Long::sum));
            requests.values().removeIf(count -> count == 0);
            requests.remove("DescribeTable");
            requests.remove("ListTables");
            readUnits = CountedUnits.of(DynamoDbHost.CATALOG, "dynamodb-read-unit");
        }

        List<Object> row()
        {
            assertThat(result.getMaterializedRows()).hasSize(1);
            return result.getMaterializedRows().getFirst().getFields();
        }

        List<Object> column()
        {
            return result.getMaterializedRows().stream().map(MaterializedRow::getFields).map(List::getFirst).toList();
        }
    }

    private String explain(@Language("SQL") String sql)
    {
        return (String) engine.execute(SESSION, "EXPLAIN " + sql).getOnlyValue();
    }

    /**
     * The customers 10, 20, ..., 240 of 300, by a dynamic filter; there is none with the key 0.
     */
    @Test
    void testAJoinReadsTheKeysThatItNeeds()
    {
        Took join = new Took(KEY_JOIN);
        assertThat(join.row()).isEqualTo(engine.execute(
                        """
                        SELECT count(*), sum(nationkey)
                        FROM tpch.tiny.customer
                        WHERE custkey % 10 = 0 AND custkey <= 240
                        """)
                .getMaterializedRows()
                .getFirst()
                .getFields());
        assertThat(join.requests).isEqualTo(Map.of("BatchGetItem", 1L));
        assertThat(join.readUnits).isEqualByComparingTo("12");
    }

    @Test
    void testALookUpJoinReadsTheKeysThatItNeeds()
    {
        Session session = Session.builder(SESSION)
                .setCatalogSessionProperty(DynamoDbHost.CATALOG, "lookup_joins", "true")
                .setCatalogSessionProperty(DynamoDbHost.CATALOG, "dynamic_filter_pushdown", "false")
                .build();
        assertThat((String) engine.execute(session, "EXPLAIN " + KEY_JOIN).getOnlyValue()).contains("IndexJoin");
        Took join = new Took(session, KEY_JOIN);
        assertThat(join.row().getFirst()).isEqualTo(24L);
        assertThat(join.requests).containsOnlyKeys("BatchGetItem");
        assertThat(join.readUnits).isEqualByComparingTo("12");
    }

    @Test
    void testExplainShowsTheAccessPathAndItsUnits()
    {
        assertThat(explain("SELECT name FROM customer WHERE custkey = 7"))
                .contains("[GetItem, ", "about 0.5 dynamodb-read-unit");
        assertThat(explain("SELECT name FROM customer WHERE custkey IN (7, 8, 9)"))
                .contains("BatchGetItem of 3 keys", "about 1.5 dynamodb-read-unit");
        assertThat(explain("SELECT number FROM events WHERE device = 'd3' AND at > 20"))
                .contains("Query: 1 hash values, 1 key ranges", "dynamodb-read-unit");
        assertThat(explain("SELECT number FROM events WHERE number > 20"))
                .contains("[Scan, ", "filter by DynamoDB", "dynamodb-read-unit");
    }

    @Test
    void testUnitsAreMetered()
    {
        Took one = new Took("SELECT nationkey FROM customer WHERE custkey = 7");
        assertThat(one.requests).isEqualTo(Map.of("GetItem", 1L));
        assertThat(one.readUnits).isEqualByComparingTo("0.5");
        Took some = new Took("SELECT nationkey FROM customer WHERE custkey IN (7, 8, 9)");
        assertThat(some.requests).isEqualTo(Map.of("BatchGetItem", 1L));
        assertThat(some.readUnits).isEqualByComparingTo("1.5");
        Took all = new Took("SELECT max(nationkey) FROM customer");
        assertThat(all.requests).containsOnlyKeys("Scan");
        assertThat(all.readUnits).isBetween(new BigDecimal("75"), new BigDecimal("85"));
    }

    @Test
    void testTheOrderOfTheSortKeyIsUsed()
    {
        Took last = new Took("SELECT at FROM events WHERE device = 'd3' ORDER BY at DESC LIMIT 3");
        assertThat(last.column()).containsExactly(39L, 38L, 37L);
        assertThat(last.requests).isEqualTo(Map.of("Query", 1L));
        assertThat(last.readUnits).isEqualByComparingTo("0.5");
        assertThat(explain("SELECT at FROM events WHERE device = 'd3' ORDER BY at DESC LIMIT 3"))
                .contains("in the order of the sort key");
        Took first = new Took("SELECT at FROM events WHERE device = 'd3' AND at >= 7 ORDER BY at LIMIT 2");
        assertThat(first.column()).containsExactly(7L, 8L);
    }

    @Test
    void testCountsBringNoItems()
    {
        assertThat(explain("SELECT count(*) FROM events WHERE device = 'd3'"))
                .contains("count only")
                .doesNotContain("Aggregate");
        Took count = new Took("SELECT count(*) FROM events WHERE device = 'd3'");
        assertThat(count.row()).containsExactly(40L);
        assertThat(count.requests).isEqualTo(Map.of("Query", 1L));
        assertThat(new Took("SELECT count(*) FROM events").row()).containsExactly(399L);
    }

    @Test
    void testLimitsLookAtNoMoreItems()
    {
        Took some = new Took("SELECT number FROM events LIMIT 5");
        assertThat(some.column()).hasSize(5);
        assertThat(some.requests).isEqualTo(Map.of("Scan", 1L));
        assertThat(some.readUnits).isEqualByComparingTo("0.5");
    }

    @Test
    void testPartiQl()
    {
        Took query = new Took(
                """
                SELECT * FROM TABLE(dynamo.system.query(query =>
                    'SELECT "number" FROM events WHERE device = ''d4'' AND "at" < 3'))
                """);
        assertThat(query.column()).hasSize(3);
        assertThat(query.requests).containsOnlyKeys("ExecuteStatement");
        // the first page is read twice. DynamoDB Local itself tells no units of statements
        assertThat(query.requests.get("ExecuteStatement")).isEqualTo(2);
        assertThatThrownBy(() -> engine.execute(
                """
                SELECT * FROM TABLE(dynamo.system.query(query =>
                    'DELETE FROM events WHERE device = ''d4'' AND "at" = 3'))
                """))
                .hasMessageContaining("SELECT");
    }

    @Test
    void testUpdatesAndDeletesAreByKey()
    {
        tables.create(
                "CREATE TABLE changed AS SELECT * FROM events WHERE device IN ('d1', 'd2')",
                List.of("device", "at"));
        Took update = new Took("UPDATE changed SET number = -number WHERE device = 'd1' AND at = 3");
        assertThat(update.requests).isEqualTo(Map.of("GetItem", 1L, "UpdateItem", 1L));
        assertThat(update.readUnits).isEqualByComparingTo("0.5");
        assertThat(new Took("SELECT number FROM changed WHERE number < 0").column()).containsExactly(-31L);
        Took delete = new Took("DELETE FROM changed WHERE device = 'd2' AND at BETWEEN 10 AND 19");
        assertThat(delete.requests).isEqualTo(Map.of("Query", 1L, "BatchWriteItem", 1L));
        assertThat(new Took("SELECT count(*) FROM changed").row()).containsExactly(70L);
        assertThatThrownBy(() -> engine.execute("INSERT INTO changed VALUES ('d1', 3, 0)"))
                .hasMessageContaining("has a row with the key");
    }

    @Test
    void testThrottlingSlowsAndNeverFails()
    {
        host.local().requests().refuse("Scan", 4);
        assertThat(new Took("SELECT count(DISTINCT number) FROM events").row()).containsExactly(399L);
        host.local().requests().refuse("BatchGetItem", 3);
        Took join = new Took(KEY_JOIN);
        assertThat(join.row().getFirst()).isEqualTo(24L);
        assertThat(join.requests).isEqualTo(Map.of("BatchGetItem", 4L));
        tables.create("CREATE TABLE throttled AS SELECT * FROM events WHERE false", List.of("device", "at"));
        host.local().requests().refuse("PutItem", 5);
        engine.execute("INSERT INTO throttled SELECT * FROM events WHERE device = 'd1'");
        assertThat(new Took("SELECT count(*) FROM throttled").row()).containsExactly(40L);
    }
}
