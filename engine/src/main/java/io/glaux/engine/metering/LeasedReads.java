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

import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;

import java.util.HashMap;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * What a node read for a statement, as far as leases tell.
 *
 * @param known false for a statement that was not limited, so that its reads needed no leases
 * @param settled what was served to reads that are over
 * @param open the most that reads under way are served
 */
public record LeasedReads(boolean known, ScanReport settled, ScanReport open)
{
    static final LeasedReads UNKNOWN = new LeasedReads(false, ScanReport.EMPTY, ScanReport.EMPTY);

    public LeasedReads
    {
        requireNonNull(settled, "settled is null");
        requireNonNull(open, "open is null");
    }

    /**
     * Whether the node is known to have read.
     */
    public boolean any()
    {
        return !settled.counts().isEmpty() || !open.counts().isEmpty();
    }

    /**
     * Whether a report of the node lacks reads that it had settled: then it is of another process than the one that
     * read.
     */
    public boolean isMoreThan(ScanReport report)
    {
        return settled.counts().entrySet().stream().anyMatch(entry ->
                !report.counts().getOrDefault(entry.getKey(), ScanCount.ZERO).covers(entry.getValue()));
    }

    /**
     * What a node has read that cannot be asked any more: reads under way count whole, since the storage may have
     * served them.
     *
     * @param last what the node said last, which may be behind, and knows of reads that need no lease
     */
    public ScanReport lastWord(ScanReport last)
    {
        Map<ScanKey, ScanCount> counts = new HashMap<>(last.counts());
        settled.plus(open).counts().forEach((key, count) -> counts.merge(key, count, ScanCount::max));
        return new ScanReport(counts, known && open.counts().isEmpty());
    }
}
