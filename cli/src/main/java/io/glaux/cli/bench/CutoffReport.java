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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * What was read beyond limits.
 *
 * @param seed of the limits
 * @param tableBytes what a query without a limit reads, about
 */
record CutoffReport(long seed, long tableBytes, List<Run> runs)
        implements BenchResult
{
    CutoffReport
    {
        runs = List.copyOf(runs);
    }

    @Override
    public void print(PrintWriter out)
    {
        out.println("%-10s %6s %8s %6s %16s %16s %16s %14s".formatted(
                "side", "runs", "stopped", "over", "median over", "95 % over", "most over", "most / limit"));
        for (String side : sides()) {
            Summary summary = summary(side);
            out.println(String.format(
                    Locale.ROOT,
                    "%-10s %6d %8d %6d %,16d %,16d %,16d %14.3f",
                    side,
                    summary.runs(),
                    summary.stopped(),
                    summary.over(),
                    summary.medianOver(),
                    summary.over95(),
                    summary.mostOver(),
                    summary.mostOverLimit()));
        }
        out.println("bytes that storage served beyond the limit, of all runs; "
                + "most / limit: served in parts of the limit");
        out.flush();
    }

    @Override
    public Map<String, Object> describe()
    {
        Map<String, Object> report = new LinkedHashMap<>();
        // as text: JSON has no numbers of that size everywhere
        report.put("seed", String.valueOf(seed));
        report.put("tableBytes", tableBytes);
        Map<String, Object> summaries = new LinkedHashMap<>();
        sides().forEach(side -> summaries.put(side, summary(side)));
        report.put("summaries", summaries);
        report.put("runs", runs);
        return report;
    }

    Summary summary(String side)
    {
        List<Run> own = runs.stream().filter(run -> run.side().equals(side)).toList();
        long[] over = own.stream().mapToLong(Run::over).sorted().toArray();
        return new Summary(
                own.size(),
                own.stream().filter(Run::stopped).count(),
                Arrays.stream(over).filter(bytes -> bytes > 0).count(),
                quantile(over, 0.5),
                quantile(over, 0.95),
                over[over.length - 1],
                own.stream().mapToDouble(run -> (double) run.served() / run.limit()).max().orElseThrow());
    }

    private List<String> sides()
    {
        return runs.stream().map(Run::side).distinct().sorted().toList();
    }

    /**
     * The smallest value that at least this part of all does not exceed.
     */
    private static long quantile(long[] sorted, double part)
    {
        return sorted[(int) Math.ceil(part * sorted.length) - 1];
    }

    /**
     * One query.
     *
     * @param stopped whether the limit ended it
     */
    record Run(String side, long limit, long served, boolean stopped)
    {
        Run
        {
            requireNonNull(side, "side is null");
        }

        long over()
        {
            return Math.max(0, served - limit);
        }
    }

    record Summary(
            long runs,
            long stopped,
            long over,
            long medianOver,
            long over95,
            long mostOver,
            double mostOverLimit) {}
}
