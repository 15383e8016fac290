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
package io.glaux.engine.metering;

import com.google.common.base.Ticker;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.glaux.engine.metering.journal.JournalSlot;
import io.glaux.metering.ReadPermit;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import io.glaux.metering.Units;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * The reads of one query in this process.
 */
final class QueryMeter
{
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();

    @GuardedBy("lock")
    private final Map<ScanKey, ScanCount> counts = new HashMap<>();
    @GuardedBy("lock")
    private final Map<ScanKey, JournalSlot> slots = new HashMap<>();
    @GuardedBy("lock")
    private int open;
    @GuardedBy("lock")
    private boolean read;
    @GuardedBy("lock")
    private boolean sealed;
    @GuardedBy("lock")
    private Optional<ScanReport> finalReport = Optional.empty();
    @GuardedBy("lock")
    private long lastUsed;

    QueryMeter(Ticker ticker)
    {
        this.ticker = requireNonNull(ticker, "ticker is null");
        this.lastUsed = ticker.read();
    }

    /**
     * Empty when the query is sealed.
     */
    Optional<ReadPermit> acquire(ScanKey key)
    {
        lock.lock();
        try {
            if (sealed) {
                return Optional.empty();
            }
            open++;
            read = true;
            lastUsed = ticker.read();
            return Optional.of(new CountingPermit(key));
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * Where the journal counts reads like this one.
     *
     * @param finder finds the slot when there is none yet
     */
    JournalSlot slot(ScanKey key, Supplier<JournalSlot> finder)
    {
        lock.lock();
        try {
            JournalSlot known = slots.get(key);
            if (known != null) {
                return known;
            }
        }
        finally {
            lock.unlock();
        }
        JournalSlot found = finder.get();
        if (found.counts()) {
            lock.lock();
            try {
                slots.put(key, found);
            }
            finally {
                lock.unlock();
            }
        }
        return found;
    }

    /**
     * Whether anything was read, or tried to.
     */
    boolean hasRead()
    {
        lock.lock();
        try {
            return read;
        }
        finally {
            lock.unlock();
        }
    }

    ScanReport report()
    {
        lock.lock();
        try {
            return finalReport.orElseGet(this::currentReport);
        }
        finally {
            lock.unlock();
        }
    }

    ScanReport seal(Duration wait)
            throws InterruptedException
    {
        long nanos = wait.toNanos();
        lock.lock();
        try {
            sealed = true;
            while (open > 0 && finalReport.isEmpty() && nanos > 0) {
                nanos = idle.awaitNanos(nanos);
            }
            if (finalReport.isEmpty()) {
                finalReport = Optional.of(open == 0 ? currentReport() : currentReport().incomplete());
                lastUsed = ticker.read();
            }
            return finalReport.get();
        }
        finally {
            lock.unlock();
        }
    }

    boolean isSealed()
    {
        lock.lock();
        try {
            return sealed;
        }
        finally {
            lock.unlock();
        }
    }

    boolean isExpired(long now)
    {
        lock.lock();
        try {
            Duration kept = finalReport.isPresent() ? ProcessScanMeter.SEALED_KEPT : ProcessScanMeter.IDLE_KEPT;
            return open == 0 && TimeUnit.NANOSECONDS.toMillis(now - lastUsed) >= kept.toMillis();
        }
        finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private ScanReport currentReport()
    {
        return new ScanReport(counts);
    }

    private final class CountingPermit
            implements ReadPermit
    {
        private final ScanKey key;
        private boolean closed;

        private CountingPermit(ScanKey key)
        {
            this.key = key;
        }

        @Override
        public void served(long bytes, Units units)
        {
            lock.lock();
            try {
                counts.merge(key, new ScanCount(bytes, 1, units), ScanCount::plus);
            }
            finally {
                lock.unlock();
            }
        }

        @Override
        public void close()
        {
            lock.lock();
            try {
                if (!closed) {
                    closed = true;
                    open--;
                    idle.signalAll();
                }
            }
            finally {
                lock.unlock();
            }
        }
    }
}
