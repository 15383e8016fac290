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
package io.glaux.engine.ddl.partition;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestParallelTasks
{
    @Test
    void resultsAreInTheOrderOfTheTasks()
    {
        List<Callable<Integer>> tasks =
                IntStream.range(0, 100).<Callable<Integer>>mapToObj(number -> () -> number).toList();
        try (ParallelTasks parallel = new ParallelTasks()) {
            assertThat(parallel.run(tasks)).isEqualTo(IntStream.range(0, 100).boxed().toList());
        }
    }

    /**
     * Else a cancelled statement would still ask for each of its folders.
     */
    @Test
    void noneBeginsAfterAFailure()
    {
        AtomicInteger begun = new AtomicInteger();
        Callable<Void> failing = () -> {
            begun.incrementAndGet();
            throw new IllegalStateException("no");
        };
        try (ParallelTasks parallel = new ParallelTasks()) {
            assertThatThrownBy(() -> parallel.run(Collections.nCopies(1000, failing))).hasMessage("no");
        }
        assertThat(begun.get()).isBetween(1, ParallelTasks.AT_A_TIME);
    }
}
