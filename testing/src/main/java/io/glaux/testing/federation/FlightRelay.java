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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between the engine and a host and counts the body bytes of the batches that pass. What the engine has not
 * taken from a stream when it ends it has passed all the same: at most what HTTP/2 lets be under way.
 */
public final class FlightRelay
        implements AutoCloseable
{
    private static final int BUFFER = 64 * 1024;

    private final ServerSocket listener;
    private final int hostPort;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<AtomicLong> streams = new ConcurrentLinkedQueue<>();

    private FlightRelay(ServerSocket listener, int hostPort)
    {
        this.listener = listener;
        this.hostPort = hostPort;
    }

    public static FlightRelay start(HostProcess host)
    {
        try {
            FlightRelay relay = new FlightRelay(
                    new ServerSocket(0, 200, InetAddress.getLoopbackAddress()),
                    host.port());
            Thread.ofVirtual().name("flight-relay").start(relay::accept);
            return relay;
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * As a setting {@code url} of a catalog of kind {@code flight}.
     */
    public String url()
    {
        return "grpc://127.0.0.1:" + listener.getLocalPort();
    }

    /**
     * All that has passed until now.
     */
    public long passed()
    {
        return streams.stream().mapToLong(AtomicLong::get).sum();
    }

    /**
     * What of it may not have been taken.
     *
     * @param window bytes of one stream that can be under way
     */
    public long underWay(long window)
    {
        return streams.stream().mapToLong(bytes -> Math.min(bytes.get(), window)).sum();
    }

    @Override
    public void close()
    {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept()
    {
        while (!listener.isClosed()) {
            try {
                Socket engine = listener.accept();
                Socket host = new Socket(InetAddress.getLoopbackAddress(), hostPort);
                sockets.add(engine);
                sockets.add(host);
                FlightBodies bodies = new FlightBodies(streams);
                Thread.ofVirtual().start(() -> pass(engine, host, bodies::fromEngine));
                Thread.ofVirtual().start(() -> pass(host, engine, bodies::fromHost));
            }
            catch (IOException e) {
                // closed, or the host is away: the engine finds that nobody answers
            }
        }
    }

    private void pass(Socket from, Socket to, Reader reader)
    {
        byte[] buffer = new byte[BUFFER];
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                // counted first: who has it can rely on it
                reader.read(buffer, length);
                out.write(buffer, 0, length);
            }
        }
        catch (IOException e) {
            // one side has gone, and so the other goes
        }
        finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    @FunctionalInterface
    private interface Reader
    {
        void read(byte[] bytes, int length)
                throws IOException;
    }
}
