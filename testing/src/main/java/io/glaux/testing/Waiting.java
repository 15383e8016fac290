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
package io.glaux.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for what another process does. The time given is a limit after which something is broken, never a measure.
 */
public final class Waiting
{
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Waiting() {}

    public static <T> T until(String what, Duration limit, Supplier<Optional<T>> attempt)
    {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> result = attempt.get();
            if (result.isPresent()) {
                return result.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited %s in vain for: %s".formatted(limit, what));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    public static void untilTrue(String what, Duration limit, BooleanSupplier condition)
    {
        until(what, limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }
}
