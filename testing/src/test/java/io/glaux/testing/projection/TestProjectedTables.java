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
package io.glaux.testing.projection;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.athena.model.QueryExecution;

import java.util.List;

import static io.glaux.testing.shared.SharedGlaux.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Projected tables against a running instance: what is warned of, and what writes leave in the storage.
 */
@ExtendWith(SharedGlaux.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestProjectedTables
{
    private static final String FOLDER = "testing/projected/";
    private static final String LOCATION = "s3://%s/%s".formatted(BUCKET, FOLDER);

    private SharedGlaux glaux;
    private AthenaQueries athena;

    @BeforeAll
    void prepare(SharedGlaux shared)
    {
        glaux = shared;
        athena = shared.athena("projected");
        shared.clients().glue().createDatabase(request -> request.databaseInput(database -> database
                .name("projected")
                .locationUri(LOCATION + "database/")));
    }

    @Test
    void foldersWithZerosAreWarnedOf()
    {
        glaux.clients().s3().putObject(
                request -> request.bucket(BUCKET).key(FOLDER + "zeros/month=07/x"), RequestBody.fromString("1\n"));
        QueryExecution created = athena.run(
                """
                CREATE EXTERNAL TABLE zeros (id int) PARTITIONED BY (month int) LOCATION '%szeros/'
                TBLPROPERTIES (
                    'projection.enabled' = 'true',
                    'projection.month.type' = 'integer',
                    'projection.month.range' = '1,12',
                    'projection.month.step' = '1')
                """.formatted(LOCATION));
        assertThat(created.status().stateChangeReason()).contains("projection.month.step has no effect");
        assertThat(reason("ALTER TABLE zeros UNSET TBLPROPERTIES ('projection.month.step')")).isNull();
        athena.run("CREATE VIEW seen_zeros AS SELECT id FROM zeros WHERE month = 7");

        String warning = "No query of projected.zeros reads the folder month=07: without projection.month.digits";
        assertThat(reason("SELECT * FROM zeros WHERE month = 7 LIMIT 5")).startsWith(warning);
        assertThat(reason("SELECT count(*) FROM seen_zeros")).startsWith(warning);
        assertThat(reason("CREATE TABLE copied_zeros AS SELECT id FROM zeros")).startsWith(warning);
        assertThat(reason("SELECT 1")).isNull();

        athena.run("ALTER TABLE zeros SET TBLPROPERTIES ('projection.month.digits' = '2')");
        assertThat(reason("SELECT * FROM zeros")).isNull();
        assertThat(athena.query("SELECT id FROM zeros WHERE month = 7").only()).isEqualTo("1");
    }

    @Test
    void failedInsertLeavesNothing()
    {
        createMonths("plain", "");
        createMonths(
                "elsewhere", "'storage.location.template' = '%selsewhere-data/${month}/',".formatted(LOCATION));

        for (String table : List.of("plain", "elsewhere")) {
            assertThat(athena.failure("INSERT INTO %s VALUES (3, 8), (4, 13)".formatted(table)))
                    .contains("'13' is not among the values that the partition projection gives column month");
            assertThat(keys(table)).as(table).isEmpty();
            assertThat(athena.query("SELECT count(*) FROM " + table).only()).isEqualTo("0");
        }
    }

    @Test
    void overwriteReplacesWhatTheProjectionReads()
    {
        createMonths("replaced", "'storage.location.template' = '%sreplaced-data/${month}/',".formatted(LOCATION));
        athena.run("INSERT INTO replaced VALUES (1, 7), (2, 8)");
        athena.run("INSERT OVERWRITE replaced VALUES (3, 8)");

        assertThat(athena.query("SELECT id, month FROM replaced ORDER BY id").rows())
                .containsExactly(List.of("1", "7"), List.of("3", "8"));
        assertThat(keys("replaced")).hasSize(2).allMatch(key -> key.startsWith(FOLDER + "replaced-data/"));
    }

    private void createMonths(String table, String template)
    {
        athena.run(
                """
                CREATE EXTERNAL TABLE %s (id int) PARTITIONED BY (month int) STORED AS PARQUET LOCATION '%s%s/'
                TBLPROPERTIES (
                    %s
                    'projection.enabled' = 'true',
                    'projection.month.type' = 'integer',
                    'projection.month.range' = '1,12')
                """.formatted(table, LOCATION, table, template));
    }

    private String reason(String sql)
    {
        return athena.run(sql).status().stateChangeReason();
    }

    private List<String> keys(String folder)
    {
        return glaux.clients().keys(BUCKET, FOLDER + folder);
    }
}
