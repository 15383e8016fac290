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
package io.glaux.cli.workgroup;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static io.glaux.cli.Glaux.commandLine;
import static org.assertj.core.api.Assertions.assertThat;

final class TestWorkgroupCommand
{
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path data;

    @Test
    void testWrongUsage()
    {
        assertThat(execute("workgroup")).isEqualTo(2);
        assertThat(err.toString())
                .contains("one of create, list, show, set, limit, queue, remove, grant and revoke is missing");
        assertThat(execute("workgroup", "create")).isEqualTo(2);
        assertThat(execute("workgroup", "create", "w", "--cutoff", "much")).isEqualTo(2);
        assertThat(execute("workgroup", "set", "w", "--enable", "--disable")).isEqualTo(2);
        assertThat(err.toString()).contains("--enable and --disable do not go together");
        assertThat(execute("workgroup", "limit", "w")).isEqualTo(2);
        assertThat(err.toString()).contains("give a limit, or --clear");
        assertThat(execute("workgroup", "limit", "w", "--max-run-time", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("'soon' is no time: write 90s, 30m, 2h or 1d");
        assertThat(execute("workgroup", "limit", "w", "--memory-share", "most")).isEqualTo(2);
        assertThat(err.toString()).contains("'most' is no share: write 25%");
        assertThat(execute("workgroup", "limit", "w", "--max-result-size", "large")).isEqualTo(2);
        assertThat(execute("workgroup", "limit", "w", "--max-running", "few")).isEqualTo(2);
        assertThat(execute("workgroup", "grant", "w")).isEqualTo(2);
        assertThat(execute("workgroup", "grant", "w", "--user", "a", "--group", "b")).isEqualTo(2);
        assertThat(execute("workgroup", "grant", "w", "--user", "a", "--permission", "own")).isEqualTo(2);
        assertThat(execute("workgroup", "revoke", "w", "--user", "a", "--all")).isEqualTo(2);
    }

    @Test
    void testNoServer()
    {
        List<String[]> calls = List.of(
                new String[] {"create", "w", "--location", "s3://b/w/", "--enforce", "true", "--managed", "false"},
                new String[] {"list"},
                new String[] {"show", "w"},
                new String[] {"set", "w", "--no-cutoff", "--no-location", "--disable"},
                new String[] {"limit", "w", "--max-running", "5", "--max-queued", "9", "--weight", "3"},
                new String[] {"limit", "w", "--max-run-time", "30m", "--max-result-size", "10GB", "--clear"},
                new String[] {"limit", "w", "--memory-share", "25%"},
                new String[] {"queue", "w", "--json"},
                new String[] {"remove", "w", "--recursive"},
                new String[] {"grant", "w", "--group", "g", "--permission", "manage"},
                new String[] {"revoke", "w", "--user", "u"},
                new String[] {"revoke", "w", "--all"});
        for (String[] call : calls) {
            List<String> arguments = new ArrayList<>(List.of("workgroup"));
            arguments.addAll(List.of(call));
            arguments.addAll(List.of("--data", data.toString()));
            assertThat(execute(arguments.toArray(String[]::new))).as(String.join(" ", call)).isEqualTo(3);
        }
        assertThat(err.toString()).startsWith("glaux: no server runs on ");
    }

    private int execute(String... arguments)
    {
        CommandLine commandLine = commandLine();
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
