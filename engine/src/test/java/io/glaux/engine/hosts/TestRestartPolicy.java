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

import io.glaux.engine.hosts.RestartPolicy.Pause;
import io.glaux.engine.hosts.RestartPolicy.Timing;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a host that failed is started again.
 */
final class TestRestartPolicy
{
    private static final Timing TIMING = new Timing(
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            6,
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofSeconds(10));

    @Test
    void testPausesGrowUntilItIsGivenUp()
    {
        RestartPolicy policy = new RestartPolicy(TIMING, new Random(3));
        long[] milliseconds = {100, 200, 400, 800, 1000};
        for (int failure = 0; failure < milliseconds.length; failure++) {
            Pause pause = policy.after(Duration.ZERO);
            assertThat(pause.isOpen()).isFalse();
            assertThat(pause.failures()).isEqualTo(failure + 1);
            assertAround(pause.length(), Duration.ofMillis(milliseconds[failure]));
        }
        for (int failure = 6; failure < 100; failure++) {
            Pause pause = policy.after(Duration.ofSeconds(59));
            assertThat(pause.isOpen()).as("tried once and given up again").isTrue();
            assertThat(pause.failures()).isEqualTo(failure);
            assertAround(pause.length(), Duration.ofMinutes(5));
        }
    }

    @Test
    void testAHostThatRanBeginsAnew()
    {
        RestartPolicy policy = new RestartPolicy(TIMING, new Random(3));
        for (int failure = 0; failure < 10; failure++) {
            policy.after(Duration.ZERO);
        }
        Pause pause = policy.after(Duration.ofMinutes(1));
        assertThat(pause.isOpen()).isFalse();
        assertThat(pause.failures()).isEqualTo(1);
        assertAround(pause.length(), Duration.ofMillis(100));
    }

    @Test
    void testHostsThatFellTogetherDoNotRiseTogether()
    {
        Set<Duration> lengths = new HashSet<>();
        for (int host = 0; host < 20; host++) {
            lengths.add(new RestartPolicy(TIMING, new Random(host)).after(Duration.ZERO).length());
        }
        assertThat(lengths).hasSizeGreaterThan(15);
    }

    private static void assertAround(Duration length, Duration expected)
    {
        assertThat(length).isBetween(
                Duration.ofNanos(expected.toNanos() * 3 / 4), Duration.ofNanos(expected.toNanos() * 5 / 4));
    }
}
