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

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * What each query took on each side.
 */
record DynamoDbReport(int items, List<Run> runs)
        implements BenchResult
{
    DynamoDbReport
    {
        runs = List.copyOf(runs);
    }

    @Override
    public void print(PrintWriter out)
    {
        out.println("%-18s %-6s %10s %14s %12s %10s".formatted("query", "side", "requests", "bytes", "units", "ms"));
        for (Summary summary : summaries()) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-18s %-6s %10d %,14d %,12.1f %,10.0f",
                    summary.task(),
                    summary.side(),
                    summary.requests(),
                    summary.bytes(),
                    summary.units(),
                    summary.millis()));
        }
        out.println("requests, bytes and read units as a counter before DynamoDB saw them; medians of the rounds");
        printGoals(out);
        out.flush();
    }

    @Override
    public Map<String, Object> describe()
    {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("items", items);
        report.put("peer", "athena-dynamodb " + AthenaDynamoDbSide.VERSION);
        report.put("summaries", summaries());
        report.put("runs", runs);
        return report;
    }

    private void printGoals(PrintWriter out)
    {
        Map<String, Map<String, Summary>> tasks = new LinkedHashMap<>();
        summaries().forEach(summary -> tasks.computeIfAbsent(summary.task(), _ -> new LinkedHashMap<>())
                .put(summary.side(), summary));
        List<String> dearer = new ArrayList<>();
        tasks.forEach((task, sides) -> {
            Summary glaux = sides.get("glaux");
            Summary aws = sides.get("aws");
            if (glaux.units() > aws.units()) {
                dearer.add(task);
            }
            out.println(String.format(
                    Locale.ROOT,
                    "%-18s %,.1f times less time, %,.1f times fewer units",
                    task,
                    aws.millis() / glaux.millis(),
                    aws.units() / glaux.units()));
        });
        out.println("more units than AWS's connector: " + (dearer.isEmpty() ? "none" : String.join(", ", dearer)));
    }

    /**
     * By query and side, in the order in which they were measured first.
     */
    List<Summary> summaries()
    {
        Map<List<String>, List<Run>> groups = new LinkedHashMap<>();
        runs.forEach(run -> groups.computeIfAbsent(List.of(run.task(), run.side()), _ -> new ArrayList<>()).add(run));
        return groups.entrySet()
                .stream()
                .map(group -> summary(group.getKey().getFirst(), group.getKey().getLast(), group.getValue()))
                .toList();
    }

    private static Summary summary(String task, String side, List<Run> runs)
    {
        return new Summary(
                task,
                side,
                (long) median(runs.stream().map(run -> (double) run.count().requests()).toList()),
                (long) median(runs.stream().map(run -> (double) run.count().bytes()).toList()),
                median(runs.stream().map(run -> run.count().units()).toList()),
                median(runs.stream().map(run -> run.nanos() / 1e6).toList()));
    }

    /**
     * Of an even number the lower one.
     */
    private static double median(List<Double> values)
    {
        return values.stream().sorted().toList().get((values.size() - 1) / 2);
    }

    record Run(String task, String side, long nanos, DynamoDbCounter.Count count)
    {
        Run
        {
            requireNonNull(task, "task is null");
            requireNonNull(side, "side is null");
            requireNonNull(count, "count is null");
        }
    }

    record Summary(String task, String side, long requests, long bytes, double units, double millis) {}
}
