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
package io.glaux.host.example;

import io.glaux.host.HostServer;
import io.glaux.host.catalog.Catalogs;
import io.glaux.host.catalog.SourceLoader;
import io.glaux.host.configuration.ConfigurationException;
import io.glaux.host.configuration.ConfigurationReader;
import io.glaux.host.configuration.HostConfiguration;
import io.glaux.host.configuration.SecretReferences;
import io.glaux.host.testing.HostClient;
import io.glaux.protocol.Actions;
import io.glaux.protocol.v1.DescribeRequest;
import io.glaux.protocol.v1.DescribeResponse;
import io.glaux.protocol.v1.ReadTicket;
import io.glaux.source.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

@Timeout(60)
final class TestPropertyFiles
{
    private static final String TOKEN = "token-of-at-least-thirty-two-characters";

    @Test
    void testExample(@TempDir Path folder)
            throws IOException
    {
        Files.writeString(folder.resolve("small.properties"), "a=1\nb\nc=x=y\n");
        Files.writeString(
                folder.resolve("large.properties"),
                IntStream.range(0, 50_000).mapToObj("k%s=value"::formatted).collect(joining("\n")));
        HostConfiguration configuration = configuration(folder);
        Catalogs catalogs = Catalogs.connect(configuration.catalogs(), new SourceLoader(Optional.empty()));
        try (HostServer server = HostServer.start(configuration, catalogs, Clock.systemUTC());
                HostClient client = new HostClient(server.port(), Optional.of(TOKEN))) {
            DescribeRequest request = DescribeRequest.newBuilder().setContext(client.context()).build();
            assertThat(client.action(Actions.DESCRIBE, request, DescribeResponse.parser()).stream()
                    .flatMap(response -> response.getTablesList().stream())
                    .map(table -> table.getName().getTable()))
                    .containsExactlyInAnyOrder("small", "large");
            assertThat(client.readAll(client.ticket("small", "value", "key")).rows()).containsExactly(
                    List.of("1", "a"),
                    Arrays.asList(null, "b"),
                    List.of("x=y", "c"));
            ReadTicket ticket = client.ticket("large", "key");
            HostClient.ReadRows read = client.readAll(ticket);
            assertThat(read.rows()).hasSize(50_000);
            ReadTicket rest = ticket.toBuilder().setResumeCursor(read.headers().getFirst().getResumeCursor()).build();
            assertThat(read.rows().reversed().subList(0, 10_000))
                    .isEqualTo(client.readAll(rest).rows().reversed().subList(0, 10_000));
            Throwable failure = catchThrowable(() -> client.plan("../small", "key"));
            assertThat(HostClient.detail(failure).getCode()).isEqualTo("TABLE_NOT_FOUND");
        }
    }

    @Test
    void testSettings(@TempDir Path folder)
    {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> connect(configuration(folder.resolve("absent"))))
                .withMessage("Catalog test: the setting folder is a folder that the host can read");
        String json = json(folder).replace("\"folder\"", "\"fodler\"");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> connect(read(json)))
                .withMessage("Catalog test: the source property-files has no such settings: [fodler]");
    }

    @Test
    void testDocument()
            throws IOException
    {
        String document = Files.readString(Path.of("..", "..", "docs", "develop", "sources.md"));
        Path example = Path.of("src", "test", "java", "io", "glaux", "host", "example");
        for (String file : List.of("PropertyFilesFactory.java", "PropertyFiles.java", "PropertyReader.java")) {
            String code = Files.readString(example.resolve(file));
            // as it is, without licence, package and imports
            String body = code.substring(code.lastIndexOf("\nimport "));
            assertThat(document).as(file).contains(body.substring(body.indexOf("\n\n") + 2));
        }
    }

    private static void connect(HostConfiguration configuration)
    {
        Catalogs.connect(configuration.catalogs(), new SourceLoader(Optional.empty())).close();
    }

    private static HostConfiguration configuration(Path folder)
    {
        return read(json(folder));
    }

    private static HostConfiguration read(String json)
    {
        return new ConfigurationReader(new SecretReferences(Map.of())).read(json);
    }

    private static String json(Path folder)
    {
        return """
               {"token": "%s", "catalogs": [{"name": "test", "source": "property-files", "settings": {"folder": "%s"}}]}
               """.formatted(TOKEN, folder);
    }
}
