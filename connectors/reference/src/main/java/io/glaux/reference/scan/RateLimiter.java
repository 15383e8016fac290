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
package io.glaux.reference.scan;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

import static java.util.Objects.requireNonNull;

/**
 * So many millionths of a unit a second, and no more: who takes has to wait until those before have been worked off.
 * Thread-safe.
 */
public final class RateLimiter
{
    private static final long NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final OptionalLong configured;

    private Optional<Share> share = Optional.empty();
    private long freeAt;

    /**
     * @param configured none: not limited
     * @param nanoTime as {@link System#nanoTime}
     */
    public RateLimiter(OptionalLong configured, LongSupplier nanoTime)
    {
        this.configured = requireNonNull(configured, "configured is null");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
        this.freeAt = nanoTime.getAsLong();
    }

    /**
     * @param perSecond none: what is configured
     */
    public synchronized void limit(OptionalLong perSecond, Duration validity)
    {
        share = perSecond.isPresent()
                ? Optional.of(new Share(perSecond.getAsLong(), nanoTime.getAsLong() + validity.toNanos()))
                : Optional.empty();
    }

    /**
     * @return how long to wait before it may be used
     */
    public synchronized Duration take(long millionths)
    {
        long now = nanoTime.getAsLong();
        OptionalLong rate = rate(now);
        if (rate.isEmpty()) {
            return Duration.ZERO;
        }
        long start = Math.max(now, freeAt);
        freeAt = start + (long) ((double) millionths / Math.max(1, rate.getAsLong()) * NANOS);
        return Duration.ofNanos(start - now);
    }

    private OptionalLong rate(long now)
    {
        return share.filter(one -> one.endsAt() - now > 0)
                .map(one -> OptionalLong.of(one.perSecond()))
                .orElse(configured);
    }

    private record Share(long perSecond, long endsAt) {}
}
