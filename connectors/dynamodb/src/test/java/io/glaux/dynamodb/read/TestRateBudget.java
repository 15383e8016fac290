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
import io.glaux.metering.Units;
import io.glaux.source.RateShare;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestRateBudget
{
    private final AtomicLong nanoTime = new AtomicLong(-5);

    @Test
    void testDebtIsPaidBeforeAnythingIsTaken()
    {
        RateBudget budget = new RateBudget(CapacityUnits.READ, OptionalLong.of(100), nanoTime::get);
        assertThat(budget.tryAcquire(1)).isTrue();
        // a page took more than there is
        budget.settle(1, 350);
        assertThat(budget.tryAcquire(1)).isFalse();
        pass(Duration.ofMillis(2499));
        assertThat(budget.tryAcquire(1)).isFalse();
        pass(Duration.ofMillis(2));
        assertThat(budget.tryAcquire(1)).isTrue();
    }

    @Test
    void testNoMoreThanASecondIsSavedUp()
    {
        RateBudget budget = new RateBudget(CapacityUnits.READ, OptionalLong.of(100), nanoTime::get);
        pass(Duration.ofHours(1));
        int taken = 0;
        while (budget.tryAcquire(10)) {
            taken += 10;
        }
        assertThat(taken).isEqualTo(100);
    }

    @Test
    void testWhatIsExpectedIsTakenAtOnce()
    {
        RateBudget budget = new RateBudget(CapacityUnits.READ, OptionalLong.of(100), nanoTime::get);
        assertThat(budget.tryAcquire(128)).isTrue();
        assertThat(budget.tryAcquire(128)).isFalse();
        // it took less
        budget.settle(128, 1);
        assertThat(budget.tryAcquire(128)).isTrue();
    }

    @Test
    void testASharePassesAway()
    {
        RateBudget budget = new RateBudget(CapacityUnits.READ, OptionalLong.empty(), nanoTime::get);
        budget.settle(0, 1_000_000);
        assertThat(budget.tryAcquire(1)).isTrue();
        budget.limit(Optional.of(new RateShare(Units.of(CapacityUnits.READ, 10), Duration.ofSeconds(5))));
        assertThat(budget.tryAcquire(50)).isTrue();
        assertThat(budget.tryAcquire(1)).isFalse();
        pass(Duration.ofSeconds(6));
        assertThat(budget.tryAcquire(1000)).isTrue();
        assertThat(budget.tryAcquire(1000)).isTrue();
        budget.limit(Optional.of(new RateShare(Units.of(CapacityUnits.READ, 10), Duration.ofSeconds(5))));
        budget.limit(Optional.empty());
        assertThat(budget.tryAcquire(1000)).isTrue();
        assertThat(budget.tryAcquire(1000)).isTrue();
    }

    @Test
    void testWhoeverWaitsIsWokenByANewShare()
            throws ExecutionException, InterruptedException, TimeoutException
    {
        RateBudget budget = new RateBudget(CapacityUnits.READ, OptionalLong.of(1));
        assertThat(budget.acquire(1_000_000)).isLessThan(Duration.ofSeconds(1));
        FutureTask<Duration> waiting = new FutureTask<>(() -> budget.acquire(1));
        Thread.ofVirtual().start(waiting);
        assertThatThrownBy(() -> waiting.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        budget.settle(1_000_000, 0);
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isPositive();
    }

    @Test
    void testWaitingIsInterrupted()
            throws InterruptedException
    {
        RateBudget budget = new RateBudget(CapacityUnits.READ, OptionalLong.of(1));
        Duration _ = budget.acquire(1_000_000);
        FutureTask<Duration> waiting = new FutureTask<>(() -> budget.acquire(1));
        Thread thread = Thread.ofVirtual().start(waiting);
        thread.interrupt();
        assertThat(thread.join(Duration.ofSeconds(1))).isTrue();
        assertThatThrownBy(waiting::get).hasCauseInstanceOf(InterruptedException.class);
    }

    private void pass(Duration time)
    {
        nanoTime.addAndGet(time.toNanos());
    }
}
