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
package io.glaux.engine;

import io.glaux.engine.catalogs.CatalogBrowser;
import io.glaux.engine.catalogs.CatalogConnections.Health;
import io.glaux.engine.catalogs.CatalogSettings;
import io.glaux.engine.catalogs.FederatedCatalog;
import io.glaux.engine.catalogs.FederatedCatalog.Origin;
import io.glaux.engine.catalogs.ResolvedCatalog;
import io.glaux.engine.catalogs.SourceKind;
import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.hosts.FakeHost;
import io.glaux.engine.hosts.Host;
import io.glaux.engine.hosts.HostEndpoint;
import io.glaux.engine.hosts.Hosts;
import io.glaux.engine.hosts.TestingHosts;
import io.glaux.engine.trino.CatalogChanges;
import io.trino.connector.CatalogHandle;
import io.trino.metadata.Catalog;
import io.trino.metadata.CatalogManager;
import io.trino.spi.catalog.CatalogName;
import io.trino.spi.catalog.CatalogProperties;
import io.trino.spi.connector.ConnectorName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Catalogs of other sources from their processes to the engine: real processes, and an engine that only remembers.
 */
@Timeout(180)
final class TestSourceConnections
{
    private final RememberedCatalogs trino = new RememberedCatalogs();
    private final BlockingQueue<Integer> changes = new LinkedBlockingQueue<>();
    private final OneSchema browser = new OneSchema();

    private Hosts hosts;
    private SourceConnections connections;

    @BeforeEach
    void open(@TempDir Path folder)
    {
        hosts = TestingHosts.open(folder);
        connections = new SourceConnections(hosts, name -> "token of " + name, browser, () -> changes.add(1));
    }

    @AfterEach
    void close()
    {
        hosts.close();
    }

    @Test
    void testAProcessAndItsCatalog()
            throws Exception
    {
        connections.start(new CatalogChanges(trino), Duration.ofSeconds(1));
        FederatedCatalog planes = dynamo("Planes", Map.of("region", "eu-west-1", "rate.dynamodb-read-unit", "5"));
        connections.connect(own(planes));
        HostEndpoint endpoint = endpoint("planes");
        assertThat(trino.properties("planes")).isEqualTo(Map.of(
                "addresses", endpoint.url(),
                "catalog", "planes",
                "token", "token of planes",
                "tls.trusted", "ca.pem",
                "tls.certificate", "client.pem",
                "tls.key", "client.key",
                "rate.dynamodb-read-unit", "5"));
        assertThat(connections.health(own(planes)))
                .isEqualTo(new Health(Optional.of(endpoint.pid()), Optional.of(endpoint.url()), "ok"));

        TestingHosts.crash(endpoint);
        while (hosts.find("planes").flatMap(host -> host.status().endpoint()).equals(Optional.of(endpoint))
                || hosts.find("planes").flatMap(host -> host.status().endpoint()).isEmpty()) {
            changes.take();
        }
        assertThat(endpoint("planes").port()).isEqualTo(endpoint.port());
        assertThat(trino.made).as("a host at its port needs no other catalog").isEqualTo(1);

        connections.disconnect("planes");
        assertThat(trino.all).isEmpty();
        assertThat(hosts.find("planes")).isEmpty();
    }

    @Test
    void testWhatDoesNotAnswerIsNotThere()
    {
        connections.start(new CatalogChanges(trino), Duration.ofSeconds(1));
        assertThatThrownBy(() -> connections.connect(own(dynamo("planes", Map.of(FakeHost.FAILS, "no such region")))))
                .isInstanceOf(GlauxException.class)
                .hasMessage("Catalog planes: no such region");
        assertThat(hosts.find("planes")).isEmpty();
        browser.failure = Optional.of("the source does not answer");
        assertThatThrownBy(() -> connections.connect(own(dynamo("planes", Map.of()))))
                .hasMessage("the source does not answer");
        assertThat(trino.all).isEmpty();
        assertThat(hosts.find("planes")).isEmpty();
        FederatedCatalog flight = flight("remote", "grpc://127.0.0.1:9", Map.of());
        assertThatThrownBy(() -> connections.connect(own(flight))).hasMessage("the source does not answer");
        assertThat(trino.all).isEmpty();
    }

    @Test
    void testOpenedBeforeTheEngineIs()
    {
        FederatedCatalog planes = dynamo("planes", Map.of());
        connections.open(own(planes));
        connections.open(new ResolvedCatalog(flight("other", "unused", Map.of()), planes));
        connections.open(own(flight("remote", "grpc://127.0.0.1:9, grpc://127.0.0.1:10", Map.of("catalog", "Air"))));
        connections.open(own(dynamo("broken", Map.of(FakeHost.FAILS, "no such region"))));
        assertThat(trino.all).isEmpty();
        connections.start(new CatalogChanges(trino), Duration.ofSeconds(60));
        assertThat(trino.all).containsOnlyKeys("other", "planes", "remote");
        assertThat(trino.properties("other")).as("the same process under another name")
                .isEqualTo(trino.properties("planes"));
        assertThat(trino.properties("remote"))
                .isEqualTo(Map.of("addresses", "grpc://127.0.0.1:9,grpc://127.0.0.1:10", "catalog", "Air"));
        assertThat(connections.health(own(dynamo("broken", Map.of()))).health()).contains("no such region");
    }

