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

import io.glaux.source.SourceSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

final class TestConfigurationReader
{
    private static final String CATALOG = "{'name': 'c', 'source': 's', 'settings': {}}";
    private static final String TOKEN = "'token': '%s'".formatted("t".repeat(32));

    @Test
    void testDefaults()
    {
        HostConfiguration configuration = read("{%s, 'catalogs': [%s]}".formatted(TOKEN, CATALOG));
        assertThat(configuration.address().isLoopbackAddress()).isTrue();
        assertThat(configuration.port()).isZero();
        assertThat(configuration.ticketLifetimes()).isEqualTo(
                new TicketLifetimes(Duration.ofHours(1), Duration.ofDays(7)));
        assertThat(configuration.memory()).isEqualTo(new HostMemory(512 << 20, 192 << 20));
        assertThat(configuration.maxStreams()).isEqualTo(64);
        assertThat(configuration.catalogs()).singleElement().satisfies(catalog -> {
            assertThat(catalog.name()).isEqualTo("c");
            assertThat(catalog.source()).isEqualTo("s");
        });
        assertThat(configuration.toString()).doesNotContain("tttt");
    }

    @Test
    void testReferences(@TempDir Path folder)
            throws IOException
    {
        Path file = folder.resolve("secret");
        Files.writeString(file, "from ${ENV:NAME} a file\n");
        String settings =
                """
                {'url': 'jdbc://${ENV:NAME}:${FILE:%s}@host', 'plain': '$${ENV:NAME} $x', 'number': 7, 'flag': true}
                """.formatted(file);
        HostConfiguration configuration = read(
                "{%s, 'catalogs': [{'name': 'c', 'source': 's', 'settings': %s}]}".formatted(TOKEN, settings));
        SourceSettings read = configuration.catalogs().getFirst().settings();
        assertThat(read.get("url")).isEqualTo("jdbc://value:from ${ENV:NAME} a file@host");
        assertThat(read.get("plain")).isEqualTo("${ENV:NAME} $x");
        assertThat(read.get("number")).isEqualTo("7");
        assertThat(read.get("flag")).isEqualTo("true");
        assertThat(configuration.toString()).doesNotContain("jdbc");
    }

    @Test
    void testMistakes()
    {
        assertMistake("{", "The configuration is not JSON, at line 1, column 2");
        assertMistake("[]", "The configuration is not a JSON object");
        assertMistake("{'catalogs': [], 'catalogs': []}", "The configuration is not JSON");
        assertMistake(
                "{'catalog': [], 'sources': 1}",
                "There are no such keys in the configuration: [catalog, sources]");
        assertMistake("{'catalogs': 5}", "catalogs: is a list");
        assertMistake("{%s, 'catalogs': []}".formatted(TOKEN), "catalogs: a host serves at least one");
        assertMistake("{%s, 'catalogs': [%s, %s]}".formatted(TOKEN, CATALOG, CATALOG), "two have the same name");
        assertMistake("{'catalogs': [%s]}".formatted(CATALOG), "token: without TLS a host wants a token");
        assertMistake("{'token': 'short', 'catalogs': [%s]}".formatted(CATALOG), "token: has at least 32 characters");
        assertMistake(
                "{%s, 'address': '0.0.0.0', 'catalogs': [%s]}".formatted(TOKEN, CATALOG),
                "address: without TLS a host listens on the loopback address only");
        assertMistake("{%s, 'port': '1', 'catalogs': []}".formatted(TOKEN), "port: is a whole number from 0 to 65535");
        assertMistake("{%s, 'port': 65536, 'catalogs': []}".formatted(TOKEN), "port: is a whole number");
        assertMistake(
                "{%s, 'memory.bytes': 33554432, 'memory.stream-bytes': 67108864, 'catalogs': []}".formatted(TOKEN),
                "memory.bytes is at least memory.stream-bytes");
        assertMistake("{'token': null, 'catalogs': []}", "token: is a text");
        assertMistake("{'token': '${ENV:ABSENT}', 'catalogs': []}", "token: the variable ABSENT is not set");
        assertMistake(
                "{'token': '${FILE:/no/such/file}', 'catalogs': []}",
                "token: the file /no/such/file is not there");
        assertMistake("{%s, 'catalogs': [{'name': 'c'}]}".formatted(TOKEN), "Catalog c: source is not set");
        assertMistake(
                "{%s, 'catalogs': [{'name': 'c', 'source': '../x'}]}".formatted(TOKEN),
                "Catalog c: source is lower case");
        assertMistake(
                "{%s, 'catalogs': [{'name': 'c', 'sauce': 'x'}]}".formatted(TOKEN),
                "no such keys in a catalog: [sauce]");
    }

    @Test
    void testSettingsThatAreNone()
    {
        assertMistake(
                "{%s, 'catalogs': [{'name': 'c', 'source': 's', 'settings': []}]}".formatted(TOKEN),
                "Catalog c: settings is an object");
        assertMistake(
                "{%s, 'catalogs': [{'name': 'c', 'source': 's', 'settings': {'a': {}}}]}".formatted(TOKEN),
                "a: is a text");
    }

    @Test
    void testMistakesDoNotQuote()
    {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read("{'token': 'very-secret' 'x'}"))
                .satisfies(failure -> assertThat(failure).hasNoCause())
                .withMessageNotContaining("very-secret");
    }

    private static HostConfiguration read(String json)
    {
        SecretReferences references = new SecretReferences(Map.of("NAME", "value"));
        return new ConfigurationReader(references).read(json.replace('\'', '"').replace("\n", " "));
    }

    private static void assertMistake(String json, String expected)
    {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> read(json))
                .withMessageContaining(expected);
    }
}
