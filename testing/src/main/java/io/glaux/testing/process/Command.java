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
package io.glaux.testing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * A command of the machine that ends by itself. Its output goes to files, because a pipe would stay open for as long as
 * a server lives that the command leaves behind.
 */
public final class Command
{
    private final List<String> arguments;
    private final Map<String, Optional<String>> environment = new LinkedHashMap<>();
    private Path folder = Path.of("").toAbsolutePath();
    private Duration limit = Duration.ofMinutes(5);
    private String input = "";

    private Command(List<String> arguments)
    {
        this.arguments = List.copyOf(arguments);
    }

    public static Command of(List<String> arguments)
    {
        return new Command(arguments);
    }

    public static Command of(String... arguments)
    {
        return new Command(List.of(arguments));
    }

    public Command environment(Map<String, String> variables)
    {
        variables.forEach((name, value) -> environment.put(name, Optional.of(value)));
        return this;
    }

    public Command environment(String name, String value)
    {
        environment.put(name, Optional.of(value));
        return this;
    }

    public Command withoutEnvironment(String name)
    {
        environment.put(name, Optional.empty());
        return this;
    }

    public Command folder(Path folder)
    {
        this.folder = requireNonNull(folder, "folder is null");
        return this;
    }

    public Command limit(Duration limit)
    {
        this.limit = requireNonNull(limit, "limit is null");
        return this;
    }

    public Command input(String input)
    {
        this.input = requireNonNull(input, "input is null");
        return this;
    }

    /**
     * Runs to the end.
     *
     * @throws AssertionError if it does not end within the limit; it is killed then
     */
    public CommandResult run()
    {
        try {
            Path work = Files.createTempDirectory("glaux-command");
            try {
                return run(work);
            }
            finally {
                Folders.delete(work);
            }
        }
        catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + arguments, e);
        }
    }

    /**
     * Runs to the end, which must be a success.
     */
    public CommandResult runWell()
    {
        return run().requireSuccess();
    }

    private CommandResult run(Path work)
            throws IOException
    {
        Path out = work.resolve("out");
        Path err = work.resolve("err");
        Path in = Files.writeString(work.resolve("in"), input);
        ProcessBuilder builder = new ProcessBuilder(arguments)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        environment.forEach((name, value) -> value.ifPresentOrElse(
                present -> builder.environment().put(name, present),
                () -> builder.environment().remove(name)));
        Process process = builder.start();
        boolean ended;
        try {
            ended = process.waitFor(limit.toMillis(), MILLISECONDS);
        }
        catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while %s ran".formatted(arguments), e);
        }
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError(
                    "%s did not end within %s%n%s%n%s".formatted(
                            arguments,
                            limit,
                            Files.readString(out),
                            Files.readString(err)));
        }
        return new CommandResult(arguments, process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
