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
package io.glaux.host.testing;

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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host in this process with catalogs {@code test} and {@code other} of a scripted source. Its end fails when a
 * buffer is left.
 */
public final class RunningHost
        implements AutoCloseable
{
    public static final String TOKEN = "token-of-at-least-thirty-two-characters";

    private final Probe probe = new Probe();
    private final HostServer server;

    private RunningHost(HostConfiguration configuration, Clock clock)
    {
        Catalogs catalogs = Catalogs.of(List.of(
                new SourceCatalog("test", "scripted", new ScriptedSource(probe)),
                new SourceCatalog("other", "scripted", new ScriptedSource(probe))));
        try {
            server = HostServer.start(configuration, catalogs, clock);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RunningHost start()
    {
        return new Options().start();
    }

    public Probe probe()
    {
        return probe;
    }

    public HostServer server()
    {
        return server;
    }

    public int port()
    {
        return server.port();
    }

    public HostClient client()
    {
        return new HostClient(port(), Optional.of(TOKEN));
    }

    /**
     * Waits until every buffer is free, and what was set aside for streams.
     */
    public void awaitFree(Duration atMost)
    {
        Eventually.within(atMost, "all buffers are free", () -> server.allocatedBytes() == 0);
    }

    @Override
    public void close()
    {
        server.close();
        assertThat(server.allocatedBytes()).isZero();
        assertThat(probe.closedReaders.get()).isGreaterThanOrEqualTo(probe.openReaders.get());
        assertThat(probe.isClosed).isTrue();
    }

    /**
     * What may be otherwise than usual.
     */
    public static final class Options
    {
        private Optional<Path> tlsFolder = Optional.empty();
        private Optional<Secret> token = Optional.of(new Secret(TOKEN));
        private Optional<Secret> ticketKey = Optional.empty();
        private TicketLifetimes ticketLifetimes = new TicketLifetimes(Duration.ofHours(1), Duration.ofHours(1));
        private HostMemory memory = new HostMemory(256 << 20, 192 << 20);
        private int maxStreams = 16;
        private Duration drainTimeout = Duration.ofSeconds(20);
        private Clock clock = Clock.systemUTC();

        public Options withTls(Path folder)
        {
            tlsFolder = Optional.of(folder);
            return this;
        }

        public Options withoutToken()
        {
            token = Optional.empty();
            return this;
        }

        public Options withTicketKey(String key)
        {
            ticketKey = Optional.of(new Secret(key));
            return this;
        }

        public Options withTicketLifetime(Duration lifetime, Clock time)
        {
            ticketLifetimes = new TicketLifetimes(lifetime, lifetime.multipliedBy(2));
            clock = time;
            return this;
        }

        public Options withMemory(HostMemory size)
        {
            memory = size;
            return this;
        }

        public Options withMaxStreams(int count)
        {
            maxStreams = count;
            return this;
        }

        public Options withDrainTimeout(Duration timeout)
        {
            drainTimeout = timeout;
            return this;
        }

        public RunningHost start()
        {
            HostConfiguration configuration = new HostConfiguration(
                    InetAddress.getLoopbackAddress(),
                    0,
                    tlsFolder,
                    token,
                    ticketKey,
                    ticketLifetimes,
                    memory,
                    maxStreams,
                    drainTimeout,
                    Optional.empty(),
                    List.of(new CatalogConfiguration("scripted", new SourceSettings("test", Map.of()))));
            return new RunningHost(configuration, clock);
        }
    }
}
