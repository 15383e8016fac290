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

import java.util.List;
import java.util.Map;

/**
 * What a case compares.
 *
 * @param sides at least two; the last is the peer that the others are compared with
 * @param tasks what each side does in each round
 * @param facts what a reader of the numbers must know, for instance versions and sizes
 */
record BenchSetup(List<BenchSide> sides, List<BenchTask> tasks, Map<String, String> facts)
{
    BenchSetup
    {
        sides = List.copyOf(sides);
        tasks = List.copyOf(tasks);
        facts = Map.copyOf(facts);
        if (sides.size() < 2) {
            throw new IllegalArgumentException("A comparison needs two sides");
        }
    }

    BenchSide peer()
    {
        return sides.getLast();
    }
}
