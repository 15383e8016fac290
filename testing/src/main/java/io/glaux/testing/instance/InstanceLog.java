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
package io.glaux.testing.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class InstanceLog
{
    private static final int LINES = 60;

    private InstanceLog() {}

    static String tail(Path data)
    {
        Path folder = data.resolve("log");
        if (!Files.isDirectory(folder)) {
            return "no log under " + folder;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> "--- %s%n%s".formatted(file.getFileName(), lastLines(file)))
                    .collect(Collectors.joining("\n"));
        }
        catch (IOException e) {
            return "cannot list %s: %s".formatted(folder, e);
        }
    }

    private static String lastLines(Path file)
    {
        try (Stream<String> stream = Files.lines(file)) {
            List<String> lines = stream.toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        }
        catch (IOException | RuntimeException e) {
            return "cannot read: " + e;
        }
    }
}
