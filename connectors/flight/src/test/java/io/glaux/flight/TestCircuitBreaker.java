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
package io.glaux.flight;

import io.glaux.flight.client.FlightErrorCode;
import io.glaux.flight.client.HostException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TestCircuitBreaker
{
    private final BlockingQueue<Boolean> probes = new SynchronousQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final CircuitBreaker breaker = new CircuitBreaker(
            "orders",
            new FlightConfig.Breaking(2, Duration.ofMillis(1)),
            this::probe);

    private boolean probe()
    {
        try {
            return probes.take();
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @AfterEach
    void close()
    {
        breaker.close();
        // lets the probe that waits end
        probes.offer(true);
    }

    private void fail(HostException failure)
    {
        assertThatThrownBy(() -> breaker.call(() -> {
            calls.incrementAndGet();
            throw failure;
        })).isSameAs(failure);
    }

    private static HostException unavailable()
    {
        return HostException.passing(FlightErrorCode.GLAUX_HOST_UNAVAILABLE, "The host cannot be reached", null);
    }

    @Test
    void testFailsAtOnceUntilAHostAnswers()
            throws InterruptedException
    {
        fail(unavailable());
        fail(unavailable());
        Supplier<Integer> call = calls::incrementAndGet;
        assertThatThrownBy(() -> breaker.call(call))
                .hasMessageContaining("orders")
                .hasMessageContaining("The host cannot be reached");
        assertThat(calls).hasValue(2);

        assertThat(probes.offer(false, 10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> breaker.call(call)).hasMessageContaining("was not tried");
        assertThat(probes.offer(true, 10, TimeUnit.SECONDS)).isTrue();

        // the thread that probed mends it after it has its answer
        int answer = 0;
        long start = System.nanoTime();
        while (answer == 0 && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
            try {
                answer = breaker.call(call);
            }
            catch (HostException _) {
                Thread.onSpinWait();
            }
        }
        assertThat(answer).isEqualTo(3);
    }

    @Test
    void testOtherFailuresDoNotCount()
    {
        fail(unavailable());
        fail(HostException.lasting(FlightErrorCode.GLAUX_SOURCE_REFUSED, "No such table", null));
        fail(unavailable());
        assertThat(breaker.call(() -> "answer")).isEqualTo("answer");
        fail(unavailable());
        assertThat(breaker.call(() -> "answer")).isEqualTo("answer");
    }
}
