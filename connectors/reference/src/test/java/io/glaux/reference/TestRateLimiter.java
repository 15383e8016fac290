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
package io.glaux.reference;

import io.glaux.reference.scan.RateLimiter;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

final class TestRateLimiter
{
    private final AtomicLong now = new AtomicLong();

    @Test
    void testWithoutALimit()
    {
        RateLimiter limiter = new RateLimiter(OptionalLong.empty(), now::get);
        assertThat(limiter.take(Long.MAX_VALUE)).isZero();
        assertThat(limiter.take(1)).isZero();
    }

    @Test
    void testWaitsForThoseBefore()
    {
        RateLimiter limiter = new RateLimiter(OptionalLong.of(1_000), now::get);
        assertThat(limiter.take(500)).isZero();
        assertThat(limiter.take(250)).isEqualTo(Duration.ofMillis(500));
        assertThat(limiter.take(1)).isEqualTo(Duration.ofMillis(750));
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(limiter.take(1)).isZero();
    }

    @Test
    void testShareHoldsForItsTime()
    {
        RateLimiter limiter = new RateLimiter(OptionalLong.of(1_000), now::get);
        limiter.limit(OptionalLong.of(10_000), Duration.ofSeconds(1));
        assertThat(limiter.take(1_000)).isZero();
        assertThat(limiter.take(1)).isEqualTo(Duration.ofMillis(100));
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(limiter.take(1_000)).isZero();
        assertThat(limiter.take(1)).isEqualTo(Duration.ofSeconds(1));
    }
}
