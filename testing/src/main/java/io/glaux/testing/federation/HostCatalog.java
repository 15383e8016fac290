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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * A catalog of an instance that reads a host, until it is closed.
 */
public record HostCatalog(GlauxInstance instance, String name)
        implements AutoCloseable
{
    public HostCatalog
    {
        requireNonNull(instance, "instance is null");
        requireNonNull(name, "name is null");
    }

    /**
     * @param settings of the engine's side, such as {@code lookup-joins}
     */
    public static HostCatalog add(GlauxInstance instance, String name, HostProcess host, Map<String, String> settings)
    {
        return add(instance, name, host, host.url(), settings);
    }

    /**
     * @param url of something that stands before the host
     */
    public static HostCatalog add(
            GlauxInstance instance,
            String name,
            HostProcess host,
            String url,
            Map<String, String> settings)
    {
        List<String> command = new ArrayList<>(List.of(
                "catalog",
                "add",
                name,
                "--source",
                "flight",
                "--set",
                "url=" + url,
                "--set",
                "catalog=" + host.catalog(),
                "--secret",
                "token=@" + host.tokenFile()));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        instance.command(command).requireSuccess();
        return new HostCatalog(instance, name);
    }

    @Override
    public void close()
    {
        instance.command("catalog", "remove", name).requireSuccess();
    }
}
