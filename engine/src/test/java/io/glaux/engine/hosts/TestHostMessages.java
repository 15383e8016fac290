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
package io.glaux.engine.hosts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.glaux.engine.hosts.HostMessages.Answer;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes into a host, and what comes out.
 */
final class TestHostMessages
{
    private static final HostLaunch LAUNCH = new HostLaunch(
            source -> List.of("-cp", source, "Main"),
            "0.0.0.0",
            "10.0.0.5",
            64 << 20,
            128 << 20,
            Path.of("logs"),
            Duration.ofSeconds(9),
            Duration.ofSeconds(7));
    private static final HostCredentials CREDENTIALS =
            new HostCredentials(Path.of("keys"), "a token of the host", "a key of the tickets");

    @Test
    void testInput()
            throws Exception
    {
        HostSpec spec = new HostSpec("planes", "dynamodb", Map.of(
                "region", "eu-west-1",
                "secret-key", "line\nbreak and ${FILE:/etc/passwd} and ${SECRET:planes#key} and $${ENV:X}",
                "secrets.region", "us-east-1"));
        String input = HostMessages.input(LAUNCH, spec, CREDENTIALS, 40123);
        assertThat(input).doesNotContain("\n");
        JsonNode json = new ObjectMapper().readTree(input);
        assertThat(json.get("address").textValue()).isEqualTo("0.0.0.0");
        assertThat(json.get("port").intValue()).isEqualTo(40123);
        assertThat(json.get("tls.folder").textValue()).isEqualTo("keys");
        assertThat(json.get("token").textValue()).isEqualTo("a token of the host");
        assertThat(json.get("tickets.key").textValue()).isEqualTo("a key of the tickets");
        assertThat(json.get("memory.bytes").longValue()).isEqualTo(128 << 20);
        assertThat(json.get("drain.seconds").intValue()).isEqualTo(7);
        assertThat(json.get("secrets.region").textValue()).isEqualTo("us-east-1");
        JsonNode catalog = json.get("catalogs").get(0);
        assertThat(catalog.get("name").textValue()).isEqualTo("planes");
        assertThat(catalog.get("source").textValue()).isEqualTo("dynamodb");
        assertThat(catalog.get("settings").get("region").textValue()).isEqualTo("eu-west-1");
        assertThat(catalog.get("settings").get("secret-key").textValue())
                .as("a host puts nothing in the place of these, but for secrets of AWS")
                .isEqualTo("line\nbreak and $${FILE:/etc/passwd} and ${SECRET:planes#key} and $$${ENV:X}");
        assertThat(catalog.get("settings").has("secrets.region")).isFalse();
    }

    @Test
    void testNothingOfACatalogIsInItsCommand()
    {
        HostSpec spec = new HostSpec("planes", "dynamodb", Map.of("secret-key", "s3cr3t", "region", "eu-west-1"));
        assertThat(LAUNCH.command(spec))
                .contains("-Xmx67108864", "-XX:MaxDirectMemorySize=134217728", "-cp", "dynamodb", "Main")
                .noneMatch(argument -> argument.contains("s3cr3t") || argument.contains("eu-west-1"));
        assertThat(spec.toString()).doesNotContain("s3cr3t").doesNotContain("eu-west-1");
        assertThat(CREDENTIALS.toString()).doesNotContain("token of");
    }

    @Test
    void testAnswers()
    {
        assertThat(HostMessages.read("{\"ready\":true,\"port\":40123,\"more\":1}")).contains(new Answer.Ready(40123));
        assertThat(HostMessages.read("{\"ready\":false,\"code\":\"THROTTLED\",\"message\":\"no such key\"}"))
                .contains(new Answer.Failed("no such key"));
        assertThat(HostMessages.read("{\"ready\":false}"))
                .contains(new Answer.Failed("its process does not say why it failed"));
        for (String port : List.of("", ",\"port\":0", ",\"port\":65536", ",\"port\":\"x\"")) {
            assertThat(HostMessages.read("{\"ready\":true%s}".formatted(port)))
                    .as(port)
                    .contains(new Answer.Failed("its process does not say at which port it listens"));
        }
        for (String other : List.of("", "ready", "{", "{\"port\":1}", "[]", "null", "{\"ready\":\"true\"}")) {
            assertThat(HostMessages.read(other)).as(other).isEmpty();
        }
    }
}
