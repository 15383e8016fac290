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
import io.trino.Session;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.testing.BaseConnectorTest;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.QueryRunner;
import io.trino.testing.TestingConnectorBehavior;
import io.trino.testing.sql.TestTable;
import org.intellij.lang.annotations.Language;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.Execution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import static io.trino.testing.TestingSession.testSessionBuilder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.parallel.ExecutionMode.SAME_THREAD;

/**
 * Trino's own tests of connectors, through the wire, against a source that can do everything. What is false and what is
 * overridden here stands in docs/connectors/federated.md with its reason.
 */
@Execution(SAME_THREAD)
class TestReferenceConnector
        extends BaseConnectorTest
{
    private static final String CATALOG = "reference";
    private static final String SCHEMA = "tpch";

    /**
     * Tests that need a table and do not test how it is made: here it is made in the source.
     */
    private static final Set<String> TESTS_WITH_TABLES = Set.of(
            "testCaseSensitiveDataMapping",
            "testCharVarcharComparison",
            "testDataMappingSmokeTest",
            "testDeleteAllDataFromTable",
            "testInsert",
            "testInsertArray",
            "testInsertHighestUnicodeCharacter",
            "testInsertMap",
            "testInsertNegativeDate",
            "testInsertSameValues",
            "testInsertUnicode",
            "testMergeDeleteWithCTAS",
            "testPotentialDuplicateDereferencePushdown",
            "testPredicateOnRowTypeField",
            "testProjectionPushdown",
            "testProjectionPushdownMultipleRows",
            "testProjectionPushdownPhysicalInputSize",
            "testProjectionPushdownReadsLessData",
            "testProjectionPushdownWithHighlyNestedData",
            "testProjectionWithCaseSensitiveField",
            "testRowLevelDelete",
            "testRowLevelUpdate",
            "testTimestampWithTimeZoneCastToDatePredicate",
            "testTimestampWithTimeZoneCastToTimestampPredicate",
            "testVarcharCastToDateInPredicate",
            "testVarcharCharComparison",
            "testVarcharEqualityPushdownIgnoresTrailingSpaces");

    private ReferenceHost host;
    private String test = "";

    @BeforeEach
    void rememberTest(TestInfo info)
    {
        test = info.getTestMethod().orElseThrow().getName();
    }

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        TestingMeters.install();
        host = ReferenceHost.start(Map.of(CATALOG, Map.of(
                "split.rows", "5000",
                "random.tables", "0")));
        QueryRunner engine = DistributedQueryRunner
                .builder(testSessionBuilder().setCatalog(CATALOG).setSchema(SCHEMA).build())
                .setWorkerCount(2)
                .build();
        try {
            engine.installPlugin(new TpchPlugin());
            engine.createCatalog("tpch", "tpch");
            engine.installPlugin(new FlightPlugin());
            engine.createCatalog(CATALOG, "flight", host.properties(CATALOG, Map.of(
                    // tables come and go in the source
                    "metadata.cache-ttl", "0s",
                    "metadata.cache-missing-ttl", "0s")));
            return engine;
        }
        catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    @AfterAll
    void endHost()
    {
        host.close();
        assertThat(host.allocatedBytes()).isZero();
    }

    @Override
    protected boolean hasBehavior(TestingConnectorBehavior behavior)
    {
        return switch (behavior) {
            case SUPPORTS_CREATE_TABLE,
                 SUPPORTS_CREATE_TABLE_WITH_DATA -> TESTS_WITH_TABLES.contains(test);
            case SUPPORTS_CREATE_SCHEMA,
                 SUPPORTS_RENAME_TABLE,
                 SUPPORTS_ADD_COLUMN,
                 SUPPORTS_RENAME_COLUMN,
                 SUPPORTS_SET_COLUMN_TYPE,
                 SUPPORTS_COMMENT_ON_TABLE,
                 SUPPORTS_CREATE_VIEW,
                 SUPPORTS_CREATE_MATERIALIZED_VIEW,
                 SUPPORTS_TRUNCATE,
                 SUPPORTS_DEFAULT_COLUMN_VALUE,
                 SUPPORTS_NOT_NULL_CONSTRAINT,
                 SUPPORTS_JOIN_PUSHDOWN,
                 SUPPORTS_TOPN_PUSHDOWN,
                 SUPPORTS_AGGREGATION_PUSHDOWN_STDDEV,
                 SUPPORTS_AGGREGATION_PUSHDOWN_VARIANCE,
                 SUPPORTS_AGGREGATION_PUSHDOWN_COVARIANCE,
                 SUPPORTS_AGGREGATION_PUSHDOWN_CORRELATION,
                 SUPPORTS_AGGREGATION_PUSHDOWN_REGRESSION -> false;
            case SUPPORTS_DYNAMIC_FILTER_PUSHDOWN -> true;
            default -> super.hasBehavior(behavior);
        };
    }

    private AddedTables tables()
    {
        return new AddedTables(getQueryRunner(), host.source(CATALOG), SCHEMA);
    }

    @Override
    protected TestTable newTrinoTable(
            String namePrefix,
            @Language("SQL") String tableDefinition,
            List<String> rowsToInsert)
    {
        return new TestTable(tables().withKey(Set.of()), namePrefix, tableDefinition, rowsToInsert);
    }

    @Override
    protected TestTable createTestTableForWrites(String namePrefix, String tableDefinition, String primaryKey)
    {
        return createTestTableForWrites(namePrefix, tableDefinition, List.of(), primaryKey);
    }

    @Override
    protected TestTable createTestTableForWrites(
            String namePrefix,
            String tableDefinition,
            List<String> rowsToInsert,
            String primaryKey)
    {
        Set<String> key = AddedTables.key(Optional.of(primaryKey));
        return new TestTable(tables().withKey(key), namePrefix, tableDefinition, rowsToInsert);
    }

    @Override
    protected void createTableForWrites(
            @Language("SQL") String createTable,
            String tableName,
            Optional<String> primaryKey,
            OptionalInt updateCount)
    {
        long rows = tables().create(createTable.formatted(tableName), AddedTables.key(primaryKey)).orElseThrow();
        updateCount.ifPresent(count -> assertThat(rows).isEqualTo(count));
    }

    @Override
    protected void assertUpdate(@Language("SQL") String sql)
    {
        if (!isTable(sql)) {
            super.assertUpdate(sql);
        }
    }

    private boolean isTable(String sql)
    {
        return tables().drop(sql)
                || (TESTS_WITH_TABLES.contains(test) && tables().create(sql, Set.of()).isPresent());
    }

    @Override
    protected void assertUpdate(@Language("SQL") String sql, long count)
    {
        if (!isTable(sql)) {
            super.assertUpdate(sql, count);
        }
    }

    @Override
    protected TestTable createTableWithDefaultColumns()
    {
        return abort("The protocol has no default values of columns");
    }

    @Override
    protected Session sessionWithProjectionPushdownDisabled(Session session)
    {
        return Session.builder(session).setCatalogSessionProperty(CATALOG, "projection_pushdown", "false").build();
    }

    @Override
    protected Session withoutSmallFileThreshold(Session session)
    {
        // there are no files
        return session;
    }

    /**
     * Of 15,000 rows, where Trino's has 1,500,000: this source has each row as a list of objects in memory.
     */
    @Test
    @Override
    public void testMergeLarge()
    {
        try (TestTable table = createTestTableForWrites(
                "test_merge_",
                "(orderkey BIGINT, custkey BIGINT, totalprice DOUBLE)",
                "orderkey")) {
            String name = table.getName();
            assertUpdate(
                    "INSERT INTO %s SELECT orderkey, custkey, totalprice FROM tpch.tiny.orders".formatted(name),
                    15_000);
            assertUpdate(
                    """
                    MERGE INTO %s t USING tpch.tiny.orders s ON t.orderkey = s.orderkey
                    WHEN MATCHED AND s.orderkey %% 3 = 0 THEN UPDATE SET totalprice = t.totalprice + s.totalprice
                    WHEN MATCHED AND s.orderkey %% 3 = 1 THEN DELETE""".formatted(name),
                    "SELECT count(*) FROM orders WHERE orderkey % 3 <> 2");
            assertThat(query(
                    "SELECT orderkey %% 3, count(*), sum(CAST(totalprice AS decimal(18, 2))) FROM %s GROUP BY 1"
                            .formatted(name)))
                    .matches(
                            """
                            SELECT orderkey % 3, count(*),
                                sum(CAST(totalprice AS decimal(18, 2)) * IF(orderkey % 3 = 0, 2, 1))
                            FROM tpch.tiny.orders WHERE orderkey % 3 <> 1 GROUP BY 1""");
        }
    }

    /**
     * Without the table that it makes by EXPLAIN ANALYZE.
     */
    @Test
    @Override
    public void testDelete()
    {
        try (TestTable table = newTrinoTable("test_delete_", "AS SELECT * FROM orders")) {
            for (int custkey = 100; custkey <= 500; custkey += 200) {
                assertUpdate(
                        "DELETE FROM %s WHERE custkey <= %s".formatted(table.getName(), custkey),
                        "SELECT count(*) FROM orders WHERE custkey <= %s AND custkey > %s"
                                .formatted(custkey, custkey == 100 ? -1 : custkey - 200));
                assertQuery(
                        "SELECT * FROM " + table.getName(),
                        "SELECT * FROM orders WHERE custkey > " + custkey);
            }
            assertUpdate("DELETE FROM %s WHERE orderkey < 0".formatted(table.getName()), 0);
            assertUpdate("DELETE FROM %s WHERE orderkey > 5 AND orderkey < 4".formatted(table.getName()), 0);
            assertExplainAnalyze("EXPLAIN ANALYZE DELETE FROM %s WHERE TRUE".formatted(table.getName()));
            assertQuery("SELECT count(*) FROM " + table.getName(), "SELECT 0");
        }
    }

    /**
     * Tests of this project begin with Test.
     */
    @Test
    @Override
    public void ensureTestNamingConvention()
    {
        assertThat(getClass().getSimpleName()).startsWith("Test");
    }
}
