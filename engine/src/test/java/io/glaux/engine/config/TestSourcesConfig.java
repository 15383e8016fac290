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
package io.glaux.engine.config;

import io.airlift.units.DataSize;
import io.airlift.units.Duration;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import static io.airlift.configuration.testing.ConfigAssertions.assertFullMapping;
import static io.airlift.configuration.testing.ConfigAssertions.assertRecordedDefaults;
import static io.airlift.configuration.testing.ConfigAssertions.recordDefaults;
import static io.airlift.units.DataSize.Unit.MEGABYTE;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestSourcesConfig
{
    private static final Map<String, String> PROPERTIES = Map.of(
            "catalogs.folder", "etc/catalogs",
            "hosts.memory", "512MB",
            "hosts.direct-memory", "128MB",
            "hosts.start-timeout", "5s",
            "hosts.drain-timeout", "3s");

    @Test
    void defaults()
    {
        assertRecordedDefaults(recordDefaults(SourcesConfig.class)
                .setFolder(null)
                .setMemory(DataSize.of(256, MEGABYTE))
                .setDirectMemory(DataSize.of(256, MEGABYTE))
                .setStartTimeout(new Duration(60, SECONDS))
                .setDrainTimeout(new Duration(10, SECONDS)));
    }

    @Test
    void everyKey()
    {
        assertFullMapping(PROPERTIES, new SourcesConfig()
                .setFolder(Path.of("etc/catalogs"))
                .setMemory(DataSize.of(512, MEGABYTE))
                .setDirectMemory(DataSize.of(128, MEGABYTE))
                .setStartTimeout(new Duration(5, SECONDS))
                .setDrainTimeout(new Duration(3, SECONDS)));
    }

    @Test
    void readWithTheRest()
    {
        SourcesConfig sources = read(PROPERTIES).parts().sources();
        assertThat(sources.getFolder()).contains(Path.of("etc/catalogs"));
        assertThat(sources.getMemory()).isEqualTo(DataSize.of(512, MEGABYTE));
        assertThat(read(Map.of()).parts().sources().getFolder()).as("without a configuration file").isEmpty();
        assertThatThrownBy(() -> read(Map.of("hosts.memory", "1MB"))).isInstanceOf(ConfigException.class)
                .hasMessage("hosts.memory and hosts.direct-memory: 64MB at least");
        assertThatThrownBy(() -> read(Map.of("hosts.drain-timeout", "soon"))).isInstanceOf(ConfigException.class)
                .hasMessage("hosts.drain-timeout is a time like 30s, not 'soon'");
    }

    private static GlauxConfig read(Map<String, String> properties)
    {
        return new ConfigReader(new SecretReferences(Map.<String, String>of()::get)).read(Optional.empty(), properties);
    }
}
