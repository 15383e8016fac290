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

import io.glaux.metering.ReadKind;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanReport;

import java.util.HashMap;
import java.util.Map;

/**
 * What scans took, by source, which is what a price depends on. Not thread-safe.
 */
final class Consumption
{
    private final Map<String, ScanCount> sources = new HashMap<>();
    private long bytes;

    void add(String source, ScanCount count)
    {
        sources.merge(source, count, ScanCount::plus);
        bytes += count.bytes();
    }

    void remove(String source, ScanCount count)
    {
        ScanCount left = of(source).minus(count);
        if (left.equals(ScanCount.ZERO)) {
            sources.remove(source);
        }
        else {
            sources.put(source, left);
        }
        bytes -= count.bytes();
    }

    void clear()
    {
        sources.clear();
        bytes = 0;
    }

    long bytes()
    {
        return bytes;
    }

    ScanCount of(String source)
    {
        return sources.getOrDefault(source, ScanCount.ZERO);
    }

    /**
     * The same without tables.
     */
    ScanReport report()
    {
        Map<ScanKey, ScanCount> counts = new HashMap<>();
        sources.forEach((source, count) -> counts.put(new ScanKey(source, "", ReadKind.DATA), count));
        return new ScanReport(counts);
    }
}
