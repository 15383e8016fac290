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

import io.glaux.dynamodb.AwsErrors;
import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import static java.util.Objects.requireNonNull;

/**
 * Waits before one request is sent again: each time up to twice as long, and of that a random part, so that those who
 * were refused together do not come back together.
 */
final class Backoff
{
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MAX_FAILURES = 8;

    private final Duration patience;
    private final long start = System.nanoTime();
    private Duration longest = FIRST;
    private int failures;

    Backoff(Duration patience)
    {
        this.patience = requireNonNull(patience, "patience is null");
    }

    /**
     * Waits after a failure.
     *
     * @return how long, if it was for capacity
     * @throws SourceException if it is of no use
     */
    Duration await(Throwable failure, String what)
            throws InterruptedException
    {
        if (AwsErrors.isThrottling(failure)) {
            return await(what, failure);
        }
        failures++;
        if (!AwsErrors.isTransient(failure) || failures > MAX_FAILURES) {
            throw AwsErrors.explain(failure, what);
        }
        sleep();
        return Duration.ZERO;
    }

    /**
     * Waits since there is no capacity.
     *
     * @param failure that said so; null when the response did
     * @return how long
     * @throws SourceException if it was so for too long
     */
    Duration await(String what, Throwable failure)
            throws InterruptedException
    {
        if (System.nanoTime() - start > patience.toNanos()) {
            throw SourceException.retryable(
                    SourceErrorCode.THROTTLED,
                    "%s: DynamoDB has had no capacity for one request for %s".formatted(what, text(patience)),
                    Optional.of(LONGEST),
                    failure);
        }
        return sleep();
    }

    private static String text(Duration duration)
    {
        return duration.toMinutes() > 0
                ? "%s minutes".formatted(duration.toMinutes())
                : "%s seconds".formatted(duration.toSeconds());
    }

    private Duration sleep()
            throws InterruptedException
    {
        long most = longest.toMillis();
        Duration wait = Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
        Thread.sleep(wait);
        longest = longest.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : longest.multipliedBy(2);
        return wait;
    }
}
