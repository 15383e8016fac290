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
package io.glaux.flight.read;

import java.time.Duration;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * Stops the thread of a reader whose pages nobody wants any more. While it waits for leave or for room it stops at
 * once. A batch that is on its way was sent, and should be counted: for that there is a little time, after which the
 * call is cancelled. Thread-safe.
 */
final class ReadStop
{
    private static final Duration GRACE = Duration.ofMillis(500);

    private volatile boolean isStopped;
    private volatile boolean isReading;
    private volatile Optional<Runnable> cancel = Optional.empty();

    /**
     * A call has begun.
     *
     * @param cancellation ends it, from any thread
     */
    void opened(Runnable cancellation)
    {
        cancel = Optional.of(cancellation);
    }

    /**
     * A batch is asked for from now on.
     *
     * @throws InterruptedException if it is not wanted any more
     */
    void reading()
            throws InterruptedException
    {
        isReading = true;
        // either this sees the stop, or the one who stops sees that there is a read
        if (isStopped) {
            throw new InterruptedException("Nobody wants pages any more");
        }
    }

    void idle()
    {
        isReading = false;
    }

    boolean isStopped()
    {
        return isStopped;
    }

    /**
     * Does not wait.
     */
    void stop(Thread reader)
    {
        requireNonNull(reader, "reader is null");
        if (isStopped) {
            return;
        }
        isStopped = true;
        if (!isReading) {
            reader.interrupt();
            return;
        }
        Thread.ofVirtual().name("flight-stop").start(() -> {
            try {
                if (!reader.join(GRACE)) {
                    cancel.ifPresent(Runnable::run);
                    reader.interrupt();
                }
            }
            catch (InterruptedException _) {
                reader.interrupt();
            }
        });
    }
}
