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
    private static final Pattern TEST = Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b");
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
        Matcher name = NAME.matcher(tests);
        boolean isHeld = false;
        while (name.find()) {
            String file = "/%s.java".formatted(name.group(1));
            String test = name.group(2) == null ? "class " + name.group(1) : "void %s(".formatted(name.group(2));
            isHeld = code.entrySet()
                    .stream()
                    .filter(entry -> entry.getKey().endsWith(file))
                    .anyMatch(entry -> runs(entry.getValue(), test));
            if (!isHeld) {
                return false;
            }
        }
        return isHeld;
    }

    /**
     * @param test how its line has it: a class, or a method, which has annotations above it
     */
    private static boolean runs(List<String> lines, String test)
    {
        int line = 0;
        while (line < lines.size() && !lines.get(line).contains(test)) {
            line++;
        }
        if (line == lines.size()) {
            return false;
        }
        boolean isTest = test.startsWith("class ");
        for (int above = line - 1; above >= 0 && !lines.get(above).isBlank(); above--) {
            if (lines.get(above).contains("@Disabled")) {
                return false;
            }
            isTest |= TEST.matcher(lines.get(above)).find();
        }
        return isTest;
    }
}
