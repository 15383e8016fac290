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
package io.glaux.cli.bench;

import io.glaux.cli.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

final class TestBenchRun
{
    @TempDir
    private Path folder;

    @Test
    void testAlternatesAndDropsTheFirstRound()
            throws Exception
    {
        List<String> order = new ArrayList<>();
        Measurements measurements = run(List.of(side("a", order, "1"), side("b", order, "1")), List.of("q1", "q2"), 2);
        assertThat(order).containsExactly(
                "a q1",
                "b q1",
                "a q2",
                "b q2",
                "b q1",
                "a q1",
                "b q2",
                "a q2",
                "a q1",
                "b q1",
                "a q2",
                "b q2");
        assertThat(measurements.series("q1", "a").nanos()).hasSize(2);
    }

    @Test
    void testSidesThatDisagreeFail()
    {
        List<String> order = new ArrayList<>();
        assertThatThrownBy(() -> run(List.of(side("a", order, "1"), side("b", order, "2")), List.of("q1"), 2))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("q1: b answers otherwise than the side before: row 1 is [1] and [2]");
    }

    @Test
    void testAnswersThatAgree()
    {
        assertThat(answer("a", null, "1.50").difference(answer("a", null, "1.50"))).isEmpty();
        assertThat(answer("0.0344").difference(answer("0.034436"))).isEmpty();
        assertThat(answer("0.034436").difference(answer("0.0344"))).isEmpty();
    }

    @Test
    void testAnswersThatDiffer()
    {
        assertThat(answer("").difference(answer((String) null))).contains("row 1 is [] and [null]");
        assertThat(answer("1.50").difference(answer("1.51"))).isPresent();
        assertThat(answer("0.0344").difference(answer("0.034499"))).isEmpty();
        assertThat(answer("0.0344").difference(answer("0.034636"))).isPresent();
        assertThat(answer("1").difference(answer("1.0"))).isPresent();
        assertThat(answer("a").difference(answer("a", "b"))).isPresent();
        assertThat(BenchAnswer.collector().answer().difference(answer("a"))).contains("0 rows and 1 rows");
    }

    @Test
    void testStatistics()
    {
        Measurements measurements = new Measurements();
        for (long millis : new long[] {30, 10, 20}) {
            measurements.add("q1", "a", millis * 1_000_000);
            measurements.add("q1", "b", 10_000_000);
            measurements.add("q2", "a", 20_000_000);
            measurements.add("q2", "b", 40_000_000);
        }
        assertThat(measurements.series("q1", "a").median()).isEqualTo(20);
        assertThat(measurements.series("q1", "a").minimum()).isEqualTo(10);
        assertThat(measurements.series("q1", "a").maximum()).isEqualTo(30);
        assertThat(measurements.series("q1", "a").spread()).isEqualTo(1);
        assertThat(new Measurements.Series(List.of(1_000_000L, 2_000_000L)).median()).isEqualTo(1.5);
        // 2 times and half: as long on the whole
        assertThat(measurements.ratio("a", "b")).isCloseTo(1, within(1e-9));
    }

    @Test
    void testStartedThingsEndInTheOtherOrder()
    {
        List<String> ended = new ArrayList<>();
        StartedThings things = new StartedThings();
        things.add(() -> ended.add("first"));
        things.add(() -> {
            throw new IllegalStateException("stuck");
        });
        things.add(() -> ended.add("last"));
        assertThatThrownBy(things::close).hasMessage("stuck");
        assertThat(ended).containsExactly("last", "first");
    }

    private Measurements run(List<BenchSide> sides, List<String> tasks, int rounds)
            throws Exception
    {
        BenchSetup setup =
                new BenchSetup(sides, tasks.stream().map(task -> new BenchTask(task, "SELECT 1")).toList(), Map.of());
        BenchContext context = new BenchContext(
                folder,
                folder,
                folder,
                true,
                Set.of(),
                new PrintWriter(new StringWriter()),
                new StartedThings());
        return new BenchRun(setup, rounds, context).run();
    }

    private static BenchAnswer answer(String... values)
    {
        BenchAnswer.Collector answer = BenchAnswer.collector();
        answer.row(values);
        return answer.answer();
    }

    private static BenchSide side(String name, List<String> order, String value)
    {
        return new BenchSide()
        {
            @Override
            public String name()
            {
                return name;
            }

            @Override
            public BenchAnswer run(BenchTask task)
            {
                order.add(name + " " + task.name());
                BenchAnswer.Collector answer = BenchAnswer.collector();
                answer.row(value);
                return answer.answer();
            }
        };
    }
}
