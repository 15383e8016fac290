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
package io.glaux.conformance;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the specification says that the kit holds is what its checks say.
 */
final class TestRequirements
{
    private static final Path SPECIFICATION = Path.of("../../docs/spec/federation.md");
    private static final Pattern ROW = Pattern.compile("^\\| (F-[A-Z]+-\\d+) \\|.*\\|([^|]*)\\|$", Pattern.MULTILINE);
    private static final Pattern GROUP = Pattern.compile("\\*([a-z-]+)\\*");

    @Test
    void theSpecificationNamesTheGroupsThatHoldARequirement()
            throws IOException
    {
        Map<String, Set<String>> said = new LinkedHashMap<>();
        Matcher rows = ROW.matcher(Files.readString(SPECIFICATION));
        while (rows.find()) {
            Set<String> groups = new TreeSet<>();
            Matcher matcher = GROUP.matcher(rows.group(2));
            while (matcher.find()) {
                groups.add(matcher.group(1));
            }
            said.put(rows.group(1), groups);
        }
        assertThat(said).hasSizeGreaterThan(80);
        Map<String, Set<String>> held = new LinkedHashMap<>();
        said.keySet().forEach(id -> held.put(id, new TreeSet<>()));
        try (ReferenceHost host = ReferenceHost.start(Map.of("counted.rows", "0"))) {
            for (Check check : Conformance.checks(host, 0, 0)) {
                assertThat(check.requirements()).as(check.name()).isNotEmpty();
                check.requirements().forEach(id -> held.computeIfAbsent(id, _ -> new TreeSet<>()).add(check.group()));
            }
        }
        assertThat(held).isEqualTo(said);
    }
}
