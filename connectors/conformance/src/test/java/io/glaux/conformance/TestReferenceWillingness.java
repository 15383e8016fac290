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

import io.glaux.conformance.checks.PushdownChecks;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * Results are the same, however much or little of a scan a source takes, with several
 * splits.
 */
final class TestReferenceWillingness
{
    /**
     * What does not depend on features.
     */
    private static final Set<String> SLOW = Set.of("types", "reading", "metering", "memory", "cancellation", "drain");

    @TestFactory
    Stream<DynamicTest> givesTheSame()
    {
        return Stream.of("whole", "in-part", "no", "capricious").map(taken -> dynamicTest(taken, () -> {
            try (
                    ReferenceHost host = ReferenceHost.start(
                            Map.of("taken", taken, "split.rows", "64", "page.rows", "17"))) {
                for (Check check : new PushdownChecks(host, RunScans.seed(), RunScans.count() / 2).all()) {
                    check.body().run(_ -> {});
                }
            }
        }));
    }

    @TestFactory
    Stream<DynamicContainer> withoutAnyFeature()
    {
        ReferenceHost host = ReferenceHost.start(Map.of(
                "feature.filter", "false",
                "feature.limit", "false",
                "feature.top-n", "false",
                "feature.aggregation", "false",
                "feature.lookup", "false",
                "feature.dynamic-filter", "false",
                "resume", "false"));
        List<Check> checks = Conformance.checks(host, RunScans.seed(), 10).stream()
                .filter(check -> !SLOW.contains(check.group()))
                .toList();
        return ConformanceTests.of(checks).onClose(host::close);
    }
}
