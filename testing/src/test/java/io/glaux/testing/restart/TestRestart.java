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
package io.glaux.testing.restart;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.instance.AwsClients;
import io.glaux.testing.instance.GlauxInstance;
import io.glaux.testing.instance.InstanceEnvironment;
import io.glaux.testing.leak.LeakedProcesses;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An instance that stops and starts again is the same instance.
 */
final class TestRestart
{
    @Test
    void everythingIsThereAgain()
    {
        try (GlauxInstance instance = GlauxInstance.builder().set("tpch.enabled", "true").set("engine.memory", "1GB")
                .start()) {
            InstanceEnvironment before = instance.environment();
            String finished;
            String running;
            GetQueryResultsResponse results;
            QueryExecution execution;
            try (AwsClients clients = AwsClients.of(before)) {
                AthenaQueries athena = new AthenaQueries(clients.athena(), "AwsDataCatalog", "default");
                athena.run("CREATE DATABASE kept LOCATION 's3://glaux/kept/'");
                athena.run("CREATE TABLE awsdatacatalog.kept.nation AS SELECT * FROM tpch.tiny.nation");
                athena.run("CREATE TABLE awsdatacatalog_iceberg.kept.region AS SELECT * FROM tpch.tiny.region");
                finished = athena.query("SELECT count(*) FROM awsdatacatalog.kept.nation").execution()
                        .queryExecutionId();
                results = clients.athena().getQueryResults(request -> request.queryExecutionId(finished));
                execution = athena.get(finished);
                running = athena.start("SELECT count(*) FROM tpch.sf10.lineitem a CROSS JOIN tpch.sf10.lineitem b");
            }
            instance.stop();
            assertThat(instance.isAlive()).isFalse();
            assertThat(LeakedProcesses.of(instance.data())).as("processes after a stop").isEmpty();

            instance.start();
            assertThat(instance.environment().accessKey()).isEqualTo(before.accessKey());
            assertThat(instance.environment().secretKey().equals(before.secretKey())).as("same secret").isTrue();
            assertThat(instance.environment().password().equals(before.password())).as("same password").isTrue();
            try (AwsClients clients = AwsClients.of(instance.environment())) {
                AthenaQueries athena = new AthenaQueries(clients.athena(), "AwsDataCatalog", "kept");
                assertThat(athena.get(finished)).isEqualTo(execution);
                assertThat(clients.athena().getQueryResults(request -> request.queryExecutionId(finished)).resultSet())
                        .isEqualTo(results.resultSet());
                QueryExecution interrupted = athena.get(running);
                assertThat(interrupted.status().state()).isEqualTo(QueryExecutionState.FAILED);
                assertThat(interrupted.status().stateChangeReason()).isNotBlank();
                assertThat(athena.query("SELECT count(*) FROM nation").only()).isEqualTo("25");
                assertThat(athena.query("SELECT count(*) FROM region").only()).isEqualTo("5");
            }
        }
    }
}
