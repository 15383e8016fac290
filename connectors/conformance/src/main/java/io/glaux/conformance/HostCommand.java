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
package io.glaux.conformance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * A host that a command of the shell started. It says its port in the first line that it prints, as an entry
 * {@code "port":PORT} of JSON.
 */
final class HostCommand
        implements AutoCloseable
{
    private static final Pattern PORT = Pattern.compile("\"port\"\\s*:\\s*(\\d+)");

    private final Process process;
    private final int port;

    private HostCommand(Process process, int port)
    {
        this.process = requireNonNull(process, "process is null");
        this.port = port;
    }

    /**
     * @throws IllegalArgumentException if it does not say its port
     */
    static HostCommand start(String command)
    {
        try {
            Process process = new ProcessBuilder("sh", "-c", command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            String line = Optional.ofNullable(reader.readLine()).orElse("");
            Matcher matcher = PORT.matcher(line);
            if (!matcher.find()) {
                kill(process);
                throw new IllegalArgumentException(
                        "The command that starts the host has to print {\"port\":PORT} first, and printed: " + line);
            }
            return new HostCommand(process, Integer.parseInt(matcher.group(1)));
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port()
    {
        return port;
    }

    /**
     * Kills it, without a chance to say goodbye.
     */
    @Override
    public void close()
    {
        kill(process);
    }

    private static void kill(Process process)
    {
        // the shell may have started the host as a process of its own
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
