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
package io.glaux.testing.python;

import io.glaux.testing.Checkout;
import io.glaux.testing.Requirement;
import io.glaux.testing.process.Command;
import io.glaux.testing.process.CommandResult;
import io.glaux.testing.process.Folders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * A virtual environment with the packages of one file of {@code testing/python/requirements}. Made once, kept in the
 * cache of the checkout, made anew when the file changes. Clients whose dependencies conflict have an environment each.
 */
public final class PythonEnvironment
{
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(15);

    private final Path folder;

    private PythonEnvironment(Path folder)
    {
        this.folder = requireNonNull(folder, "folder is null");
    }

    /**
     * Skips the calling test, by name, where there is no Python 3.10 with venv.
     *
     * @param name of the requirements file, without {@code .txt}
     */
    public static PythonEnvironment of(String name)
    {
        String check = "import venv, ensurepip, sys; print(sys.version); sys.exit(sys.version_info < (3, 10))";
        CommandResult version = Command.of("sh", "-c", "python3 -c \"$1\"", "sh", check).run();
        Requirement.require(version.exit() == 0, "python3 (3.10 or newer) with venv, for the Python clients of Athena");
        try {
            Path requirements = Checkout.testing("python/requirements").resolve(name + ".txt");
            String key = digest(Files.readString(requirements) + version.out());
            Path folder = Checkout.cache().resolve("python").resolve(name + "-" + key);
            if (!Files.exists(folder.resolve("complete"))) {
                make(folder, requirements);
            }
            return new PythonEnvironment(folder);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a script of {@code testing/python}.
     */
    public CommandResult run(String script, Map<String, String> environment, String... arguments)
    {
        List<String> command =
                new ArrayList<>(List.of(binary("python"), Checkout.testing("python").resolve(script).toString()));
        command.addAll(List.of(arguments));
        return tool(environment, command);
    }

    /**
     * Runs a program that a package installed, for instance {@code aws}.
     */
    public CommandResult program(String name, Map<String, String> environment, String... arguments)
    {
        List<String> command = new ArrayList<>(List.of(binary(name)));
        command.addAll(List.of(arguments));
        return tool(environment, command);
    }

    private CommandResult tool(Map<String, String> environment, List<String> command)
    {
        return Command.of(command)
                .withoutEnvironment("AWS_SESSION_TOKEN")
                .withoutEnvironment("AWS_PROFILE")
                .environment("PYTHONDONTWRITEBYTECODE", "1")
                .environment("PYTHONPATH", Checkout.testing("python").toString())
                .environment(environment)
                .folder(Checkout.root())
                .run();
    }

    /**
     * The path of a program, for what runs until it is ended.
     */
    public String binary(String name)
    {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static void make(Path folder, Path requirements)
            throws IOException
    {
        Folders.delete(folder);
        Files.createDirectories(folder);
        Command.of("python3", "-m", "venv", folder.toString()).limit(INSTALL_LIMIT).runWell();
        Command.of(folder.resolve("bin/pip")
                        .toString(), "install", "--quiet", "--disable-pip-version-check", "-r", requirements.toString())
                .limit(INSTALL_LIMIT)
                .runWell();
        Files.createFile(folder.resolve("complete"));
    }

    private static String digest(String text)
    {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)), 0, 4);
        }
        catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
