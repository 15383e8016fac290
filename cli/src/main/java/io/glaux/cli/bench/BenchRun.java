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

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * Lets the sides do the tasks in turn, each task on every side before the next, and in every other round in the other
 * order. The first round warms up and is dropped, but its answers count: all must be the same in all rounds on all
 * sides.
 */
final class BenchRun
{
    private final BenchSetup setup;
    private final int rounds;
    private final BenchContext context;
    private final Map<String, BenchAnswer> answers = new HashMap<>();

    /**
     * @param rounds that are measured
     */
    BenchRun(BenchSetup setup, int rounds, BenchContext context)
    {
        this.setup = requireNonNull(setup, "setup is null");
        this.rounds = rounds;
        this.context = requireNonNull(context, "context is null");
    }

    Measurements run()
            throws Exception
    {
        Measurements measurements = new Measurements();
        for (int round = 0; round <= rounds; round++) {
            context.say(round == 0 ? "  warm-up" : "  round %s of %s".formatted(round, rounds));
            List<BenchSide> order = round % 2 == 0 ? setup.sides() : setup.sides().reversed();
            for (BenchTask task : setup.tasks()) {
                for (BenchSide side : order) {
                    long start = System.nanoTime();
                    BenchAnswer answer = side.run(task);
                    long time = System.nanoTime() - start;
                    side.after(task);
                    check(task, side, answer);
                    if (round > 0) {
                        measurements.add(task.name(), side.name(), time);
                    }
                }
            }
        }
        return measurements;
    }

    private void check(BenchTask task, BenchSide side, BenchAnswer answer)
    {
        BenchAnswer first = answers.putIfAbsent(task.name(), answer);
        if (first != null) {
            first.difference(answer).ifPresent(difference -> {
                throw new CommandFailure(
                        "%s: %s answers otherwise than the side before: %s".formatted(
                                task.name(),
                                side.name(),
                                difference));
            });
        }
    }
}
