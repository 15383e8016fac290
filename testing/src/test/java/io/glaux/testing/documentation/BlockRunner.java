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
package io.glaux.testing.documentation;

import io.glaux.testing.Checkout;
import io.glaux.testing.process.CommandResult;
import io.glaux.testing.python.PythonEnvironment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * Runs the blocks of a page one after the other, as a person does in one shell: what a block exports is there for the
 * next, in whatever language.
 */
final class BlockRunner
{
    private final Installation installation;
    private final Map<String, String> exported = new LinkedHashMap<>(Map.of(
            "AWS_EC2_METADATA_DISABLED", "true",
            "AWS_CONFIG_FILE", "/dev/null",
            "AWS_SHARED_CREDENTIALS_FILE", "/dev/null"));

    BlockRunner(Installation installation)
    {
        this.installation = requireNonNull(installation, "installation is null");
    }

    /**
     * @return what it printed on standard output
     * @throws AssertionError if it does not end well, with the place of the block
     */
    String run(FencedBlock block)
            throws IOException
    {
        CommandResult result = switch (block.language()) {
            case "" -> shell(block.text());
            case "python" -> python(block.text());
            case "java" -> java(block.text());
            default -> throw new AssertionError("%s: no way to run the language '%s': teach it to BlockRunner"
                    .formatted(block.place(), block.language()));
        };
        if (result.exit() != 0) {
            throw new AssertionError("%s: the block ended with %d%n%s%n%s%n%s"
                    .formatted(block.place(), result.exit(), block.text(), result.out(), result.err()));
        }
        return result.out();
    }

    private CommandResult shell(String text)
            throws IOException
    {
        Path variables = installation.folder().resolve("variables");
        String script = "set -euo pipefail\n%s\nenv > \"$VARIABLES\"\n".formatted(text);
        CommandResult result = installation.command(List.of("bash", "-c", script))
                .environment(exported)
                .environment("VARIABLES", variables.toString())
                .run();
        if (result.exit() == 0) {
            Files.readAllLines(variables).stream()
                    .filter(line -> line.startsWith("AWS_") || line.startsWith("GLAUX_"))
                    .forEach(line -> exported.put(
                            line.substring(0, line.indexOf('=')),
                            line.substring(line.indexOf('=') + 1)));
        }
        return result;
    }

    private CommandResult python(String text)
            throws IOException
    {
        Path script = Files.writeString(installation.folder().resolve("block.py"), text + "\n");
        PythonEnvironment python = PythonEnvironment.of(text.contains("awswrangler") ? "wrangler" : "clients");
        Map<String, String> environment = new LinkedHashMap<>(exported);
        // the page promises that clients need nothing but what env prints
        environment.put("PYTHONPATH", "");
        return python.program("python", environment, script.toString());
    }

    /**
     * A process of its own, because the block reads its environment.
     */
    private CommandResult java(String text)
            throws IOException
    {
        String program =
                """
                import module java.sql;

                void main()
                        throws Exception
                {
                %s
                }
                """.formatted(text);
        Path source = Files.writeString(installation.folder().resolve("Block.java"), program);
        return installation.command(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--class-path",
                        Checkout.testing("target/clients/trino-jdbc.jar").toString(),
                        source.toString()))
                .environment(exported)
                .run();
    }
}
