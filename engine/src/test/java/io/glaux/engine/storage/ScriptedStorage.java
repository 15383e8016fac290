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
package io.glaux.engine.storage;

import io.glaux.engine.identity.AccessKey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * A storage that notes what comes, and answers a request whose body has come whole with the bytes that it was given,
 * after which it closes the connection, or waits for the client to do it.
 */
final class ScriptedStorage
        implements AutoCloseable
{
    static final String DONE = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    static final String KEPT = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<String> whole = new CopyOnWriteArrayList<>();
    private volatile String answer = DONE;
    private volatile boolean early;
    private volatile CompletableFuture<Void> left = new CompletableFuture<>();
    private volatile CompletableFuture<Void> allowed = CompletableFuture.completedFuture(null);

    ScriptedStorage()
    {
        try {
            server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    StorageConfig config()
    {
        return new StorageConfig(
                URI.create("http://127.0.0.1:" + server.getLocalPort()),
                "us-east-1",
                Optional.of(new AccessKey("STORAGE", "storage-secret")),
                true);
    }

    ScriptedStorage answer(String bytes)
    {
        answer = bytes;
        return this;
    }

    /**
     * Answers a request before its body has come.
     */
    ScriptedStorage early()
    {
        early = true;
        return this;
    }

    /**
     * Holds the answers of the requests that come from now on, until the future is there.
     */
    ScriptedStorage answerAfter(CompletableFuture<Void> moment)
    {
        allowed = moment;
        return this;
    }

    /**
     * Comes when a client closes a connection that was left open with the answer {@link #KEPT}.
     */
    CompletableFuture<Void> left()
    {
        return left;
    }

    /**
     * The heads of all requests so far.
     */
    List<String> heads()
    {
        return List.copyOf(heads);
    }

    /**
     * The heads of the requests whose bodies came whole.
     */
    List<String> whole()
    {
        return List.copyOf(whole);
    }

    synchronized void awaitHeads(int count)
    {
        try {
            while (heads.size() < count) {
                wait(60_000);
            }
        }
        catch (InterruptedException e) {
            throw new AssertionError("Requests came: " + heads.size(), e);
        }
    }

    void clear()
    {
        heads.clear();
        whole.clear();
        answer = DONE;
        early = false;
        left = new CompletableFuture<>();
        allowed = CompletableFuture.completedFuture(null);
    }

    @Override
    public void close()
    {
        try {
            server.close();
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
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
            catch (IOException _) {
                // closed
            }
        }
    }

    private void serve(Socket socket)
    {
        try (socket) {
            InputStream in = socket.getInputStream();
            String head = readHead(in);
            CompletableFuture<Void> moment = allowed;
            String bytes = answer;
            note(head);
            if (early) {
                socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
                // who closes with bytes unread resets the connection, and the answer may be lost (RFC 9112, 9.6)
                socket.shutdownOutput();
                skip(in, Long.MAX_VALUE);
                return;
            }
            if (head.toLowerCase(Locale.ROOT).contains("100-continue")) {
                socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
            }
            Matcher length = LENGTH.matcher(head);
            long expected = length.find() ? Long.parseLong(length.group(1)) : 0;
            if (skip(in, expected) == expected) {
                whole.add(head);
                moment.join();
                socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
                if (bytes.equals(KEPT) && in.read() < 0) {
                    left.complete(null);
                }
            }
        }
        catch (IOException _) {
            // the client is gone
        }
        finally {
            sockets.remove(socket);
        }
    }

    private synchronized void note(String head)
    {
        heads.add(head);
        notifyAll();
    }

    private static String readHead(InputStream in)
            throws IOException
    {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("No request");
            }
            head.write(octet);
        }
        return head.toString(ISO_8859_1);
    }

    private static long skip(InputStream in, long length)
            throws IOException
    {
        byte[] buffer = new byte[8192];
        long count = 0;
        while (count < length) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, length - count));
            if (read < 0) {
                break;
            }
            count += read;
        }
        return count;
    }
}
