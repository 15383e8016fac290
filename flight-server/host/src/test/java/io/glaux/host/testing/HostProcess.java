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
package io.glaux.host.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.glaux.host.Main;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A host in a process of its own. Its log goes to a file of the folder that it works in.
 */
public final class HostProcess
        implements AutoCloseable
{
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Process process;
    private final Path log;
    private final JsonNode announcement;

    private HostProcess(Process process, Path log, JsonNode announcement)
    {
        this.process = process;
        this.log = log;
        this.announcement = announcement;
    }

    /**
     * @param configuration goes to standard input, unless it is empty
     */
    public static HostProcess start(Path folder, String configuration, String... arguments)
            throws IOException
    {
        Process process = launch(folder, configuration, arguments);
        Path log = log(folder);
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = output.readLine();
        assertThat(line).as(() -> read(log)).isNotNull();
        return new HostProcess(process, log, MAPPER.readTree(line));
    }

    /**
     * The same of one that may never say that it is ready.
     */
    public static Process launch(Path folder, String configuration, String... arguments)
            throws IOException
    {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(Arrays.asList(arguments));
        Path work = Files.createDirectories(folder.resolve("work"));
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectError(log(folder).toFile())
                .start();
        if (!configuration.isEmpty()) {
            OutputStream input = process.getOutputStream();
            input.write((configuration.strip() + "\n").getBytes(UTF_8));
            input.flush();
        }
        return process;
    }

    private static Path log(Path folder)
    {
        return folder.resolve("log");
    }

    public JsonNode announcement()
    {
        return announcement;
    }

    public int port()
    {
        assertThat(announcement.path("ready").asBoolean()).as(announcement.toString()).isTrue();
        return announcement.path("port").asInt();
    }

    public void closeInput()
            throws IOException
    {
        process.getOutputStream().close();
    }

    public void terminate()
    {
        process.destroy();
    }

    public int awaitExit()
            throws InterruptedException
    {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(log()).isTrue();
        return process.exitValue();
    }

    public String log()
    {
        return read(log);
    }

    /**
     * Each line is JSON.
     */
    public List<JsonNode> logLines()
    {
        return log().lines().map(HostProcess::parse).toList();
    }

    private static JsonNode parse(String line)
    {
        try {
            return MAPPER.readTree(line);
        }
        catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    private static String read(Path file)
    {
        try {
            return Files.readString(file);
        }
        catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close()
    {
        process.destroyForcibly();
    }
}
