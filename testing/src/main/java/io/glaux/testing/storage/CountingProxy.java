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
package io.glaux.testing.storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * Stands between Glaux and an S3 server and counts what the server serves. It knows nothing of Glaux: it passes the
 * bytes of requests and responses on as they are (the header Host too, so that signatures hold) and writes down how
 * many body bytes each GET of an object sent.
 */
public final class CountingProxy
        implements AutoCloseable
{
    // sub-resources of S3: a GET with one of these asks for something other than the object's bytes
    private static final Set<String> SUB_RESOURCES = Set.of(
            "acl",
            "attributes",
            "legal-hold",
            "list-type",
            "location",
            "policy",
            "retention",
            "tagging",
            "uploadId",
            "uploads",
            "versioning",
            "versions");

    // well below the half minute after which s3proxy closes a connection that is not used
    private static final Duration UNUSED = Duration.ofSeconds(5);

    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final Duration unused;
    private final ConcurrentLinkedQueue<ServedGet> served = new ConcurrentLinkedQueue<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger busy = new AtomicInteger();

    private CountingProxy(ServerSocket listener, URI upstream, Duration unused)
    {
        this.listener = requireNonNull(listener, "listener is null");
        this.host = upstream.getHost();
        this.port = upstream.getPort();
        this.unused = requireNonNull(unused, "unused is null");
    }

    public static CountingProxy start(URI upstream)
    {
        return start(upstream, UNUSED);
    }

    /**
     * @param unused connections to the server are given up after this much time without a request
     */
    static CountingProxy start(URI upstream, Duration unused)
    {
        try {
            CountingProxy proxy =
                    new CountingProxy(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), upstream, unused);
            Thread.ofVirtual().name("counting-proxy").start(proxy::accept);
            return proxy;
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url()
    {
        return URI.create("http://127.0.0.1:%d".formatted(listener.getLocalPort()));
    }

    /**
     * Every GET of an object that has been answered so far, in the order of their ends.
     */
    public List<ServedGet> snapshot()
    {
        return new ArrayList<>(served);
    }

    /**
     * Requests that are being answered now.
     */
    public int busy()
    {
        return busy.get();
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
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
            catch (SocketException e) {
                return; // closed
            }
            catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket client)
    {
        sockets.add(client);
        try (client) {
            client.setTcpNoDelay(true);
            client.setKeepAlive(true);
            InputStream fromClient = new BufferedInputStream(client.getInputStream());
            OutputStream toClient = new BufferedOutputStream(client.getOutputStream());
            while (hasMore(fromClient) && serve(fromClient, toClient)) {
                // the next connection to the server
            }
        }
        catch (IOException e) {
            // one side went away: the other one is closed with it, as without a proxy
            return;
        }
        finally {
            sockets.remove(client);
        }
    }

    /**
     * Answers over one connection to the server, which is given up when it has been unused for a while: the server
     * closes such ones, and a client that was not told cannot know that its own, to here, is worth nothing.
     *
     * @return whether the client may go on, over another connection
     */
    private boolean serve(InputStream fromClient, OutputStream toClient)
            throws IOException
    {
        try (Socket server = new Socket(host, port)) {
            sockets.add(server);
            server.setTcpNoDelay(true);
            Exchange exchange = new Exchange(
                    fromClient,
                    toClient,
                    new BufferedInputStream(server.getInputStream()),
                    new BufferedOutputStream(server.getOutputStream()));
            long answered;
            do {
                if (!serveOne(exchange)) {
                    return false;
                }
                answered = System.nanoTime();
            }
            while (hasMore(fromClient) && System.nanoTime() - answered < unused.toNanos());
            return true;
        }
        finally {
            sockets.removeIf(Socket::isClosed);
        }
    }

    /**
     * Waits for the next request.
     *
     * @return false if the client closed the connection
     */
    private static boolean hasMore(InputStream fromClient)
            throws IOException
    {
        fromClient.mark(1);
        boolean more = fromClient.read() >= 0;
        fromClient.reset();
        return more;
    }

    private boolean serveOne(Exchange exchange)
            throws IOException
    {
        Optional<HttpHead> first = HttpHead.read(exchange.fromClient());
        if (first.isEmpty()) {
            return false;
        }
        HttpHead request = first.get();
        busy.incrementAndGet();
        try {
            return answer(exchange, request);
        }
        finally {
            busy.decrementAndGet();
        }
    }

    private boolean answer(Exchange exchange, HttpHead request)
            throws IOException
    {
        send(exchange.toServer(), request);
        boolean waits = request.header("Expect").map(value -> value.toLowerCase(Locale.ROOT).startsWith("100"))
                .orElse(false);
        HttpHead response = null;
        if (waits) {
            response = readResponse(exchange);
            if (response.status() == 100) {
                send(exchange.toClient(), response);
                response = null;
            }
        }
        if (response == null) {
            new HttpBody(request, true).copy(exchange.fromClient(), exchange.toServer());
            response = readResponse(exchange);
        }
        while (response.status() < 200) {
            send(exchange.toClient(), response);
            response = readResponse(exchange);
        }
        send(exchange.toClient(), response);
        respond(exchange, request, response);
        return !request.closes() && !response.closes();
    }

    private void respond(Exchange exchange, HttpHead request, HttpHead response)
            throws IOException
    {
        boolean bodyless = request.method().equals("HEAD") || response.status() == 204 || response.status() == 304;
        if (bodyless) {
            return;
        }
        HttpBody body = new HttpBody(response, false);
        try {
            body.copy(exchange.fromServer(), exchange.toClient());
        }
        finally {
            if (request.method().equals("GET") && response.status() < 300 && isObject(request.target())) {
                long promised = response.contentLength().orElse(body.copied());
                served.add(new ServedGet(path(request.target()), request.header("Range")
                        .orElse(""), body.copied(), promised));
            }
        }
    }

    private static HttpHead readResponse(Exchange exchange)
            throws IOException
    {
        return HttpHead.read(exchange.fromServer())
                .orElseThrow(() -> new SocketException("The server closed the connection"));
    }

    private static void send(OutputStream out, HttpHead head)
            throws IOException
    {
        out.write(head.raw());
        out.flush();
    }

    private static String path(String target)
    {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return URLDecoder.decode(path.replace("+", "%2B"), UTF_8);
    }

    private static boolean isObject(String target)
    {
        String path = path(target);
        boolean hasKey = path.indexOf('/', 1) > 0 && !path.endsWith("/");
        int query = target.indexOf('?');
        if (!hasKey || query < 0) {
            return hasKey;
        }
        for (String parameter : target.substring(query + 1).split("&")) {
            if (SUB_RESOURCES.contains(parameter.split("=")[0])) {
                return false;
            }
        }
        return true;
    }

    private record Exchange(
            InputStream fromClient,
            OutputStream toClient,
            InputStream fromServer,
            OutputStream toServer) {}
}
