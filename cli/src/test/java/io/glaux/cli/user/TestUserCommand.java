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
package io.glaux.cli.user;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import static io.glaux.cli.Glaux.commandLine;
import static org.assertj.core.api.Assertions.assertThat;

final class TestUserCommand
{
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path data;

    @Test
    void testWrongUsage()
    {
        assertThat(execute("user")).isEqualTo(2);
        assertThat(err.toString()).contains("one of add, list, set, key and remove is missing");
        assertThat(execute("user", "add")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required parameter: 'NAME'");
        assertThat(execute("user", "delete", "ann")).isEqualTo(2);
        assertThat(execute("user", "set", "ann", "--tag", "team", "--data", data.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--tag is KEY=VALUE, not team");
    }

    @Test
    void testNoServer()
    {
        assertThat(execute("user", "list", "--data", data.toString())).isEqualTo(3);
        assertThat(execute("user", "add", "ann", "--data", data.toString())).isEqualTo(3);
        assertThat(execute("user", "set", "ann", "--group", "g", "--tag", "a=b", "--data", data.toString()))
                .isEqualTo(3);
        assertThat(execute("user", "key", "ann", "--data", data.toString())).isEqualTo(3);
        assertThat(execute("user", "remove", "ann", "--data", data.toString())).isEqualTo(3);
        assertThat(err.toString()).startsWith("glaux: no server runs on ");
    }

    private int execute(String... arguments)
    {
        CommandLine commandLine = commandLine();
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
