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
package io.glaux.engine.hosts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The main class of a process that behaves as a host does, on its standard streams. Whoever connects to its port ends
 * it with status 134, as a crash does.
 */
public final class FakeHost
{
    /**
     * A setting: the host says that it cannot start.
     */
    public static final String FAILS = "fails";
    /**
     * A setting: the host says nothing.
     */
    static final String SILENT = "silent";
    /**
     * A setting: the file that it writes when it is told to end.
     */
    static final String DRAINED = "drained";

    private static final int CRASHED = 134;

    private FakeHost() {}

    @SuppressWarnings({"SystemErr", "SystemOut"})
    public static void main(String[] arguments)
            throws IOException
    {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        JsonNode configuration = new ObjectMapper().readTree(input.readLine());
        JsonNode settings = configuration.path("catalogs").path(0).path("settings");
        System.err.println("{\"log\": \"begun\"}");
        System.out.println("something else");
        if (settings.has(FAILS)) {
            System.out.println("{\"ready\":false,\"message\":\"%s\"}".formatted(settings.path(FAILS).asText()));
            System.exit(1);
        }
        if (!settings.has(SILENT)) {
            listen(configuration, settings);
        }
        while (input.readLine() != null) {
            System.out.println("{\"alive\":true}");
        }
        Runtime.getRuntime().halt(0);
    }

    @SuppressWarnings("SystemOut")
    private static void listen(JsonNode configuration, JsonNode settings)
            throws IOException
    {
        ServerSocket socket = new ServerSocket(
                configuration.path("port").asInt(), 1, InetAddress.ofLiteral(configuration.path("address").asText()));
        if (settings.has(DRAINED)) {
            Path file = Path.of(settings.path(DRAINED).asText());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> write(file)));
        }
        Thread.ofPlatform().daemon().start(() -> crashWhenCalled(socket));
        System.out.println("{\"ready\":true,\"port\":%s}".formatted(socket.getLocalPort()));
    }

    private static void crashWhenCalled(ServerSocket socket)
    {
        try (Socket _ = socket.accept()) {
            Runtime.getRuntime().halt(CRASHED);
        }
        catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file)
    {
        try {
            Files.writeString(file, "drained");
        }
        catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
