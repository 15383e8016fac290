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
package io.glaux.testing.prepared;

import io.glaux.testing.instance.AthenaQueries;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.ResourceNotFoundException;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Prepared statements are the same by SQL and by API.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestPreparedStatements
{
    @Test
    void statementOfSqlIsOneOfTheApi(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena("default");
        AthenaClient client = glaux.clients().athena();
        QueryExecution prepare = athena.run(
                "PREPARE nations FROM SELECT n_name FROM tpch.tiny.nation WHERE n_regionkey = ? AND n_name LIKE ?");
        assertThat(prepare.statementTypeAsString()).isEqualTo("UTILITY");
        assertThat(prepare.substatementType()).isEqualTo("PREPARE");
        assertThat(prepare.resultConfiguration().outputLocation()).endsWith(".txt");
        assertThat(client.getPreparedStatement(request -> request.workGroup("primary").statementName("nations"))
                .preparedStatement().queryStatement())
                .isEqualTo("SELECT n_name FROM tpch.tiny.nation WHERE n_regionkey = ? AND n_name LIKE ?");
        QueryExecution execute = athena.run("EXECUTE nations USING 1 + 2, 'R%'");
        assertThat(execute.query()).isEqualTo("EXECUTE nations USING 1 + 2, 'R%'");
        assertThat(execute.statementTypeAsString()).isEqualTo("DML");
        assertThat(execute.substatementType()).isEqualTo("SELECT");
        assertThat(execute.resultConfiguration().outputLocation()).endsWith(execute.queryExecutionId() + ".csv");
        assertThat(athena.query("EXECUTE nations USING 1 + 2, 'R%'").rows())
                .containsExactlyInAnyOrder(List.of("ROMANIA"), List.of("RUSSIA"));
        athena.run("DEALLOCATE PREPARE nations");
        assertThatThrownBy(() -> client.getPreparedStatement(
                request -> request.workGroup("primary").statementName("nations")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> athena.start("EXECUTE nations USING 1, 'R%'"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Prepared statement nations was not found in workgroup primary");
    }

    @Test
    void statementOfTheApiTakesExecutionParameters(SharedGlaux glaux)
    {
        AthenaClient client = glaux.clients().athena();
        AthenaQueries athena = glaux.athena("default");
        client.createPreparedStatement(request -> request.workGroup("primary").statementName("counted")
                .queryStatement("SELECT count(*) FROM tpch.tiny.nation WHERE n_regionkey < ?"));
        String id = client.startQueryExecution(request -> request
                .queryString("Execute counted").executionParameters("2")).queryExecutionId();
        assertThat(athena.await(id).status().state()).isEqualTo(QueryExecutionState.SUCCEEDED);
        assertThat(client.getQueryResults(request -> request.queryExecutionId(id)).resultSet().rows().get(1).data()
                .getFirst().varCharValue()).isEqualTo("10");
        String wrongCount = "INVALID_PARAMETER_USAGE: line 1:1: Incorrect number of parameters: ";
        assertThat(athena.failure("EXECUTE counted")).isEqualTo(wrongCount + "expected 1 but found 0");
        assertThat(athena.failure("EXECUTE counted USING 1, 2")).isEqualTo(wrongCount + "expected 1 but found 2");
        assertThat(athena.failure("PREPARE counted FROM SELECT 1"))
                .contains("Prepared statement counted already exists");
        client.deletePreparedStatement(request -> request.workGroup("primary").statementName("counted"));
    }

    @Test
    void statementsThatWriteAreExecuted(SharedGlaux glaux)
    {
        AthenaQueries athena = glaux.athena("default");
        athena.run("CREATE SCHEMA IF NOT EXISTS prepared LOCATION 's3://glaux/testing/prepared/'");
        athena.run("CREATE TABLE prepared.names (id bigint, name string) "
                + "LOCATION 's3://glaux/testing/prepared/names/' TBLPROPERTIES ('table_type'='ICEBERG')");
        athena.run("PREPARE write_names FROM INSERT INTO awsdatacatalog.prepared.names VALUES (?, ?)");
        QueryExecution written = athena.run("EXECUTE write_names USING 1, 'it''s'");
        assertThat(written.substatementType()).isEqualTo("INSERT");
        assertThat(athena.query("SELECT * FROM awsdatacatalog.prepared.names").rows())
                .containsExactly(List.of("1", "it's"));
        athena.run("DEALLOCATE PREPARE write_names");
    }
}
