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
package io.glaux.dynamodb.read;

import io.glaux.dynamodb.CapacityUnits;
import io.glaux.source.RateShare;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import static java.util.Objects.requireNonNull;

/**
 * The read units that a catalog may take in a second, of this host. What a read takes is known only when it is there.
 * So each takes what is expected of it when it starts, for which there has only to be something left, and the rest when
 * it is known; whoever comes then waits until the debt is paid. Thread-safe.
 */
public final class RateBudget
{
    // what may be saved up, in seconds
    private static final double BURST = 1;
    private static final double NANOS = 1e9;

    private final String unit;
    private final OptionalDouble configured;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition isChanged = lock.newCondition();
    private OptionalDouble shared = OptionalDouble.empty();
    private long sharedUntil;
    private long paidUntil;
    private double units;

    /**
     * @param unit one of {@link CapacityUnits}
     */
    public RateBudget(String unit, OptionalLong unitsPerSecond)
    {
        this(unit, unitsPerSecond, System::nanoTime);
    }

    RateBudget(String unit, OptionalLong unitsPerSecond, LongSupplier nanoTime)
    {
        this.unit = requireNonNull(unit, "unit is null");
        this.configured = unitsPerSecond.isPresent()
                ? OptionalDouble.of((double) unitsPerSecond.getAsLong())
                : OptionalDouble.empty();
        this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
        this.paidUntil = nanoTime.getAsLong();
        this.units = configured.orElse(0) * BURST;
    }

    /**
     * @param share of this host in what may be taken; none: what the settings say
     */
    public void limit(Optional<RateShare> share)
    {
        lock.lock();
        try {
            earn();
            OptionalDouble before = rate();
            shared = share.map(this::unitsPerSecond).orElse(OptionalDouble.empty());
            sharedUntil = nanoTime.getAsLong() + share.map(found -> found.validity().toNanos()).orElse(0L);
            if (before.isEmpty() && shared.isPresent()) {
                units = shared.getAsDouble() * BURST;
            }
            isChanged.signalAll();
        }
        finally {
            lock.unlock();
        }
    }

    private OptionalDouble unitsPerSecond(RateShare share)
    {
        BigDecimal amount = share.perSecond().amounts().get(unit);
        return amount == null ? OptionalDouble.empty() : OptionalDouble.of(amount.doubleValue());
    }

    /**
     * Takes what a read is expected to take, and waits until there is something left to take it from.
     *
     * @return how long it had to wait
     */
    public Duration acquire(double expected)
            throws InterruptedException
    {
        lock.lockInterruptibly();
        try {
            long start = nanoTime.getAsLong();
            while (!take(expected)) {
                double rate = rate().orElse(0);
                double wait = rate > 0 ? Math.min(NANOS, (-units / rate) * NANOS) : NANOS;
                // a signal, the time, or nothing at all: what counts is what is there then
                long _ = isChanged.awaitNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), (long) wait));
            }
            return Duration.ofNanos(nanoTime.getAsLong() - start);
        }
        finally {
            lock.unlock();
        }
    }

    /**
     * The same for a read that nobody waits for yet: it may be left alone.
     */
    public boolean tryAcquire(double expected)
    {
        lock.lock();
        try {
            return take(expected);
        }
        finally {
            lock.unlock();
        }
    }

    private boolean take(double expected)
    {
        earn();
        if (rate().isEmpty()) {
            return true;
        }
        if (units <= 0) {
            return false;
        }
        units -= expected;
        return true;
    }

    /**
     * Says what a read took for which something was acquired.
     */
    public void settle(double expected, double actual)
    {
        lock.lock();
        try {
            earn();
            if (rate().isPresent()) {
                units -= actual - expected;
                isChanged.signalAll();
            }
        }
        finally {
            lock.unlock();
        }
    }

    private OptionalDouble rate()
    {
        return shared.isPresent() && sharedUntil - nanoTime.getAsLong() > 0 ? shared : configured;
    }

    private void earn()
    {
        long now = nanoTime.getAsLong();
        OptionalDouble rate = rate();
        if (rate.isPresent()) {
            double earned = (now - paidUntil) / NANOS * rate.getAsDouble();
            units = Math.min(rate.getAsDouble() * BURST, units + earned);
        }
        paidUntil = now;
    }
}
