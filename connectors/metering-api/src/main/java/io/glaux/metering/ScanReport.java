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
package io.glaux.metering;

import java.util.HashMap;
import java.util.Map;

/**
 * The counts of one query in one process, or added up over processes. Immutable.
 *
 * @param complete false when bytes may be missing: a worker is gone, or a read did not end in time
 */
public record ScanReport(Map<ScanKey, ScanCount> counts, boolean complete)
{
    public static final ScanReport EMPTY = new ScanReport(Map.of());

    public ScanReport
    {
        counts = Map.copyOf(counts);
    }

    public ScanReport(Map<ScanKey, ScanCount> counts)
    {
        this(counts, true);
    }

    /**
     * Bytes that are scanned: data and deletes, not table metadata.
     */
    public long scannedBytes()
    {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().kind().isScan())
                .mapToLong(entry -> entry.getValue().bytes())
                .reduce(0, Math::addExact);
    }

    /**
     * Units that scans took.
     */
    public Units units()
    {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().kind().isScan())
                .map(entry -> entry.getValue().units())
                .reduce(Units.NONE, Units::plus);
    }

    public ScanReport plus(ScanReport other)
    {
        Map<ScanKey, ScanCount> sum = new HashMap<>(counts);
        other.counts.forEach((key, count) -> sum.merge(key, count, ScanCount::plus));
        return new ScanReport(sum, complete && other.complete);
    }

    public ScanReport incomplete()
    {
        return new ScanReport(counts, false);
    }
}
