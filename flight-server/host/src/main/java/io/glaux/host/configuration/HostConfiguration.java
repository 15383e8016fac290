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

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * @param address that the host listens at
 * @param port 0: any that is free
 * @param tlsFolder with the files of {@link HostKeyFiles}; none: without TLS
 * @param token that every call has to bring; none: a client certificate proves who calls
 * @param ticketKey shared by replicas; none: tickets are good for this process alone
 * @param maxStreams reads, look-ups and writes at a time
 * @param drainTimeout how long open streams may take when the host is told to end
 * @param sourcesFolder with a folder of jars for each kind of source; none: sources are on the class path
 */
public record HostConfiguration(
        InetAddress address,
        int port,
        Optional<Path> tlsFolder,
        Optional<Secret> token,
        Optional<Secret> ticketKey,
        TicketLifetimes ticketLifetimes,
        HostMemory memory,
        int maxStreams,
        Duration drainTimeout,
        Optional<Path> sourcesFolder,
        List<CatalogConfiguration> catalogs)
{
    private static final int SHORTEST_SECRET = 32;

    public HostConfiguration
    {
        catalogs = List.copyOf(catalogs);
        if (catalogs.isEmpty()) {
            throw new ConfigurationException("catalogs: a host serves at least one");
        }
        long names = catalogs.stream().map(CatalogConfiguration::name).distinct().count();
        if (names < catalogs.size()) {
            throw new ConfigurationException("catalogs: two have the same name");
        }
        if (tlsFolder.isEmpty() && !address.isLoopbackAddress()) {
            throw new ConfigurationException(
                    "address: without TLS a host listens on the loopback address only: set tls.folder");
        }
        if (tlsFolder.isEmpty() && token.isEmpty()) {
            throw new ConfigurationException("token: without TLS a host wants a token of those who call it");
        }
        token.ifPresent(secret -> ensureLong("token", secret));
        ticketKey.ifPresent(secret -> ensureLong("tickets.key", secret));
    }

    private static void ensureLong(String key, Secret secret)
    {
        if (secret.length() < SHORTEST_SECRET) {
            throw new ConfigurationException("%s: has at least %s characters".formatted(key, SHORTEST_SECRET));
        }
    }
}
