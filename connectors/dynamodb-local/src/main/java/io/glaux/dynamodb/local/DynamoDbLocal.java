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
package io.glaux.dynamodb.local;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteLibraryLoader;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import static java.util.Objects.requireNonNull;

/**
 * DynamoDB Local, in this process, on 127.0.0.1 alone: its own launcher listens on all addresses, and tells AWS of each
 * start. All keys and regions see the same tables.
 */
public final class DynamoDbLocal
        implements AutoCloseable
{
    private static final String ADDRESS = "127.0.0.1";

    /**
     * Held here, since loggers that nobody holds lose their level.
     */
    private static final List<Logger> LOGS = List.of(
            Logger.getLogger("com.almworks.sqlite4java"),
            // it would have three lines for each request
            Logger.getLogger("software.amazon.dynamodb"));

    private final Server server;
    private final LocalDynamoDBServerHandler handler;
    private final LocalRequests requests;

    private DynamoDbLocal(Server server, LocalDynamoDBServerHandler handler, LocalRequests requests)
    {
        this.server = requireNonNull(server, "server is null");
        this.handler = requireNonNull(handler, "handler is null");
        this.requests = requireNonNull(requests, "requests is null");
    }

    /**
     * Starts one that forgets all when it is closed, on any free port.
     */
    public static DynamoDbLocal start()
    {
        return start(0, Optional.empty());
    }

    /**
     * @param port 0 for any free one
     * @param folder of its tables; none: in memory
     */
    public static DynamoDbLocal start(int port, Optional<Path> folder)
    {
        LOGS.forEach(log -> log.setLevel(Level.WARNING));
        try {
            SQLiteLibraryLoader.initialize();
            if (folder.isPresent()) {
                Files.createDirectories(folder.orElseThrow());
            }
            LocalDynamoDBServerHandler handler = new LocalDynamoDBServerHandler(
                    new LocalDynamoDBRequestHandler(
                            0,
                            folder.isEmpty(),
                            folder.map(Path::toString).orElse(null),
                            true,
                            false),
                    null);
            Server server = new Server(new InetSocketAddress(InetAddress.ofLiteral(ADDRESS), port));
            LocalRequests requests = new LocalRequests(handler);
            server.setHandler(new ContextHandler(requests));
            server.start();
            return new DynamoDbLocal(server, handler, requests);
        }
        catch (IOException | DynamoDBLocalServiceException e) {
            throw new IllegalStateException("DynamoDB Local cannot be started: " + e.getMessage(), e);
        }
        // all that Jetty and the loader of the native library declare
        catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local cannot be started", e);
        }
    }

    public int port()
    {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    /**
     * What it is asked for.
     */
    public LocalRequests requests()
    {
        return requests;
    }

    public URI endpoint()
    {
        return URI.create("http://%s:%s".formatted(ADDRESS, port()));
    }

    @Override
    public void close()
    {
        try {
            server.stop();
        }
        // Jetty declares no less
        catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local cannot be stopped", e);
        }
        finally {
            handler.close();
        }
    }

    /**
     * Runs it in a process of its own, until standard input ends: it goes when the one who started it goes.
     *
     * @param arguments the port, 0 for any free one, which is then printed; and the folder, or nothing for memory
     */
    public static void main(String[] arguments)
            throws IOException
    {
        if (arguments.length < 1 || arguments.length > 2) {
            System.err.println("Give a port, and a folder to keep the tables in");
            System.exit(2);
        }
        Optional<Path> folder = arguments.length < 2 ? Optional.empty() : Optional.of(Path.of(arguments[1]));
        try (DynamoDbLocal local = start(Integer.parseInt(arguments[0]), folder)) {
            System.out.println("DynamoDB Local listens on " + local.endpoint());
            System.out.flush();
            while (System.in.read() >= 0) {
                // until whoever started this is gone
            }
        }
        // threads of SQLite may live on
        System.exit(0);
    }
}
