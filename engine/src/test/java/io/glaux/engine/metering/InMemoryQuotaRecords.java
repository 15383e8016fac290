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

import io.glaux.engine.metering.quota.Quota;
import io.glaux.engine.metering.quota.QuotaMeasure;
import io.glaux.engine.metering.quota.QuotaRecords;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Quotas of a test, with a past.
 */
final class InMemoryQuotaRecords
        implements QuotaRecords
{
    private final List<Quota> quotas = new ArrayList<>();
    private final Map<Quota, Instant> warned = new HashMap<>();
    private final List<PastUse> past = new ArrayList<>();
    private Instant lastTime = Instant.EPOCH;
    private Runnable during = () -> {};
    private boolean fails;

    void addPast(String user, Instant time, long amount, Optional<Map<String, String>> tags)
    {
        past.add(new PastUse("w", user, tags, time, amount));
        if (time.isAfter(lastTime)) {
            lastTime = time;
        }
    }

    /**
     * Does not answer when the quotas are asked for next.
     */
    void failOnce()
    {
        fails = true;
    }

    /**
     * Runs whenever a quota is set or removed.
     */
    void during(Runnable work)
    {
        during = requireNonNull(work, "work is null");
    }

    @Override
    public List<Quota> list()
    {
        if (fails) {
            fails = false;
            throw new IllegalStateException("The store does not answer");
        }
        return List.copyOf(quotas);
    }

    @Override
    public void set(Quota quota)
    {
        remove(quota);
        quotas.add(quota);
    }

    @Override
    public boolean remove(Quota quota)
    {
        during.run();
        return quotas.removeIf(one -> one.scope().equals(quota.scope())
                && one.measure() == quota.measure()
                && one.period().equals(quota.period()));
    }

    @Override
    public List<PastUse> uses(Optional<String> workgroup, QuotaMeasure measure, Instant since)
    {
        return past.stream().filter(use -> !use.time().isBefore(since)).toList();
    }

    @Override
    public Optional<Instant> warned(Quota quota)
    {
        return Optional.ofNullable(warned.get(quota));
    }

    @Override
    public void warned(Quota quota, Instant time)
    {
        warned.put(quota, time);
    }

    @Override
    public Instant lastTime()
    {
        return lastTime;
    }
}
