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

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of weaknesses of others names tests that there are.
 */
final class TestWeaknesses
{
    private static final String PAGE = "docs/develop/weaknesses.md";
    private static final Pattern ROW = Pattern.compile("\\| ([SD]-\\d+) \\|.*\\| (.*) \\|");
    private static final Pattern NAME = Pattern.compile("`(Test\\w+)(?:#(\\w+))?`");

    private final TrackedFiles files = TrackedFiles.read();

    @Test
    void testsAreThere()
    {
        Map<String, List<String>> code = files.ending(".java");
        List<String> missing = new ArrayList<>();
        int rows = 0;
        for (String line : files.text().get(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows++;
                if (!isHeld(code, row.group(2))) {
                    missing.add("%s: %s".formatted(row.group(1), row.group(2)));
                }
            }
        }
        assertThat(rows).isGreaterThan(30);
        assertThat(missing).isEmpty();
    }

    private static boolean isHeld(Map<String, List<String>> code, String tests)
    {
        int open = tests.indexOf("open:");
        String written = open < 0 ? tests : tests.substring(0, open);
        Matcher name = NAME.matcher(written);
        boolean isHeld = open >= 0;
        while (name.find()) {
            String file = "/%s.java".formatted(name.group(1));
            String method = name.group(2) == null ? "class " + name.group(1) : "void %s(".formatted(name.group(2));
            isHeld = code.entrySet()
                    .stream()
                    .filter(entry -> entry.getKey().endsWith(file))
                    .anyMatch(entry -> entry.getValue().stream().anyMatch(line -> line.contains(method)));
            if (!isHeld) {
                return false;
            }
        }
        return isHeld;
    }
}
