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
package io.glaux.cli;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What a server writes about itself into {@code run/state.json}, as it starts and when it changes.
 *
 * @param address the address that clients on this machine connect to, for instance {@code 127.0.0.1}
 * @param httpsAddress what they connect to at the https port, if the certificate there does not name {@code address}
 * @param phase what the start or the end is at, for people
 * @param ready whether queries can be answered
 * @param drainTimeoutSeconds how long the server may wait for others when it is told to end
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record InstanceState(
        String role,
        long pid,
        String address,
        Optional<String> httpsAddress,
        Ports ports,
        String version,
        Instant startedAt,
        String phase,
        boolean ready,
        long drainTimeoutSeconds,
        List<String> workers,
        List<Catalog> catalogs)
{
    public InstanceState
    {
        requireNonNull(role, "role is null");
        requireNonNull(address, "address is null");
        requireNonNull(httpsAddress, "httpsAddress is null");
        requireNonNull(ports, "ports is null");
        requireNonNull(version, "version is null");
        requireNonNull(startedAt, "startedAt is null");
        requireNonNull(phase, "phase is null");
        workers = List.copyOf(workers);
        catalogs = List.copyOf(catalogs);
    }

    /**
     * A port is absent when the server does not listen on it, or not yet.
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Ports(Optional<Integer> aws, Optional<Integer> https, Optional<Integer> flight)
    {
        public Ports
        {
            requireNonNull(aws, "aws is null");
            requireNonNull(https, "https is null");
            requireNonNull(flight, "flight is null");
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Catalog(String name, String source, Optional<Long> pid, Optional<String> address, String health)
    {
        public Catalog
        {
            requireNonNull(name, "name is null");
            requireNonNull(source, "source is null");
            requireNonNull(pid, "pid is null");
            requireNonNull(address, "address is null");
            requireNonNull(health, "health is null");
        }
    }

    /**
     * For instance {@code http://127.0.0.1:4566}.
     */
    public Optional<String> awsUrl()
    {
        return ports.aws().map(port -> "http://%s:%s".formatted(address, port));
    }

    /**
     * For instance {@code https://127.0.0.1:8443}.
     */
    public Optional<String> httpsUrl()
    {
        return ports.https().map(port -> "https://%s:%s".formatted(httpsAddress.orElse(address), port));
    }
}
