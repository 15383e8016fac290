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
package io.glaux.testing.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glaux.testing.Checkout;
import io.glaux.testing.Waiting;
import io.glaux.testing.instance.AwsClients;
import io.glaux.testing.instance.GlauxInstance;
import io.glaux.testing.leak.LeakedProcesses;
import io.glaux.testing.process.Command;
import io.glaux.testing.process.CommandResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command line as scripts use it, beside a server that runs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TestCommandLine
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private GlauxInstance instance;

    @BeforeAll
    void start()
    {
        instance = GlauxInstance.builder().set("engine.memory", "1GB").set("tpch.enabled", "true").start();
    }

    @AfterAll
    void stop()
    {
        instance.close();
    }

    @Test
    void startSaysThatItRunsAlready()
    {
        CommandResult again = instance.command("start").requireSuccess();
        assertThat(again.out() + again.err()).contains("runs already").contains(Long.toString(instance.status().pid()));
        assertThat(instance.readStatus().pid()).isEqualTo(instance.status().pid());
    }

    @Test
    void statusOfARunningServer()
            throws JsonProcessingException
    {
        JsonNode status = MAPPER.readTree(instance.command("status", "--json").requireSuccess().out());
        assertThat(status.required("role").textValue()).isEqualTo("coordinator");
        assertThat(status.at("/ports/aws").intValue()).isPositive();
        assertThat(status.at("/ports/https").intValue()).isPositive();
        assertThat(status.required("ports").has("flight")).isTrue();
        assertThat(status.required("uptimeSeconds").isNumber()).isTrue();
        assertThat(status.required("workers").isArray()).isTrue();
        assertThat(status.required("catalogs").findValuesAsText("name")).contains("awsdatacatalog");
    }

    @Test
    void environmentHasWhatClientsNeed()
    {
        assertThat(instance.environment().variables()).containsKeys(
                "AWS_ENDPOINT_URL",
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_DEFAULT_REGION",
                "GLAUX_JDBC_URL",
                "GLAUX_HTTP_URL",
                "GLAUX_CA_FILE",
                "GLAUX_USER",
                "GLAUX_PASSWORD");
        assertThat(Path.of(instance.environment().authorityFile())).content().startsWith("-----BEGIN CERTIFICATE-----");
    }

    @Test
    void secretsAreForTheirOwnerOnly()
            throws IOException
    {
        for (String file : List.of("identity", "cluster.secret")) {
            assertThat(Files.getPosixFilePermissions(instance.data().resolve(file))).as(file)
                    .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
        }
    }

    @Test
    void secretsAreNotInTheLog()
    {
        assertThat(instance.logTail()).doesNotContain(instance.environment().secretKey())
                .doesNotContain(instance.environment().password());
    }

    @Test
    void queryPrintsRows()
    {
        assertThat(instance.command("query", "SELECT 1 AS a, 'x' AS b", "--format", "csv").requireSuccess().out())
                .isEqualTo("\"a\",\"b\"\n\"1\",\"x\"\n");
        assertThat(instance.command("query", "SELECT 1 AS a", "--format", "json").requireSuccess().out())
                .contains("\"a\"").contains("1");
        assertThat(instance.command("query", "SELECT 1 AS a").requireSuccess().out()).contains("a").contains("1");
    }

    @Test
    void queryThatFailsSaysWhyAndEndsWithOne()
    {
        CommandResult syntax = instance.command("query", "SELEC 1");
        assertThat(syntax.exit()).isEqualTo(1);
        assertThat(syntax.err()).contains("SELEC").doesNotContain("\tat ");
        CommandResult table = instance.command("query", "SELECT * FROM none_such", "--database", "default");
        assertThat(table.exit()).isEqualTo(1);
        assertThat(table.err()).contains("none_such");
    }

    @Test
    void whatIsNotBuiltIsRefusedByName()
    {
        CommandResult function = instance.command("function", "list");
        assertThat(function.exit()).isEqualTo(2);
        assertThat(function.err()).contains("'function' is not built yet");
        CommandResult arrow = instance.command("query", "SELECT 1", "--format", "arrow");
        assertThat(arrow.exit()).isEqualTo(2);
        assertThat(arrow.err()).contains("--format arrow is not built yet");
    }

    @Test
    void aDataFolderHasOneServerAndAFreeOneHasNone()
    {
        try (GlauxInstance.Unstarted other = GlauxInstance.builder().prepare()) {
            CommandResult status = other.command("status");
            assertThat(status.exit()).isEqualTo(3);
            assertThat(other.command("env").exit()).isEqualTo(3);
            assertThat(other.command("stop").exit()).isZero();
        }
    }

    @Test
    void aPortInUseIsNamed()
    {
        try (GlauxInstance.Unstarted other = GlauxInstance.builder()
                .set("aws.port", Integer.toString(instance.status().awsPort())).prepare()) {
            CommandResult start = other.start();
            assertThat(start.exit()).isEqualTo(1);
            assertThat(start.err()).contains("port " + instance.status().awsPort()).contains("in use")
                    .doesNotContain("\tat ");
            assertThat(LeakedProcesses.of(other.data())).isEmpty();
        }
    }

    @Test
    void anUnknownKeyIsRefusedWithASuggestion()
    {
        try (GlauxInstance.Unstarted other = GlauxInstance.builder().set("aws.prot", "4566").prepare()) {
            CommandResult start = other.start();
            assertThat(start.exit()).isNotZero();
            assertThat(start.err()).contains("aws.prot").contains("aws.port").doesNotContain("\tat ");
            assertThat(LeakedProcesses.of(other.data())).isEmpty();
        }
    }

    @Test
    void anUnwritableFolderIsNamed()
    {
        try (GlauxInstance.Unstarted other = GlauxInstance.builder().data(Path.of("/proc/none")).prepare()) {
            CommandResult start = other.start();
            assertThat(start.exit()).isEqualTo(1);
            assertThat(start.err()).contains("/proc/none").doesNotContain("\tat ");
        }
    }

    @Test
    void aFileIsNoDataFolder(@TempDir Path folder)
            throws IOException
    {
        Path file = Files.writeString(folder.resolve("file"), "");
        for (Path data : List.of(file, file.resolve("below"))) {
            try (GlauxInstance.Unstarted other = GlauxInstance.builder().data(data).prepare()) {
                CommandResult start = other.start();
                assertThat(start.exit()).isEqualTo(1);
                assertThat(start.err()).hasLineCount(1).contains(file + " is no folder").contains("--data DIR");
            }
        }
    }

    @Test
    void anInterruptCancelsTheQuery()
            throws Exception
    {
        Process process = new ProcessBuilder(
                Checkout.launcher().toString(),
                "query",
                "SELECT count(*) FROM tpch.sf100.lineitem WHERE l_comment LIKE '%interrupted%'",
                "--data",
                instance.data().toString())
                .redirectErrorStream(true)
                .start();
        try (AwsClients clients = AwsClients.of(instance.environment())) {
            String id = Waiting.until("the query to run", Duration.ofMinutes(1), () -> interrupted(clients));
            Command.of("kill", "-INT", Long.toString(process.pid())).runWell();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).isEqualTo(130);
            assertThat(said).contains("cancelled (query %s)".formatted(id));
            // a stop is answered before the query has ended
            Waiting.untilTrue("the query to end", Duration.ofMinutes(1), () ->
                    state(clients, id) != QueryExecutionState.RUNNING);
            assertThat(state(clients, id)).isEqualTo(QueryExecutionState.CANCELLED);
        }
        finally {
            process.destroyForcibly();
        }
    }

    private static Optional<String> interrupted(AwsClients clients)
    {
        return clients.athena().listQueryExecutions(_ -> {}).queryExecutionIds().stream()
                .filter(id -> clients.athena().getQueryExecution(get -> get.queryExecutionId(id)).queryExecution()
                        .query().contains("'%interrupted%'"))
                .filter(id -> state(clients, id) == QueryExecutionState.RUNNING)
                .findFirst();
    }

    private static QueryExecutionState state(AwsClients clients, String id)
    {
        return clients.athena().getQueryExecution(get -> get.queryExecutionId(id)).queryExecution().status().state();
    }
}
