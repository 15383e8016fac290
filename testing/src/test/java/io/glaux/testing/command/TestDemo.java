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
package io.glaux.testing.command;

import io.glaux.testing.instance.GlauxInstance;
import io.glaux.testing.leak.LeakedProcesses;
import io.glaux.testing.process.CommandResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The first command of the README, from an empty folder and again on what it left.
 */
final class TestDemo
{
    @Test
    void demoRunsEndsAndRunsAgain()
    {
        try (GlauxInstance.Unstarted demo = GlauxInstance.builder().prepare()) {
            CommandResult first = demo.command("demo", "--exit").requireSuccess();
            assertThat(first.out().stripTrailing()).endsWith("demo: ok");
            assertThat(first.out()).containsPattern("scanned [0-9,.]+ ?[A-Za-z]*.*billed").contains("$");
            // fewer units than reading the whole table takes, 81, with those that finding its columns takes
            assertThat(first.out()).containsPattern(
                    "(?m)^dynamodb +[0-9]+ +1 +[0-4]?[0-9](\\.[05])? dynamodb-read-unit");
            assertThat(LeakedProcesses.of(demo.data())).as("processes after the demo").isEmpty();
            CommandResult second = demo.command("demo", "--exit").requireSuccess();
            assertThat(second.out().stripTrailing()).endsWith("demo: ok");
            assertThat(LeakedProcesses.of(demo.data())).as("processes after the demo").isEmpty();
        }
    }
}
