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

import io.glaux.testing.Checkout;
import io.glaux.testing.process.Command;
import io.glaux.testing.process.CommandResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the launcher finds its JDK and its Maven: a copy of it on a made-up machine, in a folder with a blank.
 */
final class TestLauncher
{
    private static final List<String> PROGRAMS = List.of("bash", "dirname", "sed", "readlink", "find", "head", "mkdir");

    @TempDir
    private Path machine;

    private Path checkout;
    private Path jdks;

    @BeforeEach
    void makeMachine()
            throws IOException
    {
        checkout = Files.createDirectories(machine.resolve("my checkout"));
        jdks = Files.createDirectories(machine.resolve("usr/lib/jvm"));
        Path programs = Files.createDirectories(machine.resolve("bin"));
        for (String program : PROGRAMS) {
            Files.createSymbolicLink(programs.resolve(program), find(program));
        }
        // the folders of the real machine are not part of the made-up one
        String script = Files.readString(Checkout.root().resolve("glaux"))
                .replace("/usr/lib/jvm/", "'%s'/".formatted(jdks))
                .replaceAll("(?<= )/(usr|opt|Library)/", "/nowhere/$1/");
        executable(checkout.resolve("glaux"), script);
        Files.createDirectories(checkout.resolve("lib"));
    }

    @Test
    void withoutAJdkItSaysWhatToInstall()
    {
        CommandResult result = launch("");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasLineCount(1).startsWith("glaux: needs a JDK 25 and found none. Install one")
                .contains("JAVA_HOME");
    }

    @Test
    void withAnOlderJdkItSaysWhichItFound()
            throws IOException
    {
        makeJdk("eight", "1.8.0_392");
        CommandResult result = launch(makeJdk("seventeen", "17.0.9").toString());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).hasLineCount(1).startsWith("glaux: needs a JDK 25 and found only: 17 8. Install one");
    }

    @Test
    void theWantedJdkGoesBeforeAnOlderOneInJavaHome()
            throws IOException
    {
        makeJdk("wanted", "25.0.1");
        CommandResult result = launch(makeJdk("older", "17.0.9").toString()).requireSuccess();
        assertThat(result.out()).startsWith("wanted runs").contains("io.glaux.cli.Glaux --help");
    }

    @Test
    void aNewerJdkIsTakenOnlyWithoutTheWantedOne()
            throws IOException
    {
        String newer = makeJdk("newer", "26").toString();
        assertThat(launch(newer).requireSuccess().out()).startsWith("newer runs");
        makeJdk("wanted", "25");
        assertThat(launch(newer).requireSuccess().out()).startsWith("wanted runs");
    }

    @Test
    void aRuntimeWithoutACompilerIsNoJdk()
            throws IOException
    {
        Files.delete(makeJdk("runtime", "25").resolve("bin/javac"));
        assertThat(launch("").exit()).isEqualTo(1);
    }

    @Test
    void withoutMavenACheckoutSaysWhatToInstall()
            throws IOException
    {
        makeJdk("wanted", "25");
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        CommandResult none = launch("");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).hasLineCount(1).startsWith("glaux: needs any mvn from 3.6").contains("Install one");

        executable(machine.resolve("bin/mvn"), "#!/usr/bin/env bash\necho 'Apache Maven 3.3.9 (abc)'\n");
        CommandResult old = launch("");
        assertThat(old.exit()).isEqualTo(1);
        assertThat(old.err()).hasLineCount(1).contains("is Maven 3.3. Install a newer one");
    }

    private CommandResult launch(String javaHome)
    {
        return Command.of(checkout.resolve("glaux").toString(), "--help")
                .environment("PATH", machine.resolve("bin").toString())
                .environment("HOME", machine.resolve("home").toString())
                .environment("JAVA_HOME", javaHome)
                .folder(machine)
                .run();
    }

    private Path makeJdk(String name, String version)
            throws IOException
    {
        Path jdk = jdks.resolve(name);
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        executable(jdk.resolve("bin/java"), "#!/usr/bin/env bash\necho \"%s runs $*\"\n".formatted(name));
        executable(jdk.resolve("bin/javac"), "");
        return jdk;
    }

    private static void executable(Path file, String content)
            throws IOException
    {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path find(String program)
    {
        return Path.of(Command.of("sh", "-c", "command -v " + program).runWell().out().strip());
    }
}
