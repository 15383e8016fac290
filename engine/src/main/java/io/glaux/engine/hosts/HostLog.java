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

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.airlift.log.Logger;
import io.glaux.engine.instance.PrivateFiles;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.util.Objects.requireNonNull;

/**
 * The log of a host: what its process writes. A file that is full becomes {@code NAME.1}, that one {@code NAME.2}, and
 * so on; the oldest goes.
 */
final class HostLog
        implements AutoCloseable
{
    private static final Logger log = Logger.get(HostLog.class);
    private static final long FULL_BYTES = 10_000_000;
    private static final int OLD_FILES = 3;

    private final Path file;
    private final long fullBytes;
    @GuardedBy("this")
    private OutputStream out;
    @GuardedBy("this")
    private long bytes;
    @GuardedBy("this")
    private boolean failed;

    private HostLog(Path file, long fullBytes)
            throws IOException
    {
        this.file = requireNonNull(file, "file is null");
        this.fullBytes = fullBytes;
        this.out = open(file);
        this.bytes = Files.size(file);
    }

    static HostLog open(Path file, long fullBytes)
            throws IOException
    {
        return new HostLog(file, fullBytes);
    }

    static HostLog of(Path file)
            throws IOException
    {
        return new HostLog(file, FULL_BYTES);
    }

    /**
     * A line that cannot be written is lost: a full disk is no reason for the host to stand still.
     */
    synchronized void write(String line)
    {
        byte[] text = (line + "\n").getBytes(UTF_8);
        try {
            if (bytes > 0 && bytes + text.length > fullBytes) {
                turn();
            }
            out.write(text);
            out.flush();
            bytes += text.length;
        }
        catch (IOException e) {
            if (!failed) {
                failed = true;
                log.warn(e, "%s is not written", file);
            }
        }
    }

    @Override
    public synchronized void close()
            throws IOException
    {
        out.close();
    }

    @GuardedBy("this")
    private void turn()
            throws IOException
    {
        out.close();
        for (int age = OLD_FILES; age > 1; age--) {
            if (Files.exists(old(age - 1))) {
                Files.move(old(age - 1), old(age), REPLACE_EXISTING);
            }
        }
        Files.move(file, old(1), REPLACE_EXISTING);
        out = open(file);
        bytes = 0;
    }

    private Path old(int age)
    {
        return file.resolveSibling("%s.%s".formatted(file.getFileName(), age));
    }

    private static OutputStream open(Path file)
            throws IOException
    {
        PrivateFiles.takeFile(file);
        return Files.newOutputStream(file, APPEND);
    }
}
