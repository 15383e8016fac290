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
package io.glaux.engine.hosts;

import io.glaux.engine.error.GlauxException;
import io.glaux.engine.hosts.RestartPolicy.Timing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

import static java.util.Objects.requireNonNull;

/**
 * The hosts of this server, by the names of their catalogs.
 */
public final class Hosts
        implements AutoCloseable
{
    private final HostLaunch launch;
    private final CredentialSource credentials;
    private final Timing timing;
    private final Map<String, Host> running = new ConcurrentHashMap<>();

    public Hosts(HostLaunch launch, CredentialSource credentials)
    {
        this(launch, credentials, Timing.STANDARD);
    }

    Hosts(HostLaunch launch, CredentialSource credentials, Timing timing)
    {
        this.launch = requireNonNull(launch, "launch is null");
        this.credentials = requireNonNull(credentials, "credentials is null");
        this.timing = requireNonNull(timing, "timing is null");
    }

    /**
     * Makes what a host of this name proves itself with: the same token each time, so that what a host has signed holds
     * when it is started again.
     */
    public interface CredentialSource
    {
        HostCredentials of(String name, String address);
    }

    /**
     * Starts a host, and keeps it running.
     *
     * @throws GlauxException with INVALID_INPUT if there is no code for its source
     * @throws IllegalStateException if there is one of that name
     */
    public Host start(HostSpec spec, HostListener listener)
    {
        // told to who asks, and not to the log of a process that cannot be
        launch.program().arguments(spec.source());
        Host host = new Host(
                launch,
                spec,
                credentials.of(spec.name(), launch.address()),
                new RestartPolicy(timing, RandomGenerator.getDefault()),
                listener);
        if (running.putIfAbsent(spec.name(), host) != null) {
            throw new IllegalStateException("There is a host of catalog %s already".formatted(spec.name()));
        }
        host.start();
        return host;
    }

    public Optional<Host> find(String name)
    {
        return Optional.ofNullable(running.get(name));
    }

    /**
     * Ends a host, once its streams have ended or their time is over. Does nothing for one that is not there.
     */
    public void stop(String name)
    {
        Optional.ofNullable(running.remove(name)).ifPresent(Host::close);
    }

    /**
     * Ends all of them, side by side.
     */
    @Override
    public void close()
    {
        List<Thread> ends = new ArrayList<>();
        for (String name : running.keySet()) {
            ends.add(Thread.startVirtualThread(() -> stop(name)));
        }
        for (Thread end : ends) {
            try {
                end.join();
            }
            catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
