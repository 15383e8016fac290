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

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.glaux.flight.client.HostException;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import static io.glaux.flight.client.FlightErrorCode.GLAUX_HOST_UNAVAILABLE;
import static java.util.Objects.requireNonNull;

/**
 * Lets calls fail at once while no host of a catalog answers, in place of each after its own tries. The hosts are asked
 * from time to time whether they are there again, by a thread of its own that runs no longer than that. Thread-safe.
 */
final class CircuitBreaker
        implements AutoCloseable
{
    private final String catalog;
    private final FlightConfig.Breaking breaking;
    private final BooleanSupplier probe;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closed = lock.newCondition();
    @GuardedBy("lock")
    private int failures;
    @GuardedBy("lock")
    private Optional<String> broken = Optional.empty();
    @GuardedBy("lock")
    private boolean isClosed;

    /**
     * @param probe whether a host is there again
     */
    CircuitBreaker(String catalog, FlightConfig.Breaking breaking, BooleanSupplier probe)
    {
        this.catalog = requireNonNull(catalog, "catalog is null");
        this.breaking = requireNonNull(breaking, "breaking is null");
        this.probe = requireNonNull(probe, "probe is null");
    }

    <T> T call(Supplier<T> call)
    {
        throwIfBroken();
        try {
            T answer = call.get();
            succeeded();
            return answer;
        }
        catch (HostException e) {
            failed(e);
            throw e;
        }
    }

    /**
     * @throws HostException while no host answers
     */
    void throwIfBroken()
    {
        lock.lock();
        try {
            if (broken.isPresent()) {
                throw HostException.lasting(
                        GLAUX_HOST_UNAVAILABLE,
                        ("No host of the catalog %s answers, so the query was not tried. The last failure: %s. "
                        + "Hosts are asked every %s ms whether they are there again.").formatted(
                                catalog,
                                broken.get(),
                                breaking.probeInterval().toMillis()),
                        null);
            }
        }
        finally {
            lock.unlock();
        }
    }

    private void succeeded()
    {
        lock.lock();
        try {
            failures = 0;
        }
        finally {
            lock.unlock();
        }
    }

    private void failed(HostException failure)
    {
        boolean isUnavailable = failure.isRetryable()
                && failure.getErrorCode().equals(GLAUX_HOST_UNAVAILABLE.toErrorCode());
        lock.lock();
        try {
            failures = isUnavailable ? failures + 1 : 0;
            if (failures >= breaking.failedCalls() && broken.isEmpty() && !isClosed) {
                broken = Optional.of(failure.getMessage());
                Thread.ofVirtual().name("flight-probe-" + catalog).start(this::probeUntilAnswered);
            }
        }
        finally {
            lock.unlock();
        }
    }

    private void probeUntilAnswered()
    {
        try {
            while (!awaitClose(breaking.probeInterval())) {
                if (probe.getAsBoolean()) {
                    mend();
                    return;
                }
            }
        }
        catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * @return whether the catalog is closed
     */
    private boolean awaitClose(Duration patience)
            throws InterruptedException
    {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!isClosed && left > 0) {
                left = closed.awaitNanos(left);
            }
            return isClosed;
        }
        finally {
            lock.unlock();
        }
    }

    private void mend()
    {
        lock.lock();
        try {
            failures = 0;
            broken = Optional.empty();
        }
        finally {
            lock.unlock();
        }
    }

    @Override
    public void close()
    {
        lock.lock();
        try {
            isClosed = true;
            closed.signalAll();
        }
        finally {
            lock.unlock();
        }
    }
}
