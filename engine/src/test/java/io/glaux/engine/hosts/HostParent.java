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

import io.glaux.engine.identity.ClusterSecret;
import io.glaux.engine.instance.DataFolder;
import io.glaux.engine.tls.HostCertificates;

import java.nio.file.Path;
import java.util.Map;

/**
 * The main class of a process that starts a host, says its process, and waits to be killed: without any end of its own.
 */
public final class HostParent
{
    static final String REAL = "real";

    private HostParent() {}

    /**
     * @param arguments a folder, and {@value #REAL} for a real host
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments)
            throws Exception
    {
        Path folder = Path.of(arguments[0]);
        Hosts hosts = arguments[1].equals(REAL) ? real(folder) : TestingHosts.open(folder);
        Host host = hosts.start(new HostSpec("planes", "reference", Map.of()), TestingHosts.NOBODY);
        System.out.println(host.awaitFirst().pid());
        while (System.in.read() >= 0) {
            // until the test is gone too
        }
        Runtime.getRuntime().halt(9);
    }

    private static Hosts real(Path folder)
    {
        HostCertificates certificates = new HostCertificates(
                DataFolder.open(folder.resolve("data")), new ClusterSecret(new byte[32]));
        return TestingHosts.real(folder, (name, address) -> new HostCredentials(
                certificates.prepareHost(name, address),
                "a token of the host, of 32 characters",
                "a key of its tickets, of 32 characters"));
    }
}
