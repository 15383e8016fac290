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
package io.glaux.cli.local;

import io.glaux.cli.CommandFailure;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * DynamoDB Local, AWS's own, in a process that ends with this one. Its licence does not let it be distributed: a
 * checkout has it, for its build fetches it, and an unpacked distribution has not, unless the variable
 * GLAUX_DYNAMODB_LOCAL of the environment has the folder that a checkout has built.
 */
public final class DynamoDbLocalProcess
        implements AutoCloseable
{
    private static final String VARIABLE = "GLAUX_DYNAMODB_LOCAL";
    private static final String MODULE = "connectors/dynamodb-local/target";
    private static final String LISTENS = "DynamoDB Local listens on ";

    private final PeerProcess process;
    private final URI endpoint;

    private DynamoDbLocalProcess(PeerProcess process, URI endpoint)
    {
        this.process = requireNonNull(process, "process is null");
        this.endpoint = requireNonNull(endpoint, "endpoint is null");
    }

    /**
     * @param home of the launcher
     */
    public static boolean isThere(Path home)
    {
        return Files.isDirectory(built(home).resolve("runtime"));
    }

    private static Path built(Path home)
    {
        String variable = System.getenv(VARIABLE);
        return variable == null ? home.resolve(MODULE) : Path.of(variable);
    }

    /**
     * @param home of the launcher
     * @param memory of its JVM, as the option -Xmx has it
     * @param log where it writes what goes wrong
     * @param folder of its tables; none: in memory
     * @throws CommandFailure if it does not start
     */
    public static DynamoDbLocalProcess start(Path home, String memory, Path log, Optional<Path> folder)
    {
        Path built = built(home);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memory,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                built.resolve("runtime").resolve("*") + File.pathSeparator + built.resolve("*"),
                "io.glaux.dynamodb.local.DynamoDbLocal",
                "0"));
        folder.ifPresent(tables -> command.add(tables.toString()));
        try {
            Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
            BufferedReader lines = process.inputReader(UTF_8);
            String line = lines.readLine();
            if (line == null || !line.startsWith(LISTENS)) {
                process.destroyForcibly();
                throw new CommandFailure("DynamoDB Local did not start: see %s".formatted(log));
            }
            return new DynamoDbLocalProcess(new PeerProcess(process), URI.create(line.substring(LISTENS.length())));
        }
        catch (IOException e) {
            throw new CommandFailure("DynamoDB Local cannot be started: %s".formatted(e.getMessage()));
        }
    }

    public URI endpoint()
    {
        return endpoint;
    }

    @Override
    public void close()
            throws InterruptedException
    {
        process.close();
    }
}
