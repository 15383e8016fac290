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

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.glaux.cli.bench.Measurements.Series;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * The numbers, for people and as a file.
 */
final class BenchReport
{
    private final String name;
    private final BenchSetup setup;
    private final Measurements measurements;

    BenchReport(String name, BenchSetup setup, Measurements measurements)
    {
        this.name = requireNonNull(name, "name is null");
        this.setup = requireNonNull(setup, "setup is null");
        this.measurements = requireNonNull(measurements, "measurements is null");
    }

    /**
     * For each task the median in milliseconds, the spread beside it, and how many times longer than the peer.
     */
    void print(PrintWriter out)
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

    /**
     * @return the file, in {@code benchmarks/results/}
     */
    Path write(Path home, boolean quick)
            throws IOException, InterruptedException
    {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String commit = git(home, "rev-parse", "HEAD");
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("case", name);
        report.put("at", now.toString());
        report.put("commit", commit);
        report.put("changed", !git(home, "status", "--porcelain", "--untracked-files=no").isEmpty());
        report.put("quick", quick);
        report.put("machine", Machine.describe());
        report.put("facts", setup.facts());
        report.put("peer", setup.peer().name());
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (BenchSide side : setup.sides().subList(0, setup.sides().size() - 1)) {
            ratios.put(side.name(), rounded(measurements.ratio(side.name(), setup.peer().name())));
        }
        report.put("ratios", ratios);
        report.put("tasks", measurements.tasks().stream().map(this::describe).toList());
        Path folder = Files.createDirectories(home.resolve("benchmarks/results"));
        String day = now.toString().substring(0, 10);
        Path file =
                folder.resolve(
                        "%s-%s-%s%s.json".formatted(name, day, commit.substring(0, Math.min(8, commit.length())), quick
                                ? "-quick" : ""));
        Files.writeString(file, JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()
                .writeValueAsString(report) + "\n");
        return file;
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

    private static String git(Path home, String... arguments)
            throws IOException, InterruptedException
    {
        List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        return process.waitFor() == 0 ? output : "unknown";
    }
}
