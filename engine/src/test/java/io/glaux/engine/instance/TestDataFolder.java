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
package io.glaux.engine.instance;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class TestDataFolder
{
    @TempDir
    private Path folder;

    @Test
    void secretsStayTheSameAndArePrivate()
            throws IOException
    {
        Path path = folder.resolve("new/data");
        byte[] derived;
        String nodeId;
        try (DataFolder first = DataFolder.open(path)) {
            derived = first.clusterSecret(Optional.empty()).derive("label");
            nodeId = first.nodeId();
        }
        try (DataFolder second = DataFolder.open(path)) {
            assertThat(second.clusterSecret(Optional.empty()).derive("label")).isEqualTo(derived);
            assertThat(second.clusterSecret(Optional.empty()).derive("other")).isNotEqualTo(derived);
            assertThat(second.nodeId()).isEqualTo(nodeId);
            assertThat(mode(path)).isEqualTo("rwx------");
            assertThat(mode(path.resolve("cluster.secret"))).isEqualTo("rw-------");
        }
    }

    @Test
    void whatIsInASharedFolderIsPrivateAllTheSame()
            throws IOException
    {
        Path shared = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path logs = Files.createDirectory(shared.resolve("log"));
        Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (DataFolder data = DataFolder.open(shared)) {
            assertThat(mode(logs)).isEqualTo("rwx------");
            assertThat(mode(data.database())).isEqualTo("rw-------");
            assertThat(mode(shared)).isEqualTo("rwxr-xr-x");
        }
    }

    @Test
    void aConfiguredSecretGoesBeforeTheFile()
            throws IOException
    {
        String coordinators;
        try (DataFolder coordinator = DataFolder.open(folder.resolve("coordinator"))) {
            coordinators = coordinator.clusterSecret(Optional.empty()).deriveText("label");
            String content = Files.readString(coordinator.resolve("cluster.secret")).strip();
            try (DataFolder worker = DataFolder.open(folder.resolve("worker"))) {
                assertThat(worker.clusterSecret(Optional.of(content)).deriveText("label")).isEqualTo(coordinators);
                assertThat(worker.resolve("cluster.secret")).doesNotExist();
                assertThatThrownBy(() -> worker.clusterSecret(Optional.of("short")))
                        .isInstanceOf(StartFailedException.class)
                        .hasMessage("cluster.secret is shorter than 32 characters");
            }
        }
    }

    @Test
    void whatIsNoFolderIsRefusedInOneSentence()
            throws IOException
    {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.open(file.resolve("data")))
                .isInstanceOf(StartFailedException.class)
                .hasMessage(
                        ("the data folder %s cannot be written: choose another with --data DIR, or change its " +
                                "owner").formatted(file.resolve("data")));
    }

    /**
     * Another process, since a JVM holds a lock only once.
     */
    @Test
    void aSecondProcessIsRefusedUntilTheFirstIsKilled()
            throws Exception
    {
        Process holder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = holder.inputReader(UTF_8)) {
            assertThat(output.readLine()).isEqualTo("held");
            assertThatThrownBy(() -> DataFolder.open(folder))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessage(("another server uses the data folder %s: stop it, or choose another with --data " +
                            "DIR").formatted(folder));
        }
        finally {
            holder.destroyForcibly().waitFor();
        }
        DataFolder.open(folder).close();
    }

    static final class Holder
    {
        private Holder() {}

        static void main(String[] arguments)
                throws Exception
        {
            try (DataFolder _ = DataFolder.open(Path.of(arguments[0]))) {
                IO.println("held");
                System.in.read();
            }
        }
    }

    private static String mode(Path path)
            throws IOException
    {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
