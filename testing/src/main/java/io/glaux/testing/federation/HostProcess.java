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
package io.glaux.testing.federation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glaux.testing.process.Folders;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * A host on the loopback address that serves one catalog, named like its source. It ends with the process that started
 * it. Its tickets are good in each process that has the same keys.
 */
public final class HostProcess
        implements AutoCloseable
{
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration END_LIMIT = Duration.ofSeconds(40);

    private final HostProgram program;
    private final Map<String, String> settings;
    private final Keys keys;
    private final Path folder;
    private final Process process;
    private final int port;

    private HostProcess(
            HostProgram program,
            Map<String, String> settings,
            Keys keys,
            Path folder,
            Process process,
            int port)
    {
        this.program = requireNonNull(program, "program is null");
        this.settings = Map.copyOf(settings);
        this.keys = requireNonNull(keys, "keys is null");
        this.folder = requireNonNull(folder, "folder is null");
        this.process = requireNonNull(process, "process is null");
        this.port = port;
    }

    /**
     * @param settings of the catalog
     */
    public static HostProcess start(HostProgram program, Map<String, String> settings)
    {
        return start(program, settings, Keys.random(), 0);
    }

    /**
     * Another process in the place of this one, at the same port and with the same keys: as whoever watches over a host
     * would start it.
     */
    public HostProcess startAgain()
    {
        kill();
        return start(program, settings, keys, port);
    }

    private static HostProcess start(HostProgram program, Map<String, String> settings, Keys keys, int port)
    {
        Path folder = Folders.temporary("host");
        Process process;
        try {
            process = new ProcessBuilder(program.command())
                    .directory(folder.toFile())
                    .redirectError(folder.resolve("log").toFile())
                    .start();
            OutputStream in = process.getOutputStream();
            in.write((configuration(program, settings, keys, port) + "\n").getBytes(UTF_8));
            in.flush();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            return new HostProcess(program, settings, keys, folder, process, awaitPort(process, folder));
        }
        catch (RuntimeException | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /**
     * As a setting {@code url} of a catalog of kind {@code flight}.
     */
    public String url()
    {
        return "grpc://127.0.0.1:" + port;
    }

    public int port()
    {
        return port;
    }

    /**
     * The name of the one catalog.
     */
    public String catalog()
    {
        return program.source();
    }

    /**
     * A file with what calls have to bring.
     */
    public Path tokenFile()
    {
        Path file = folder.resolve("token");
        try {
            return Files.writeString(file, keys.token());
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid()
    {
        return process.pid();
    }

    public boolean isAlive()
    {
        return process.isAlive();
    }

    /**
     * SIGKILL.
     */
    public void kill()
    {
        process.destroyForcibly().onExit().join();
    }

    public String log()
    {
        return log(folder);
    }

    @Override
    public void close()
    {
        process.destroy();
        try {
            if (!process.waitFor(END_LIMIT.toSeconds(), SECONDS)) {
                kill();
                throw new AssertionError("The host did not end when it was told to%n%s".formatted(log()));
            }
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
        Folders.delete(folder);
    }

    private static String configuration(HostProgram program, Map<String, String> settings, Keys keys, int port)
    {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("port", port);
        root.put("token", keys.token());
        root.put("tickets.key", keys.ticketKey());
        ObjectNode catalog = root.putArray("catalogs").addObject();
        catalog.put("name", program.source());
        catalog.put("source", program.source());
        ObjectNode values = catalog.putObject("settings");
        settings.forEach(values::put);
        return root.toString();
    }

    private static int awaitPort(Process process, Path folder)
    {
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try (BufferedReader lines = process.inputReader(UTF_8)) {
                line.complete(lines.readLine());
                // nothing more is expected, but the pipe must not fill
                lines.lines().forEach(_ -> {});
            }
            catch (IOException | UncheckedIOException e) {
                line.completeExceptionally(e);
            }
        });
        try {
            JsonNode answer = MAPPER.readTree(line.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
            if (answer != null && answer.path("ready").asBoolean()) {
                return answer.path("port").asInt();
            }
            throw new AssertionError("The host cannot start: %s%n%s".formatted(answer, log(folder)));
        }
        catch (JsonProcessingException | ExecutionException | TimeoutException e) {
            throw new AssertionError("The host did not say that it is ready%n%s".formatted(log(folder)), e);
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String log(Path folder)
    {
        try {
            return Files.readString(folder.resolve("log"));
        }
        catch (IOException e) {
            return "There is no log: " + e.getMessage();
        }
    }

    private record Keys(String token, String ticketKey)
    {
        static Keys random()
        {
            return new Keys(randomText(), randomText());
        }

        private static String randomText()
        {
            byte[] bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }
    }
}
