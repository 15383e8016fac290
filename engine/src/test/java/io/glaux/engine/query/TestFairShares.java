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
package io.glaux.engine.query;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Simulated: queries of random lengths on few places, and who had how much of them in the end.
 */
final class TestFairShares
{
    private static final long SECOND = 1_000_000_000;

    private long now = 1;
    private final FairShares shares = new FairShares(() -> now);
    private final PriorityQueue<Running> running = new PriorityQueue<>();
    private final Map<String, Double> placeTime = new HashMap<>();
    private int started;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 20})
    void testPlaceTimeGoesByWeight(int places)
    {
        Random random = new Random(places);
        Map<String, Integer> weights = weights("a", 1, "b", 2, "c", 5);
        // whose queries are long gets no more for it
        simulate(places, 20_000, weights, workgroup -> (workgroup.equals("a") ? 30 : 3) * random.nextDouble());
        assertShares(weights, 0.03);
    }

    @Test
    void testQueriesOfMillisecondsToo()
    {
        Random random = new Random(5);
        Map<String, Integer> weights = weights("a", 1, "b", 3);
        simulate(4, 100_000, weights, _ -> 0.02 * random.nextDouble());
        assertShares(weights, 0.03);
    }

    @Test
    void testPlacesThatAreFreeAtOnceAreShared()
    {
        Map<String, Integer> weights = weights("a", 1, "b", 1, "c", 2);
        for (int i = 0; i < 20; i++) {
            start(weights, 10);
        }
        assertThat(shares.running("a")).isEqualTo(5);
        assertThat(shares.running("b")).isEqualTo(5);
        assertThat(shares.running("c")).isEqualTo(10);
    }

    @Test
    void testWhatNobodyWantedIsNotOwed()
    {
        for (int i = 0; i < 4; i++) {
            start(weights("a", 1), 3600);
        }
        shares.retain(Set.of());
        now += 3600 * SECOND;
        endNext();
        endNext();
        // both want places now: a has two already, b none
        Map<String, Integer> both = weights("a", 1, "b", 1);
        assertThat(start(both, 10)).isEqualTo("b");
        assertThat(start(both, 10)).isEqualTo("b");
        endNext();
        assertThat(start(both, 10)).as("b does not have an hour to catch up").isEqualTo("a");
    }

    @Test
    void testNothingIsSavedWhileNothingIsWanted()
    {
        Random random = new Random(3);
        Map<String, Integer> two = weights("a", 1, "b", 1);
        simulate(4, 2000, two, _ -> random.nextDouble());
        placeTime.clear();
        Map<String, Integer> three = weights("late", 1, "a", 1, "b", 1);
        simulate(4, 2000, three, _ -> random.nextDouble());
        assertShares(three, 0.05);
        shares.retain(Set.of());
        placeTime.clear();
        simulate(4, 2000, three, _ -> random.nextDouble());
        assertShares(three, 0.05);
    }

    /**
     * All workgroups always want more than they get.
     */
    private void simulate(int places, int queries, Map<String, Integer> weights, ToDoubleFunction<String> seconds)
    {
        for (int i = 0; i < queries; i++) {
            while (running.size() >= places) {
                endNext();
            }
            start(weights, seconds);
        }
    }

    private void assertShares(Map<String, Integer> weights, double tolerance)
    {
        double all = placeTime.values().stream().mapToDouble(Double::doubleValue).sum();
        double allWeights = weights.values().stream().mapToDouble(Integer::doubleValue).sum();
        weights.forEach((workgroup, weight) -> assertThat(placeTime.get(workgroup) / all).as(workgroup)
                .isCloseTo(weight / allWeights, within(tolerance)));
    }

    private String start(Map<String, Integer> weights, double seconds)
    {
        return start(weights, _ -> seconds);
    }

    private String start(Map<String, Integer> weights, ToDoubleFunction<String> seconds)
    {
        String workgroup = shares.next(weights);
        String id = "query " + started++;
        double length = seconds.applyAsDouble(workgroup);
        shares.started(workgroup, id);
        running.add(new Running(now + (long) (length * SECOND), workgroup, id));
        placeTime.merge(workgroup, length, Double::sum);
        return workgroup;
    }

    private void endNext()
    {
        Running first = running.remove();
        now = Math.max(now, first.end);
        shares.ended(first.workgroup, first.id);
    }

    private static Map<String, Integer> weights(Object... pairs)
    {
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            weights.put((String) pairs[i], (Integer) pairs[i + 1]);
        }
        return weights;
    }

    private record Running(long end, String workgroup, String id)
            implements Comparable<Running>
    {
        @Override
        public int compareTo(Running other)
        {
            return Long.compare(end, other.end);
        }
    }
}
