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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * Speeds by type.
 */
record FlightReport(List<Line> lines)
        implements BenchResult
{
    FlightReport
    {
        lines = List.copyOf(lines);
    }

    @Override
    public void print(PrintWriter out)
    {
        out.println("%-28s %6s %14s %14s %12s %8s".formatted(
                "type", "nulls", "Flight MB/s", "ns of a value", "copy of it", "ratio"));
        for (Line line : lines) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-28s %5.0f%% %14.0f %14.2f %12.2f %8.1f",
                    line.type(),
                    line.nulls() * 100,
                    line.flightBytesPerSecond() / 1e6,
                    line.conversionNanos(),
                    line.copyNanos(),
                    line.ratio()));
        }
        out.println("Flight: server, client and conversion in one process; ratio: of the conversion to the copy");
        out.flush();
    }

    @Override
    public Map<String, Object> describe()
    {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("types", lines);
        return report;
    }

    /**
     * @param nulls the part of values that are null
     * @param batchBytes of a batch of 10,000 rows
     * @param flightBytesPerSecond from the server to pages
     * @param conversionNanos of a value, from a batch to a page
     * @param copyNanos of a value, when its bytes are only copied
     */
    record Line(
            String type,
            double nulls,
            long batchBytes,
            double flightBytesPerSecond,
            double conversionNanos,
            double copyNanos)
    {
        Line
        {
            requireNonNull(type, "type is null");
        }

        double ratio()
        {
            return conversionNanos / copyNanos;
        }
    }
}
