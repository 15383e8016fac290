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

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.glaux.cli.CommandFailure;
import io.glaux.cli.local.PeerProcess;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * How fast batches of Arrow Flight become pages of Trino, type by type, and how much longer that takes than to copy the
 * same bytes.
 */
final class FlightCase
        implements BenchCase
{
    private static final Path PROGRAM = Path.of("benchmarks/peers/FlightToPages.java");
    private static final String BATCHES = "2000";
    private static final String QUICK_BATCHES = "200";
    private static final String ROUNDS = "7";
    private static final String QUICK_ROUNDS = "2";

    @Override
    public String name()
    {
        return "flight";
    }

    @Override
    public String description()
    {
        return "from Arrow Flight to pages, type by type, beside a copy of the same bytes";
    }

    @Override
    public BenchResult measure(BenchContext context)
            throws Exception
    {
        Process process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                context.distribution().resolve("plugin/flight") + "/*" + File.pathSeparator
                        + context.distribution().resolve("lib") + "/*",
                context.home().resolve(PROGRAM).toString(),
                context.quick() ? QUICK_BATCHES : BATCHES,
                context.quick() ? QUICK_ROUNDS : ROUNDS))
                .redirectError(context.work().resolve("flight.log").toFile())
                .start();
        context.started().add(new PeerProcess(process));
        List<FlightReport.Line> lines = new ArrayList<>();
        JsonMapper mapper = new JsonMapper();
        try (BufferedReader answers = process.inputReader(UTF_8)) {
            for (String answer = answers.readLine(); answer != null; answer = answers.readLine()) {
                FlightReport.Line line = mapper.readValue(answer, FlightReport.Line.class);
                context.say("  %s, %.0f %% nulls".formatted(line.type(), line.nulls() * 100));
                lines.add(line);
            }
        }
        if (process.waitFor() != 0) {
            throw new CommandFailure("the measurement failed: see .cache/bench/flight/flight.log");
        }
        return new FlightReport(lines);
    }
}
