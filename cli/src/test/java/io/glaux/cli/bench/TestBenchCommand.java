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

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;

import static org.assertj.core.api.Assertions.assertThat;

class TestBenchCommand
{
    @Test
    void chosenTasksAreThoseOfTheCase()
    {
        assertRefused(
                "case dynamodb has no task 'scan' to choose: it has full-scan, ", "dynamodb", "--only=scan");
        assertRefused("case tpch has no task 'q1' to choose: it has none", "tpch", "--only=q1");
        assertRefused("there is no case 'nothing'", "nothing");
    }

    private static void assertRefused(String message, String... arguments)
    {
        StringWriter errors = new StringWriter();
        int code = new CommandLine(new BenchCommand()).setErr(new PrintWriter(errors)).execute(arguments);
        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains(message);
    }
}
