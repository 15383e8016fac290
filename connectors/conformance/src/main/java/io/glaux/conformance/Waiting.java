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
package io.glaux.conformance;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for what a host does by itself.
 */
public final class Waiting
{
    private static final Duration STEP = Duration.ofMillis(20);

    private Waiting() {}

    /**
     * @param what for the message of the failure: "that the stream ends"
     * @return how long it took
     * @throws AssertionError if it does not come about in time
     */
    public static Duration until(Duration atMost, String what, BooleanSupplier condition)
    {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > atMost.toNanos()) {
                throw new AssertionError("Waited %s seconds in vain %s".formatted(atMost.toSeconds(), what));
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * Waits until something has stayed as it is for a while, and returns it.
     *
     * @throws AssertionError if it does not
     */
    public static <T> T untilStable(Duration atMost, Duration period, Supplier<T> observed)
    {
        long start = System.nanoTime();
        T value = observed.get();
        long since = System.nanoTime();
        while (System.nanoTime() - since < period.toNanos()) {
            if (System.nanoTime() - start > atMost.toNanos()) {
                throw new AssertionError("It never stops: it was %s at last".formatted(value));
            }
            LockSupport.parkNanos(STEP.toNanos());
            T next = observed.get();
            if (!next.equals(value)) {
                value = next;
                since = System.nanoTime();
            }
        }
        return value;
    }
}
