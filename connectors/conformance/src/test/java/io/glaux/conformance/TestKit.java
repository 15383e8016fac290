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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The kit finds what is wrong: a host that does not do what it says fails the checks that are about it, and no others.
 */
final class TestKit
{
    private static final int SCANS = 60;
    private static final String RANDOM_SCANS = "pushdown: random scans give the same with and without what the host takes";

    @Test
    void aValueThatIsWrongIsFound()
    {
        try (ReferenceHost host = ReferenceHost.start(Map.of("fault.kind", "wrong-value", "fault.after-rows", "1"))) {
            assertThat(failed(host)).contains("types: each value comes as it is");
        }
    }

    @Test
    void aConjunctThatIsTakenAndNotDoneIsFound()
    {
        try (ReferenceHost host = ReferenceHost.start(
                Map.of("taken", "no"),
                source -> new BraggingSource(source, false))) {
            assertThat(failed(host)).containsExactly(RANDOM_SCANS);
        }
    }

    @Test
    void aLimitThatIsTakenAndNotDoneIsFound()
    {
        try (ReferenceHost host = ReferenceHost.start(
                Map.of("taken", "no"),
                source -> new BraggingSource(source, true))) {
            assertThat(failed(host)).containsExactly(RANDOM_SCANS);
        }
    }

    @Test
    void aReadThatFailsIsFound()
    {
        try (ReferenceHost host = ReferenceHost.start(Map.of("fault.kind", "fail", "fault.table", "default.types"))) {
            assertThat(failed(host)).contains("types: each value comes as it is", RANDOM_SCANS)
                    .doesNotContain("hello: the host answers in a version that was offered");
        }
    }

    private static List<String> failed(TestedHost host)
    {
        List<String> failed = new ArrayList<>();
        for (Check check : Conformance.checks(host, RunScans.seed(), SCANS)) {
            try {
                check.body().run();
            }
            catch (CheckSkippedException _) {
                // not what this is about
            }
            catch (Exception | AssertionError _) {
                failed.add("%s: %s".formatted(check.group(), check.name()));
            }
        }
        return failed;
    }
}
