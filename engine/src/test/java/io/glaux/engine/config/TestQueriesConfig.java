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

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

import static io.airlift.configuration.testing.ConfigAssertions.assertFullMapping;
import static io.airlift.configuration.testing.ConfigAssertions.assertRecordedDefaults;
import static io.airlift.configuration.testing.ConfigAssertions.recordDefaults;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestQueriesConfig
{
    private static final Map<String, String> PROPERTIES =
            Map.of("queries.max-running", "5", "queries.max-queued", "0");

    @Test
    void defaults()
    {
        assertRecordedDefaults(recordDefaults(QueriesConfig.class).setMaxRunning(20).setMaxQueued(1000));
    }

    @Test
    void everyKey()
    {
        assertFullMapping(PROPERTIES, new QueriesConfig().setMaxRunning(5).setMaxQueued(0));
    }

    @Test
    void readWithTheRest()
    {
        QueriesConfig queries = read(PROPERTIES).parts().queries();
        assertThat(queries.getMaxRunning()).isEqualTo(5);
        assertThat(queries.getMaxQueued()).isZero();
        assertThatThrownBy(() -> read(Map.of("queries.max-running", "0"))).isInstanceOf(ConfigException.class)
                .hasMessageContaining("queries.max-running");
    }

    private static GlauxConfig read(Map<String, String> properties)
    {
        return new ConfigReader(new SecretReferences(Map.<String, String>of()::get)).read(Optional.empty(), properties);
    }
}
