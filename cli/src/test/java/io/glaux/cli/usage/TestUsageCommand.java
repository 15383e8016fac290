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
package io.glaux.cli.usage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import static io.glaux.cli.Glaux.commandLine;
import static org.assertj.core.api.Assertions.assertThat;

final class TestUsageCommand
{
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path data;

    @Test
    void testWrongUsage()
    {
        assertThat(execute("usage", "--by", "colour")).isEqualTo(2);
        assertThat(err.toString()).contains("--by is workgroup, user, table, day or tag:KEY, not 'colour'");
        assertThat(execute("usage", "--by", "tag:")).isEqualTo(2);
        assertThat(execute("usage", "--format", "xml")).isEqualTo(2);
        assertThat(execute("price")).isEqualTo(2);
        assertThat(err.toString()).contains("one of set and list is missing");
        assertThat(execute("price", "set")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required parameter: 'WORKGROUP'");
    }

    @Test
    void testNoServer()
    {
        assertThat(execute("usage", "--data", data.toString())).isEqualTo(3);
        assertThat(execute("usage", "--by", "tag:Team", "--data", data.toString())).isEqualTo(3);
        assertThat(execute("usage", "--verify", "--data", data.toString())).isEqualTo(3);
        assertThat(execute("price", "set", "primary", "--unit", "u=0.5", "--data", data.toString())).isEqualTo(3);
        assertThat(execute("price", "list", "--data", data.toString())).isEqualTo(3);
        assertThat(err.toString()).startsWith("glaux: no server runs on ");
    }

    private int execute(String... arguments)
    {
        CommandLine commandLine = commandLine();
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
