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
package io.glaux.testing.writes;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.QueryRows;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.Table;

import java.util.List;

import static io.glaux.testing.shared.SharedGlaux.BUCKET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Athena's statements that write, against a running instance: what is in the storage, in the catalog and in the answer
 * afterwards.
 */
@ExtendWith(SharedGlaux.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestWrites
{
    private static final String FOLDER = "testing/writes/";

    private SharedGlaux glaux;
    private AthenaQueries athena;

    @BeforeAll
    void prepare(SharedGlaux shared)
    {
        glaux = shared;
        athena = shared.athena("writes");
        shared.clients().glue().createDatabase(request -> request.databaseInput(database -> database
                .name("writes")
                .locationUri("s3://%s/%sdatabase/".formatted(BUCKET, FOLDER))));
    }

    @Test
    void decimalsAreDoublesAndPositionsAreTheUsers()
    {
        assertThat(athena.query("SELECT typeof(1.5), typeof(DECIMAL '1.5')").rows())
                .containsExactly(List.of("double", "decimal(2,1)"));
        assertThat(athena.failure("SELECT 1.5, 2.5,\n 3.5, missing"))
                .isEqualTo("COLUMN_NOT_FOUND: line 2:7: Column 'missing' cannot be resolved");
    }

    @Test
    void statementsOfSessionsAreRefused()
    {
        for (String statement : List.of(
                "SHOW SESSION",
                "SHOW STATS FOR t",
                "CALL system.x()",
                "GRANT SELECT ON t TO u",
                "USE writes",
                "START TRANSACTION",
                "COMMENT ON TABLE t IS 'x'")) {
            assertThatThrownBy(() -> athena.start(statement))
                    .isInstanceOfSatisfying(AthenaException.class, e -> assertThat(e.awsErrorDetails().errorMessage())
                            .as(statement)
                            .contains("Queries of this type are not supported"));
        }
    }

    @Test
    void tableHasAthenasPlaceAndParametersAndItsFilesAreListed()
    {
        QueryExecution execution = athena.run("CREATE TABLE placed AS SELECT 1 AS id, 1.5 AS ratio");
        String location = execution.resultConfiguration().outputLocation();
        assertThat(location).endsWith("/tables/" + execution.queryExecutionId());
        assertThat(execution.statementTypeAsString()).isEqualTo("DDL");
        Table table = table("placed");
        assertThat(table.storageDescriptor().location()).isEqualTo(location);
        assertThat(table.tableType()).isEqualTo("EXTERNAL_TABLE");
        assertThat(table.parameters())
                .containsEntry("EXTERNAL", "TRUE")
                .containsEntry("has_encrypted_data", "false")
                .containsEntry("parquet.compression", "GZIP");
        assertThat(manifest(execution)).isEqualTo(listed(location + "/")).hasSize(1);
        assertThat(athena.query("SELECT ratio FROM placed").only()).isEqualTo("1.5");
    }

    @Test
    void wranglersTableIsMade()
    {
        String folder = "s3://%s/%swrangler/".formatted(BUCKET, FOLDER);
        QueryExecution execution = athena.run(("CREATE TABLE \"writes\".\"temp_table_1\"\nWITH(\n    " +
                "external_location = '%s',\n    format = 'Parquet', write_compression = 'SNAPPY',\n" +
                "    partitioned_by = ARRAY['part']) AS\n"
                + "SELECT x, CAST(x %% 3 AS varchar) part FROM UNNEST(sequence(1, 9)) AS t (x)").formatted(folder));
        assertThat(manifest(execution)).hasSize(3).allMatch(file -> file.startsWith(folder + "part="));
        assertThat(table("temp_table_1").parameters()).containsEntry("parquet.compression", "SNAPPY");
    }

    @Test
    void targetMustBeEmpty()
    {
        put("full/some.txt");
        assertThat(athena.failure(
                "CREATE TABLE blocked WITH (external_location = 's3://%s/%sfull/') AS SELECT 1 a".formatted(
                        BUCKET, FOLDER)))
                .startsWith("HIVE_PATH_ALREADY_EXISTS: Target directory for table 'writes.blocked' already exists:");
        assertThat(keys("full/")).hasSize(1);
        assertThat(athena.failure(
                "UNLOAD (SELECT 1 a) TO 's3://%s/%sfull/' WITH (format = 'PARQUET')".formatted(BUCKET, FOLDER)))
                .startsWith("HIVE_PATH_ALREADY_EXISTS");
    }

    @Test
    void propertiesThatAthenaHasNotAreRefused()
    {
        assertReason(
                "CREATE TABLE no_1 WITH (sorted_by = ARRAY['a']) AS SELECT 1 a",
                "INVALID_TABLE_PROPERTY: line 1:25: "
                        + "Catalog 'awsdatacatalog' table property 'sorted_by' does not exist");
        assertReason("CREATE TABLE no_2 WITH (format = 'ION') AS SELECT 1 a",
                "INVALID_TABLE_PROPERTY: line 1:25: The format ION is not written here: use PARQUET, ORC, AVRO, JSON "
                        + "or TEXTFILE");
        assertReason(
                "CREATE TABLE no_3 (a) AS SELECT 1",
                "MISSING_COLUMN_NAME: line 1:19: CREATE TABLE AS takes no list of columns: name them in the query");
    }

    @Test
    void icebergTableIsMadeThroughTheOneCatalog()
    {
        String location = "s3://%s/%siceberg/".formatted(BUCKET, FOLDER);
        QueryExecution execution = athena.run(("CREATE TABLE ice WITH (table_type = 'ICEBERG', is_external = false, " +
                "location = '%s', partitioning = ARRAY['bucket(id, 4)'], vacuum_min_snapshots_to_keep = 3) AS SELECT " +
                "x AS id FROM UNNEST(sequence(1, 20)) AS t (x)").formatted(location));
        assertThat(execution.statistics().dataManifestLocation()).isNull();
        assertThat(table("ice").parameters()).containsEntry("table_type", "ICEBERG");
        assertThat(athena.query("SELECT count(*) FROM ice").only()).isEqualTo("20");
        int before = keys("iceberg/data/").size();
        assertThat(athena.failure(
                "INSERT INTO ice SELECT 1 / CAST(x - 4000 AS integer) FROM UNNEST(sequence(1, 10000)) AS t (x)"))
                .startsWith("DIVISION_BY_ZERO");
        assertThat(keys("iceberg/data/")).hasSize(before);
    }

    @Test
    void insertedFilesAreListedAndCompressedAsTheTableSays()
    {
        athena.run("CREATE TABLE appended WITH (format = 'TEXTFILE', field_delimiter = ',', partitioned_by = " +
                "ARRAY['p']) AS SELECT 1 a, 'x:y' p");
        QueryExecution execution = athena.run("INSERT INTO appended VALUES (2, 'x:y'), (3, 'new')");
        assertThat(execution.resultConfiguration().outputLocation()).endsWith(execution.queryExecutionId());
        assertThat(manifest(execution)).hasSize(2).allMatch(file -> file.endsWith(".gz"));
        assertThat(athena.query("SELECT a FROM appended ORDER BY a").rows())
                .containsExactly(List.of("1"), List.of("2"), List.of("3"));
    }

    @Test
    void overwriteReplacesThePartitionsThatItWrites()
    {
        athena.run("CREATE TABLE replaced WITH (partitioned_by = ARRAY['p']) AS SELECT * FROM (VALUES (1, 'a'), " +
                "(2, 'b')) AS t (v, p)");
        athena.run("INSERT OVERWRITE TABLE replaced VALUES (3, 'b')");
        assertThat(athena.query("SELECT v, p FROM replaced ORDER BY v").rows())
                .containsExactly(List.of("1", "a"), List.of("3", "b"));
        athena.run("CREATE TABLE flat AS SELECT 1 v");
        athena.run("INSERT OVERWRITE flat SELECT 2");
        assertThat(athena.query("SELECT v FROM flat").rows()).containsExactly(List.of("2"));
    }

    @Test
    void unloadWritesFilesAndNoTable()
    {
        String folder = "s3://%s/%sunloaded/".formatted(BUCKET, FOLDER);
        QueryExecution execution = athena.run(
                ("UNLOAD (SELECT 1, 'a' -- a comment\n) TO '%s' WITH (format = 'TEXTFILE', compression = 'NONE', " +
                        "field_delimiter = '|')").formatted(folder));
        assertThat(execution.statementTypeAsString()).isEqualTo("DML");
        assertThat(execution.substatementType()).isEqualTo("UNLOAD");
        List<String> files = manifest(execution);
        assertThat(files).isEqualTo(listed(folder)).hasSize(1);
        assertThat(read(files.getFirst())).isEqualTo("1|a\n");
        QueryRows schemas = athena.query("SELECT schema_name FROM awsdatacatalog.information_schema.schemata");
        assertThat(schemas.rows()).noneMatch(row -> row.getFirst().contains("transient"));
    }

    @Test
    void failedStatementsLeaveNothing()
    {
        String bad = "SELECT 1 / CAST(x - 9000 AS integer) AS v, CAST(x % 7 AS varchar) AS p FROM " +
                "UNNEST(sequence(1, 10000)) AS t (x)";
        assertFails("CREATE TABLE gone WITH (external_location = 's3://%s/%sgone/', partitioned_by = ARRAY['p']) AS %s"
                .formatted(BUCKET, FOLDER, bad));
        assertThat(keys("gone/")).isEmpty();
        assertThatThrownBy(() -> table("gone")).isInstanceOf(EntityNotFoundException.class);
        assertFails("UNLOAD (%s) TO 's3://%s/%sgone/' WITH (format = 'ORC')".formatted(bad, BUCKET, FOLDER));
        assertThat(keys("gone/")).isEmpty();
        athena.run(("CREATE TABLE stays WITH (external_location = 's3://%s/%sstays/', partitioned_by = ARRAY['p']) " +
                "AS SELECT 1 AS v, '0' AS p").formatted(BUCKET, FOLDER));
        assertFails("INSERT INTO stays " + bad);
        assertThat(keys("stays/")).hasSize(1);
        assertThat(athena.query("SELECT count(*) FROM stays").only()).isEqualTo("1");
    }

    @Test
    void moreThanAHundredPartitionsAreWritten()
    {
        QueryExecution execution =
                athena.run("CREATE TABLE many WITH (partitioned_by = ARRAY['p']) AS SELECT x, x AS " +
                        "p FROM UNNEST(sequence(1, 150)) AS t (x)");
        assertThat(manifest(execution)).hasSize(150);
    }

    @Test
    void writesAreExplained()
    {
        athena.run("EXPLAIN CREATE TABLE explained WITH (write_compression = 'ZSTD') AS SELECT 1 a");
        athena.run("EXPLAIN UNLOAD (SELECT 1 a) TO 's3://%s/%snever/' WITH (format = 'ORC')".formatted(
                BUCKET, FOLDER));
        assertThat(keys("never/")).isEmpty();
        athena.run("EXPLAIN ANALYZE UNLOAD (SELECT 1 a) TO 's3://%s/%sanalyzed/' WITH (format = 'ORC')".formatted(
                BUCKET, FOLDER));
        assertThat(keys("analyzed/")).hasSize(1);
    }

    private void assertFails(String sql)
    {
        assertThat(athena.failure(sql)).startsWith("DIVISION_BY_ZERO");
    }

    private void assertReason(String sql, String reason)
    {
        assertThat(athena.failure(sql)).isEqualTo(reason);
    }

    private Table table(String name)
    {
        return glaux.clients().glue().getTable(request -> request.databaseName("writes").name(name)).table();
    }

    private List<String> manifest(QueryExecution execution)
    {
        return read(execution.statistics().dataManifestLocation()).lines().sorted().toList();
    }

    private String read(String uri)
    {
        String[] parts = uri.substring("s3://".length()).split("/", 2);
        return glaux.clients().s3().getObjectAsBytes(request -> request.bucket(parts[0]).key(parts[1])).asString(UTF_8);
    }

    private List<String> listed(String uri)
    {
        String[] parts = uri.substring("s3://".length()).split("/", 2);
        return glaux.clients().keys(parts[0], parts[1]).stream()
                .map(key -> "s3://%s/%s".formatted(parts[0], key))
                .sorted()
                .toList();
    }

    private List<String> keys(String folder)
    {
        return glaux.clients().keys(BUCKET, FOLDER + folder);
    }

    private void put(String key)
    {
        glaux.clients().s3().putObject(
                request -> request.bucket(BUCKET).key(FOLDER + key),
                RequestBody.fromString("x"));
    }
}
