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
package io.glaux.testing.workgroups;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glaux.testing.instance.AwsClients;
import io.glaux.testing.instance.GlauxInstance;
import io.glaux.testing.instance.InstanceEnvironment;
import io.glaux.testing.shared.SharedGlaux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.athena.model.QueryExecution;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A workgroup with a grant is closed to those without, whatever door they come by.
 */
@ExtendWith(SharedGlaux.Extension.class)
final class TestWorkgroupDoors
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void testGrantHoldsAtEveryDoor(SharedGlaux glaux)
            throws Exception
    {
        GlauxInstance instance = glaux.instance();
        run(instance, "create", "doors", "--location", "s3://glaux/doors/", "--enforce", "true");
        run(instance, "set", "doors", "--cutoff", "10000000");
        JsonNode inside = user(instance, "doors-in", "--group", "door-keepers", "--workgroup", "doors");
        JsonNode outside = user(instance, "doors-out");
        run(instance, "grant", "doors", "--group", "door-keepers");
        assertThat(run(instance, "show", "doors")).isEqualTo(
                """
                workgroup    doors
                state        enabled
                results      s3://glaux/doors/
                enforced     yes
                cutoff       10.0 MB (10000000 bytes)
                limits       none
                engine       AUTO
                used by      those with a grant
                use          group door-keepers
                """);
        assertThat(run(instance, "list")).contains("doors", "primary");
        try (AwsClients keeper = clients(instance, inside);
                AwsClients other = clients(instance, outside)) {
            String id = keeper.athena().startQueryExecution(request -> request.queryString("SELECT 1"))
                    .queryExecutionId();
            QueryExecution query = keeper.athena().getQueryExecution(request -> request.queryExecutionId(id))
                    .queryExecution();
            assertThat(query.workGroup()).isEqualTo("doors");
            assertThat(query.resultConfiguration().outputLocation()).startsWith("s3://glaux/doors/");
            assertThatThrownBy(() -> other.athena().startQueryExecution(request -> request
                    .queryString("SELECT 1").workGroup("doors")))
                    .hasMessageContaining("user/doors-out is not authorized to perform: athena:StartQueryExecution");
            assertThat(other.athena().listWorkGroups(_ -> {}).workGroups())
                    .noneMatch(group -> group.name().equals("doors"));
        }
        assertThat(select(glaux, inside, "")).isEqualTo("2");
        assertThat(select(glaux, inside, "workgroup:primary")).isEqualTo("2");
        assertThat(select(glaux, outside, "")).isEqualTo("2");
        assertThatThrownBy(() -> select(glaux, outside, "workgroup:doors"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("user/doors-out is not authorized to perform: athena:StartQueryExecution on "
                        + "resource: arn:aws:athena:us-east-1:000000000000:workgroup/doors");
        run(instance, "revoke", "doors", "--group", "door-keepers");
        assertThatThrownBy(() -> select(glaux, inside, "")).as("the default of the user, which is forbidden now")
                .hasMessageContaining("not authorized");
        run(instance, "revoke", "doors", "--all");
        assertThat(select(glaux, outside, "workgroup:doors")).isEqualTo("2");
        run(instance, "set", "doors", "--disable", "--no-cutoff");
        assertThatThrownBy(() -> select(glaux, inside, "")).hasMessageContaining("WorkGroup doors is disabled.");
        assertThat(instance.command("workgroup", "remove", "doors").err()).contains("WorkGroup doors is not empty");
        run(instance, "remove", "doors", "--recursive");
        assertThatThrownBy(() -> select(glaux, inside, ""))
                .hasMessageContaining("WorkGroup doors is not found. It is the default of user doors-in");
        instance.command("user", "set", "doors-in", "--workgroup", "", "--group", "").requireSuccess();
        assertThat(select(glaux, inside, "")).isEqualTo("2");
    }

    @Test
    void testQueriesOfOthersAreHidden(SharedGlaux glaux)
            throws Exception
    {
        JsonNode one = user(glaux.instance(), "reads-one");
        JsonNode other = user(glaux.instance(), "reads-other");
        select(glaux, one, "", "SELECT 'of one alone'");
        String queries = "SELECT %s FROM system.runtime.queries WHERE query = 'SELECT ''of one alone'''";
        assertThat(select(glaux, one, "", queries.formatted("count(*)"))).isEqualTo("1");
        assertThat(select(glaux, other, "", queries.formatted("count(*)"))).isEqualTo("0");
        String id = select(glaux, one, "", queries.formatted("query_id"));
        assertThatThrownBy(() -> select(
                glaux,
                other,
                "",
                "CALL system.runtime.kill_query('%s', 'it is not mine')".formatted(id)))
                .hasMessageContaining("Access Denied: Cannot kill query");
    }

    private static String run(GlauxInstance instance, String... arguments)
    {
        String[] all = new String[arguments.length + 1];
        all[0] = "workgroup";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return instance.command(all).requireSuccess().out();
    }

    private static JsonNode user(GlauxInstance instance, String name, String... more)
            throws IOException
    {
        String[] all = new String[more.length + 4];
        all[0] = "user";
        all[1] = "add";
        all[2] = name;
        all[3] = "--json";
        System.arraycopy(more, 0, all, 4, more.length);
        return MAPPER.readTree(instance.command(all).requireSuccess().out());
    }

    private static AwsClients clients(GlauxInstance instance, JsonNode user)
    {
        InstanceEnvironment environment = instance.environment();
        return AwsClients.of(
                environment.awsUrl(),
                user.required("AccessKeyId").textValue(),
                user.required("SecretAccessKey").textValue(),
                environment.region());
    }

    private static String select(SharedGlaux glaux, JsonNode user, String tags)
            throws SQLException
    {
        return select(glaux, user, tags, "SELECT 1 + 1");
    }

    private static String select(SharedGlaux glaux, JsonNode user, String tags, String sql)
            throws SQLException
    {
        try (Connection connection = glaux.trino().connect(
                user.required("UserName").textValue(),
                user.required("Password").textValue())) {
            connection.setClientInfo("ClientTags", tags);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }
}
