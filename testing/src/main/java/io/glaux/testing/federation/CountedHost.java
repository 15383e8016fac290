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
package io.glaux.testing.federation;

import io.glaux.testing.instance.GlauxInstance;

import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * A host with a catalog of it in an instance, and a counter between the two.
 */
public record CountedHost(HostProcess host, FlightRelay relay, HostCatalog catalog)
        implements AutoCloseable
{
    public CountedHost
    {
        requireNonNull(host, "host is null");
        requireNonNull(relay, "relay is null");
        requireNonNull(catalog, "catalog is null");
    }

    /**
     * @param settings of the source
     */
    public static CountedHost start(
            GlauxInstance instance,
            String catalog,
            HostProgram program,
            Map<String, String> settings)
    {
        HostProcess host = HostProcess.start(program, settings);
        try {
            FlightRelay relay = FlightRelay.start(host);
            return new CountedHost(host, relay, HostCatalog.add(instance, catalog, host, relay.url(), Map.of()));
        }
        catch (RuntimeException | Error e) {
            host.kill();
            throw e;
        }
    }

    @Override
    public void close()
    {
        catalog.close();
        relay.close();
        host.close();
    }
}
