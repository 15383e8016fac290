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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.glaux.testing.Waiting.untilTrue;
import static java.util.Objects.requireNonNull;

/**
 * A server of another project, as a child process that is ended with the fixture.
 */
public final class ServerProcess
        implements AutoCloseable
{
    private static final Duration START_LIMIT = Duration.ofMinutes(1);

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log)
    {
        this.process = requireNonNull(process, "process is null");
        this.log = requireNonNull(log, "log is null");
    }

    /**
     * Starts it and returns when the port answers.
     */
    public static ServerProcess start(List<String> command, Map<String, String> environment, int port, Path log)
    {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            process = builder.start();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerProcess server = new ServerProcess(process, log);
        try {
            untilTrue("port %d of %s".formatted(port, command.getFirst()), START_LIMIT, () -> server.answers(port));
        }
        catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
        return server;
    }

    /**
     * A port that is free now.
     */
    public static int freePort()
    {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close()
    {
        process.destroyForcibly();
        process.onExit().join();
    }

    private boolean answers(int port)
    {
        if (!process.isAlive()) {
            throw new AssertionError("%s ended with %d: %s".formatted(process.info()
                    .command(), process.exitValue(), output().orElse("")));
        }
        try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        }
        catch (IOException e) {
            return false;
        }
    }

    private Optional<String> output()
    {
        try {
            return Optional.of(Files.readString(log));
        }
        catch (IOException e) {
            return Optional.empty();
        }
    }
}
