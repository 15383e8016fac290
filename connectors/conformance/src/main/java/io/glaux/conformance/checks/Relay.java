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
package io.glaux.conformance.checks;

import org.apache.arrow.flight.Location;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import static java.util.Objects.requireNonNull;

/**
 * Passes bytes on between a client and a host until it is cut, as a network may be.
 */
final class Relay
        implements AutoCloseable
{
    private final URI host;
    private final ServerSocket server;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    private Relay(URI host, ServerSocket server)
    {
        this.host = requireNonNull(host, "host is null");
        this.server = requireNonNull(server, "server is null");
    }

    static Relay to(Location host)
    {
        try {
            Relay relay = new Relay(host.getUri(), new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("relay").start(relay::accept);
            return relay;
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Location location()
    {
        return Location.forGrpcInsecure("127.0.0.1", server.getLocalPort());
    }

    private void accept()
    {
        try {
            while (true) {
                Socket client = server.accept();
                sockets.add(client);
                Socket target = new Socket();
                sockets.add(target);
                target.connect(new InetSocketAddress(host.getHost(), host.getPort()));
                Thread.ofVirtual().name("relay-up").start(() -> pass(client, target));
                Thread.ofVirtual().name("relay-down").start(() -> pass(target, client));
            }
        }
        catch (SocketException _) {
            // it was cut
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pass(Socket from, Socket to)
    {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
        catch (IOException _) {
            // one side is gone, and so is the other
        }
    }

    /**
     * Both sides see their connections reset.
     */
    @Override
    public void close()
    {
        try {
            server.close();
            for (Socket socket : sockets) {
                // no goodbye: what is on its way is lost
                socket.setSoLinger(true, 0);
                socket.close();
            }
        }
        catch (SocketException _) {
            // it was closed by then
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
