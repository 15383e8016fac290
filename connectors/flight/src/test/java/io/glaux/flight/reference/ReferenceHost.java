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
package io.glaux.flight.reference;

import io.glaux.host.HostServer;
import io.glaux.host.catalog.Catalogs;
import io.glaux.host.catalog.SourceCatalog;
import io.glaux.host.configuration.CatalogConfiguration;
import io.glaux.host.configuration.HostConfiguration;
import io.glaux.host.configuration.HostMemory;
import io.glaux.host.configuration.Secret;
import io.glaux.host.configuration.TicketLifetimes;
import io.glaux.source.SourceSettings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A host in this process with catalogs of the reference source, that can be ended and started again at its port.
 */
public final class ReferenceHost
        implements AutoCloseable
{
    public static final String TOKEN = "token-of-at-least-thirty-two-characters";

    private final Map<String, Map<String, String>> settings;
    private final Clock clock;
    private final Map<String, GrowingSource> sources = new HashMap<>();
    private final int port;
    private HostServer server;

    private ReferenceHost(Map<String, Map<String, String>> settings, Clock clock)
    {
        this.settings = Map.copyOf(settings);
        this.clock = clock;
        this.server = serve(0);
        this.port = server.port();
    }

    /**
     * @param settings of each catalog, by its name
     */
    public static ReferenceHost start(Map<String, Map<String, String>> settings)
    {
        return start(settings, Clock.systemUTC());
    }

    /**
     * @param clock that tickets go by
     */
    public static ReferenceHost start(Map<String, Map<String, String>> settings, Clock clock)
    {
        return new ReferenceHost(settings, clock);
    }

    public int port()
    {
        return port;
    }

    private HostServer serve(int listenedPort)
    {
        List<SourceCatalog> catalogs = new ArrayList<>();
        settings.forEach((name, values) -> {
            GrowingSource source = new GrowingSource(values);
            sources.put(name, source);
            catalogs.add(new SourceCatalog(name, "reference", source));
        });
        HostConfiguration configuration = new HostConfiguration(
                InetAddress.getLoopbackAddress(),
                listenedPort,
                Optional.empty(),
                Optional.of(new Secret(TOKEN)),
                Optional.of(new Secret(TOKEN)),
                new TicketLifetimes(Duration.ofHours(1), Duration.ofHours(1)),
                new HostMemory(512 << 20, 192 << 20),
                64,
                Duration.ofSeconds(5),
                Optional.empty(),
                settings.keySet().stream()
                        .map(name -> new CatalogConfiguration("reference", new SourceSettings(name, Map.of())))
                        .toList());
        try {
            return HostServer.start(configuration, Catalogs.of(catalogs), clock);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public GrowingSource source(String catalog)
    {
        return sources.get(catalog);
    }

    /**
     * The properties of a catalog of the engine.
     */
    public Map<String, String> properties(String catalog, Map<String, String> more)
    {
        Map<String, String> properties = new HashMap<>(more);
        properties.put("addresses", "grpc://127.0.0.1:" + port);
        properties.put("token", TOKEN);
        properties.put("catalog", catalog);
        return properties;
    }

    /**
     * Arrow buffers of all calls.
     */
    public long allocatedBytes()
    {
        return server.allocatedBytes();
    }

    /**
     * Ends the host, until {@link #restart}.
     */
    public void end()
    {
        server.close();
    }

    public void restart()
    {
        server = serve(port);
    }

    @Override
    public void close()
    {
        server.close();
    }
}
