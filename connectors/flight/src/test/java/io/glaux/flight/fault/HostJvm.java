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
package io.glaux.flight.fault;

import io.glaux.host.Main;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A host in a process of its own, with one catalog of the reference source. It ends with the process that started it.
 */
final class HostJvm
        implements AutoCloseable
{
    private static final Pattern PORT = Pattern.compile("\"port\":(\\d+)");

    private final Process process;
    private final int port;
    private final Path log;

    private HostJvm(Process process, int port, Path log)
    {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * @param token of at least 32 characters, which tickets are signed with, too
     * @param settings of the source; neither names nor values have characters that JSON escapes
     */
    static HostJvm start(String catalog, String token, Map<String, String> settings)
    {
        String values = settings.entrySet().stream()
                .map(setting -> "\"%s\": \"%s\"".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining(", "));
        String configuration =
                """
                {"token": "%s", "tickets.key": "%s", "catalogs": \
                [{"name": "%s", "source": "reference", "settings": {%s}}]}
                """.formatted(token, token, catalog, values);
        try {
            Path log = Files.createTempFile("host-", ".log");
            Process process = new ProcessBuilder(command())
                    .redirectError(log.toFile())
                    .start();
            return new HostJvm(process, announced(process, configuration), log);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command()
    {
        return List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                // one that crashes leaves no report and no image behind
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName());
    }

    private static int announced(Process process, String configuration)
            throws IOException
    {
        OutputStream input = process.getOutputStream();
        input.write(configuration.getBytes(UTF_8));
        input.flush();
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = output.readLine();
        Matcher port = PORT.matcher(String.valueOf(line));
        if (!port.find()) {
            process.destroyForcibly();
            throw new IllegalStateException("The host did not start: " + line);
        }
        return Integer.parseInt(port.group(1));
    }

    int port()
    {
        return port;
    }

    /**
     * As the system would, without a word. It is gone afterwards.
     */
    void kill()
    {
        process.destroyForcibly().onExit().join();
    }

    /**
     * As a fault in native code would. It is gone afterwards: it takes a while to die, and could send all its rows.
     */
    void crash()
    {
        try {
            new ProcessBuilder("kill", "-SEGV", String.valueOf(process.pid())).inheritIO().start().waitFor();
            process.waitFor();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    String log()
    {
        try {
            return Files.readString(log);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CompletableFuture<Process> onExit()
    {
        return process.onExit();
    }

    @Override
    public void close()
    {
        kill();
        try {
            Files.deleteIfExists(log);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
