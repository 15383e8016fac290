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
package io.glaux.flight;

import io.trino.spi.TrinoException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestFlightConfig
{
    private static final String PLAIN = "grpc://host:5000";
    private static final String TLS = "grpc+tls://host:5000";

    @TempDir
    private Path folder;

    @AfterEach
    void clearFolder()
    {
        System.clearProperty(FlightConfig.TLS_FOLDER);
    }

    private static FlightConfig config(String... namesAndValues)
    {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return FlightConfig.of("orders", values);
    }

    @Test
    void testDefaults()
    {
        FlightConfig config = config("addresses", PLAIN);
        assertThat(config.hostCatalog()).isEqualTo("orders");
        assertThat(config.host().addresses()).hasSize(1);
        assertThat(config.dynamicFilterWait()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.compactionThreshold()).isEqualTo(256);
        assertThat(config.lookupJoins()).isFalse();
        assertThat(config.rates()).isEmpty();
    }

    @Test
    void testAll()
    {
        FlightConfig config = config(
                "addresses",
                "grpc://a:1, grpc://b:2",
                "catalog",
                "Other",
                "token",
                "secret-token",
                "dynamic-filtering.wait-timeout",
                "500ms",
                "domain-compaction-threshold",
                "10",
                "domain-values-limit",
                "20",
                "metadata.cache-ttl",
                "0s",
                "metadata.cache-missing-ttl",
                "3s",
                "metadata.cache-maximum-tables",
                "7",
                "breaker.failed-calls",
                "4",
                "breaker.probe-interval",
                "1m",
                "max-memory",
                "1GB",
                "max-message-size",
                "64MB",
                "call-timeout",
                "1m",
                "answer-timeout",
                "2m",
                "probe-interval",
                "5s",
                "retry-timeout",
                "7s",
                "lookup-joins",
                "true",
                "rate.dynamodb-read-unit",
                "12.5");
        assertThat(config.hostCatalog()).isEqualTo("Other");
        assertThat(config.host().addresses()).hasSize(2);
        assertThat(config.host().memoryBytes()).isEqualTo(1L << 30);
        assertThat(config.host().retries().total()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.host().maxMessageBytes()).isEqualTo(64 << 20);
        assertThat(config.host().callTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.dynamicFilterWait()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.caching().maxTables()).isEqualTo(7);
        assertThat(config.breaking().failedCalls()).isEqualTo(4);
        assertThat(config.lookupJoins()).isTrue();
        assertThat(config.rates()).containsExactly(Map.entry("dynamodb-read-unit", new BigDecimal("12.5")));
        assertThat(config.toString()).doesNotContain("secret-token");
    }

    @Test
    void testWhatIsWrongIsNamed()
    {
        wrong("addresses");
        wrong("addresses", "addresses", "http://host:1");
        wrong("addresses", "addresses", "grpc://a:1,");
        wrong("lookup-joins", "addresses", PLAIN, "lookup-joins", "yes");
        wrong("domain-compaction-threshold", "addresses", PLAIN, "domain-compaction-threshold", "0");
        wrong("domain-compaction-threshold", "addresses", PLAIN, "domain-compaction-threshold", "5s");
        wrong("call-timeout", "addresses", PLAIN, "call-timeout", "5");
        wrong("max-memory", "addresses", PLAIN, "max-memory", "999999GB");
        wrong("rate.unit", "addresses", PLAIN, "rate.unit", "-1");
        wrong("rate.unit", "addresses", PLAIN, "rate.unit", "many");
        wrong("rate.unit", "addresses", PLAIN, "rate.unit", "0.0000001");
        wrong("nonsense", "addresses", PLAIN, "nonsense", "1");
        wrong("tls.trusted", "addresses", TLS, "tls.trusted", "ca.pem");
    }

    private static void wrong(String name, String... namesAndValues)
    {
        assertThatThrownBy(() -> config(namesAndValues))
                .isInstanceOf(TrinoException.class)
                .hasMessageStartingWith("Catalog orders: ")
                .hasMessageContaining(name);
    }

    @Test
    void testValuesThatMayBeSecretsAreNotTold()
    {
        assertThatThrownBy(() -> config("addresses", PLAIN, "token", "my secret"))
                .hasMessageContaining("token")
                .hasMessageNotContaining("my secret");
    }

    @Test
    void testFilesForTlsAreInTheirFolder()
            throws IOException
    {
        Path own = Files.createDirectory(folder.resolve("tls"));
        Files.writeString(own.resolve("ca.pem"), "");
        Files.writeString(folder.resolve("other.pem"), "");
        System.setProperty(FlightConfig.TLS_FOLDER, own.toString());

        FlightConfig config = config("addresses", TLS, "tls.trusted", "ca.pem");
        assertThat(config.host().tls().trusted()).contains(own.resolve("ca.pem"));

        wrong("tls.trusted", "addresses", TLS, "tls.trusted", "../other.pem");
        wrong("tls.trusted", "addresses", TLS, "tls.trusted", folder.resolve("other.pem").toString());
        wrong("tls.trusted", "addresses", TLS, "tls.trusted", "none.pem");
        wrong("tls.trusted", "addresses", TLS, "tls.trusted", ".");
        wrong("tls.key", "addresses", TLS, "tls.certificate", "ca.pem");
        wrong("addresses", "addresses", PLAIN, "tls.trusted", "ca.pem");
    }
}
