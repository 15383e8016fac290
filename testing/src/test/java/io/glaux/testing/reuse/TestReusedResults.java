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
package io.glaux.testing.reuse;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Results that are reused are those that a run would give.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestReusedResults
{
    @Test
    void icebergResultIsNeverStale(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena("reuse");
        athena.run("CREATE SCHEMA IF NOT EXISTS reuse LOCATION 's3://glaux/testing/reuse/'");
        athena.run("CREATE TABLE reuse.numbers WITH (table_type = 'ICEBERG', is_external = false, "
                + "location = 's3://glaux/testing/reuse/numbers/') AS SELECT 1 AS n");
        String sum = "SELECT sum(n) FROM reuse.numbers";
        assertResult(glaux, sum, false, "1");
        assertThat(assertResult(glaux, sum, true, "1").statistics().dataScannedInBytes()).isZero();
        athena.run("INSERT INTO awsdatacatalog.reuse.numbers VALUES 2");
        assertResult(glaux, sum, false, "3");
        assertResult(glaux, sum, true, "3");
        athena.run("DELETE FROM awsdatacatalog.reuse.numbers WHERE n = 1");
        assertResult(glaux, sum, false, "2");
        assertResult(glaux, sum, true, "2");
        // another run might give another row
        assertResult(glaux, "SELECT n FROM reuse.numbers LIMIT 1", false, "2");
        assertResult(glaux, "SELECT n FROM reuse.numbers LIMIT 1", false, "2");
        // what a view reads is not looked up
        athena.run("CREATE VIEW awsdatacatalog.reuse.view_of_numbers AS SELECT n FROM awsdatacatalog.reuse.numbers");
        assertResult(glaux, "SELECT n FROM reuse.view_of_numbers", false, "2");
        assertResult(glaux, "SELECT n FROM reuse.view_of_numbers", false, "2");
    }

    @Test
    void hiveResultFollowsInserts(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena("default");
        athena.run("CREATE SCHEMA IF NOT EXISTS reuse_hive LOCATION 's3://glaux/testing/reuse_hive/'");
        athena.run("CREATE TABLE reuse_hive.days WITH (partitioned_by = ARRAY['day'], "
                + "external_location = 's3://glaux/testing/reuse_hive/days/') "
                + "AS SELECT 1 AS n, CAST('monday' AS varchar) AS day");
        String sum = "SELECT sum(n) FROM reuse_hive.days";
        assertResult(glaux, sum, false, "1");
        assertResult(glaux, sum, true, "1");
        athena.run("INSERT INTO reuse_hive.days VALUES (2, 'tuesday')");
        assertResult(glaux, sum, false, "3");
        athena.run("INSERT INTO reuse_hive.days VALUES (3, 'tuesday')");
        assertResult(glaux, sum, false, "6");
        assertResult(glaux, sum, true, "6");
    }

    private static QueryExecution assertResult(SharedGlaux glaux, String sql, boolean isReused, String value)
    {
        AthenaClient client = glaux.clients().athena();
        String id = client.startQueryExecution(request -> request
                .queryString(sql)
                .resultReuseConfiguration(reuse -> reuse.resultReuseByAgeConfiguration(
                        age -> age.enabled(true).maxAgeInMinutes(60)))).queryExecutionId();
        QueryExecution query = glaux.athena("default").await(id);
        assertThat(query.status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(client.getQueryResults(request -> request.queryExecutionId(id)).resultSet().rows().get(1).data()
                .getFirst().varCharValue()).isEqualTo(value);
        assertThat(query.statistics().resultReuseInformation().reusedPreviousResult()).isEqualTo(isReused);
        return query;
    }
}
