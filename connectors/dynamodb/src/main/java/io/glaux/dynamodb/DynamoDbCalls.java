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
package io.glaux.dynamodb;

import io.glaux.source.SourceErrorCode;
import io.glaux.source.SourceException;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * Requests that are repeated until they are answered: throttling slows and does not fail, failures of the network and
 * of the service are tried again for a while. The client that makes them must not repeat them itself. Thread-safe.
 */
public final class DynamoDbCalls
{
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final Duration throttlingPatience;
    private final Duration failurePatience;

    /**
     * @param throttlingPatience how long a request may be refused for capacity
     * @param failurePatience how long it may fail otherwise
     */
    public DynamoDbCalls(Duration throttlingPatience, Duration failurePatience)
    {
        this.throttlingPatience = requireNonNull(throttlingPatience, "throttlingPatience is null");
        this.failurePatience = requireNonNull(failurePatience, "failurePatience is null");
    }

    /**
     * For calls that cannot throw InterruptedException: the thread stays interrupted.
     *
     * @throws SourceException if it fails, or the thread is interrupted
     */
    public <T> T call(String where, Supplier<CompletableFuture<T>> request)
    {
        try {
            return call(where, request, _ -> {});
        }
        catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SourceException.of(SourceErrorCode.SOURCE_FAILED, where + ": nobody waits for it any more", e);
        }
    }

    /**
     * @param where what is asked for, for the user
     * @param throttled takes how long the service had the caller wait
     * @throws SourceException if it fails
     */
    public <T> T call(String where, Supplier<CompletableFuture<T>> request, Consumer<Duration> throttled)
            throws InterruptedException
    {
        long start = System.nanoTime();
        for (int attempt = 0; ; attempt++) {
            CompletableFuture<T> answer = request.get();
            try {
                return answer.get();
            }
            catch (ExecutionException e) {
                boolean isThrottled = AwsErrors.isThrottling(e);
                Duration patience = isThrottled ? throttlingPatience : failurePatience;
                boolean isPatient = System.nanoTime() - start < patience.toNanos();
                if (!isPatient || (!isThrottled && !AwsErrors.isTransient(e))) {
                    throw AwsErrors.explain(e, where);
                }
                pause(attempt, isThrottled ? throttled : _ -> {});
            }
            finally {
                // when interrupted
                answer.cancel(true);
            }
        }
    }

    /**
     * Waits longer from attempt to attempt, and never as long as others that wait too.
     */
    public static void pause(int attempt, Consumer<Duration> waited)
            throws InterruptedException
    {
        long most = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(attempt, 16));
        long millis = ThreadLocalRandom.current().nextLong(most / 2, most + 1);
        TimeUnit.MILLISECONDS.sleep(millis);
        waited.accept(Duration.ofMillis(millis));
    }
}
