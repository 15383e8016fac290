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
package io.glaux.host;

import com.fasterxml.jackson.databind.JsonNode;
import io.glaux.host.testing.Eventually;
import io.glaux.host.testing.HostClient;
import io.glaux.host.testing.HostProcess;
import io.glaux.host.testing.RunningHost;
import io.glaux.host.testing.ScriptedSource;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * The host as a process: how it starts, ends and dies.
 */
@Timeout(120)
final class TestHostProcess
{
    private static final String CONFIGURATION =
            """
            {"token": "%s", "catalogs": [{"name": "test", "source": "scripted", "settings": {"password": "pass-4711"}}]}
            """.formatted(RunningHost.TOKEN);

    @TempDir
    private Path folder;

    @Test
    void testEndOfStandardInput()
            throws Exception
    {
        try (HostProcess host = HostProcess.start(folder, CONFIGURATION); HostClient client = client(host)) {
            assertThat(host.announcement().path("tls").asBoolean()).isFalse();
            assertThat(host.announcement().path("protocol").asText()).isEqualTo("1.0");
            assertThat(client.readAll(client.ticket("numbers", "id", "name")).rows()).hasSize(100_000);
            try (FlightStream stream = client.read(client.ticket("endless", "id", "name"))) {
                assertThat(stream.next()).isTrue();
                host.closeInput();
                assertThat(host.awaitExit()).isZero();
                Throwable failure = null;
                while (failure == null) {
                    failure = catchThrowable(() -> assertThat(stream.next()).isTrue());
                }
                assertThat(failure).isInstanceOf(FlightRuntimeException.class);
            }
            assertNothingLeft();
        }
    }

    @Test
    void testTermination()
            throws Exception
    {
        Path file = folder.resolve("host.json");
        Files.writeString(file, CONFIGURATION);
        try (HostProcess host = HostProcess.start(folder, "", "--config", file.toString());
                HostClient client = client(host)) {
            // its standard input means nothing
            host.closeInput();
            try (FlightStream stream = client.read(client.ticket("endless", "id", "name"))) {
                assertThat(stream.next()).isTrue();
                host.terminate();
                Eventually.within(Duration.ofSeconds(20), "the host drains", () -> client.health().getDraining());
                for (int i = 0; i < 30; i++) {
                    assertThat(stream.next()).isTrue();
                }
            }
            // of SIGTERM
            assertThat(host.awaitExit()).isEqualTo(143);
            assertNothingLeft();
        }
    }

    @Test
    void testCrash()
            throws Exception
    {
        try (HostProcess host = HostProcess.start(folder, CONFIGURATION); HostClient client = client(host)) {
            Throwable failure = catchThrowable(() -> client.readAll(client.ticket("halting", "id")));
            assertThat(((FlightRuntimeException) failure).status().code()).isEqualTo(FlightStatusCode.UNAVAILABLE);
            assertThat(host.awaitExit()).isEqualTo(3);
            assertNothingLeft();
        }
    }

    @Test
    void testLogHasNoValues()
            throws Exception
    {
        try (HostProcess host = HostProcess.start(folder, CONFIGURATION); HostClient client = client(host)) {
            Throwable failure = catchThrowable(() -> client.readAll(client.ticket("throwing", "id")));
            String message = HostClient.detail(failure).getMessage();
            String incident = message.substring(message.lastIndexOf(' ') + 1);
            List<JsonNode> lines = host.logLines();
            assertThat(lines).anySatisfy(line -> {
                assertThat(line.path("message").asText()).contains(incident);
                assertThat(line.path("exceptions").path(0).path("type").asText())
                        .isEqualTo(IllegalStateException.class.getName());
                assertThat(line.path("exceptions").path(0).path("stack").toString()).contains("ScriptedReader");
            });
            assertThat(host.log()).doesNotContain(ScriptedSource.SECRET, "pass-4711", RunningHost.TOKEN);
        }
    }

    @Test
    void testHostThatCannotStart()
            throws Exception
    {
        assertCannotStart("{", "INVALID_SETTINGS", "The configuration is not JSON");
        assertCannotStart(
                CONFIGURATION.replace("\"scripted\"", "\"absent\""),
                "INVALID_SETTINGS",
                "There is no source absent");
        assertCannotStart(
                CONFIGURATION.replace("\"password\": \"pass-4711\"", "\"reachable\": false"),
                "SOURCE_UNAVAILABLE",
                "The source is not there");
    }

    @Test
    void testNoSourceKeepsAHostWhoseParentIsGone()
            throws Exception
    {
        Process connecting = HostProcess.launch(folder, hanging("connect"));
        try {
            connecting.getOutputStream().close();
            assertThat(connecting.waitFor(60, TimeUnit.SECONDS)).as("while its source connects").isTrue();
        }
        finally {
            connecting.destroyForcibly();
        }
        try (HostProcess host = HostProcess.start(folder, hanging("close"))) {
            host.closeInput();
            assertThat(host.awaitExit()).as("it is not waited for").isEqualTo(1);
            assertThat(host.log()).contains("A source did not end");
        }
    }

    private static String hanging(String when)
    {
        return CONFIGURATION.replace("\"password\": \"pass-4711\"", "\"hangs\": \"%s\"".formatted(when));
    }

    private void assertCannotStart(String configuration, String code, String message)
            throws Exception
    {
        try (HostProcess host = HostProcess.start(folder, configuration)) {
            assertThat(host.announcement().path("ready").asBoolean()).isFalse();
            assertThat(host.announcement().path("code").asText()).isEqualTo(code);
            assertThat(host.announcement().path("message").asText()).contains(message);
            assertThat(host.awaitExit()).isEqualTo(1);
        }
    }

    private void assertNothingLeft()
            throws IOException
    {
        try (Stream<Path> files = Files.list(folder.resolve("work"))) {
            assertThat(files).isEmpty();
        }
    }

    private static HostClient client(HostProcess host)
    {
        return new HostClient(host.port(), Optional.of(RunningHost.TOKEN));
    }
}
