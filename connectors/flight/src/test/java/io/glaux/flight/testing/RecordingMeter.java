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
package io.glaux.flight.testing;

import io.glaux.metering.ReadPermit;
import io.glaux.metering.ReadRequest;
import io.glaux.metering.ScanKey;
import io.glaux.metering.ScanMeter;
import io.glaux.metering.ScanRefusedException;
import io.glaux.metering.Units;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts, and refuses after a number of bytes.
 */
public final class RecordingMeter
        implements ScanMeter
{
    private final long limit;
    private final AtomicInteger acquired = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<Units> units = new AtomicReference<>(Units.NONE);

    public RecordingMeter()
    {
        this(Long.MAX_VALUE);
    }

    public RecordingMeter(long limit)
    {
        this.limit = limit;
    }

    @Override
    public ReadPermit acquire(String queryId, ScanKey key, ReadRequest request)
    {
        if (bytes.get() >= limit) {
            throw new ScanRefusedException("The query must not read more than %s bytes".formatted(limit));
        }
        acquired.incrementAndGet();
        return new Permit();
    }

    public int acquired()
    {
        return acquired.get();
    }

    /**
     * Permits that were not given back.
     */
    public int open()
    {
        return acquired.get() - closed.get();
    }

    public long bytes()
    {
        return bytes.get();
    }

    public Units units()
    {
        return units.get();
    }

    private final class Permit
            implements ReadPermit
    {
        @Override
        public void served(long count, Units served)
        {
            bytes.addAndGet(count);
            units.accumulateAndGet(served, Units::plus);
        }

        @Override
        public void close()
        {
            closed.incrementAndGet();
        }
    }
}
