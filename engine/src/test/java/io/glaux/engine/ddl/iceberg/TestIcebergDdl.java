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
package io.glaux.engine.ddl.iceberg;

import io.glaux.engine.ddl.DdlParser;
import io.glaux.engine.error.ErrorType;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.Principal;
import io.glaux.engine.query.RecordingRunner;
import io.glaux.engine.query.ResultColumn;
import io.glaux.engine.query.ResultSink;
import io.glaux.engine.query.StatementFailure;
import io.glaux.engine.query.StatementOutcome;
import io.glaux.engine.query.StatementRequest;
import io.glaux.engine.query.StatementStatistics;
import io.glaux.engine.query.work.StatementSteps;
import io.glaux.engine.query.work.StepFailedException;
import io.trino.spi.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestIcebergDdl
{
    private static final String END = " LOCATION 's3://b/t/' TBLPROPERTIES ('table_type'='ICEBERG')";

    @Test
    void testCreate()
    {
        assertThat(only("CREATE TABLE IF NOT EXISTS iceberg_table (id bigint COMMENT 'it\\'s', data string, "
                + "at timestamp, amount decimal(10,2), parts array<struct<a:int,`b c`:map<string,binary>>>) "
                + "COMMENT 'a table' PARTITIONED BY (data, bucket(16, id), `truncate`(4, data), day(at)) "
                + "LOCATION 's3://b/t/' TBLPROPERTIES ('table_type'='ICEBERG', 'format'='ORC', "
                + "'write_compression'='zlib', 'write_target_data_file_size_bytes'='1000000', "
                + "'optimize_rewrite_delete_file_threshold'='10', 'vacuum_max_metadata_files_to_keep'='7')"))
                .isEqualTo("CREATE TABLE IF NOT EXISTS \"ice\".\"db\".\"iceberg_table\" ("
                        + "\"id\" bigint COMMENT 'it''s', \"data\" varchar, \"at\" timestamp(6), "
                        + "\"amount\" decimal(10,2), "
                        + "\"parts\" array(row(\"a\" integer, \"b c\" map(varchar, varbinary)))) COMMENT 'a table' "
                        + "WITH (format_version = 2, location = 's3://b/t', "
                        + "partitioning = ARRAY['\"data\"', 'bucket(\"id\", 16)', 'truncate(\"data\", 4)', "
                        + "'day(\"at\")'], format = 'ORC', compression_codec = 'GZIP', "
                        + "target_max_file_size = '1000000B', max_previous_versions = 7, "
                        + "extra_properties = MAP(ARRAY['optimize_rewrite_delete_file_threshold'], ARRAY['10']))");
    }

    @Test
    void testNamesCannotLeaveTheirQuotes()
    {
        assertThat(only("CREATE TABLE `a\"b` (`c\"d` int) LOCATION 's3://b/it\\'s' "
                + "TBLPROPERTIES ('table_type'='iceberg')"))
                .startsWith("CREATE TABLE \"ice\".\"db\".\"a\"\"b\" (\"c\"\"d\" integer)")
                .contains("location = 's3://b/it''s'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "CREATE EXTERNAL TABLE t (a int)" + END + " | External keyword not supported for table type ICEBERG",
            "CREATE TABLE t (a int) TBLPROPERTIES ('table_type'='ICEBERG') "
                    + "| No location was specified for table. An S3 location must be specified",
            "CREATE TABLE t (a int) STORED AS PARQUET" + END
                    + " | Iceberg create table statement does not allow STORED AS/BY",
            "CREATE TABLE t (a int) ROW FORMAT SERDE 'x'" + END
                    + " | Iceberg create table statement does not allow ROW FORMAT",
            "CREATE TABLE t (a int) PARTITIONED BY (b int)" + END
                    + " | Invalid PARTITIONED BY clause in Iceberg create table statement",
            "CREATE TABLE t (a int) PARTITIONED BY (b)" + END + " | names column b, which the table does not have",
            "CREATE TABLE t (a smallint)" + END + " | Type smallint of column a is not one that Iceberg tables have",
            "CREATE TABLE t (a array<varchar(3)>)" + END + " | Type varchar(3) of column a",
            "CREATE TABLE t (a int) LOCATION 's3://b/t' TBLPROPERTIES ('table_type'='ICEBERG', 'x.Y'='1') "
                    + "| Unsupported table property key: x.y",
            "CREATE TABLE t (a int) LOCATION 's3://b/t' TBLPROPERTIES ('table_type'='ICEBERG', "
                    + "'vacuum_min_snapshots_to_keep'='0') | Table property vacuum_min_snapshots_to_keep cannot be '0'",
            "CREATE TABLE t (a int) LOCATION 's3://b/t' TBLPROPERTIES ('table_type'='ICEBERG', "
                    + "'compression_level'='3') | Compression codec must be defined",
            "ALTER TABLE t SET TBLPROPERTIES ('classification'='x') | Unsupported table property key: classification",
            "ALTER TABLE t UNSET TBLPROPERTIES ('classification') "
                    + "| Table property classification is not supported by Athena",
    })
    void testWrong(String sql, String message)
    {
        assertThatThrownBy(() -> only(sql)).isInstanceOf(GlauxException.class).hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "ALTER TABLE t REPLACE COLUMNS (a int)",
            "ALTER TABLE t SET LOCATION 's3://b/u'",
            "ALTER TABLE t ADD PARTITION (a = 1)",
            "ALTER TABLE t DROP PARTITION (a = 1)",
            "ALTER TABLE t PARTITION (a = 1) RENAME TO PARTITION (a = 2)",
            "MSCK REPAIR TABLE t",
    })
    void testWhatIcebergTablesHaveNot(String sql)
    {
        assertThatThrownBy(() -> only(sql))
                .isInstanceOf(GlauxException.class)
                .hasMessage("Query type not supported by Athena Iceberg at this time");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "DROP TABLE other.t | DROP TABLE \"ice\".\"other\".\"t\"",
            "DROP TABLE IF EXISTS t | DROP TABLE IF EXISTS \"ice\".\"db\".\"t\"",
            "ALTER TABLE t DROP COLUMN c | ALTER TABLE \"ice\".\"db\".\"t\" DROP COLUMN \"c\"",
            "ALTER TABLE x.t RENAME TO u | ALTER TABLE \"ice\".\"x\".\"t\" RENAME TO \"ice\".\"x\".\"u\"",
            "ALTER TABLE t RENAME TO y.u | ALTER TABLE \"ice\".\"db\".\"t\" RENAME TO \"ice\".\"y\".\"u\"",
            "ALTER TABLE t SET TBLPROPERTIES ('format'='avro', 'write_compression'='snappy') "
                    + "| ALTER TABLE \"ice\".\"db\".\"t\" SET PROPERTIES format = 'AVRO', compression_codec = 'SNAPPY'",
            "ALTER TABLE t UNSET TBLPROPERTIES ('format', 'vacuum_min_snapshots_to_keep') "
                    + "| CALL \"ice\".\"system\".\"unset_properties\"(schema_name => 'db', table_name => 't', "
                    + "property_names => ARRAY['write.format.default', 'vacuum_min_snapshots_to_keep'])",
            "ALTER TABLE t ADD COLUMNS (a int COMMENT 'x', b string) "
                    + "| CALL \"ice\".\"system\".\"add_columns\"(schema_name => 'db', table_name => 't', "
                    + "column_names => ARRAY['a', 'b'], column_types => ARRAY['integer', 'varchar'], "
                    + "column_comments => ARRAY['x', ''])",
            "ALTER TABLE t CHANGE COLUMN a b bigint COMMENT 'it\\'s' AFTER c "
                    + "| CALL \"ice\".\"system\".\"change_column\"(schema_name => 'db', table_name => 't', "
                    + "column_name => 'a', changes => MAP(ARRAY['name', 'type', 'comment', 'after'], "
                    + "ARRAY['b', 'bigint', 'it''s', 'c']))",
            "ALTER TABLE t CHANGE a a int FIRST "
                    + "| CALL \"ice\".\"system\".\"change_column\"(schema_name => 'db', table_name => 't', "
                    + "column_name => 'a', changes => MAP(ARRAY['name', 'type', 'first'], "
                    + "ARRAY['a', 'integer', 'true']))",
    })
    void testOneStatement(String sql, String expected)
    {
        assertThat(only(sql)).isEqualTo(expected);
    }

    @Test
    void testOptimize()
    {
        RecordingRunner runner = new RecordingRunner(TestIcebergDdl::noProperties);
        run(runner, "OPTIMIZE t REWRITE DATA USING BIN_PACK WHERE day = 1");
        assertThat(runner.statements()).containsExactly(
                "SELECT key, value FROM \"ice\".\"db\".\"t$properties\"",
                "ALTER TABLE \"ice\".\"db\".\"t\" EXECUTE optimize(file_size_threshold => '402653184B') "
                        + "WHERE (day = 1\n)");
    }

    @Test
    void testVacuumWithTheTablesOwnProperties()
    {
        RecordingRunner runner = new RecordingRunner(sql -> sql.startsWith("SELECT")
                ? List.of(
                List.of("vacuum_max_snapshot_age_seconds", "60"),
                List.of("vacuum_min_snapshots_to_keep", "3"))
                : List.of());
        run(runner, "VACUUM t");
        assertThat(runner.statements().subList(1, 3)).containsExactly(
                "ALTER TABLE \"ice\".\"db\".\"t\" EXECUTE expire_snapshots(retention_threshold => '60s', "
                        + "retain_last => 3)",
                "ALTER TABLE \"ice\".\"db\".\"t\" EXECUTE remove_orphan_files(retention_threshold => '60s')");
        assertThat(runner.requests().get(0).sessionProperties()).isEmpty();
        assertThat(runner.requests().get(1).sessionProperties()).isEqualTo(Map.of(
                "ice.expire_snapshots_min_retention", "0s",
                "ice.remove_orphan_files_min_retention", "0s"));
    }

    @Test
    void testDefaultsOfVacuum()
    {
        RecordingRunner runner = new RecordingRunner(TestIcebergDdl::noProperties);
        run(runner, "VACUUM t");
        assertThat(runner.statements().get(1))
                .endsWith("expire_snapshots(retention_threshold => '432000s', retain_last => 1)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "line 1:1: Table 'ice.db.t' already exists | Table 'lake.db.t' already exists",
            "Cannot create a table on a non-empty location: s3://b/t, set 'iceberg.unique-table-location=true' "
                    + "| Cannot create a table on a non-empty location: s3://b/t: empty it, or choose another location",
            "Cannot create a table on a non-empty location: s3://b/t,u, set 'iceberg.unique-table-location=true' "
                    + "| Cannot create a table on a non-empty location: s3://b/t,u: empty it, or choose another "
                    + "location",
    })
    void testFailureIsAboutTheStatementOfTheUser(String engine, String message)
    {
        RecordingRunner runner = new RecordingRunner(TestIcebergDdl::noProperties);
        runner.failWith(new StatementFailure(ErrorType.USER, "SOME_ERROR", engine, false));
        assertThatThrownBy(() -> run(runner, "CREATE TABLE t (a int)" + END))
                .isInstanceOfSatisfying(StepFailedException.class, e -> {
                    assertThat(e.failure().message()).isEqualTo(message);
                    assertThat(e.failure().name()).isEqualTo("SOME_ERROR");
                });
    }

    private static String only(String sql)
    {
        RecordingRunner runner = new RecordingRunner(TestIcebergDdl::noProperties);
        run(runner, sql);
        assertThat(runner.statements()).hasSize(1);
        return runner.statements().getFirst();
    }

    private static void run(RecordingRunner runner, String sql)
    {
        StatementRequest request = new StatementRequest(
                "id",
                sql,
                Optional.empty(),
                Optional.of("DB"),
                List.of(),
                new Principal("user", "000000000000"),
                "primary",
                Optional.empty(),
                Map.of());
        new IcebergDdl("ice", "lake")
                .plan(DdlParser.parse(sql), request)
                .run(new StatementSteps(runner), new NoRows());
    }

    private static List<List<String>> noProperties(String sql)
    {
        return List.of();
    }

    private static final class NoRows
            implements ResultSink
    {
        @Override
        public void running() {}

        @Override
        public void columns(List<ResultColumn> columns)
        {
            throw new AssertionError("Columns " + columns);
        }

        @Override
        public void page(Page page)
        {
            throw new AssertionError("A page");
        }

        @Override
        public void finished(StatementOutcome outcome, StatementStatistics statistics) {}

        @Override
        public void failed(StatementFailure failure, StatementStatistics statistics) {}
    }
}
