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

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * How {@link Main} is called: {@code [--config FILE]}, and on its standard input, as properties, what the command line
 * sets over the file. It does not come as arguments: those can be seen by every user of the machine, and Trino would
 * resolve references in them.
 */
record ServerCommandLine(Optional<Path> config, Map<String, String> overrides)
{
    ServerCommandLine
    {
        requireNonNull(config, "config is null");
        overrides = Map.copyOf(overrides);
    }

    static ServerCommandLine parse(List<String> arguments, InputStream input)
    {
        if (arguments.isEmpty()) {
            return new ServerCommandLine(Optional.empty(), read(input));
        }
        if (arguments.size() != 2 || !arguments.getFirst().equals("--config")) {
            throw new ConfigException("the server takes --config FILE and properties on its standard input");
        }
        return new ServerCommandLine(Optional.of(Path.of(arguments.getLast())), read(input));
    }

    private static Map<String, String> read(InputStream input)
    {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(input, UTF_8)) {
            properties.load(reader);
        }
        catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("cannot read properties from the standard input: %s".formatted(e.getMessage()));
        }
        Map<String, String> overrides = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> overrides.put(name, properties.getProperty(name)));
        return overrides;
    }
}
