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
package io.glaux.engine.metrics;

import java.util.List;

/**
 * How many values there were, their sum, and how many were at most as large as each bound.
 */
final class Distribution
{
    /**
     * From a tenth of a second to Athena's default timeout of 30 minutes.
     */
    static final List<Double> SECONDS = List.of(0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0);
    /**
     * From a megabyte to ten terabytes.
     */
    static final List<Double> BYTES = List.of(1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13);

    private final List<Double> bounds;
    private final long[] atMost;
    private long count;
    private double sum;

    Distribution(List<Double> bounds)
    {
        this.bounds = List.copyOf(bounds);
        this.atMost = new long[bounds.size()];
    }

    void add(double value)
    {
        for (int i = 0; i < atMost.length; i++) {
            if (value <= bounds.get(i)) {
                atMost[i]++;
            }
        }
        count++;
        sum += value;
    }

    /**
     * @param labels the labels of the values, as text between braces
     */
    void write(String name, String labels, StringBuilder out)
    {
        for (int i = 0; i < atMost.length; i++) {
            bucket(name, labels, String.valueOf(bounds.get(i)), atMost[i], out);
        }
        bucket(name, labels, "+Inf", count, out);
        out.append("%s_count{%s} %s\n".formatted(name, labels, count));
        out.append("%s_sum{%s} %s\n".formatted(name, labels, sum));
    }

    private static void bucket(String name, String labels, String bound, long values, StringBuilder out)
    {
        out.append("%s_bucket{%s,le=\"%s\"} %s\n".formatted(name, labels, bound, values));
    }
}
