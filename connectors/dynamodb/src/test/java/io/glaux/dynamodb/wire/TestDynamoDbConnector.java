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
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.testing.BaseConnectorTest;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.MaterializedResult;
import io.trino.testing.QueryRunner;
import io.trino.testing.TestingConnectorBehavior;
import io.trino.testing.sql.TestTable;
import org.intellij.lang.annotations.Language;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.opentest4j.TestAbortedException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import static io.trino.spi.type.VarcharType.VARCHAR;
import static io.trino.testing.MaterializedResult.resultBuilder;
import static io.trino.testing.TestingConnectorBehavior.SUPPORTS_CREATE_TABLE;
import static io.trino.testing.TestingConnectorBehavior.SUPPORTS_CREATE_TABLE_WITH_DATA;
import static io.trino.testing.TestingNames.randomNameSuffix;
import static io.trino.testing.TestingSession.testSessionBuilder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Trino's own tests of connectors, through the wire, against DynamoDB Local. What is false here, and what is
 * overridden, stands in docs/connectors/dynamodb.md with its reason.
 */
@EnabledIfSystemProperty(
        named = "glaux.test.full",
        matches = "true",
        disabledReason = "Trino's tests of connectors on DynamoDB Local take minutes: they are part of a full run")
class TestDynamoDbConnector
        extends BaseConnectorTest
{
    private static final String KEY_CANNOT_CHANGE =
            ".*updating column .*, which is part of the key: insert the row anew";

    private DynamoDbHost host;
    private DeclaredTables tables;
    // whether tests that make tables themselves find that they can: here the tests' tables are made in DynamoDB
    private final ThreadLocal<Boolean> isMade = ThreadLocal.withInitial(() -> false);

    @Override
    protected QueryRunner createQueryRunner()
            throws Exception
    {
        CountedUnits.reset();
        // many rows at a time: INSERT as it is by default has tests of its own
        host = new DynamoDbHost(Map.of("insert", "replace"));
        QueryRunner engine = DistributedQueryRunner
                .builder(testSessionBuilder().setCatalog(DynamoDbHost.CATALOG).setSchema(DeclaredTables.SCHEMA).build())
                .setWorkerCount(2)
                .build();
        try {
            engine.installPlugin(new TpchPlugin());
            engine.createCatalog("tpch", "tpch");
            engine.installPlugin(new FlightPlugin());
            tables = new DeclaredTables(engine, host);
            engine.createCatalog(DynamoDbHost.CATALOG, "flight", host.properties());
            for (String table : List.of("nation", "region", "customer", "orders")) {
                tables.create("CREATE TABLE %1$s AS SELECT * FROM tpch.tiny.%1$s".formatted(table), List.of(
                        table.equals("orders") ? "orderkey" : table.equals("customer") ? "custkey" : table + "key"));
            }
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
        tables.close();
        host.close();
        assertThat(host.allocatedBytes()).isZero();
    }

    @Override
    protected boolean hasBehavior(TestingConnectorBehavior behavior)
    {
        return switch (behavior) {
            case SUPPORTS_CREATE_TABLE, SUPPORTS_CREATE_TABLE_WITH_DATA -> isMade.get();
            case SUPPORTS_CREATE_SCHEMA,
                 SUPPORTS_RENAME_TABLE,
                 SUPPORTS_ADD_COLUMN,
                 SUPPORTS_RENAME_COLUMN,
                 SUPPORTS_SET_COLUMN_TYPE,
                 SUPPORTS_COMMENT_ON_TABLE,
                 SUPPORTS_CREATE_VIEW,
                 SUPPORTS_CREATE_MATERIALIZED_VIEW,
                 SUPPORTS_TRUNCATE,
                 SUPPORTS_NOT_NULL_CONSTRAINT,
                 SUPPORTS_DEFAULT_COLUMN_VALUE,
                 SUPPORTS_NEGATIVE_DATE,
                 SUPPORTS_JOIN_PUSHDOWN,
                 SUPPORTS_TOPN_PUSHDOWN,
                 SUPPORTS_AGGREGATION_PUSHDOWN,
                 SUPPORTS_PREDICATE_PUSHDOWN_WITH_VARCHAR_EQUALITY,
                 SUPPORTS_PREDICATE_PUSHDOWN_WITH_VARCHAR_INEQUALITY,
                 SUPPORTS_PREDICATE_ARITHMETIC_EXPRESSION_PUSHDOWN -> false;
            case SUPPORTS_DYNAMIC_FILTER_PUSHDOWN -> true;
            default -> super.hasBehavior(behavior);
        };
    }

    @Override
    protected TestTable newTrinoTable(
            String namePrefix,
            @Language("SQL") String tableDefinition,
            List<String> rowsToInsert)
    {
        return newTable(namePrefix, tableDefinition, rowsToInsert);
    }

    private TestTable newTable(String namePrefix, String tableDefinition, List<String> rowsToInsert, String... key)
    {
        return new TestTable(tables.withKey(List.of(key)), namePrefix, tableDefinition, rowsToInsert);
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
        return newTable(namePrefix, tableDefinition, rowsToInsert, key(Optional.of(primaryKey)).toArray(String[]::new));
    }

    @Override
    protected void createTableForWrites(
            @Language("SQL") String createTable,
            String tableName,
            Optional<String> primaryKey,
            OptionalInt updateCount)
    {
        long rows = tables.create(createTable.formatted(tableName), key(primaryKey)).orElseThrow();
        updateCount.ifPresent(count -> assertThat(rows).isEqualTo(count));
    }

    private static List<String> key(Optional<String> columns)
    {
        return columns.map(text -> Arrays.stream(text.split(",", -1)).map(String::strip).toList()).orElse(List.of());
    }

    @Override
    protected void assertUpdate(@Language("SQL") String sql)
    {
        if (tables.create(sql, List.of()).isEmpty() && !tables.drop(sql)) {
            super.assertUpdate(sql);
        }
    }

    /**
     * A test that is passed over where no tables can be made, as if they could.
     */
    private void withTables(Runnable test)
    {
        isMade.set(true);
        try {
            assertThat(hasBehavior(SUPPORTS_CREATE_TABLE) && hasBehavior(SUPPORTS_CREATE_TABLE_WITH_DATA)).isTrue();
            test.run();
        }
        finally {
            isMade.set(false);
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

    // Texts have no lengths

    @Override
    protected MaterializedResult getDescribeOrdersResult()
    {
        return resultBuilder(getSession(), VARCHAR, VARCHAR, VARCHAR, VARCHAR)
                .row("orderkey", "bigint", "", "")
                .row("custkey", "bigint", "", "")
                .row("orderstatus", "varchar", "", "")
                .row("totalprice", "double", "", "")
                .row("orderdate", "date", "", "")
                .row("orderpriority", "varchar", "", "")
                .row("clerk", "varchar", "", "")
                .row("shippriority", "integer", "", "")
                .row("comment", "varchar", "", "")
                .build();
    }

    @Test
    @Override
    public void testShowCreateTable()
    {
        assertThat((String) computeScalar("SHOW CREATE TABLE orders")).isEqualTo(
                """
                CREATE TABLE dynamo.tpch.orders (
                   orderkey bigint,
                   custkey bigint,
                   orderstatus varchar,
                   totalprice double,
                   orderdate date,
                   orderpriority varchar,
                   clerk varchar,
                   shippriority integer,
                   comment varchar
                )\
                """);
    }

    // Tests that make a table and write to it, as they are

    @Test
    @Override
    public void testCharVarcharComparison()
    {
        throw new TestAbortedException("DynamoDB has no CHAR");
    }

    @Test
    @Override
    public void testVarcharCharComparison()
    {
        throw new TestAbortedException("DynamoDB has no CHAR");
    }

    @Test
    @Override
    public void testVarcharCastToDateInPredicate()
    {
        withTables(super::testVarcharCastToDateInPredicate);
    }

    @Test
    @Override
    public void testInsertUnicode()
    {
        withTables(super::testInsertUnicode);
    }

    @Test
    @Override
    public void testInsertHighestUnicodeCharacter()
    {
        withTables(super::testInsertHighestUnicodeCharacter);
    }

    @Test
    @Override
    public void testInsertNegativeDate()
    {
        withTables(super::testInsertNegativeDate);
    }

    @Test
    @Override
    public void testVarcharEqualityPushdownIgnoresTrailingSpaces()
    {
        withTables(super::testVarcharEqualityPushdownIgnoresTrailingSpaces);
    }

    @Test
    @Override
    public void testDeleteAllDataFromTable()
    {
        withTables(super::testDeleteAllDataFromTable);
    }

    @Test
    @Override
    public void testRowLevelDelete()
    {
        withTables(super::testRowLevelDelete);
    }

    @Test
    @Override
    public void testPredicateOnRowTypeField()
    {
        withTables(super::testPredicateOnRowTypeField);
    }

    // Tests that need what DynamoDB does not have: a row without a key, two with the same, or another key for a row

    @Test
    @Override
    public void testInsert()
    {
        try (TestTable table = newTable(
                "test_insert_",
                "AS SELECT name, nationkey, regionkey FROM nation WITH NO DATA",
                List.of(),
                "nationkey")) {
            String query = "SELECT name, nationkey, regionkey FROM nation";
            assertQuery("SELECT count(*) FROM " + table.getName(), "SELECT 0");
            assertUpdate("INSERT INTO " + table.getName() + " " + query, 25);
            assertQuery("SELECT * FROM " + table.getName(), query);
            assertUpdate("INSERT INTO " + table.getName() + " (nationkey) VALUES (-1)", 1);
            assertUpdate("INSERT INTO " + table.getName() + " (nationkey, name) VALUES (-2, 'name-dummy-2')", 1);
            assertUpdate("INSERT INTO " + table.getName() + " (name, nationkey) VALUES ('name-dummy-3', -3)", 1);
            assertUpdate("INSERT INTO " + table.getName() + " (regionkey, nationkey) VALUES (1234, -4)", 1);
            assertQuery("SELECT * FROM " + table.getName(), query
                    + " UNION ALL SELECT null, -1, null"
                    + " UNION ALL SELECT 'name-dummy-2', -2, null"
                    + " UNION ALL SELECT 'name-dummy-3', -3, null"
                    + " UNION ALL SELECT null, -4, 1234");
            for (String key : List.of("(nationkey) VALUES (null)", "(name) VALUES ('name-dummy-1')")) {
                assertQueryFails("INSERT INTO %s %s".formatted(table.getName(), key), ".*part of the key.*");
            }
            assertUpdate(
                    """
                    INSERT INTO %s (nationkey, name, regionkey)
                    SELECT nationkey + 100, name, regionkey FROM nation
                    UNION ALL
                    SELECT nationkey + 200, name, regionkey FROM nation
                    """.formatted(table.getName()),
                    50);
            assertQuery("SELECT count(*) FROM " + table.getName(), "VALUES 79");
        }
    }

    @Test
    @Override
    public void testInsertArray()
    {
        try (TestTable table = newTable(
                "test_insert_array_",
                "(id INT, a ARRAY<DOUBLE>, b ARRAY<BIGINT>)",
                List.of(),
                "id")) {
            assertUpdate("INSERT INTO " + table.getName() + " (id, a) VALUES (1, ARRAY[null])", 1);
            assertUpdate("INSERT INTO " + table.getName() + " (id, a, b) VALUES (2, ARRAY[1.23E1], ARRAY[1.23E1])", 1);
            assertQuery("SELECT id, a[1], b[1] FROM " + table.getName(), "VALUES (1, null, null), (2, 12.3, 12)");
        }
    }

    @Override
    protected String errorMessageForInsertNegativeDate(String date)
    {
        return "Table .*, column dt: it cannot have a text that is no date or time in the format yyyy-MM-dd.*";
    }

    @Test
    @Override
    public void testInsertForDefaultColumn()
    {
        throw new TestAbortedException("DynamoDB has no default values");
    }

    @Test
    @Override
    public void testUpdateMultipleCondition()
    {
        try (TestTable table = newTable(
                "test_row_update",
                "AS SELECT * FROM (VALUES (1, 1, 10), (2, 1, 20), (3, 2, 10)) AS t(id, a, b)",
                List.of(),
                "id")) {
            assertUpdate("UPDATE " + table.getName() + " SET b = 100 WHERE a = 1 AND b = 10", 1);
            assertQuery("SELECT a, b FROM " + table.getName(), "VALUES (1, 100), (1, 20), (2, 10)");
        }
    }

    @Test
    @Override
    public void testUpdateWithPredicates()
    {
        try (TestTable table = newTable(
                "test_update_with_predicates",
                "(id INT, a INT, b INT, c INT)",
                List.of("1, 1, 2, 3", "2, 11, 12, 13", "3, 21, 22, 23"),
                "id")) {
            String name = table.getName();
            assertUpdate("UPDATE " + name + " SET a = a - 1 WHERE c = 3", 1);
            assertQuery("SELECT a, b, c FROM " + name, "VALUES (0, 2, 3), (11, 12, 13), (21, 22, 23)");
            assertUpdate("UPDATE " + name + " SET c = c + 1 WHERE a = 11", 1);
            assertQuery("SELECT a, b, c FROM " + name, "VALUES (0, 2, 3), (11, 12, 14), (21, 22, 23)");
            assertUpdate("UPDATE " + name + " SET b = b * 2 WHERE b = 22", 1);
            assertQuery("SELECT a, b, c FROM " + name, "VALUES (0, 2, 3), (11, 12, 14), (21, 44, 23)");
            assertQueryFails("UPDATE " + name + " SET id = 7 WHERE a = 11", KEY_CANNOT_CHANGE);
            assertQuery("SELECT id FROM " + name, "VALUES 1, 2, 3");
        }
    }

    @Test
    @Override
    public void testUpdateAllValues()
    {
        try (TestTable table = newTable(
                "test_update_all_columns",
                "(id INT, a INT, b INT, c INT)",
                List.of("1, 1, 2, 3", "2, 11, 12, 13", "3, 21, 22, 23"),
                "id")) {
            assertUpdate("UPDATE " + table.getName() + " SET a = a + 1, b = b - 1, c = c * 2", 3);
            assertQuery("SELECT a, b, c FROM " + table.getName(), "VALUES (2, 1, 6), (12, 11, 26), (22, 21, 46)");
        }
    }

    @Test
    @Override
    public void testUpdateRowType()
    {
        try (TestTable table = newTable(
                "test_update_with_predicates_on_row_types",
                "(id INT, int_t INT, row_t ROW(f1 INT, f2 INT))",
                List.of("1, 1, ROW(2, 3)", "2, 11, ROW(12, 13)", "3, 21, ROW(22, 23)"),
                "id")) {
            String name = table.getName();
            String query = "SELECT int_t, row_t.f1, row_t.f2 FROM " + name;
            assertUpdate("UPDATE " + name + " SET int_t = int_t - 1 WHERE row_t.f2 = 3", 1);
            assertQuery(query, "VALUES (0, 2, 3), (11, 12, 13), (21, 22, 23)");
            assertUpdate("UPDATE " + name + " SET row_t = ROW(row_t.f1, row_t.f2 + 1) WHERE int_t = 11", 1);
            assertQuery(query, "VALUES (0, 2, 3), (11, 12, 14), (21, 22, 23)");
            assertUpdate("UPDATE " + name + " SET row_t = ROW(row_t.f1 * 2, row_t.f2) WHERE row_t.f1 = 22", 1);
            assertQuery(query, "VALUES (0, 2, 3), (11, 12, 14), (21, 44, 23)");
        }
    }

    @Test
    @Override
    public void testDelete()
    {
        try (TestTable table = newTrinoTable("test_delete_", "AS SELECT * FROM orders")) {
            String name = table.getName();
            int above = 0;
            for (int custkey : new int[] {100, 300, 500}) {
                assertUpdate(
                        "DELETE FROM %s WHERE custkey <= %s".formatted(name, custkey),
                        "SELECT count(*) FROM orders WHERE custkey > %s AND custkey <= %s".formatted(above, custkey));
                assertQuery("SELECT * FROM " + name, "SELECT * FROM orders WHERE custkey > " + custkey);
                above = custkey;
            }
            assertUpdate("DELETE FROM " + name + " WHERE orderkey < 0", 0);
            assertUpdate("DELETE FROM " + name + " WHERE orderkey > 5 AND orderkey < 4", 0);
            assertExplainAnalyze("EXPLAIN ANALYZE DELETE FROM " + name + " WHERE TRUE");
            assertQuery("SELECT count(*) FROM " + name, "SELECT 0");
            assertExplainAnalyze(
                    "EXPLAIN ANALYZE INSERT INTO " + name + " (orderkey, clerk) SELECT orderkey, clerk FROM orders");
            assertQuery("SELECT orderkey, clerk FROM " + name, "SELECT orderkey, clerk FROM orders");
        }
    }

    @Test
    @Override
    public void testMergeFruits()
    {
        assertKeyStays("testMergeFruits", super::testMergeFruits);
    }

    @Test
    @Override
    public void testMergeAllColumnsUpdated()
    {
        assertKeyStays("testMergeAllColumnsUpdated", super::testMergeAllColumnsUpdated);
    }

    @Test
    @Override
    public void testMergeCasts()
    {
        assertKeyStays("testMergeCasts", super::testMergeCasts);
    }

    /**
     * These give rows another key, which is refused before anything is written.
     */
    private void assertKeyStays(String name, Runnable test)
    {
        assertThatThrownBy(test::run).as(name).hasMessageMatching(KEY_CANNOT_CHANGE);
    }

    // Tests over a million rows, or a hundred scans, which DynamoDB Local takes minutes for

    @Test
    @Override
    public void testMergeLarge()
    {
        String table = "test_merge_" + randomNameSuffix();
        createTableForWrites(
                "CREATE TABLE %s (orderkey BIGINT, custkey BIGINT, totalprice DOUBLE)",
                table,
                Optional.of("orderkey"));
        String source = "tpch.tiny.orders";
        assertUpdate("INSERT INTO %s SELECT orderkey, custkey, totalprice FROM %s".formatted(table, source), 15_000);
        assertUpdate(
                """
                MERGE INTO %s t USING (SELECT * FROM %s) s ON (t.orderkey = s.orderkey)
                WHEN MATCHED AND mod(s.orderkey, 3) = 0 THEN UPDATE SET totalprice = t.totalprice + s.totalprice
                WHEN MATCHED AND mod(s.orderkey, 3) = 1 THEN DELETE
                """.formatted(table, source),
                10_000);
        assertQuery("SELECT count(*) FROM " + table + " WHERE mod(orderkey, 3) = 1", "SELECT 0");
        for (int part : new int[] {0, 2}) {
            assertThat(query(
                    """
                    SELECT count(*), sum(cast(totalprice AS decimal(18,2)))
                    FROM %s WHERE mod(orderkey, 3) = %s
                    """.formatted(table, part)))
                    .matches(
                            """
                            SELECT count(*), sum(cast(totalprice AS decimal(18,2)) * %s)
                            FROM %s WHERE mod(orderkey, 3) = %s
                            """.formatted(part == 0 ? 2 : 1, source, part));
        }
        assertUpdate("DROP TABLE " + table);
    }

    @Test
    @Override
    public void testMergeFalseJoinCondition()
    {
        assertKeyStays("testMergeFalseJoinCondition", super::testMergeFalseJoinCondition);
    }

    @Test
    @Override
    public void testTableSampleBernoulli()
    {
        if (!Boolean.getBoolean("glaux.test.full")) {
            throw new TestAbortedException("A hundred scans: -Dglaux.test.full=true");
        }
        Runnable test = super::testTableSampleBernoulli;
        test.run();
    }
}
