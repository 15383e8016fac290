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
package io.glaux.testing.iceberg;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.glue.model.Column;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Athena's DDL about Iceberg tables through the Athena API, and its queries of them.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestIceberg
{
    private static final String DATABASE = "iceberg_ddl";
    private static final String OTHER = "iceberg_other";

    private final SharedGlaux glaux;
    private final AthenaQueries athena;

    TestIceberg(SharedGlaux glaux)
    {
        this.glaux = glaux;
        this.athena = glaux.athena(DATABASE);
        glaux.once(DATABASE, String.class, () -> {
            for (String database : List.of(DATABASE, OTHER)) {
                glaux.clients().glue().createDatabase(request -> request.databaseInput(input -> input
                        .name(database)
                        .locationUri("s3://%s/%s/".formatted(SharedGlaux.BUCKET, database))));
            }
            return DATABASE;
        });
    }

    @Test
    void testCreate()
    {
        athena.run("CREATE TABLE made (id bigint COMMENT 'the key', data string, category string, at timestamp) "
                + "PARTITIONED BY (category, bucket(16, id), day(at)) LOCATION '%s' "
                .formatted(location("made"))
                + "TBLPROPERTIES ('table_type'='ICEBERG', 'format'='parquet', 'write_compression'='snappy', "
                + "'write_target_data_file_size_bytes'='1048576', 'optimize_rewrite_delete_file_threshold'='10', "
                + "'vacuum_max_snapshot_age_seconds'='60')");
        assertThat(properties("made")).containsAllEntriesOf(Map.of(
                "write.parquet.compression-codec", "snappy",
                "write.target-file-size-bytes", "1048576",
                "optimize_rewrite_delete_file_threshold", "10",
                "vacuum_max_snapshot_age_seconds", "60"));
        athena.run("INSERT INTO made VALUES (1, 'a', 'x', TIMESTAMP '2024-01-02 03:04:05.123456'), "
                + "(2, 'b', 'y', TIMESTAMP '2024-01-03 00:00:00')");
        assertThat(athena.query("SELECT partition.category, partition.at_day FROM \"made$partitions\" ORDER BY 1")
                .rows())
                .containsExactly(List.of("x", "2024-01-02"), List.of("y", "2024-01-03"));
        assertThat(columns("made")).containsExactly("id bigint", "data string", "category string", "at timestamp");
        assertThat(keys("made")).allMatch(key -> key.startsWith(DATABASE + "/made/"));
        athena.run("CREATE TABLE IF NOT EXISTS made (id int) LOCATION '%s' TBLPROPERTIES ('table_type'='ICEBERG')"
                .formatted(location("made")));
        assertThat(athena.failure("CREATE TABLE made (id int) LOCATION '%s' TBLPROPERTIES ('table_type'='ICEBERG')"
                .formatted(location("made_again"))))
                .contains("Table 'awsdatacatalog.iceberg_ddl.made' already exists");
        assertThat(athena.failure("CREATE TABLE made_too (id int) LOCATION '%s' TBLPROPERTIES ('table_type'='ICEBERG')"
                .formatted(location("made"))))
                .contains("Cannot create a table on a non-empty location").contains("choose another location");
    }

    @Test
    void testColumns()
    {
        create("columns_of", "a int, b string, c double");
        athena.run("INSERT INTO columns_of VALUES (1, 'x', 1.5E0)");
        athena.run("ALTER TABLE columns_of ADD COLUMNS (d date COMMENT 'a day', e array<int>)");
        athena.run("ALTER TABLE columns_of CHANGE COLUMN a aa bigint COMMENT 'wider' AFTER c");
        athena.run("ALTER TABLE columns_of CHANGE e e array<int> FIRST");
        athena.run("ALTER TABLE columns_of DROP COLUMN b");
        assertThat(columns("columns_of"))
                .containsExactly("e array<int>", "c double", "aa bigint", "d date");
        assertThat(athena.query("SELECT aa, c, d FROM columns_of").rows())
                .containsExactly(Arrays.asList("1", "1.5", null));
        assertThat(glaux.clients().glue().getTable(request -> request.databaseName(DATABASE).name("columns_of"))
                .table().storageDescriptor().columns().stream().map(Column::comment).toList())
                .contains("wider", "a day");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "ADD COLUMNS (x int, a string) | Column 'a' already exists",
            "ADD COLUMNS (x int, y smallint) | Type smallint of column y",
            "CHANGE COLUMN a b int | Column 'b' already exists",
            "CHANGE COLUMN a z string | Cannot change column type: a: int -> string",
            "CHANGE COLUMN a a int AFTER nothing | Column 'nothing' does not exist",
            "CHANGE COLUMN nothing z int | Column 'nothing' does not exist",
            "DROP COLUMN nothing | Column 'nothing' does not exist",
            "REPLACE COLUMNS (a int) | Query type not supported by Athena Iceberg at this time",
    })
    void testWrongChangeChangesNothing(String change, String message)
    {
        glaux.once("iceberg_unchanged", String.class, () -> {
            create("unchanged", "a int, b string");
            return "";
        });
        assertThat(athena.failure("ALTER TABLE unchanged " + change)).contains(message);
        assertThat(columns("unchanged")).containsExactly("a int", "b string");
    }

    @Test
    void testProperties()
    {
        create("properties_of", "a int");
        athena.run("ALTER TABLE properties_of SET TBLPROPERTIES ('format'='orc', 'write_compression'='zstd', "
                + "'vacuum_min_snapshots_to_keep'='4')");
        assertThat(properties("properties_of")).containsAllEntriesOf(Map.of(
                "write.format.default", "ORC",
                "vacuum_min_snapshots_to_keep", "4"));
        athena.run("ALTER TABLE properties_of UNSET TBLPROPERTIES ('vacuum_min_snapshots_to_keep')");
        assertThat(properties("properties_of")).doesNotContainKey("vacuum_min_snapshots_to_keep")
                .containsKey("write.format.default");
        assertThat(athena.failure("ALTER TABLE properties_of SET TBLPROPERTIES ('comment'='x')"))
                .contains("Unsupported table property key: comment");
    }

    @Test
    void testOptimizeAndVacuum()
    {
        athena.run("CREATE TABLE kept (a int, p string) PARTITIONED BY (p) LOCATION '%s' ".formatted(location("kept"))
                + "TBLPROPERTIES ('table_type'='ICEBERG', 'vacuum_max_snapshot_age_seconds'='0')");
        for (int i = 0; i < 3; i++) {
            athena.run("INSERT INTO kept VALUES (%s, 'x'), (%s, 'y')".formatted(i, i));
        }
        athena.run("DELETE FROM kept WHERE a = 0");
        assertThat(count("SELECT count(*) FROM \"kept$files\" WHERE content = 0")).isEqualTo(6);
        athena.run("OPTIMIZE kept REWRITE DATA USING BIN_PACK WHERE p = 'x'");
        assertThat(count("SELECT count(*) FROM \"kept$files\" WHERE content = 0")).isEqualTo(4);
        athena.run("OPTIMIZE kept REWRITE DATA USING BIN_PACK");
        assertThat(count("SELECT count(*) FROM \"kept$files\"")).isEqualTo(2);
        String orphan = DATABASE + "/kept/data/orphan.parquet";
        glaux.clients().s3().putObject(
                request -> request.bucket(SharedGlaux.BUCKET).key(orphan),
                RequestBody.fromString("nobody's"));
        athena.run("VACUUM kept");
        assertThat(count("SELECT count(*) FROM \"kept$snapshots\"")).isEqualTo(1);
        assertThat(keys("kept")).doesNotContain(orphan).filteredOn(key -> key.endsWith(".parquet")).hasSize(2);
        assertThat(athena.query("SELECT a, p FROM kept ORDER BY 1, 2").rows()).containsExactly(
                List.of("1", "x"), List.of("1", "y"), List.of("2", "x"), List.of("2", "y"));
        assertThat(athena.failure("OPTIMIZE kept REWRITE DATA USING BIN_PACK WHERE a = 1"))
                .contains("can be on columns that the table is partitioned by");
    }

    @Test
    void testRenameAndDrop()
    {
        create("moving", "a int");
        athena.run("INSERT INTO moving VALUES 7");
        athena.run("ALTER TABLE moving RENAME TO %s.moved".formatted(OTHER));
        assertThat(athena.query("SELECT a FROM %s.moved".formatted(OTHER)).only()).isEqualTo("7");
        assertThat(athena.failure("SELECT a FROM moving")).contains("does not exist");
        assertThat(keys("moving")).isNotEmpty();
        athena.run("DROP TABLE %s.moved".formatted(OTHER));
        assertThat(keys("moving")).isEmpty();
        athena.run("DROP TABLE IF EXISTS %s.moved".formatted(OTHER));
    }

    @Test
    void testRowsChangeUnderTheNameThatUsersSee()
    {
        create("rows_of", "id int, name string");
        athena.run("INSERT INTO rows_of VALUES (1, 'a'), (2, 'b')");
        String first = athena.query("SELECT snapshot_id FROM \"rows_of$snapshots\" ORDER BY committed_at DESC LIMIT 1")
                .only();
        athena.run("UPDATE awsdatacatalog.%s.rows_of SET name = 'bb' WHERE id = 2".formatted(DATABASE));
        athena.run("MERGE INTO rows_of r USING (VALUES (1, 'z'), (3, 'c')) AS n (id, name) ON r.id = n.id "
                + "WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id, name) VALUES (n.id, n.name)");
        assertThat(athena.query("SELECT id, name FROM rows_of ORDER BY id").rows())
                .containsExactly(List.of("2", "bb"), List.of("3", "c"));
        assertThat(athena.query("SELECT id, name FROM rows_of FOR VERSION AS OF %s ORDER BY id".formatted(first))
                .rows())
                .containsExactly(List.of("1", "a"), List.of("2", "b"));
        for (int i = 0; i < 10; i++) {
            assertThat(count("SELECT count(*) FROM rows_of FOR TIMESTAMP AS OF current_timestamp")).isEqualTo(2);
        }
        for (String kind : List.of("files", "manifests", "history", "partitions", "snapshots", "refs")) {
            assertThat(count("SELECT count(*) FROM \"rows_of$%s\"".formatted(kind))).isPositive();
        }
    }

    private void create(String table, String columns)
    {
        athena.run("CREATE TABLE %s (%s) LOCATION '%s/' TBLPROPERTIES ('table_type'='ICEBERG')"
                .formatted(table, columns, location(table)));
    }

    private long count(String sql)
    {
        return Long.parseLong(athena.query(sql).only());
    }

    private Map<String, String> properties(String table)
    {
        return athena.query("SELECT key, value FROM \"%s$properties\"".formatted(table)).rows().stream()
                .collect(toMap(List::getFirst, List::getLast));
    }

    /**
     * As every reader of the catalog sees them.
     */
    private List<String> columns(String table)
    {
        return glaux.clients().glue().getTable(request -> request.databaseName(DATABASE).name(table)).table()
                .storageDescriptor().columns().stream()
                .map((Column column) -> column.name() + " " + column.type())
                .toList();
    }

    private List<String> keys(String table)
    {
        return glaux.clients().keys(SharedGlaux.BUCKET, "%s/%s/".formatted(DATABASE, table));
    }

    private static String location(String table)
    {
        return "s3://%s/%s/%s".formatted(SharedGlaux.BUCKET, DATABASE, table);
    }
}
