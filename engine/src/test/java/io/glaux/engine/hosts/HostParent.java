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

import java.nio.file.Path;
import java.util.Map;

/**
 * The main class of a process that starts a host, says its process, and is killed when its standard input closes: without
 * any end of its own.
 */
public final class HostParent
{
    private HostParent() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments)
            throws Exception
    {
        Hosts hosts = TestingHosts.open(Path.of(arguments[0]));
        Host host = hosts.start(new HostSpec("planes", "fake", Map.of()), TestingHosts.NOBODY);
        System.out.println(host.awaitFirst().pid());
        while (System.in.read() >= 0) {
            // until the test says so
        }
        Runtime.getRuntime().halt(9);
    }
}