    @Test
    void testWhatTheEngineRefuses()
    {
        connections.start(new CatalogChanges(trino), Duration.ofSeconds(1));
        trino.failure = Optional.of(new IllegalArgumentException("a library that quotes s3cr3t"));
        FederatedCatalog remote = flight("remote", "grpc://127.0.0.1:9", Map.of());
        assertThatThrownBy(() -> connections.connect(own(remote)))
                .hasMessage("Catalog remote: the connector flight does not start with its settings: see "
                        + "log/server.log");
        assertThatThrownBy(() -> connections.open(own(remote))).isInstanceOfSatisfying(
                GlauxException.class,
                failure -> assertThat(failure.code()).isEqualTo(ErrorCode.CATALOG_ERROR));
        assertThat(connections.health(own(remote)).health()).startsWith("Catalog remote: the connector flight");
    }

    /**
     * Trino would put the variable in the place of it, and a host of whoever adds the catalog would be told.
     */
    @Test
    void testNobodyIsToldOfTheServersEnvironment()
    {
        connections.start(new CatalogChanges(trino), Duration.ofSeconds(1));
        for (FederatedCatalog catalog : List.of(
                flight("remote", "grpc://127.0.0.1:9", Map.of("catalog", "${ENV:PATH}")),
                flight("remote", "grpc://127.0.0.1:9", Map.of("token", "some ${env:PATH}")),
                dynamo("planes", Map.of("domain-values-limit", "${ENV:PATH}")))) {
            assertThatThrownBy(() -> connections.connect(own(catalog)))
                    .isInstanceOfSatisfying(
                            GlauxException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                    .hasMessageContaining("must not hold ${NAME:KEY}");
            assertThat(trino.all).isEmpty();
            assertThat(hosts.find("planes")).isEmpty();
        }
        assertThatThrownBy(() -> connections.connect(own(dynamo("planes", Map.of("secret-key", "${FILE:/key}")))))
                .isInstanceOfSatisfying(
                        GlauxException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                .hasMessageContaining("secret-key refers to the environment or to a file")
                .hasMessageContaining("--secret secret-key=@FILE");
        connections.connect(own(dynamo("planes", Map.of("secret-key", "${SECRET:planes#key}"))));
        assertThat(trino.all).containsOnlyKeys("planes");
    }

    private HostEndpoint endpoint(String name)
    {
        return hosts.find(name).map(Host::status).orElseThrow().endpoint().orElseThrow();
    }

    private static ResolvedCatalog own(FederatedCatalog catalog)
    {
        return new ResolvedCatalog(catalog, catalog);
    }

    private static FederatedCatalog dynamo(String name, Map<String, String> settings)
    {
        return new FederatedCatalog(
                name,
                SourceKind.DYNAMODB,
                Optional.empty(),
                CatalogSettings.of(settings, Map.of()),
                Origin.STORE);
    }

    private static FederatedCatalog flight(String name, String url, Map<String, String> settings)
    {
        Map<String, String> all = new TreeMap<>(settings);
        all.put(CatalogSettings.URL, url);
        return new FederatedCatalog(
                name,
                SourceKind.FLIGHT,
                Optional.empty(),
                CatalogSettings.of(all, Map.of()),
                Origin.STORE);
    }

    private static final class OneSchema
            implements CatalogBrowser
    {
        private Optional<String> failure = Optional.empty();

        @Override
        public List<String> schemas(String catalog)
        {
            failure.ifPresent(message -> {
                throw new GlauxException(ErrorCode.CATALOG_ERROR, message);
            });
            return List.of("default");
        }

        @Override
        public SequencedMap<String, List<BrowsedColumn>> tables(String catalog, String schema, Optional<String> table)
        {
            throw new UnsupportedOperationException();
        }
    }

    private static final class RememberedCatalogs
            implements CatalogManager
    {
        private final Map<String, Map<String, String>> all = new ConcurrentHashMap<>();
        private Optional<RuntimeException> failure = Optional.empty();
        private int made;

        private Map<String, String> properties(String name)
        {
            return all.get(name);
        }

        @Override
        public Set<CatalogName> getCatalogNames()
        {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Catalog> getCatalog(CatalogName catalogName)
        {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<CatalogProperties> getCatalogProperties(CatalogHandle catalogHandle)
        {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<CatalogHandle> getReachableDynamicCatalogs()
        {
            throw new UnsupportedOperationException();
        }

        @Override
        public synchronized void createCatalog(
                CatalogName name,
                ConnectorName connector,
                Map<String, String> properties,
                boolean notExists)
        {
            failure.ifPresent(exception -> {
                throw exception;
            });
            assertThat(connector.toString()).isEqualTo("flight");
            made++;
            all.put(name.toString(), properties);
        }

        @Override
        public void dropCatalog(CatalogName name, boolean exists)
        {
            all.remove(name.toString());
        }
    }
}
