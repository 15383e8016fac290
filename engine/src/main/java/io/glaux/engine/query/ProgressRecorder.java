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
package io.glaux.engine.query;

import io.airlift.log.Logger;
import io.glaux.engine.metering.UsageLedger;
import io.glaux.metering.ScanReport;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;

import static io.airlift.concurrent.Threads.daemonThreadsNamed;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.Executors.newSingleThreadScheduledExecutor;
import static java.util.concurrent.TimeUnit.SECONDS;

/**
 * Writes down from time to time what the queries under way have read, so that it is known after this process was
 * killed. One transaction for all of them, and none when nothing was read since.
 */
final class ProgressRecorder
        implements AutoCloseable
{
    private static final Logger log = Logger.get(ProgressRecorder.class);
    private static final int PERIOD_SECONDS = 5;

    private final UsageLedger ledger;
    private final Collection<LiveQuery> queries;
    private final ScheduledExecutorService executor =
            newSingleThreadScheduledExecutor(daemonThreadsNamed("query-progress-%s"));
    private final Map<String, ScanReport> written = new HashMap<>();

    /**
     * @param queries a view of those under way
     */
    ProgressRecorder(UsageLedger ledger, Collection<LiveQuery> queries)
    {
        this.ledger = requireNonNull(ledger, "ledger is null");
        this.queries = requireNonNull(queries, "queries is null");
    }

    void start()
    {
        ScheduledFuture<?> _ =
                executor.scheduleWithFixedDelay(this::tryToRecord, PERIOD_SECONDS, PERIOD_SECONDS, SECONDS);
    }

    @Override
    public void close()
    {
        executor.shutdownNow();
    }

    /**
     * @return how many queries had read something since the last time
     */
    synchronized int record()
    {
        Map<String, ScanReport> scans = new HashMap<>();
        for (LiveQuery query : queries) {
            ScanReport scan = query.statistics().scan();
            if (!scan.counts().isEmpty()) {
                scans.put(query.id(), scan);
            }
        }
        Map<String, ScanReport> changed = new HashMap<>(scans);
        changed.entrySet().removeAll(written.entrySet());
        if (!changed.isEmpty()) {
            ledger.progress(changed);
        }
        written.clear();
        written.putAll(scans);
        return changed.size();
    }

    private void tryToRecord()
    {
        try {
            record();
        }
        catch (RuntimeException e) {
            // the end of each query will be written nevertheless
            log.warn(e, "What the queries under way have read was not written down");
        }
    }
}
