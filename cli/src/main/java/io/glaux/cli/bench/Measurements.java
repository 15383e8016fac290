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

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * Times by task and side, in the order in which they came.
 */
final class Measurements
{
    private final Map<String, Map<String, List<Long>>> nanos = new LinkedHashMap<>();

    void add(String task, String side, long time)
    {
        nanos.computeIfAbsent(task, _ -> new LinkedHashMap<>()).computeIfAbsent(side, _ -> new ArrayList<>()).add(time);
    }

    List<String> tasks()
    {
        return List.copyOf(nanos.keySet());
    }

    Series series(String task, String side)
    {
        return new Series(requireNonNull(nanos.get(task).get(side), "no measurement"));
    }

    /**
     * How many times longer one side took than the other, as the geometric mean over the tasks of the ratios of their
     * medians.
     */
    double ratio(String side, String peer)
    {
        return Math.exp(nanos.keySet().stream()
                .mapToDouble(task -> Math.log(series(task, side).median() / series(task, peer).median()))
                .average()
                .orElseThrow());
    }

    /**
     * Milliseconds of one task on one side.
     */
    record Series(List<Long> nanos)
    {
        Series
        {
            nanos = List.copyOf(nanos);
            if (nanos.isEmpty()) {
                throw new IllegalArgumentException("Nothing was measured");
            }
        }

        double median()
        {
            List<Long> sorted = nanos.stream().sorted().toList();
            int middle = sorted.size() / 2;
            return (sorted.size() % 2 == 1 ? sorted.get(middle)
                    : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0) / 1e6;
        }

        double minimum()
        {
            return Collections.min(nanos) / 1e6;
        }

        double maximum()
        {
            return Collections.max(nanos) / 1e6;
        }

        /**
         * From the fastest to the slowest, in parts of the median.
         */
        double spread()
        {
            return (maximum() - minimum()) / median();
        }

        List<Double> millis()
        {
            return nanos.stream().map(value -> Math.round(value / 1e3) / 1e3).toList();
        }
    }
}
