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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The file of a run, in {@code benchmarks/results/}: what was measured, with the commit and the machine.
 */
final class ResultFile
{
    private ResultFile() {}

    static Path write(String name, BenchResult result, BenchContext context)
            throws IOException, InterruptedException
    {
        Path home = context.home();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String commit = git(home, "rev-parse", "HEAD");
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("case", name);
        report.put("at", now.toString());
        report.put("commit", commit);
        report.put("changed", !git(home, "status", "--porcelain", "--untracked-files=no").isEmpty());
        report.put("quick", context.quick());
        report.put("machine", Machine.describe());
        report.putAll(result.describe());
        Path folder = Files.createDirectories(home.resolve("benchmarks/results"));
        Path file = folder.resolve("%s-%s-%s%s.json".formatted(
                name,
                now.toString().substring(0, 10),
                commit.substring(0, Math.min(8, commit.length())),
                context.quick() ? "-quick" : ""));
        Files.writeString(file, JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()
                .writeValueAsString(report) + "\n");
        return file;
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
