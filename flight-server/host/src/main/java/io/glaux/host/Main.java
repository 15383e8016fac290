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
package io.glaux.host;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.glaux.host.catalog.Catalogs;
import io.glaux.host.catalog.SourceLoader;
import io.glaux.host.configuration.ConfigurationException;
import io.glaux.host.configuration.ConfigurationReader;
import io.glaux.host.configuration.HostConfiguration;
import io.glaux.host.configuration.SecretReferences;
import io.glaux.host.log.HostLogging;
import io.glaux.protocol.ProtocolVersion;
import io.glaux.source.SourceException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Runs a host. Without arguments it reads its configuration as one line from standard input, and ends when that is
 * closed: then whoever started it is gone. With {@code --config FILE} it runs until it is told to end.
 * <p>
 * When it is ready, or cannot be, it says so by a line of JSON on standard output, and later, for each line
 * {@code alive?}, that it is alive. Its log goes to standard error.
 */
public final class Main
{
    private static final Logger log = Logger.getLogger(Main.class.getName());
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String QUESTION = "alive?";
    private static final int FAILED = 1;
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private Main() {}

    public static void main(String[] arguments)
            throws IOException, InterruptedException
    {
        HostLogging.install();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
                log.log(Level.SEVERE, failure, () -> "Thread %s failed".formatted(thread.getName())));
        try {
            run(arguments);
        }
        catch (ConfigurationException e) {
            fail("INVALID_SETTINGS", e.getMessage(), e);
        }
        catch (SourceException e) {
            fail(e.code().name(), e.getMessage(), e);
        }
        catch (IOException e) {
            fail("HOST_FAILED", "The host cannot listen at its address: is the port taken?", e);
        }
    }

    private static void run(String[] arguments)
            throws IOException, InterruptedException
    {
        boolean isSupervised = arguments.length == 0;
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        String json = isSupervised ? line(input) : file(arguments);
        AtomicReference<HostServer> running = new AtomicReference<>();
        if (isSupervised) {
            // from now on: a source may take long to connect, and whoever started this host may be gone by then
            Thread.ofPlatform().daemon().name("input").start(() -> endAfter(input, running));
        }
        HostConfiguration configuration =
                new ConfigurationReader(new SecretReferences(System.getenv())).read(json);
        Catalogs catalogs = Catalogs.connect(configuration.catalogs(), new SourceLoader(configuration.sourcesFolder()));
        HostServer server;
        try {
            server = HostServer.start(configuration, catalogs, Clock.systemUTC());
        }
        catch (IOException | RuntimeException e) {
            catalogs.close();
            throw e;
        }
        running.set(server);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "end"));
        announce(configuration, server);
        new CountDownLatch(1).await();
    }

    /**
     * Ends this process once standard input is closed: whoever asked for what is under way is gone. What a source does
     * then does not keep it.
     */
    private static void endAfter(BufferedReader input, AtomicReference<HostServer> running)
    {
        answer(input, running);
        Thread.ofPlatform().daemon().name("last-end").start(Main::haltAfterLongestEnd);
        HostServer server = running.get();
        if (server != null) {
            server.close();
        }
        System.exit(0);
    }

    private static void haltAfterLongestEnd()
    {
        try {
            Thread.sleep(LONGEST_END);
        }
        catch (InterruptedException _) {
            // then at once
        }
        log.warning("A source did not end: the host is ended without it");
        Runtime.getRuntime().halt(FAILED);
    }

    private static String line(BufferedReader input)
            throws IOException
    {
        String line = input.readLine();
        if (line == null) {
            throw new ConfigurationException("The configuration is missing: it is one line on standard input");
        }
        return line;
    }

    private static String file(String[] arguments)
    {
        if (arguments.length != 2 || !arguments[0].equals("--config")) {
            throw new ConfigurationException("The arguments of a host are --config FILE, or none");
        }
        Path file = Path.of(arguments[1]);
        try {
            return Files.readString(file);
        }
        catch (IOException e) {
            throw new ConfigurationException("The configuration %s is not there or cannot be read".formatted(file), e);
        }
    }

    /**
     * Says that this host is alive when it is asked, as long as it is, until standard input is closed.
     */
    private static void answer(BufferedReader input, AtomicReference<HostServer> running)
    {
        ObjectNode alive = MAPPER.createObjectNode().put("alive", true);
        try {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                HostServer server = running.get();
                if (line.equals(QUESTION) && (server == null || server.isAlive())) {
                    say(alive);
                }
            }
        }
        catch (IOException e) {
            log.log(Level.INFO, e, () -> "Standard input failed");
        }
        log.info("Standard input was closed: the host ends");
    }

    private static void end(HostServer server)
    {
        try {
            server.drain();
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }

    private static void announce(HostConfiguration configuration, HostServer server)
            throws IOException
    {
        ObjectNode line = MAPPER.createObjectNode();
        line.put("ready", true);
        line.put("id", server.id());
        line.put("address", configuration.address().getHostAddress());
        line.put("port", server.port());
        line.put("tls", configuration.tlsFolder().isPresent());
        line.put("protocol", ProtocolVersion.text(ProtocolVersion.current()));
        line.put("pid", ProcessHandle.current().pid());
        say(line);
    }

    private static void fail(String code, String message, Exception cause)
            throws IOException
    {
        log.log(Level.SEVERE, cause, () -> "The host cannot start");
        ObjectNode line = MAPPER.createObjectNode();
        line.put("ready", false);
        line.put("code", code);
        line.put("message", message);
        say(line);
        System.exit(FAILED);
    }

    private static void say(ObjectNode line)
            throws IOException
    {
        System.out.println(MAPPER.writeValueAsString(line));
        System.out.flush();
    }
}
