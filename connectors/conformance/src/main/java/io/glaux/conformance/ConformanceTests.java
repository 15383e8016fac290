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

import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * The checks as tests of JUnit, for hosts that are written in Java.
 */
public final class ConformanceTests
{
    private ConformanceTests() {}

    public static Stream<DynamicContainer> of(List<Check> checks)
    {
        Map<String, List<DynamicTest>> groups = checks.stream().collect(groupingBy(
                Check::group,
                LinkedHashMap::new,
                mapping(
                        check -> dynamicTest(check.name(), () -> run(check)),
                        toList())));
        return groups.entrySet().stream().map(group -> dynamicContainer(group.getKey(), group.getValue()));
    }

    private static void run(Check check)
            throws Exception
    {
        try {
            check.body().run(note -> System.out.printf("%s: %s%n", check.name(), note));
        }
        catch (CheckSkippedException e) {
            throw new TestAbortedException(e.getMessage(), e);
        }
    }
}
