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
package io.glaux.engine;

import io.glaux.engine.config.ConfigException;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestServerCommandLine
{
    @Test
    void theFileAndTheSettings()
    {
        ServerCommandLine commandLine = ServerCommandLine.parse(
                List.of("--config", "/etc/glaux.properties"),
                input("aws.port=0\nstore.password=\u00fc\n"));
        assertThat(commandLine.config()).contains(Path.of("/etc/glaux.properties"));
        assertThat(commandLine.overrides()).containsEntry("aws.port", "0").containsEntry("store.password", "\u00fc")
                .hasSize(2);
    }

    @Test
    void nothingAtAll()
    {
        ServerCommandLine commandLine = ServerCommandLine.parse(List.of(), input(""));
        assertThat(commandLine.config()).isEmpty();
        assertThat(commandLine.overrides()).isEmpty();
    }

    @Test
    void anythingElseIsRefused()
    {
        assertThatThrownBy(() -> ServerCommandLine.parse(List.of("--set", "aws.port=0"), input("")))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> ServerCommandLine.parse(List.of("--config"), input("")))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> ServerCommandLine.parse(List.of(), input("a=\\u12\n")))
                .isInstanceOf(ConfigException.class);
    }

    private static InputStream input(String properties)
    {
        return new ByteArrayInputStream(properties.getBytes(UTF_8));
    }
}
