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
import io.glaux.engine.metering.journal.JournalSlot;
import io.glaux.engine.metering.journal.ReadJournal;
import io.glaux.metering.ReadPermit;
import io.glaux.metering.ReadRequest;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanMeter;
import io.glaux.metering.ScanRefusedException;
import io.glaux.metering.ScanReport;
import io.glaux.metering.Units;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import static java.util.Objects.requireNonNull;

/**
 * Counts the reads of this process, by query. A query's counts are final once it is sealed: from then on its reads are
 * refused, and those that are under way are waited for.
 * <p>
 * A query that nobody seals is forgotten after a day without reads, a sealed one after a quarter of an hour.
 */
public final class ProcessScanMeter
        implements ScanMeter
{
    static final Duration SEALED_KEPT = Duration.ofMinutes(15);
    static final Duration IDLE_KEPT = Duration.ofHours(24);
    private static final Duration SWEEP_PAUSE = Duration.ofMinutes(1);

    private final boolean counting;
    private final ReadLeases leases;
    private final ReadJournal journal;
    private final Ticker ticker;
    private final Map<String, QueryMeter> queries = new ConcurrentHashMap<>();
    private final QueryMeter system;
    private final AtomicLong lastSweep;

    /**
     * @param counting false lets every read through uncounted, which only a measurement of what metering costs wants
     */
    public ProcessScanMeter(boolean counting)
    {
        this(counting, ReadLeases.NONE);
    }

    /**
     * @param leases cover the scans of queries
     */
    public ProcessScanMeter(boolean counting, ReadLeases leases)
    {
        this(counting, leases, ReadJournal.inMemory());
    }

    /**
     * @param journal where reads stand from before they are sent until the end of their query
     */
    public ProcessScanMeter(boolean counting, ReadLeases leases, ReadJournal journal)
    {
        this(counting, leases, journal, Ticker.systemTicker());
    }

    ProcessScanMeter(boolean counting, ReadLeases leases, ReadJournal journal, Ticker ticker)
    {
        this.counting = counting;
        this.leases = requireNonNull(leases, "leases is null");
        this.journal = requireNonNull(journal, "journal is null");
        this.ticker = requireNonNull(ticker, "ticker is null");
        this.system = new QueryMeter(ticker);
        this.lastSweep = new AtomicLong(ticker.read());
    }

    @Override
    public ReadPermit acquire(String queryId, ScanKey key, ReadRequest request)
    {
        requireNonNull(key, "key is null");
        if (!counting) {
            return UncountedPermit.INSTANCE;
        }
        QueryMeter meter = meter(queryId);
        ReadPermit permit = meter.acquire(key)
                .or(() -> afterSeal(key))
                .orElseThrow(
                        () -> new ScanRefusedException("Query %s is over: it must not read more".formatted(queryId)));
        if (queryId.equals(SYSTEM)) {
            return permit;
        }
        try {
            ReadLease lease = key.kind().isScan() ? leases.take(queryId, key, request) : ReadLease.UNLIMITED;
            JournalSlot slot = meter.slot(key, () -> journal.slot(queryId, ReadJournal.COORDINATOR, key));
            return new CoveredPermit(permit, lease, slot, request.bytes());
        }
        catch (RuntimeException e) {
            permit.close();
            throw e;
        }
    }

    /**
     * A table that one query of a client's transaction opened is read with that query's id by the queries after it.
     * What they read this way is metadata, which nobody is billed for.
     */
    private Optional<ReadPermit> afterSeal(ScanKey key)
    {
        return key.kind().isScan() ? Optional.empty() : system.acquire(key);
    }

    /**
     * What a query has read so far, or read in all.
     */
    public ScanReport progress(String queryId)
    {
        QueryMeter meter = queries.get(requireNonNull(queryId, "queryId is null"));
        return meter == null ? ScanReport.EMPTY : meter.report();
    }

    /**
     * Whether this process has read for a query, or tried to.
     */
    public boolean hasRead(String queryId)
    {
        QueryMeter meter = queries.get(requireNonNull(queryId, "queryId is null"));
        return meter != null && meter.hasRead();
    }

    /**
     * What each query that is not sealed has read so far.
     */
    public Map<String, ScanReport> progress()
    {
        Map<String, ScanReport> reports = new HashMap<>();
        queries.forEach((queryId, meter) -> {
            if (!meter.isSealed()) {
                reports.put(queryId, meter.report());
            }
        });
        return reports;
    }

    /**
     * Refuses further reads, waits for those under way, and tells what the query read in all. A second call gives the
     * same.
     *
     * @param wait how long to wait at most; with reads still open then, the report is not complete
     */
    public ScanReport seal(String queryId, Duration wait)
            throws InterruptedException
    {
        requireNonNull(queryId, "queryId is null");
        if (queryId.equals(SYSTEM)) {
            throw new IllegalArgumentException("The account of the system has no end");
        }
        return counting ? meter(queryId).seal(wait) : ScanReport.EMPTY;
    }

    private QueryMeter meter(String queryId)
    {
        if (queryId.equals(SYSTEM)) {
            return system;
        }
        QueryMeter meter = queries.get(queryId);
        if (meter != null) {
            return meter;
        }
        sweep();
        return queries.computeIfAbsent(queryId, _ -> new QueryMeter(ticker));
    }

    private void sweep()
    {
        long now = ticker.read();
        long last = lastSweep.get();
        if (now - last >= SWEEP_PAUSE.toNanos() && lastSweep.compareAndSet(last, now)) {
            queries.values().removeIf(meter -> meter.isExpired(now));
        }
    }

    /**
     * Settles its lease before the query can be sealed. What the journal counts is always covered by the lease.
     */
    private static final class CoveredPermit
            implements ReadPermit
    {
        private final ReadPermit permit;
        private final ReadLease lease;
        private final JournalSlot slot;
        private final long bytes;
        private final AtomicLong served = new AtomicLong();
        private final AtomicBoolean closed = new AtomicBoolean();
        private final AtomicReference<Units> units = new AtomicReference<>(Units.NONE);

        private CoveredPermit(ReadPermit permit, ReadLease lease, JournalSlot slot, long bytes)
        {
            this.permit = requireNonNull(permit, "permit is null");
            this.lease = requireNonNull(lease, "lease is null");
            this.slot = requireNonNull(slot, "slot is null");
            this.bytes = bytes;
            slot.begin(bytes);
        }

        @Override
        public void served(long bytes, Units units)
        {
            served.addAndGet(bytes);
            this.units.accumulateAndGet(units, Units::plus);
            slot.served(bytes);
            permit.served(bytes, units);
        }

        @Override
        public void close()
        {
            if (closed.compareAndSet(false, true)) {
                slot.over(bytes);
                lease.settle(served.get(), units.get());
                permit.close();
            }
        }
    }

    private enum UncountedPermit
            implements ReadPermit
    {
        INSTANCE;

        @Override
        public void served(long bytes, Units units) {}

        @Override
        public void close() {}
    }
}
