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
package io.glaux.flight.write;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.airlift.slice.Slice;
import io.trino.spi.Page;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorPageSink;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_FAILED;
import static java.util.Objects.requireNonNull;

/**
 * Writes pages on a thread of its own, in their order. It takes pages without waiting, and says when it has room for
 * more. Thread-safe.
 */
final class RowWriterThread
{
    private static final int CAPACITY = 2;

    private final RowTarget target;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    @GuardedBy("lock")
    private final Deque<Page> pages = new ArrayDeque<>();
    @GuardedBy("lock")
    private CompletableFuture<Void> room = new CompletableFuture<>();
    @GuardedBy("lock")
    private Optional<RuntimeException> failure = Optional.empty();
    @GuardedBy("lock")
    private boolean isFinishing;
    @GuardedBy("lock")
    private long bytes;
    private final CompletableFuture<Collection<Slice>> finished = new CompletableFuture<>();

    private RowWriterThread(String queryId, RowTarget target)
    {
        this.target = requireNonNull(target, "target is null");
        this.thread = Thread.ofVirtual().name("flight-write-" + queryId).unstarted(this::run);
    }

    /**
     * Where rows go.
     */
    interface RowTarget
    {
        void write(Page page)
                throws InterruptedException;

        void finish()
                throws InterruptedException;

        /**
         * Gives up, from any thread.
         */
        void abort();
    }

    static RowWriterThread start(String queryId, RowTarget target)
    {
        RowWriterThread writer = new RowWriterThread(queryId, target);
        writer.thread.start();
        return writer;
    }

    private void run()
    {
        try {
            Optional<Page> page = take();
            while (page.isPresent()) {
                target.write(page.get());
                taken(page.get());
                page = take();
            }
            target.finish();
            finished.complete(List.of());
        }
        catch (InterruptedException _) {
            fail(new TrinoException(GLAUX_HOST_FAILED, "A write was interrupted"));
        }
        catch (TrinoException e) {
            fail(e);
        }
        catch (RuntimeException | Error e) {
            fail(new TrinoException(GLAUX_HOST_FAILED, "A write failed: " + e, e));
        }
        finally {
            target.abort();
        }
    }

    /**
     * @return none: there will be no more
     */
    private Optional<Page> take()
            throws InterruptedException
    {
        lock.lockInterruptibly();
        try {
            while (pages.isEmpty() && !isFinishing) {
                changed.await();
            }
            return Optional.ofNullable(pages.peek());
        }
        finally {
            lock.unlock();
        }
    }

    private void taken(Page page)
    {
        CompletableFuture<Void> reached;
        lock.lock();
        try {
            pages.remove();
            bytes -= page.getRetainedSizeInBytes();
            reached = room;
            room = new CompletableFuture<>();
            changed.signalAll();
        }
        finally {
            lock.unlock();
        }
        reached.complete(null);
    }

    private void fail(RuntimeException cause)
    {
        CompletableFuture<Void> reached;
        lock.lock();
        try {
            failure = Optional.of(cause);
            reached = room;
            changed.signalAll();
        }
        finally {
            lock.unlock();
        }
        reached.completeExceptionally(cause);
        finished.completeExceptionally(cause);
    }

    /**
     * @return done when there is room for another page
     * @throws RuntimeException what an earlier page failed with
     */
    CompletableFuture<?> append(Page page)
    {
        lock.lock();
        try {
            throwIfFailed();
            pages.add(page);
            bytes += page.getRetainedSizeInBytes();
            changed.signalAll();
            return pages.size() < CAPACITY ? ConnectorPageSink.NOT_BLOCKED : room;
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is room.
     */
    void awaitRoom()
            throws InterruptedException
    {
        lock.lockInterruptibly();
        try {
            while (pages.size() >= CAPACITY && failure.isEmpty()) {
                changed.await();
            }
            throwIfFailed();
        }
        finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void throwIfFailed()
    {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /**
     * There will be no more pages.
     *
     * @return done when all are written
     */
    CompletableFuture<Collection<Slice>> finish()
    {
        lock.lock();
        try {
            isFinishing = true;
            changed.signalAll();
        }
        finally {
            lock.unlock();
        }
        return finished;
    }

    long bytes()
    {
        lock.lock();
        try {
            return bytes;
        }
        finally {
            lock.unlock();
        }
    }

    void abort()
    {
        target.abort();
        thread.interrupt();
    }
}
