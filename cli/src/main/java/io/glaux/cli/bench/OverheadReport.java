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
import java.util.Random;

/**
 * How much longer all queries take with metering.
 */
final class OverheadReport
        implements BenchResult
{
    static final double GOAL = 1.005;

    private static final int SAMPLES = 10_000;
    private static final long SEED = 1;

    private final List<Round> rounds;
    private final Map<String, String> facts;

    OverheadReport(List<Round> rounds, Map<String, String> facts)
    {
        this.rounds = List.copyOf(rounds);
        this.facts = Map.copyOf(facts);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
    }

    @Override
    public void print(PrintWriter out)
    {
        out.println("%-6s %-6s %16s %16s %8s".formatted("start", "round", "metered ms", "unmetered ms", "ratio"));
        for (Round round : rounds) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-6d %-6d %,16.0f %,16.0f %8.4f",
                    round.start(),
                    round.number(),
                    round.metered(),
                    round.unmetered(),
                    round.metered() / round.unmetered()));
        }
        Spread spread = spread();
        out.println(String.format(
                Locale.ROOT,
                "with metering the queries take %.4f times as long (95 %% between %.4f and %.4f; the goal is %.3f)",
                ratio(rounds),
                spread.low(),
                spread.high(),
                GOAL));
        out.flush();
    }

    @Override
    public Map<String, Object> describe()
    {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("facts", facts);
        report.put("goal", GOAL);
        report.put("ratio", ratio(rounds));
        report.put("spread", spread());
        report.put("rounds", rounds);
        return report;
    }

    /**
     * Of the sums.
     */
    static double ratio(List<Round> rounds)
    {
        return rounds.stream().mapToDouble(Round::metered).sum() / rounds.stream().mapToDouble(Round::unmetered).sum();
    }

    /**
     * Where 95 of 100 ratios lie when rounds are drawn from those that were measured, with repetition.
     */
    Spread spread()
    {
        Random random = new Random(SEED);
        double[] ratios = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            ratios[i] = ratio(random.ints(rounds.size(), 0, rounds.size()).mapToObj(rounds::get).toList());
        }
        Arrays.sort(ratios);
        return new Spread(ratios[SAMPLES / 40], ratios[SAMPLES - 1 - SAMPLES / 40]);
    }

    /**
     * All queries once on each side.
     *
     * @param start which start of the servers
     * @param metered in milliseconds, as the other
     */
    record Round(int start, int number, double metered, double unmetered) {}

    record Spread(double low, double high) {}
}
