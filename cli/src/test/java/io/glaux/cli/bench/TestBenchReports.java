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

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

final class TestBenchReports
{
    @Test
    void testCutoff()
    {
        List<CutoffReport.Run> runs = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            runs.add(new CutoffReport.Run("glaux", 100, 100 - i, true));
            runs.add(new CutoffReport.Run("other", 100, 90 + i, i < 20));
        }
        CutoffReport report = new CutoffReport(7, 1000, runs);
        CutoffReport.Summary glaux = report.summary("glaux");
        assertThat(glaux).isEqualTo(new CutoffReport.Summary(20, 20, 0, 0, 0, 0, 0.99));
        CutoffReport.Summary other = report.summary("other");
        assertThat(other).isEqualTo(new CutoffReport.Summary(20, 19, 10, 0, 9, 10, 1.1));
        assertThat(report.describe()).containsEntry("seed", "7").containsEntry("runs", runs);
        assertThat(print(report)).contains("glaux", "other", "1.100");
    }

    @Test
    void testOverhead()
    {
        List<OverheadReport.Round> rounds = List.of(
                new OverheadReport.Round(1, 1, 1010, 1000),
                new OverheadReport.Round(1, 2, 990, 1000),
                new OverheadReport.Round(2, 1, 1030, 1000));
        OverheadReport report = new OverheadReport(rounds, Map.of("scale", "sf1"));
        assertThat(OverheadReport.ratio(rounds)).isCloseTo(1.01, within(1e-9));
        assertThat(report.spread().low()).isBetween(0.99, 1.0);
        assertThat(report.spread().high()).isBetween(1.02, 1.03);
        assertThat(print(report)).contains("1.0100 times as long");
        assertThat(report.describe()).containsEntry("rounds", rounds);
    }

    private static String print(BenchResult result)
    {
        StringWriter text = new StringWriter();
        result.print(new PrintWriter(text));
        return text.toString();
    }
}
