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

import io.glaux.cli.bench.Measurements.Series;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * The times of a comparison.
 */
final class BenchReport
        implements BenchResult
{
    private final BenchSetup setup;
    private final Measurements measurements;

    BenchReport(BenchSetup setup, Measurements measurements)
    {
        this.setup = requireNonNull(setup, "setup is null");
        this.measurements = requireNonNull(measurements, "measurements is null");
    }

    /**
     * For each task the median in milliseconds, the spread beside it, and how many times longer than the peer.
     */
    @Override
    public void print(PrintWriter out)
    {
        String peer = setup.peer().name();
        StringBuilder header = new StringBuilder("%-8s".formatted("task"));
        setup.sides().forEach(side -> header.append("  %20s".formatted(side.name() + " ms")));
        setup.sides().stream()
                .filter(side -> !side.equals(setup.peer()))
                .forEach(side -> header.append("  %24s".formatted(side.name() + " / " + peer)));
        out.println(header);
        for (String task : measurements.tasks()) {
            StringBuilder line = new StringBuilder("%-8s".formatted(task));
            for (BenchSide side : setup.sides()) {
                Series series = measurements.series(task, side.name());
                line.append(
                        "  %20s".formatted(
                                String.format(Locale.ROOT, "%.1f (%3.0f%%)", series.median(), series.spread() * 100)));
            }
            for (BenchSide side : setup.sides().subList(0, setup.sides().size() - 1)) {
                double ratio = measurements.series(task, side.name()).median() / measurements.series(task, peer)
                        .median();
                line.append("  %24s".formatted(String.format(Locale.ROOT, "%.2f", ratio)));
            }
            out.println(line);
        }
        for (BenchSide side : setup.sides().subList(0, setup.sides().size() - 1)) {
            out.println(String.format(
                    Locale.ROOT,
                    "%s takes %.2f times as long as %s (geometric mean of the medians' ratios)",
                    side.name(),
                    measurements.ratio(side.name(), peer),
                    peer));
        }
        out.flush();
    }

    @Override
    public Map<String, Object> describe()
    {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("facts", setup.facts());
        report.put("peer", setup.peer().name());
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (BenchSide side : setup.sides().subList(0, setup.sides().size() - 1)) {
            ratios.put(side.name(), rounded(measurements.ratio(side.name(), setup.peer().name())));
        }
        report.put("ratios", ratios);
        report.put("tasks", measurements.tasks().stream().map(this::describe).toList());
        return report;
    }

    private Map<String, Object> describe(String task)
    {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("name", task);
        for (BenchSide side : setup.sides()) {
            Series series = measurements.series(task, side.name());
            Map<String, Object> numbers = new LinkedHashMap<>();
            numbers.put("medianMillis", rounded(series.median()));
            numbers.put("minimumMillis", rounded(series.minimum()));
            numbers.put("maximumMillis", rounded(series.maximum()));
            numbers.put("millis", series.millis());
            description.put(side.name(), numbers);
        }
        return description;
    }

    private static double rounded(double value)
    {
        return Math.round(value * 1000) / 1000.0;
    }
}
