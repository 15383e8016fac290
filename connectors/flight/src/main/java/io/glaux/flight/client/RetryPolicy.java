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
package io.glaux.flight.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before a call is tried again: each time twice as long, by half more or less, so that those who
 * failed at one time do not come back at one time.
 *
 * @param first before the first time
 * @param longest before any time
 * @param total from the first failure on; after it there are no more tries
 */
public record RetryPolicy(Duration first, Duration longest, Duration total)
{
    public static final RetryPolicy STANDARD = new RetryPolicy(
            Duration.ofMillis(500),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30));

    private static final int DOUBLINGS = 20;

    public RetryPolicy
    {
        if (first.isNegative() || longest.compareTo(first) < 0 || total.isNegative()) {
            throw new IllegalArgumentException("A first wait is not negative, and not longer than the longest");
        }
    }

    public RetryPolicy within(Duration time)
    {
        return new RetryPolicy(first, longest, time);
    }

    /**
     * @param failures so far, at least 1
     */
    public Duration delay(int failures)
    {
        long nanos = first.toNanos() << Math.min(failures - 1, DOUBLINGS);
        double jitter = 0.5 + ThreadLocalRandom.current().nextDouble();
        long limit = longest.toNanos();
        return Duration.ofNanos(Math.min(limit, (long) (Math.min(nanos, limit) * jitter)));
    }
}
