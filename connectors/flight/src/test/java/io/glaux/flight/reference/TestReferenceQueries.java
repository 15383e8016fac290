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
package io.glaux.flight.reference;

import io.glaux.flight.FlightPlugin;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanKey;
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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import static io.trino.testing.TestingSession.testSessionBuilder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;
import static org.junit.jupiter.api.parallel.ExecutionMode.SAME_THREAD;

/**
 * A coordinator and a worker, and a host of four catalogs with the same tables: one takes all that it is offered, one
 * takes it in part, one takes some of it, and one nothing. Each query has the same rows from all of them.
 */
@TestInstance(PER_CLASS)
@Execution(SAME_THREAD)
class TestReferenceQueries
{
    private static final String NOTHING = "nothing";
    private static final String ORACLE = "oracle";
    private static final String WHOLE = "whole";
    private static final List<String> TAKING = List.of(WHOLE, "part", "capricious");
    private static final boolean FULL = Boolean.getBoolean("glaux.test.full");
    private static final int RANDOM_QUERIES = FULL ? 500 : 40;
    private static final long SEED = Long.getLong("glaux.test.seed", System.nanoTime());
    private static final List<String> PUSHDOWNS = List.of(
            "filter_pushdown",
            "complex_expression_pushdown",
            "projection_pushdown",
            "limit_pushdown",
            "topn_pushdown",
            "aggregation_pushdown",
            "dynamic_filter_pushdown");

    private ReferenceHost host;
    private QueryRunner engine;

    @BeforeAll
    void start()
            throws Exception
    {
        TestingMeters.install();
        host = ReferenceHost.start(Map.of(
                WHOLE, settings("whole", Map.of("tables.broken", "true", "tables", PEOPLE)),
                "part", settings("in-part", Map.of()),
                "capricious", settings("capricious", Map.of("taken.seed", "7")),
                NOTHING, settings("no", Map.of())));
        engine = DistributedQueryRunner.builder(session(WHOLE)).setWorkerCount(1).build();
        engine.installPlugin(new TpchPlugin());
        engine.createCatalog(ORACLE, "tpch");
        engine.installPlugin(new FlightPlugin());
        for (String catalog : List.of(WHOLE, "part", "capricious", NOTHING)) {
            engine.createCatalog(catalog, "flight", host.properties(catalog, Map.of(
                    "breaker.failed-calls", "1",
                    "breaker.probe-interval", "20ms")));
        }
    }

    private static final String PEOPLE = "default.people(id bigint key, name varchar, age integer, city varchar)";

    private static Map<String, String> settings(String taken, Map<String, String> more)
    {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("taken", taken);
        settings.put("split.rows", "200");
        settings.put("page.rows", "64");
        settings.put("random.rows", "700");
        settings.put("random.seed", "42");
        settings.put("tpch.thousandths", "1");
        return settings;
    }

    @AfterAll
    void stop()
    {
        if (engine != null) {
            engine.close();
        }
        if (host != null) {
            host.close();
            assertThat(host.allocatedBytes()).isZero();
        }
    }

    private static Session session(String catalog)
    {
        return testSessionBuilder().setCatalog(catalog).setSchema("tpch").build();
    }

    private MaterializedResult run(String catalog, @Language("SQL") String sql)
    {
        return engine.execute(session(catalog), sql);
    }

    private String explain(String catalog, String sql)
    {
        return (String) run(catalog, "EXPLAIN " + sql).getOnlyValue();
    }

