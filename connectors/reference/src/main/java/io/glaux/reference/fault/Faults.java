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
package io.glaux.reference.fault;

import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import static java.util.Objects.requireNonNull;

/**
 * Has things go wrong where it was asked for. Thread-safe.
 */
public final class Faults
{
    private static final int EXIT_OF_KILLED = 137;

    private final Optional<Fault> fault;
    private final AtomicLong left;

    public Faults(Optional<Fault> fault)
    {
        this.fault = requireNonNull(fault, "fault is null");
        this.left = new AtomicLong(fault.map(Fault::times).orElse(0L));
    }

    /**
     * For calls that read no rows.
     */
    public void at(FaultPoint point, String table)
    {
        try {
            at(point, table, Long.MAX_VALUE, _ -> {});
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SourceException.of(SourceErrorCode.SOURCE_TIMEOUT, "Nobody waits for the source any more", e);
        }
    }

    /**
     * @param rows of the split, that were read
     * @param throttled gets what a read has to wait
     */
    public void at(FaultPoint point, String table, long rows, Consumer<Duration> throttled)
            throws InterruptedException
    {
        if (fault.isEmpty() || !isDue(fault.get(), point, table, rows) || left.getAndDecrement() <= 0) {
            return;
        }
        Fault due = fault.get();
        switch (due.kind()) {
            case FAIL -> throw SourceException.of(SourceErrorCode.SOURCE_FAILED, "The source fails, as it was told to");
            case UNAVAILABLE -> throw refusal(SourceErrorCode.SOURCE_UNAVAILABLE, due);
            case REFUSE -> throw refusal(SourceErrorCode.THROTTLED, due);
            case THROTTLE -> {
                throttled.accept(due.delay());
                Thread.sleep(due.delay());
            }
            case STALL -> new CountDownLatch(1).await();
            case ERROR -> throw new IllegalStateException("The program fails, as it was told to");
            case CRASH -> Runtime.getRuntime().halt(EXIT_OF_KILLED);
            case WRONG_VALUE -> throw new ArithmeticException("A value does not fit, as was asked for");
        }
    }

    private static boolean isDue(Fault fault, FaultPoint point, String table, long rows)
    {
        return fault.point() == point
                && rows >= fault.afterRows()
                && fault.table().map(table::equals).orElse(true);
    }

    private static SourceException refusal(SourceErrorCode code, Fault fault)
    {
        return SourceException.retryable(
                code,
                "The source refuses, as it was told to",
                Optional.of(fault.delay()),
                null);
    }
}
