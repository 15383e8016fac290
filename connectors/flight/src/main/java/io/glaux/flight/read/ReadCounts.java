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

import io.glaux.metering.Units;
import io.glaux.protocol.UnitAmounts;
import io.glaux.protocol.v1.BatchMetadata;
import io.trino.plugin.base.metrics.LongCount;
import io.trino.spi.metrics.Metric;
import io.trino.spi.metrics.Metrics;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a read has taken so far. Thread-safe.
 */
final class ReadCounts
{
    private final AtomicLong wireBytes = new AtomicLong();
    private final AtomicLong waitNanos = new AtomicLong();
    private final AtomicLong sourceBytes = new AtomicLong();
    private final AtomicLong sourceRows = new AtomicLong();
    private final AtomicLong throttledMillis = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final Map<String, LongAdder> unitMillionths = new ConcurrentHashMap<>();

    /**
     * A batch came.
     *
     * @return the units that it took
     */
    Units came(long bytes, BatchMetadata metadata)
    {
        wireBytes.addAndGet(bytes);
        sourceBytes.addAndGet(metadata.getSourceBytes());
        sourceRows.addAndGet(metadata.getSourceRows());
        throttledMillis.addAndGet(metadata.getThrottledMillis());
        Units units = new Units(UnitAmounts.read(metadata.getUnitsList()));
        units.millionths().forEach((unit, amount) ->
                unitMillionths.computeIfAbsent(unit, _ -> new LongAdder()).add(amount));
        return units;
    }

    void waited(long nanos)
    {
        waitNanos.addAndGet(nanos);
    }

    void retried()
    {
        retries.incrementAndGet();
    }

    long wireBytes()
    {
        return wireBytes.get();
    }

    long waitNanos()
    {
        return waitNanos.get();
    }

    Metrics metrics()
    {
        Map<String, Metric<?>> metrics = new TreeMap<>();
        metrics.put("source bytes", new LongCount(sourceBytes.get()));
        metrics.put("source rows", new LongCount(sourceRows.get()));
        metrics.put("source throttled, ms", new LongCount(throttledMillis.get()));
        metrics.put("retries", new LongCount(retries.get()));
        unitMillionths.forEach((unit, amount) ->
                metrics.put("%s, millionths".formatted(unit), new LongCount(amount.sum())));
        return new Metrics(metrics);
    }
}