    static Stream<String> queries()
    {
        return Stream.of(
                "SELECT * FROM nation",
                "SELECT count(*) FROM orders",
                "SELECT orderkey FROM orders WHERE orderkey IN (1, 2, 3, 7, 32)",
                "SELECT * FROM orders WHERE orderdate BETWEEN DATE '1995-01-01' AND DATE '1995-06-30'"
                        + " AND totalprice > 1e5",
                "SELECT orderkey FROM orders WHERE clerk = 'Clerk#000000007' OR orderstatus = 'P'",
                "SELECT orderkey FROM orders WHERE NOT (orderkey < 100 OR custkey > 50)",
                "SELECT name FROM nation WHERE name LIKE 'I%' OR name LIKE '%\\_%' ESCAPE '\\'",
                "SELECT orderkey FROM orders WHERE orderkey + custkey = 100 AND orderkey % 3 = 1",
                "SELECT orderkey FROM orders WHERE coalesce(nullif(custkey, 1), -1) < 20",
                "SELECT orderstatus, count(*), sum(custkey), min(clerk), max(orderdate) FROM orders GROUP BY 1",
                "SELECT count(DISTINCT custkey), avg(custkey) FROM orders",
                "SELECT DISTINCT orderpriority FROM orders",
                "SELECT orderstatus FROM orders GROUP BY orderstatus HAVING count(*) > 100",
                "SELECT count(*) FROM orders WHERE orderkey < 0",
                "SELECT sum(orderkey) FROM orders WHERE orderkey < 0",
                "SELECT n.name, r.name FROM nation n JOIN region r ON n.regionkey = r.regionkey WHERE r.name = 'ASIA'",
                "SELECT o.orderkey FROM orders o JOIN customer c ON o.custkey = c.custkey WHERE c.nationkey = 3",
                "SELECT c.name, (SELECT count(*) FROM orders o WHERE o.custkey = c.custkey) FROM customer c",
                "SELECT name FROM nation WHERE regionkey NOT IN (SELECT regionkey FROM region WHERE name > 'B')",
                "SELECT count(*) FROM (SELECT orderkey FROM orders LIMIT 17)",
                "SELECT l.orderkey, sum(l.quantity) FROM lineitem l GROUP BY 1 HAVING sum(l.quantity) > 250",
                "SELECT * FROM \"default\".types",
                "SELECT id FROM \"default\".types WHERE double_value > 0 OR real_value < 0",
                "SELECT id FROM \"default\".types WHERE double_value <> 1 AND double_value IS NOT NULL",
                "SELECT max(double_value), min(double_value), max(real_value) FROM \"default\".types",
                "SELECT double_value, count(*) FROM \"default\".types GROUP BY 1",
                "SELECT id FROM \"default\".types WHERE char_3 = 'a' OR char_3 < 'b'",
                "SELECT id FROM \"default\".types WHERE \"json_value\" IS NULL",
                "SELECT id FROM \"default\".types WHERE row_value.\"inner\".deep IS NULL",
                "SELECT row_value.text, row_value.\"inner\" FROM \"default\".types WHERE row_value.number > 0",
                "SELECT id, element FROM \"default\".types CROSS JOIN UNNEST(array_value) AS u (element)",
                "SELECT id FROM \"default\".types WHERE CAST(integer_value AS bigint) = bigint_value",
                "SELECT id FROM \"default\".types WHERE timestamp_microsecond > TIMESTAMP '1970-01-01 00:00:00.000001'",
                "SELECT id FROM \"default\".types WHERE instant_millisecond <= TIMESTAMP '2000-01-01 00:00:00 +09:00'",
                "SELECT id FROM \"default\".types WHERE uuid_value > UUID '00000000-0000-0000-0000-000000000001'",
                "SELECT id FROM \"default\".types WHERE varbinary_value < X'ff'",
                "SELECT * FROM \"default\".empty",
                "SELECT count(*) FROM \"default\".empty",
                "SELECT count(*), max(id) FROM random.t0 WHERE decimal_38_10 > 0",
                "SELECT a.id FROM random.t0 a JOIN random.t1 b ON a.id = b.id AND a.boolean_value = b.boolean_value",
                "TABLE \"default\".mixed");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void testRowsAreTheSameWhateverTheSourceTakes(String sql)
    {
        MaterializedResult expected = run(NOTHING, sql);
        for (String catalog : TAKING) {
            assertSameRows(catalog, sql, expected, false);
        }
        if (!sql.contains("\"default\"") && !sql.contains("random.")) {
            Session oracle = testSessionBuilder().setCatalog(ORACLE).setSchema("sf0.001").build();
            assertThat(engine.execute(oracle, sql).getMaterializedRows())
                    .as("TPC-H as Trino makes it: %s", sql)
                    .containsExactlyInAnyOrderElementsOf(expected.getMaterializedRows());
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void testRowsAreTheSameWhatIsSwitchedOff(String sql)
    {
        MaterializedResult expected = run(WHOLE, sql);
        assertSameWithout(PUSHDOWNS, sql, expected);
        int chosen = new Random(SEED + sql.hashCode()).nextInt(PUSHDOWNS.size());
        for (String property : FULL ? PUSHDOWNS : List.of(PUSHDOWNS.get(chosen))) {
            assertSameWithout(List.of(property), sql, expected);
        }
    }

    private void assertSameWithout(List<String> properties, String sql, MaterializedResult expected)
    {
        Session.SessionBuilder session = Session.builder(session(WHOLE));
        properties.forEach(property -> session.setCatalogSessionProperty(WHOLE, property, "false"));
        assertThat(engine.execute(session.build(), sql).getMaterializedRows())
                .as("%s without %s, -Dglaux.test.seed=%s", sql, properties, SEED)
                .containsExactlyInAnyOrderElementsOf(expected.getMaterializedRows());
    }

    static Stream<String> orderedQueries()
    {
        return Stream.of(
                "SELECT orderkey FROM orders ORDER BY orderkey LIMIT 10",
                "SELECT totalprice, orderkey FROM orders ORDER BY totalprice DESC, orderkey LIMIT 25",
                "SELECT orderkey FROM orders WHERE custkey < 10 ORDER BY orderdate, orderkey LIMIT 5",
                "SELECT custkey, sum(totalprice) FROM orders GROUP BY custkey ORDER BY 2 DESC, 1 LIMIT 7",
                "SELECT id FROM \"default\".types ORDER BY double_value DESC NULLS FIRST, id LIMIT 9",
                "SELECT id FROM \"default\".types ORDER BY double_value DESC NULLS LAST, id LIMIT 9",
                "SELECT id FROM \"default\".types ORDER BY double_value NULLS FIRST, id LIMIT 9",
                "SELECT id FROM \"default\".types ORDER BY varchar_value NULLS LAST, id LIMIT 9",
                "SELECT id FROM (SELECT id FROM \"default\".types ORDER BY id DESC LIMIT 12) ORDER BY id LIMIT 3",
                "SELECT id FROM random.t0 ORDER BY real_value, id LIMIT 50",
                "SELECT id FROM random.t0 ORDER BY timestamp_nanosecond DESC, id LIMIT 50");
    }

    @ParameterizedTest
    @MethodSource("orderedQueries")
    void testOrderIsTheSameWhateverTheSourceTakes(String sql)
    {
        MaterializedResult expected = run(NOTHING, sql);
        for (String catalog : TAKING) {
            assertSameRows(catalog, sql, expected, true);
        }
    }

    private void assertSameRows(String catalog, String sql, MaterializedResult expected, boolean isOrdered)
    {
        List<MaterializedRow> rows = run(catalog, sql).getMaterializedRows();
        if (isOrdered) {
            assertThat(rows).as("%s: %s", catalog, sql).containsExactlyElementsOf(expected.getMaterializedRows());
        }
        else {
            assertThat(rows)
                    .as("%s: %s", catalog, sql)
                    .containsExactlyInAnyOrderElementsOf(expected.getMaterializedRows());
        }
    }

    @Test
    void testRandomConditions()
    {
        System.out.println("TestReferenceQueries: -Dglaux.test.seed=" + SEED);
        RandomConditions conditions = new RandomConditions(new Random(SEED));
        for (int i = 0; i < RANDOM_QUERIES; i++) {
            String sql = conditions.query();
            List<MaterializedRow> expected = run(NOTHING, sql).getMaterializedRows();
            for (String catalog : TAKING) {
                assertThat(run(catalog, sql).getMaterializedRows())
                        .as("%s: %s", catalog, sql)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }

    @Test
    void testExplainShowsWhatTheSourceDoes()
    {
        assertThat(explain(WHOLE, "SELECT count(*) FROM orders WHERE custkey = 1"))
                .contains("tpch.orders constraint=[custkey] groups=[] aggregates=[AGGREGATE_FUNCTION_COUNT_ALL]")
                .contains("by [scan, filter (1 whole, 0 in part), aggregation")
                .doesNotContain("Filter[", "ScanFilter");
        assertThat(explain("part", "SELECT orderkey FROM orders WHERE custkey = 1"))
                .contains("constraint=[custkey]")
                .contains("(0 whole, 1 in part)")
                .contains("custkey");
        assertThat(explain(WHOLE, "SELECT orderkey FROM orders WHERE clerk LIKE 'Clerk%x%' LIMIT 3"))
                .contains("constraint=[clerk] conditions=1 limit=3 by [scan, filter (2 whole, 0 in part), limit");
    }

    @Test
    void testJoinReadsThePartnersAlone()
    {
        String sql = "SELECT count(*) FROM lineitem l JOIN orders o ON l.orderkey = o.orderkey WHERE o.custkey = 1";
        Session without = Session.builder(session(WHOLE))
                .setCatalogSessionProperty(WHOLE, "dynamic_filter_pushdown", "false")
                .setSystemProperty("join_distribution_type", "BROADCAST")
                .build();
        Session with = Session.builder(without)
                .setCatalogSessionProperty(WHOLE, "dynamic_filter_pushdown", "true")
                .build();
        long all = bytes(without, "tpch.lineitem", sql);
        long partners = bytes(with, "tpch.lineitem", sql);
        assertThat(partners)
                .as(() -> (String) engine.execute(with, "EXPLAIN ANALYZE " + sql).getOnlyValue())
                .isPositive()
                .isLessThan(all / 10);
    }

    private long bytes(Session session, String table, String sql)
    {
        ScanKey key = new ScanKey(WHOLE, table, ReadKind.DATA);
        long before = TestingMeters.bytes(key);
        assertThat(engine.execute(session, sql).getRowCount()).isPositive();
        return TestingMeters.bytes(key) - before;
    }

    @Test
    void testLookUpJoin()
    {
        String sql = "SELECT o.orderkey, c.name FROM orders o JOIN customer c ON o.custkey = c.custkey"
                + " WHERE o.orderkey < 50";
        Session lookups = Session.builder(session(WHOLE))
                .setCatalogSessionProperty(WHOLE, "lookup_joins", "true")
                .build();
        assertThat((String) engine.execute(lookups, "EXPLAIN " + sql).getOnlyValue()).contains("IndexJoin");
        assertThat(explain(WHOLE, sql)).doesNotContain("IndexJoin");
        assertThat(engine.execute(lookups, sql).getMaterializedRows())
                .containsExactlyInAnyOrderElementsOf(run(NOTHING, sql).getMaterializedRows());
        Session scans = Session.builder(session(WHOLE))
                .setCatalogSessionProperty(WHOLE, "dynamic_filter_pushdown", "false")
                .build();
        assertThat(bytes(lookups, "tpch.customer", sql))
                .as("bytes of the customers that were looked up")
                .isPositive()
                .isLessThan(bytes(scans, "tpch.customer", sql) / 2);
    }

    @Test
    void testQueryInTheSourcesLanguage()
    {
        assertThat(run(WHOLE, "SELECT count(*) FROM TABLE(whole.system.query(query => 'SCAN tpch.nation'))")
                .getOnlyValue()).isEqualTo(25L);
        assertThat(run(
                WHOLE,
                "SELECT name FROM TABLE(whole.system.query(query => 'SCAN tpch.nation LIMIT 5')) WHERE nationkey = 3")
                .getOnlyValue()).isEqualTo("CANADA");
        assertThatThrownBy(() -> run(WHOLE, "SELECT * FROM TABLE(whole.system.query(query => 'DROP everything'))"))
                .hasMessageContaining("it cannot write");
        assertThatThrownBy(() -> run(WHOLE, "SELECT * FROM TABLE(whole.system.query(query => CAST(NULL AS varchar)))"))
                .hasMessageContaining("not NULL");
    }

    @Test
    void testNamesThatCollide()
    {
        List<String> tables = names("SHOW TABLES FROM whole.\"default\" LIKE 'mixed%'");
        assertThat(tables).hasSize(2).contains("mixed");
        String other = tables.stream().filter(name -> !name.equals("mixed")).findFirst().orElseThrow();
        assertThat(run(WHOLE, "SELECT * FROM \"default\".\"" + other + "\"").getRowCount()).isEqualTo(2);
        assertThat(names("SHOW COLUMNS FROM whole.\"default\".\"" + other + "\"")).hasSize(3).contains("id", "name");
        assertThat(run(WHOLE, "SELECT id, name FROM \"default\".mixed").getMaterializedRows().getFirst().getFields())
                .containsExactly(3L, "lower");
    }

    private List<String> names(String sql)
    {
        return run(WHOLE, sql).getMaterializedRows().stream().map(row -> (String) row.getField(0)).toList();
    }

    @Test
    void testBrokenTableBreaksNothingElse()
    {
        assertThat(names("SHOW TABLES FROM whole.\"default\"")).contains("broken", "people");
        assertThat(names(
                "SELECT DISTINCT table_name FROM whole.information_schema.columns WHERE table_schema = 'default'"))
                .contains("people", "types")
                .doesNotContain("broken");
        assertThatThrownBy(() -> run(WHOLE, "SELECT * FROM \"default\".broken")).hasMessageContaining(
                "cannot be described");
        assertThatThrownBy(() -> run(WHOLE, "SELECT * FROM \"default\".none")).hasMessageContaining("does not exist");
    }

    @Test
    void testFlushMetadataCache()
    {
        assertThatThrownBy(() -> run(WHOLE, "SELECT * FROM tpch.added")).hasMessageContaining("does not exist");
        host.source(WHOLE).add("tpch.added", "tpch.added(a bigint)");
        run(WHOLE, "CALL whole.system.flush_metadata_cache()");
        assertThat(run(WHOLE, "SELECT * FROM tpch.added").getRowCount()).isZero();
        assertThat(host.source(WHOLE).remove("tpch.added")).isTrue();
        run(WHOLE, "CALL whole.system.flush_metadata_cache()");
    }

    @Test
    void testWrites()
    {
        run(WHOLE, "INSERT INTO \"default\".people VALUES (1, 'Ann', 30, 'Oslo'), (2, 'Bob', 40, 'Rome'),"
                + " (3, 'Cy', NULL, 'Oslo')");
        run(WHOLE, "INSERT INTO \"default\".people (name, id) VALUES ('Dee', 4)");
        run(WHOLE, "UPDATE \"default\".people SET age = coalesce(age, 0) + 1, city = 'Bern' WHERE id >= 2");
        run(WHOLE, "DELETE FROM \"default\".people WHERE name = 'Bob'");
        run(WHOLE,
                """
                MERGE INTO "default".people p
                USING (VALUES (1, 'gone'), (3, 'Cyd'), (9, 'New')) AS n (id, name) ON p.id = n.id
                WHEN MATCHED AND n.name = 'gone' THEN DELETE
                WHEN MATCHED THEN UPDATE SET name = n.name
                WHEN NOT MATCHED THEN INSERT (id, name) VALUES (n.id, n.name)""");
        List<List<Object>> rows = new ArrayList<>();
        run(WHOLE, "SELECT id, name, age, city FROM \"default\".people ORDER BY id").getMaterializedRows()
                .forEach(row -> rows.add(row.getFields()));
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).containsExactly(3L, "Cyd", 1, "Bern");
        assertThat(rows.get(1)).containsExactly(4L, "Dee", 1, "Bern");
        assertThat(rows.get(2)).containsExactly(9L, "New", null, null);
        run(WHOLE, "DELETE FROM \"default\".people");
        assertThat(run(WHOLE, "SELECT count(*) FROM \"default\".people").getOnlyValue()).isEqualTo(0L);
    }

    @Test
    void testHostThatEndsAndComesBack()
    {
        host.end();
        Session session = session(NOTHING);
        assertThatThrownBy(() -> engine.execute(session, "SELECT * FROM nation"))
                .hasMessageContaining("grpc://127.0.0.1");
        assertThatThrownBy(() -> engine.execute(session, "SELECT * FROM region"))
                .hasMessageContaining("No host of the catalog nothing answers");
        host.restart();
        long start = System.nanoTime();
        long rows = 0;
        while (rows == 0 && System.nanoTime() - start < 30_000_000_000L) {
            try {
                rows = engine.execute(session, "SELECT * FROM nation").getRowCount();
            }
            catch (RuntimeException _) {
                Thread.onSpinWait();
            }
        }
        assertThat(rows).isEqualTo(25);
    }
}
