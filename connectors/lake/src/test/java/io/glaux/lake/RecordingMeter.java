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
package io.glaux.lake;

import io.glaux.metering.ReadPermit;
import io.glaux.metering.ReadRequest;
import io.glaux.metering.ScanCount;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanMeter;
import io.glaux.metering.ScanMeters;
import io.glaux.metering.ScanRefusedException;
import io.glaux.metering.Units;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A meter that keeps its counts where a test can see them, and refuses the queries that a test names.
 */
final class RecordingMeter
        implements ScanMeter
{
    private static boolean installed;

    private final Map<ScanKey, ScanCount> counts = new ConcurrentHashMap<>();
    private final Set<String> refused;
    private final AtomicInteger open = new AtomicInteger();

    RecordingMeter(String... refused)
    {
        this.refused = Set.of(refused);
    }

    /**
     * Makes one the meter of this process, for what finds it there; once for all tests.
     */
    static synchronized void install()
    {
        if (!installed) {
            installed = true;
            ScanMeters.install(new RecordingMeter());
        }
    }

    @Override
    public ReadPermit acquire(String queryId, ScanKey key, ReadRequest request)
    {
        if (refused.contains(queryId)) {
            throw new ScanRefusedException("Query %s must not read more".formatted(queryId));
        }
        open.incrementAndGet();
        return new ReadPermit()
        {
            @Override
            public void served(long bytes, Units units)
            {
                counts.merge(key, new ScanCount(bytes, 1, units), ScanCount::plus);
            }

            @Override
            public void close()
            {
                open.decrementAndGet();
            }
        };
    }

    Map<ScanKey, ScanCount> counts()
    {
        return Map.copyOf(counts);
    }

    int open()
    {
        return open.get();
    }
}
