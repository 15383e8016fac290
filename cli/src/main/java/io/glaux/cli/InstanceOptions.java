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
package io.glaux.cli;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNullElse;

/**
 * Which instance a command is about: every command has it as a mixin.
 */
public final class InstanceOptions
{
    @Option(names = "--data",
            paramLabel = "DIR",
            description = "Data folder of the instance (default: $GLAUX_DATA, else data/ beside the launcher).")
    private Path data;

    /**
     * The data folder that the person named, by option or environment.
     */
    public Optional<Path> named()
    {
        if (data != null) {
            return Optional.of(data);
        }
        String variable = System.getenv("GLAUX_DATA");
        return variable == null || variable.isEmpty() ? Optional.empty() : Optional.of(Path.of(variable));
    }

    public Instance instance()
    {
        return new Instance(new LaunchPlan(standardConfig(), Map.of(), named()).dataFolder());
    }

    /**
     * The configuration beside the launcher, if there is one.
     */
    static Optional<Path> standardConfig()
    {
        Path standard = home().resolve("etc/glaux.properties");
        return Files.isRegularFile(standard) ? Optional.of(standard) : Optional.empty();
    }

    /**
     * The folder of the launcher: a checkout, or an unpacked distribution.
     */
    public static Path home()
    {
        return Path.of(requireNonNullElse(System.getProperty("glaux.home"), ".")).toAbsolutePath().normalize();
    }
}
