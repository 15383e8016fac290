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
package io.glaux.engine.hosts;

import java.time.Duration;
import java.util.random.RandomGenerator;

import static java.util.Objects.requireNonNull;

/**
 * How long to wait before a host is started again: twice as long after each failure, with chance in it so that hosts
 * which fell together do not rise together; and much longer once it has failed too often. A host that ran for a while
 * begins anew.
 */
final class RestartPolicy
{
    private final Timing timing;
    private final RandomGenerator random;
    private int failures;

    RestartPolicy(Timing timing, RandomGenerator random)
    {
        this.timing = requireNonNull(timing, "timing is null");
        this.random = requireNonNull(random, "random is null");
    }

    /**
     * @param first pause after a failure
     * @param longest pause while the host is given a chance
     * @param mostFailures in a row, after which it is given up for some time
     * @param rest how long
     * @param stable how long a host runs that has recovered
     * @param probe how often a host is asked whether it is alive, and how long it may take to say so
     */
    record Timing(Duration first, Duration longest, int mostFailures, Duration rest, Duration stable, Duration probe)
    {
        static final Timing STANDARD = new Timing(
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                6,
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                Duration.ofSeconds(10));
    }

    /**
     * @param failures in a row
     * @param isOpen whether the host has been given up for this time
     */
    record Pause(Duration length, int failures, boolean isOpen) {}

    /**
     * How often a host is asked whether it is alive.
     */
    Duration probe()
    {
        return timing.probe();
    }

    /**
     * @param ran how long the host listened before it failed; zero if it never did
     */
    Pause after(Duration ran)
    {
        if (ran.compareTo(timing.stable()) >= 0) {
            failures = 0;
        }
        failures++;
        boolean isOpen = failures >= timing.mostFailures();
        Duration length = isOpen ? timing.rest() : growing();
        return new Pause(spread(length), failures, isOpen);
    }

    private Duration growing()
    {
        // beyond this many doublings every pause is the longest
        Duration length = timing.first().multipliedBy(1L << Math.min(failures - 1, 20));
        return length.compareTo(timing.longest()) > 0 ? timing.longest() : length;
    }

    /**
     * Three quarters to five quarters of it.
     */
    private Duration spread(Duration length)
    {
        return Duration.ofNanos((long) (length.toNanos() * (0.75 + random.nextDouble() / 2)));
    }
}
