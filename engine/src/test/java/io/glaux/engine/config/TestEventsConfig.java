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

import com.google.common.collect.ImmutableMap;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import static io.airlift.configuration.testing.ConfigAssertions.assertFullMapping;
import static io.airlift.configuration.testing.ConfigAssertions.assertRecordedDefaults;
import static io.airlift.configuration.testing.ConfigAssertions.recordDefaults;
import static org.assertj.core.api.Assertions.assertThat;

final class TestEventsConfig
{
    private static final Map<String, String> PROPERTIES = ImmutableMap.of(
            "events.file", "/var/log/glaux/events.jsonl",
            "events.webhook", "https://hooks.example.com/glaux");

    @Test
    void defaults()
    {
        assertRecordedDefaults(recordDefaults(EventsConfig.class).setFile(null).setWebhook(null));
    }

    @Test
    void everyKey()
    {
        assertFullMapping(PROPERTIES, new EventsConfig()
                .setFile(Path.of("/var/log/glaux/events.jsonl"))
                .setWebhook(URI.create("https://hooks.example.com/glaux")));
    }

    @Test
    void testReadBesideTheOthers()
    {
        EventsConfig events = new ConfigReader(new SecretReferences(Map.<String, String>of()::get))
                .read(Optional.empty(), PROPERTIES)
                .parts().events();
        assertThat(events.getFile()).contains(Path.of("/var/log/glaux/events.jsonl"));
        assertThat(events.getWebhook()).contains(URI.create("https://hooks.example.com/glaux"));
    }
}
