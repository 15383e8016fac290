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

import io.glaux.engine.hosts.RestartPolicy.Timing;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How tests start {@link FakeHost}, and real hosts.
 */
public final class TestingHosts
{
    /**
     * The main class of real hosts.
     */
    public static final String MAIN = "io.glaux.host.Main";

    static final Timing TIMING = new Timing(
            Duration.ofMillis(1),
            Duration.ofMillis(5),
            4,
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofSeconds(30));

    static final HostListener NOBODY = new HostListener()
    {
        @Override
        public void ready(HostEndpoint endpoint) {}

        @Override
        public void changed() {}
    };

    private TestingHosts() {}

    /**
     * @param logs where each host has its log
     */
    public static Hosts open(Path logs)
    {
        return new Hosts(launch(logs), TestingHosts::credentials, TIMING);
    }

    /**
     * Real hosts, with the sources that are on the class path of the tests.
     *
     * @param logs where each host has its log
     */
    public static Hosts real(Path logs, Hosts.CredentialSource credentials)
    {
        HostLaunch launch = new HostLaunch(
                _ -> List.of("-cp", System.getProperty("java.class.path"), MAIN),
                "127.0.0.1",
                "127.0.0.1",
                256 << 20,
                256 << 20,
                logs,
                Duration.ofSeconds(60),
                Duration.ofSeconds(20));
        return new Hosts(launch, credentials, TIMING);
    }

    /**
     * Ends a host as a crash does.
     */
    public static void crash(HostEndpoint endpoint)
            throws IOException
    {
        // who connects to it ends it
        new Socket(endpoint.address(), endpoint.port()).close();
    }

    static HostLaunch launch(Path logs)
    {
        return launch(logs, Duration.ofSeconds(60));
    }

    static HostLaunch launch(Path logs, Duration readyWithin)
    {
        return new HostLaunch(
                _ -> List.of("-cp", System.getProperty("java.class.path"), FakeHost.class.getName()),
                "127.0.0.1",
                "127.0.0.1",
                64 << 20,
                64 << 20,
                logs,
                readyWithin,
                Duration.ofSeconds(20));
    }

    static HostCredentials credentials(String name, String address)
    {
        return new HostCredentials(
                Path.of("keys-of-" + name), "a token that only hosts know", "a key that only " + address + " knows");
    }
}
