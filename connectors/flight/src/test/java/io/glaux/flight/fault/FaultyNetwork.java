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

import com.google.errorprone.annotations.concurrent.GuardedBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A network between the engine and a host, which passes bytes on until it is told to fail. Thread-safe.
 */
final class FaultyNetwork
        implements AutoCloseable
{
    private static final int CHUNK = 16 << 10;
    private static final int SLOW_CHUNK_MILLIS = 4;

    /**
     * What goes wrong.
     */
    enum Failure
    {
        NONE,
        /**
         * Connections are reset.
         */
        CUT,
        /**
         * Connections are open, and nothing comes any more.
         */
        STALL,
        /**
         * The engine is told that nothing more will come; what it sends still arrives.
         */
        HALF_CLOSE,
        SLOW,
    }

    private final ServerSocket server;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    @GuardedBy("lock")
    private final Set<Link> links = new HashSet<>();
    @GuardedBy("lock")
    private int target;
    @GuardedBy("lock")
    private Failure failure = Failure.NONE;
    @GuardedBy("lock")
    private boolean isLasting;
    @GuardedBy("lock")
    private long bytesBefore = Long.MAX_VALUE;
    @GuardedBy("lock")
    private boolean hasFailed;
    @GuardedBy("lock")
    private Runnable onFailure = () -> {};

    private FaultyNetwork(ServerSocket server)
    {
        this.server = server;
    }

    static FaultyNetwork start()
    {
        try {
            FaultyNetwork network = new FaultyNetwork(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().name("network").start(network::accept);
            return network;
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port()
    {
        return server.getLocalPort();
    }

    /**
     * Where new connections go.
     */
    void connectTo(int port)
    {
        lock.lock();
        try {
            target = port;
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * @param bytes of the host that are passed on before
     * @param lasting whether later connections fail as well
     * @param also is run when it fails
     */
    void failAfter(long bytes, Failure what, boolean lasting, Runnable also)
    {
        lock.lock();
        try {
            failure = what;
            isLasting = lasting;
            bytesBefore = bytes;
            hasFailed = false;
            onFailure = also;
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * Connections that failed are reset, and nothing fails any more.
     */
    void heal()
    {
        lock.lock();
        try {
            failure = Failure.NONE;
            bytesBefore = Long.MAX_VALUE;
            hasFailed = false;
            onFailure = () -> {};
            links.forEach(Link::reset);
            changed.signalAll();
        }
        finally {
            lock.unlock();
        }
    }

    private void accept()
    {
        try {
            while (true) {
                open(server.accept());
            }
        }
        catch (SocketException _) {
            // the network is closed
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open(Socket engine)
            throws IOException
    {
        Socket host = new Socket();
        Link link = new Link(engine, host);
        int port;
        lock.lock();
        try {
            port = target;
            if (hasFailed && isLasting) {
                if (failure == Failure.CUT) {
                    link.reset();
                    return;
                }
                link.isStalled = failure == Failure.STALL;
            }
            links.add(link);
        }
        finally {
            lock.unlock();
        }
        try {
            host.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
        catch (IOException _) {
            // nobody listens there, as the engine will see
            close(link);
            return;
        }
        Thread.ofVirtual().name("network-up").start(() -> pass(link, engine, host, false));
        Thread.ofVirtual().name("network-down").start(() -> pass(link, host, engine, true));
    }

    private void pass(Link link, Socket from, Socket to, boolean isDown)
    {
        byte[] chunk = new byte[CHUNK];
        try {
            int count = from.getInputStream().read(chunk);
            while (count >= 0) {
                if (mayPass(link, isDown ? count : 0, isDown)) {
                    to.getOutputStream().write(chunk, 0, count);
                }
                count = from.getInputStream().read(chunk);
            }
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        catch (IOException _) {
            // one side is gone, and so is the other
        }
        close(link);
    }

    /**
     * @return false: what came is lost
     */
    private boolean mayPass(Link link, int bytes, boolean isDown)
            throws InterruptedException
    {
        Runnable also = () -> {};
        boolean mayPass;
        lock.lockInterruptibly();
        try {
            bytesBefore -= bytes;
            if (bytesBefore < 0 && !hasFailed) {
                hasFailed = true;
                also = onFailure;
                for (Link each : links) {
                    fail(each);
                }
            }
            while (link.isStalled && !link.isReset) {
                changed.await();
            }
            long left = TimeUnit.MILLISECONDS.toNanos(SLOW_CHUNK_MILLIS);
            while (left > 0 && isDown && hasFailed && failure == Failure.SLOW) {
                left = changed.awaitNanos(left);
            }
            mayPass = !link.isReset && !(isDown && link.isHalfClosed);
        }
        finally {
            lock.unlock();
        }
        also.run();
        return mayPass;
    }

    @GuardedBy("lock")
    private void fail(Link link)
    {
        switch (failure) {
            case NONE, SLOW -> {}
            case CUT -> link.reset();
            case STALL -> link.isStalled = true;
            case HALF_CLOSE -> link.halfClose();
        }
    }

    private void close(Link link)
    {
        lock.lock();
        try {
            links.remove(link);
            link.close();
        }
        finally {
            lock.unlock();
        }
    }

    @Override
    public void close()
    {
        try {
            server.close();
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        heal();
    }

    /**
     * A connection of the engine, and the one to the host that it is passed on to.
     */
    private static final class Link
    {
        private final Socket engine;
        private final Socket host;
        private boolean isStalled;
        private boolean isHalfClosed;
        private boolean isReset;

        private Link(Socket engine, Socket host)
        {
            this.engine = engine;
            this.host = host;
        }

        private void reset()
        {
            isReset = true;
            try {
                // no goodbye: what is on its way is lost
                engine.setSoLinger(true, 0);
                host.setSoLinger(true, 0);
            }
            catch (SocketException _) {
                // it was closed by then
            }
            close();
        }

        private void halfClose()
        {
            isHalfClosed = true;
            try {
                engine.shutdownOutput();
            }
            catch (IOException _) {
                // it was closed by then
            }
        }

        private void close()
        {
            try {
                engine.close();
                host.close();
            }
            catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
