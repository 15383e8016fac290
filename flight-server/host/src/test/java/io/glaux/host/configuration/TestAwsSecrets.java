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
package io.glaux.host.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Against a server that speaks the protocol of AWS Secrets Manager.
 */
@Timeout(60)
final class TestAwsSecrets
{
    private static final JsonMapper MAPPER = new JsonMapper();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void startServer()
            throws IOException
    {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer()
    {
        server.stop(0);
    }

    @Test
    void testSecrets()
    {
        SecretReferences references = references();
        assertThat(references.resolve("password", "${SECRET:prod/db#password}")).isEqualTo("p\"1");
        assertThat(references.resolve("port", "${SECRET:prod/db#port}")).isEqualTo("3306");
        assertThat(references.resolve("token", "x ${SECRET:plain}")).isEqualTo("x a text");
        assertThat(asked).containsExactly("prod/db", "plain");
        assertThat(authorizations).allSatisfy(header -> assertThat(header)
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                .contains("/eu-central-1/secretsmanager/aws4_request"));
    }

    @Test
    void testFailures()
    {
        SecretReferences references = references();
        assertFails(
                references,
                "${SECRET:absent#x}",
                "password: the secret absent cannot be had from AWS Secrets Manager");
        assertFails(references, "${SECRET:prod/db#user}", "password: the secret prod/db has no key user");
        assertFails(references, "${SECRET:plain#x}", "password: the secret plain is not a JSON object");
    }

    private SecretReferences references()
    {
        SecretReferences references = new SecretReferences(Map.of());
        references.useSecretsManager(
                Optional.of("eu-central-1"),
                Optional.of("http://127.0.0.1:" + server.getAddress().getPort()),
                Optional.of("AKIDEXAMPLE"),
                Optional.of(new Secret("secret")));
        return references;
    }

    private static void assertFails(SecretReferences references, String text, String expected)
    {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> references.resolve("password", text))
                .withMessageContaining(expected)
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("p\"1", "a text"));
    }

    private void answer(HttpExchange exchange)
            throws IOException
    {
        assertThat(exchange.getRequestHeaders().getFirst("X-Amz-Target")).isEqualTo("secretsmanager.GetSecretValue");
        authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
        JsonNode request = MAPPER.readTree(exchange.getRequestBody());
        String id = request.path("SecretId").asText();
        asked.add(id);
        Optional<String> secret = switch (id) {
            case "prod/db" -> Optional.of("{\"password\": \"p\\\"1\", \"port\": 3306}");
            case "plain" -> Optional.of("a text");
            default -> Optional.empty();
        };
        byte[] body = secret
                .map(value -> MAPPER.createObjectNode().put("SecretString", value).toString())
                .orElse("{\"__type\": \"ResourceNotFoundException\", \"Message\": \"It is not there\"}")
                .getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(secret.isPresent() ? 200 : 400, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
