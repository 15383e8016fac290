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
package io.glaux.testing.repository;

import io.glaux.testing.Checkout;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the house that no formatter knows, over every file that git tracks.
 */
final class TestTidy
{
    private static final int LONGEST_LINE = 120;
    private static final int LONGEST_FILE = 600;
    private static final int LONGEST_METHOD = 70;
    private static final int MOST_PARAMETERS = 7;
    private static final String SELF = "TestTidy.java";
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```");

    private final TrackedFiles files = TrackedFiles.read();

    @Test
    void linesOfCodeAreShort()
    {
        List<String> found = new ArrayList<>();
        for (String code : List.of(".java", ".py", "glaux", "testing/run", ".ci/run")) {
            assertThat(files.ending(code)).as(code).isNotEmpty();
            files.ending(code).forEach((file, lines) -> {
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).length() > LONGEST_LINE) {
                        found.add("%s:%d has %d characters".formatted(file, i + 1, lines.get(i).length()));
                    }
                }
            });
        }
        assertThat(found).isEmpty();
    }

    @Test
    void javaFilesAreShort()
    {
        List<String> found = new ArrayList<>();
        files.ending(".java").forEach((file, lines) -> {
            if (lines.size() > LONGEST_FILE) {
                found.add("%s has %d lines".formatted(file, lines.size()));
            }
        });
        assertThat(found).isEmpty();
    }

    @Test
    void methodsAreShortAndTakeFewParameters()
    {
        List<String> found = new ArrayList<>();
        for (JavaMethods.Method method : JavaMethods.of(files.ending(".java"))) {
            if (method.lines() > LONGEST_METHOD) {
                found.add("%s has %d lines".formatted(method.place(), method.lines()));
            }
            if (method.parameters() > MOST_PARAMETERS && !method.given()) {
                found.add("%s has %d parameters".formatted(method.place(), method.parameters()));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void javaFilesHaveTheLicence()
    {
        List<String> found = new ArrayList<>();
        files.ending(".java").forEach((file, lines) -> {
            if (lines.size() < 2 || !lines.get(1)
                    .equals(" * Licensed under the Apache License, Version 2.0 (the \"License\");")) {
                found.add(file);
            }
        });
        assertThat(found).isEmpty();
    }

    @Test
    void packagesSayWhatTheyAreFor()
    {
        List<String> found = files.ending(".java").keySet().stream()
                .filter(file -> file.contains("src/main/java/"))
                .map(file -> file.substring(0, file.lastIndexOf('/')))
                .distinct()
                .filter(folder -> !Files.exists(Checkout.root().resolve(folder).resolve("package-info.java")))
                .toList();
        assertThat(found).isEmpty();
    }

    @Test
    void nothingIsLeftForLater()
    {
        assertThat(matches(files.text(), Pattern.compile("\\b(TODO|FIXME|XXX|HACK)\\b"))).isEmpty();
    }

    @Test
    void typesAreWritten()
    {
        assertThat(matches(files.ending(".java"), Pattern.compile("^\\s*(for \\(|try \\()?(final )?var \\w+")))
                .isEmpty();
    }

    @Test
    void namesSayWhatTheyName()
    {
        List<String> found = files.ending(".java").keySet().stream()
                .filter(file -> file.matches(".*(Utils?|Helpers?|Impl|Common|Manager2)\\.java"))
                .toList();
        assertThat(found).isEmpty();
    }

    @Test
    void noMachineAndNoRegistryIsNamed()
    {
        Pattern places = Pattern.compile("(^|[\\s\"'=(:])/(work|root|home/\\w+|opt/wheels)(/|\\b)");
        Pattern registries = Pattern.compile(
                "repo1?\\.maven\\.|\\bpypi\\.org|pythonhosted\\.org"
                        + "|registry\\.npmjs|proxy\\.golang\\.org|deb\\.debian\\.org|crates\\.io");
        assertThat(matches(files.text(), places)).isEmpty();
        assertThat(matches(files.text(), registries)).isEmpty();
    }

    @Test
    void noMergeIsHalfDone()
    {
        assertThat(matches(files.text(), Pattern.compile("(^|\\s)(<{7}|>{7})( |$)"))).isEmpty();
    }

    @Test
    void linksOfTheDocumentationLead()
    {
        List<String> found = new ArrayList<>();
        files.ending(".md").forEach((file, lines) -> {
            Path folder = Checkout.root().resolve(file).getParent();
            Matcher matcher = LINK.matcher(CODE_BLOCK.matcher(String.join("\n", lines)).replaceAll(""));
            while (matcher.find()) {
                String target = matcher.group(1).split("#")[0];
                if (!target.isEmpty() && !target.contains("://") && !Files.exists(folder.resolve(target))) {
                    found.add("%s: %s".formatted(file, matcher.group(1)));
                }
            }
        });
        assertThat(found).isEmpty();
    }

    private static List<String> matches(Map<String, List<String>> files, Pattern pattern)
    {
        Map<String, String> found = new TreeMap<>();
        files.forEach((file, lines) -> {
            for (int i = 0; i < lines.size(); i++) {
                if (!file.endsWith(SELF) && pattern.matcher(lines.get(i)).find()) {
                    found.put("%s:%d".formatted(file, i + 1), lines.get(i).strip());
                }
            }
        });
        return found.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList();
    }
}
