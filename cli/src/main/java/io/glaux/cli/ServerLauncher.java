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

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

/**
 * Starts the server's process apart from the terminal, and waits for it.
 */
public final class ServerLauncher
{
    private static final long POLL_MILLIS = 100;
    private static final String LOOPBACK = "127.0.0.1,localhost,::1";
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Instance instance;
    private final PrintWriter out;

    public ServerLauncher(Instance instance, PrintWriter out)
    {
        this.instance = requireNonNull(instance, "instance is null");
        this.out = requireNonNull(out, "out is null");
    }

    public void start(LaunchPlan plan)
            throws InterruptedException
    {
        start(plan, _ -> {});
    }

    /**
     * @param launched is told of the process as soon as there is one, before it is ready
     */
    public void start(LaunchPlan plan, Consumer<ProcessHandle> launched)
            throws InterruptedException
    {
        if (joined()) {
            return;
        }
        Path data = instance.data();
        createFolders(data);
        List<String> command = new ArrayList<>(detachment());
        command.addAll(plan.command(distribution(), data));
        try (FileChannel starts = FileChannel.open(data.resolve("run/start.lock"), CREATE, WRITE);
                FileLock _ = starts.lock()) {
            // another command may have started one meanwhile
            if (joined()) {
                return;
            }
            Path console = emptyConsole(data);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(data.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.to(console.toFile()))
                    .redirectErrorStream(true);
            exceptLoopback(builder.environment());
            Process process = builder.start();
            send(plan.input(data), process);
            launched.accept(process.toHandle());
            await(process.toHandle());
        }
        catch (IOException e) {
            throw new CommandFailure("cannot start the server: " + e.getMessage());
        }
    }

    /**
     * Whether a server runs already; one that still starts is waited for.
     */
    private boolean joined()
            throws InterruptedException
    {
        Optional<InstanceState> running = instance.running();
        if (running.isEmpty()) {
            return false;
        }
        long pid = running.get().pid();
        if (running.get().ready()) {
            out.println("Glaux runs already on %s (process %s)".formatted(instance.data(), pid));
        }
        else {
            await(ProcessHandle.of(pid).orElseThrow(() -> new CommandFailure("the server ended while it started")));
        }
        return true;
    }

    /**
     * The server talks to itself and to its embedded storage by loopback, which no proxy leads to.
     */
    private static void exceptLoopback(Map<String, String> environment)
    {
        for (String name : List.of("no_proxy", "NO_PROXY")) {
            environment.merge(name, LOOPBACK, (others, loopback) -> others + "," + loopback);
        }
    }

    /**
     * Waits until the server can answer queries.
     *
     * @throws CommandFailure with the server's own sentence if it ends before that
     */
    private void await(ProcessHandle process)
            throws InterruptedException
    {
        long start = System.nanoTime();
        String phase = "";
        while (System.nanoTime() - start < PATIENCE_NANOS) {
            Optional<InstanceState> state = instance.running().filter(running -> running.pid() == process.pid());
            if (state.isPresent() && state.get().ready()) {
                report(state.get(), System.nanoTime() - start);
                return;
            }
            if (!process.isAlive()) {
                throw new CommandFailure(instance.failure().orElseGet(
                        () -> consoleSentence(instance.data().resolve("log/console.log"))));
            }
            String current = state.map(InstanceState::phase).orElse("");
            if (!current.isEmpty() && !current.equals(phase)) {
                phase = current;
                out.println("  " + phase);
                out.flush();
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new CommandFailure("the server is still starting after 5 minutes: see %s".formatted(instance.data()
                .resolve("log/server.log")));
    }

    private static void send(byte[] settings, Process process)
    {
        try (OutputStream input = process.getOutputStream()) {
            input.write(settings);
        }
        catch (IOException _) {
            // the process ended at once: what it said about that is reported
        }
    }

    /**
     * Before the server has a log, the last line of its console is the reason.
     */
    private static String consoleSentence(Path console)
    {
        try {
            return Files.readAllLines(console).stream()
                    .filter(line -> !line.isBlank())
                    .reduce((_, last) -> last)
                    .orElse("the server ended while it started: see %s".formatted(
                            console.resolveSibling("server.log")));
        }
        catch (IOException e) {
            return "the server ended while it started: see %s".formatted(console);
        }
    }

    private void report(InstanceState state, long nanos)
    {
        out.println("Glaux %s is ready (%.1f s, process %s, data in %s)".formatted(
                state.role(), nanos / 1e9, state.pid(), instance.data()));
        state.awsUrl().ifPresent(url -> out.println("  AWS endpoint  " + url));
        state.httpsUrl().ifPresent(url -> out.println("  Trino         " + url));
    }

    private static Path emptyConsole(Path data)
            throws IOException
    {
        Files.deleteIfExists(data.resolve("run/failure"));
        return Files.writeString(data.resolve("log/console.log"), "");
    }

    private static void createFolders(Path data)
    {
        try {
            createPrivately(data);
            Files.createDirectories(data.resolve("log"));
            Files.createDirectories(data.resolve("run"));
        }
        catch (IOException e) {
            throw new CommandFailure(("the data folder %s cannot be written: choose another with --data DIR, or " +
                    "change its owner").formatted(data));
        }
    }

    /**
     * A data folder has passwords and other people's queries in it: nobody but its owner may look in.
     */
    private static void createPrivately(Path data)
            throws IOException
    {
        if (Files.isDirectory(data)) {
            return;
        }
        Files.createDirectories(data.getParent());
        if (data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    data,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        else {
            Files.createDirectory(data);
        }
    }

    private static Path distribution()
    {
        Path folder = Path.of(System.getProperty("glaux.distribution", InstanceOptions.home().toString()));
        if (!Files.isDirectory(folder.resolve("lib"))) {
            throw new CommandFailure(
                    "there is no distribution in %s: start through the launcher ./glaux, which builds it".formatted(
                            folder));
        }
        return folder.toAbsolutePath();
    }

    /**
     * The server outlives the terminal: in a session of its own where the system has setsid, else without hang-ups.
     */
    private static List<String> detachment()
    {
        for (String program : List.of("setsid", "nohup")) {
            if (Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)))) {
                return List.of(program);
            }
        }
        return List.of();
    }
}
