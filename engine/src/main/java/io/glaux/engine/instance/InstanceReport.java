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
package io.glaux.engine.instance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static java.util.Objects.requireNonNull;

/**
 * What the server says about itself in {@code run/state.json}, for the command line and for scripts. It is written
 * whole at each change.
 */
public final class InstanceReport
{
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final DataFolder folder;
    private final String role;
    private final String address;
    private final String version;
    private final Instant startedAt = Instant.now();

    @GuardedBy("this")
    private Optional<String> httpsAddress = Optional.empty();
    @GuardedBy("this")
    private final Map<String, Integer> ports = new TreeMap<>();
    @GuardedBy("this")
    private String phase = "";
    @GuardedBy("this")
    private boolean ready;
    @GuardedBy("this")
    private Duration drainTimeout = Duration.ZERO;
    @GuardedBy("this")
    private List<String> workers = List.of();
    @GuardedBy("this")
    private List<CatalogReport> catalogs = List.of();

    /**
     * @param address where clients on this machine find the server
     */
    public InstanceReport(DataFolder folder, String role, String address, String version)
    {
        this.folder = requireNonNull(folder, "folder is null");
        this.role = requireNonNull(role, "role is null");
        this.address = requireNonNull(address, "address is null");
        this.version = requireNonNull(version, "version is null");
    }

    /**
     * A catalog and its state.
     *
     * @param source what it shows, for instance {@code lake}
     * @param process that reads the source, if there is one of its own
     * @param address of that process, or of the hosts
     * @param health {@code ok}, or what is wrong
     */
    public record CatalogReport(
            String name,
            String source,
            Optional<Long> process,
            Optional<String> address,
            String health)
    {
        public CatalogReport
        {
            requireNonNull(name, "name is null");
            requireNonNull(source, "source is null");
            requireNonNull(process, "process is null");
            requireNonNull(address, "address is null");
            requireNonNull(health, "health is null");
        }

        public CatalogReport(String name, String source, String health)
        {
            this(name, source, Optional.empty(), Optional.empty(), health);
        }
    }

    /**
     * What the start or the end is at, for people who wait.
     */
    public synchronized void phase(String current)
    {
        phase = requireNonNull(current, "current is null");
        write();
    }

    /**
     * @param name what clients connect to at the https port, because the certificate there does not name our address
     */
    public synchronized void httpsAddress(String name)
    {
        httpsAddress = Optional.of(name);
        write();
    }

    /**
     * @param door {@code aws}, {@code https} or {@code flight}
     */
    public synchronized void listening(String door, int port)
    {
        ports.put(door, port);
        write();
    }

    /**
     * @param timeout how long the server may wait for others before it begins to end
     */
    public synchronized void stopsWithin(Duration timeout)
    {
        drainTimeout = requireNonNull(timeout, "timeout is null");
        write();
    }

    public synchronized void ready(List<CatalogReport> known)
    {
        catalogs = List.copyOf(known);
        ready = true;
        phase = "ready";
        write();
    }

    public synchronized void workers(List<String> active)
    {
        if (!workers.equals(active)) {
            workers = List.copyOf(active);
            write();
        }
    }

    /**
     * Catalogs that came, went, or are other than before.
     */
    public synchronized void catalogs(List<CatalogReport> known)
    {
        if (!catalogs.equals(known)) {
            catalogs = List.copyOf(known);
            write();
        }
    }

    @GuardedBy("this")
    private void write()
    {
        ObjectNode state = MAPPER.createObjectNode();
        state.put("role", role);
        state.put("pid", ProcessHandle.current().pid());
        state.put("address", address);
        httpsAddress.ifPresent(name -> state.put("httpsAddress", name));
        ObjectNode listening = state.putObject("ports");
        ports.forEach(listening::put);
        state.put("version", version);
        state.put("startedAt", startedAt.toString());
        state.put("phase", phase);
        state.put("ready", ready);
        state.put("drainTimeoutSeconds", drainTimeout.toSeconds());
        ArrayNode active = state.putArray("workers");
        workers.forEach(active::add);
        ArrayNode known = state.putArray("catalogs");
        catalogs.forEach(catalog -> known.addObject()
                .put("name", catalog.name())
                .put("source", catalog.source())
                .put("pid", catalog.process().orElse(null))
                .put("address", catalog.address().orElse(null))
                .put("health", catalog.health()));
        try {
            PrivateFiles.write(folder.resolve("run/state.json"), state.toString());
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
