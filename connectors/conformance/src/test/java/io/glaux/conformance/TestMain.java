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
package io.glaux.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command line of the kit.
 */
final class TestMain
{
    /**
     * Tables of which none takes long to read.
     */
    private static final Map<String, String> SMALL = Map.of("counted.rows", "6000", "wide.rows", "0");

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void reportsAHostThatConforms()
            throws IOException
    {
        Path json = folder.resolve("report.json");
        try (ReferenceHost host = ReferenceHost.start(SMALL)) {
            int status = run(
                    host,
                    "--seed",
                    "5",
                    "--scans",
                    "3",
                    "--group",
                    "hello",
                    "--group",
                    "types",
                    "--json",
                    json.toString());
            assertThat(
                    output.toString(UTF_8)).contains("The host conforms").contains("passed").doesNotContain("failed ");
            assertThat(status).isZero();
        }
        JsonNode report = new JsonMapper().readTree(Files.readString(json));
        assertThat(report.get("conforms").booleanValue()).isTrue();
        assertThat(report.get("seed").longValue()).isEqualTo(5);
        assertThat(report.get("failed").intValue()).isZero();
        assertThat(report.get("checks").findValuesAsText("group")).containsOnly("hello", "types");
        assertThat(report.get("checks").findValuesAsText("status")).containsOnly("passed");
        assertThat(report.get("checks").get(0).get("requirements").get(0).textValue()).startsWith("F-");
    }

    @Test
    void reportsAHostThatDoesNot()
            throws IOException
    {
        Path json = folder.resolve("report.json");
        try (ReferenceHost host = ReferenceHost.start(SMALL);
                LyingHost liar = new LyingHost(host, AnswerLies.speaksEveryVersion())) {
            assertThat(run(liar, "--group", "hello", "--json", json.toString())).isEqualTo(1);
        }
        assertThat(output.toString(UTF_8))
                .contains("another major version is refused")
                .contains("3 passed, 0 skipped, 1 failed")
                .contains("The host does not conform");
        JsonNode report = new JsonMapper().readTree(Files.readString(json));
        assertThat(report.get("conforms").booleanValue()).isFalse();
        assertThat(report.get("checks").findValuesAsText("reason").stream().filter(reason -> !reason.isEmpty()))
                .singleElement().asString().contains("version 0 is refused");
    }

    /**
     * Without tables that it knows, the kit still compares what is pushed down with what is not.
     */
    @Test
    void findsWhatIsWrongInTablesThatItDoesNotKnow()
    {
        try (ReferenceHost host = ReferenceHost.start(SMALL);
                LyingHost liar = new LyingHost(host, AnswerLies.takesConjunctsAndDoesNothing())) {
            assertThat(run(liar, "--group", "pushdown", "--scans", "40")).isEqualTo(1);
        }
        assertThat(output.toString(UTF_8)).contains("rows came that do not satisfy what the host took whole");
    }

    @Test
    void startsHosts()
    {
        try (ReferenceHost host = ReferenceHost.start(SMALL)) {
            String command = "echo '{\"ready\":true,\"port\":%s}'; exec sleep 600".formatted(port(host));
            String[] arguments = {
                    "check", "grpc://127.0.0.1:0", host.endpoint().catalog(), "--start", command, "--group", "hello",
            };
            assertThat(Main.run(stream(), host.endpoint().token(), arguments)).isZero();
        }
        assertThat(output.toString(UTF_8)).contains("The host conforms");
    }

    @Test
    void tellsThatAHostDoesNotSayItsPort()
    {
        String[] arguments = {"check", "grpc://127.0.0.1:0", "some", "--start", "echo nothing"};
        assertThat(Main.run(stream(), Optional.empty(), arguments)).isEqualTo(2);
        assertThat(output.toString(UTF_8)).contains("has to print {\"port\":PORT} first, and printed: nothing");
    }

    @Test
    void tellsThatNobodyIsThere()
    {
        String[] arguments = {"check", "grpc://127.0.0.1:1", "some"};
        assertThat(Main.run(stream(), Optional.empty(), arguments)).isEqualTo(2);
        assertThat(output.toString(UTF_8)).contains("UNAVAILABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "",
            "help",
            "check",
            "check 127.0.0.1:1234 some",
            "check http://127.0.0.1:1234 some",
            "check grpc://127.0.0.1:0 some",
            "check grpc://127.0.0.1:1234 some --seed",
            "check grpc://127.0.0.1:1234 some --seed many",
            "check grpc://127.0.0.1:1234 some --unknown 1",
    })
    void tellsHowItIsUsed(String arguments)
    {
        List<String> all = arguments.isEmpty() ? List.of() : List.of(arguments.split(" "));
        assertThat(Main.run(stream(), Optional.empty(), all.toArray(String[]::new))).isEqualTo(2);
        assertThat(output.toString(UTF_8)).contains("tables FOLDER SEED").doesNotContain("Exception");
    }

    private int run(TestedHost host, String... options)
    {
        List<String> arguments = new ArrayList<>(
                List.of("check", "grpc://127.0.0.1:%s".formatted(port(host)), host.endpoint().catalog()));
        arguments.addAll(List.of(options));
        return Main.run(stream(), host.endpoint().token(), arguments.toArray(String[]::new));
    }

    private static int port(TestedHost host)
    {
        return host.endpoint().location().getUri().getPort();
    }

    private PrintStream stream()
    {
        return new PrintStream(output, true, UTF_8);
    }
}
