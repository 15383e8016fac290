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
package io.glaux.cli.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.glaux.cli.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static io.glaux.cli.Glaux.commandLine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestCatalogCommand
{
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path data;

    @Test
    void testWrongUsage()
    {
        assertThat(execute("catalog")).isEqualTo(2);
        assertThat(err.toString()).contains("one of add, list and remove is missing");
        assertThat(execute("catalog", "add", "planes")).isEqualTo(2);
        assertThat(err.toString()).contains("--source");
        assertThat(execute("catalog", "add", "planes", "--source", "oracle")).isEqualTo(2);
        assertThat(execute("catalog", "add", "--source", "dynamodb")).isEqualTo(2);
        assertThat(execute("catalog", "remove")).isEqualTo(2);
        assertThat(add("--set", "s3cr3t")).isEqualTo(2);
        assertThat(err.toString()).contains("--set wants KEY=VALUE").doesNotContain("s3cr3t");
        assertThat(add("--set", "a=1", "--set", "a=2")).isEqualTo(2);
        assertThat(err.toString()).contains("--set gives a twice");
        assertThat(add("--secret", "secret-key=s3cr3t")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--secret secret-key wants @FILE or env:NAME, so that the secret itself stands on no command "
                        + "line")
                .doesNotContain("s3cr3t");
    }

    @Test
    void testSecretsThatCannotBeRead()
            throws Exception
    {
        Path empty = Files.writeString(data.resolve("empty"), "\n");
        assertThat(add("--secret", "secret-key=@" + empty)).isEqualTo(1);
        assertThat(err.toString()).contains("--secret secret-key: there is nothing in it");
        assertThat(add("--secret", "secret-key=@" + data.resolve("missing"))).isEqualTo(1);
        assertThat(err.toString()).contains("missing cannot be read");
        assertThat(add("--secret", "secret-key=env:GLAUX_NO_SUCH_VARIABLE")).isEqualTo(1);
        assertThat(err.toString()).contains("the environment has no GLAUX_NO_SUCH_VARIABLE");
    }

    @Test
    void testSecretsAreRead()
            throws Exception
    {
        SecretValues values = new SecretValues(Map.of("KEY", "of the environment", "EMPTY", "")::get);
        Path file = Files.writeString(data.resolve("key"), "of a file\n");
        CommandLine command = commandLine();
        assertThat(values.read(command, "secret-key", "@" + file)).isEqualTo("of a file");
        assertThat(values.read(command, "secret-key", "env:KEY")).isEqualTo("of the environment");
        assertThatThrownBy(() -> values.read(command, "secret-key", "env:EMPTY")).isInstanceOf(CommandFailure.class);
    }

    @Test
    void testNoServer()
            throws Exception
    {
        Path secret = Files.writeString(data.resolve("key"), "of a file\n");
        assertThat(add("--set", "region=eu-west-1", "--secret", "secret-key=@" + secret, "--description", "a fleet"))
                .isEqualTo(3);
        assertThat(execute("catalog", "list", "--json", "--data", data.toString())).isEqualTo(3);
        assertThat(execute("catalog", "remove", "planes", "--data", data.toString())).isEqualTo(3);
        assertThat(err.toString()).startsWith("glaux: no server runs on ");
    }

    @Test
    void testLines()
            throws Exception
    {
        ObjectMapper mapper = new ObjectMapper();
        assertThat(CatalogListCommand.line(mapper.readTree(
                """
                {"Name": "planes", "Source": "dynamodb", "Health": "ok", "Origin": "FILE",
                "Settings": {"region": "eu-west-1"}, "SecretKeys": ["secret-key"]}""")))
                .isEqualTo("planes  dynamodb, from a file  ok  region=eu-west-1  secret-key=(secret)");
        assertThat(CatalogListCommand.line(mapper.readTree(
                "{\"Name\": \"wrong\", \"Source\": \"file\", \"Health\": \"it cannot be read\"}")))
                .isEqualTo("wrong  file  it cannot be read");
    }

    private int add(String... options)
    {
        String[] command = {"catalog", "add", "planes", "--source", "dynamodb", "--data", data.toString()};
        String[] all = new String[command.length + options.length];
        System.arraycopy(command, 0, all, 0, command.length);
        System.arraycopy(options, 0, all, command.length, options.length);
        return execute(all);
    }

    private int execute(String... arguments)
    {
        CommandLine commandLine = commandLine();
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
