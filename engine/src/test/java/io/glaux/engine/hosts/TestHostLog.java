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
package io.glaux.engine.hosts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The logs of hosts, which do not fill a disk.
 */
final class TestHostLog
{
    @TempDir
    private Path folder;

    @Test
    void testFilesTurn()
            throws Exception
    {
        Path file = folder.resolve("host-planes.log");
        try (HostLog log = HostLog.open(file, 20)) {
            for (int line = 0; line < 10; line++) {
                log.write("line %s and ü".formatted(line));
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder(
                    "host-planes.log", "host-planes.log.1", "host-planes.log.2", "host-planes.log.3");
        }
        assertThat(Files.readString(file)).isEqualTo("line 9 and ü\n");
        assertThat(Files.readString(folder.resolve("host-planes.log.3"))).isEqualTo("line 6 and ü\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void testALogGoesOn()
            throws Exception
    {
        Path file = folder.resolve("host-planes.log");
        for (int run = 0; run < 2; run++) {
            try (HostLog log = HostLog.of(file)) {
                log.write("run %s".formatted(run));
            }
        }
        assertThat(Files.readAllLines(file)).containsExactly("run 0", "run 1");
    }

    @Test
    void testALineWithoutEndTakesNoMemory()
            throws Exception
    {
        AtomicLong written = new AtomicLong();
        HostLines lines = new HostLines(new Reader()
        {
            @Override
            public int read(char[] buffer, int offset, int length)
            {
                Arrays.fill(buffer, offset, offset + length, 'x');
                boolean isOver = written.addAndGet(length) > 10L * HostLines.LONGEST;
                return isOver ? -1 : length;
            }

            @Override
            public void close() {}
        });
        assertThat(lines.next().orElseThrow()).hasSize(HostLines.LONGEST);
        assertThat(lines.next()).isEmpty();
        HostLines three = new HostLines(new StringReader("one\n\nthree"));
        assertThat(three.next()).contains("one");
        assertThat(three.next()).contains("");
        assertThat(three.next()).contains("three");
        assertThat(three.next()).isEmpty();
    }
}
