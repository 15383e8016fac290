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
package io.glaux.cli.query;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import static io.glaux.cli.Glaux.commandLine;
import static org.assertj.core.api.Assertions.assertThat;

final class TestQueryCommand
{
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path data;

    @Test
    void testNoServer()
    {
        assertThat(execute("query", "SELECT 1", "--data", data.toString())).isEqualTo(3);
        assertThat(err.toString()).startsWith("glaux: no server runs on ");
    }

    @Test
    void testFormatsAndOptionsThatAreNotBuilt()
    {
        assertThat(execute("query", "SELECT 1", "--format", "arrow")).isEqualTo(2);
        assertThat(err.toString()).contains("--format arrow is not built yet");
        assertThat(execute("query", "SELECT 1", "--format", "Parquet")).isEqualTo(2);
        assertThat(execute("query", "SELECT 1", "--max-bytes-billed", "much")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--max-bytes-billed: 'much' is no number of bytes: write 500000000, 10GB or 10GiB");
        assertThat(execute("function", "list", "--all")).isEqualTo(2);
        assertThat(err.toString()).contains("glaux: 'function' is not built yet");
        assertThat(err.toString().lines()).as("one line each").hasSize(4).allMatch(line -> line.startsWith("glaux: "));
    }

    @Test
    void testWrongUsage()
            throws Exception
    {
        assertThat(execute("query", "SELECT 1", "--format", "xml")).isEqualTo(2);
        assertThat(err.toString()).contains("--format is table, csv or json, not 'xml'");
        assertThat(execute("start", "--confg", "x")).isEqualTo(2);
        assertThat(err.toString()).contains("'--confg'").contains("did you mean '--config'?")
                .contains("'glaux start --help'");
        assertThat(execute("strat")).isEqualTo(2);
        assertThat(err.toString()).contains("'strat'").contains("'glaux --help'");
        assertThat(execute("start", "--set", "nonsense")).isEqualTo(2);
        assertThat(err.toString()).contains("KEY=VALUE").contains("nonsense");
        assertThat(execute("query", " ; -- nothing")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no statement to run");
        assertThat(execute("query", "SELECT 1", "-f", "x.sql")).isEqualTo(2);
        assertThat(err.toString()).contains("SQL and -f exclude each other");
        assertThat(execute("query", "-f", data.resolve("none.sql").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("there is no file");
        Path binary = Files.write(data.resolve("binary.sql"), new byte[] {(byte) 0xFF, 0});
        assertThat(execute("query", "-f", binary.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is not UTF-8 text");
    }

    private int execute(String... arguments)
    {
        CommandLine commandLine = commandLine();
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
