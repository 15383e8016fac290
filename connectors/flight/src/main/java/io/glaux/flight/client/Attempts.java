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
package io.glaux.flight.client;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * The tries of one call until its first answer: on one replica after the other, and, when all were tried, after a wait
 * on all of them again. Used by one thread.
 */
public final class Attempts
{
    private final Replicas replicas;
    private final RetryPolicy policy;
    private final List<String> preferred;
    private final Set<HostAddress> tried = new HashSet<>();
    private Optional<Long> firstFailure = Optional.empty();
    private int failures;
    private int rounds;

    Attempts(Replicas replicas, RetryPolicy policy, Collection<String> preferred)
    {
        this.replicas = requireNonNull(replicas, "replicas is null");
        this.policy = requireNonNull(policy, "policy is null");
        this.preferred = List.copyOf(preferred);
    }

    /**
     * The next replica to try; it knows the engine.
     *
     * @throws HostException the last failure, when there was no replica to be found
     */
    public Replica next()
            throws InterruptedException
    {
        while (true) {
            Replica replica = replicas.choose(preferred, tried).orElseThrow();
            if (failures > 0) {
                replica.wake();
            }
            try {
                replica.greet();
                return replica;
            }
            catch (HostException e) {
                failed(replica, e);
            }
        }
    }

    /**
     * The replica gave its first answer: from now on the call does not go to another.
     */
    public void succeeded(Replica replica)
    {
        replica.succeeded();
    }

    /**
     * Waits until it is time for another try.
     *
     * @throws HostException the failure, if there must not be another try
     */
    public void failed(Replica replica, HostException failure)
            throws InterruptedException
    {
        if (!failure.isRetryable()) {
            throw failure;
        }
        replica.failed();
        replica.blame(failure);
        failures++;
        tried.add(replica.address());
        long now = System.nanoTime();
        if (firstFailure.isEmpty()) {
            firstFailure = Optional.of(now);
        }
        Duration wait = failure.retryAfter();
        if (tried.size() == replicas.all().size()) {
            tried.clear();
            rounds++;
            Duration delay = policy.delay(rounds);
            wait = delay.compareTo(wait) > 0 ? delay : wait;
        }
        else {
            // another host is not as busy as this one
            wait = Duration.ZERO;
        }
        if (now - firstFailure.get() + wait.toNanos() > policy.total().toNanos()) {
            throw failure;
        }
        Thread.sleep(wait);
    }

    /**
     * How often a try failed.
     */
    public int failures()
    {
        return failures;
    }
}
