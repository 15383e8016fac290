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
package io.glaux.engine.trino;

import com.google.common.collect.ImmutableList;
import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;
import io.glaux.metering.Units;

import java.util.List;
import java.util.SortedMap;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;

/**
 * A {@link ScanReport} as it goes from node to node, as JSON.
 *
 * @param hasRead false when the process has never read for the query: another one did, if its node has
 */
public record NodeScanReport(List<Count> counts, boolean complete, boolean hasRead)
{
    static final NodeScanReport NOTHING = of(ScanReport.EMPTY, false);

    public NodeScanReport
    {
        counts = ImmutableList.copyOf(counts);
    }

    static NodeScanReport of(ScanReport report, boolean hasRead)
    {
        return new NodeScanReport(
                report.counts().entrySet().stream()
                        .map(entry -> new Count(
                                entry.getKey().source(),
                                entry.getKey().table(),
                                entry.getKey().kind(),
                                entry.getValue().bytes(),
                                entry.getValue().requests(),
                                entry.getValue().units().millionths()))
                        .collect(toImmutableList()),
                report.complete(),
                hasRead);
    }

    ScanReport toReport()
    {
        return new ScanReport(
                counts.stream().collect(toImmutableMap(
                        count -> new ScanKey(count.source(), count.table(), count.kind()),
                        count -> new ScanCount(count.bytes(), count.requests(), new Units(count.units())))),
                complete);
    }

    /**
     * @param units in millionths by name
     */
    public record Count(
            String source,
            String table,
            ReadKind kind,
            long bytes,
            long requests,
            SortedMap<String, Long> units) {}
}
