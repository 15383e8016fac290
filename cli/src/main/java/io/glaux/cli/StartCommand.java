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

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Starts a server, and returns when it can answer the first query.")
final class StartCommand
        implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Mixin
    private InstanceOptions options;

    @Option(names = "--config",
            paramLabel = "FILE",
            description = "Configuration (default: etc/glaux.properties beside the launcher).")
    private Path config;

    @Option(names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides a key of the configuration; may be repeated.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    @Option(names = "--role", paramLabel = "ROLE", description = "coordinator (the default) or worker.")
    private String role;

    @Option(names = "--coordinator",
            paramLabel = "URL",
            description = "With --role worker: the coordinator's https URL.")
    private String coordinator;

    @Override
    public Integer call()
            throws InterruptedException
    {
        PrintWriter out = spec.commandLine().getOut();
        validate();
        LaunchPlan plan = new LaunchPlan(config(), overrides(), options.named());
        new ServerLauncher(new Instance(plan.dataFolder()), out).start(plan);
        return 0;
    }

    private void validate()
    {
        if (role != null && !role.equals("coordinator") && !role.equals("worker")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--role is coordinator or worker, not '%s'".formatted(role));
        }
        if ("worker".equals(role) && coordinator == null) {
            throw new ParameterException(spec.commandLine(), "--role worker needs --coordinator URL");
        }
        if (!"worker".equals(role) && coordinator != null) {
            throw new ParameterException(spec.commandLine(), "--coordinator URL goes with --role worker");
        }
    }

    private Optional<Path> config()
    {
        if (config != null) {
            if (!Files.isRegularFile(config)) {
                throw new CommandFailure("there is no configuration file %s".formatted(config));
            }
            return Optional.of(config.toAbsolutePath());
        }
        return InstanceOptions.standardConfig();
    }

    private Map<String, String> overrides()
    {
        Map<String, String> all = new LinkedHashMap<>(overrides);
        if (role != null) {
            all.put("role", role);
        }
        if (coordinator != null) {
            all.put("coordinator", coordinator);
        }
        return all;
    }
}
