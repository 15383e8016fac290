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

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The arguments of {@link Main}: {@code [--config FILE] [--set KEY=VALUE ...]}.
 */
record ServerCommandLine(Optional<Path> config, Map<String, String> overrides)
{
    ServerCommandLine
    {
        requireNonNull(config, "config is null");
        overrides = Map.copyOf(overrides);
    }

    static ServerCommandLine parse(List<String> arguments)
    {
        Optional<Path> config = Optional.empty();
        Map<String, String> overrides = new LinkedHashMap<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            if (!rest.hasNext()) {
                throw new ConfigException("%s needs a value".formatted(option));
            }
            String value = rest.next();
            switch (option) {
                case "--config" -> config = Optional.of(Path.of(value));
                case "--set" -> {
                    int equals = value.indexOf('=');
                    if (equals < 1) {
                        throw new ConfigException("--set takes KEY=VALUE, not '%s'".formatted(value));
                    }
                    overrides.put(value.substring(0, equals), value.substring(equals + 1));
                }
                default -> throw new ConfigException("unknown option %s".formatted(option));
            }
        }
        return new ServerCommandLine(config, overrides);
    }
}
