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
package io.glaux.flight.read;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trino.spi.Page;
import io.trino.spi.connector.ConnectorPageSource;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Pages between the thread that reads them, which waits for room, and the engine's, which never waits. Thread-safe.
 */
final class PageQueue
{
    private static final int CAPACITY = 2;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition hasRoom = lock.newCondition();
    @GuardedBy("lock")
    private final Deque<Page> pages = new ArrayDeque<>();
    @GuardedBy("lock")
    private CompletableFuture<Void> changed = new CompletableFuture<>();
    @GuardedBy("lock")
    private Optional<RuntimeException> failure = Optional.empty();
    @GuardedBy("lock")
    private long bytes;
    @GuardedBy("lock")
    private boolean isFinished;
    @GuardedBy("lock")
    private boolean isClosed;

    /**
     * @throws InterruptedException if nobody wants pages any more
     */
    void awaitRoom()
            throws InterruptedException
    {
        lock.lockInterruptibly();
        try {
            while (pages.size() >= CAPACITY && !isClosed) {
                hasRoom.await();
            }
            if (isClosed) {
                throw new InterruptedException("Nobody wants pages any more");
            }
        }
        finally {
            lock.unlock();
        }
    }

    void put(Page page)
    {
        CompletableFuture<Void> reached;
        lock.lock();
        try {
            if (!isClosed) {
                pages.add(page);
                bytes += page.getRetainedSizeInBytes();
            }
            reached = renewed();
        }
        finally {
            lock.unlock();
        }
        // whoever waits may run right here, and must not find the lock taken
        reached.complete(null);
    }

    void finish()
    {
        CompletableFuture<Void> reached;
        lock.lock();
        try {
            isFinished = true;
            reached = renewed();
        }
        finally {
            lock.unlock();
        }
        reached.complete(null);
    }

    void fail(RuntimeException cause)
    {
        CompletableFuture<Void> reached;
        lock.lock();
        try {
            isFinished = true;
            failure = Optional.of(cause);
            reached = renewed();
        }
        finally {
            lock.unlock();
        }
        reached.complete(null);
    }

    /**
     * What was not taken is dropped.
     */
    void close()
    {
        CompletableFuture<Void> reached;
        lock.lock();
        try {
            isClosed = true;
            isFinished = true;
            pages.clear();
            bytes = 0;
            hasRoom.signalAll();
            reached = renewed();
        }
        finally {
            lock.unlock();
        }
        reached.complete(null);
    }

    /**
     * @return what those wait for who have seen the queue before this change
     */
    @GuardedBy("lock")
    private CompletableFuture<Void> renewed()
    {
        CompletableFuture<Void> reached = changed;
        changed = new CompletableFuture<>();
        return reached;
    }

    /**
     * The next page, if there is one by now.
     *
     * @throws RuntimeException what the reader failed with
     */
    Optional<Page> poll()
    {
        lock.lock();
        try {
            if (failure.isPresent() && !isClosed) {
                throw failure.get();
            }
            Page page = pages.poll();
            if (page == null) {
                return Optional.empty();
            }
            bytes -= page.getRetainedSizeInBytes();
            hasRoom.signalAll();
            return Optional.of(page);
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * Done once {@link #poll} or {@link #isDrained} has something new to say.
     */
    CompletableFuture<?> whenReady()
    {
        lock.lock();
        try {
            return pages.isEmpty() && !isFinished ? changed : ConnectorPageSource.NOT_BLOCKED;
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * Whether there are no more pages, and there was no failure.
     */
    boolean isDrained()
    {
        lock.lock();
        try {
            return isClosed || (isFinished && pages.isEmpty() && failure.isEmpty());
        }
        finally {
            lock.unlock();
        }
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
}
