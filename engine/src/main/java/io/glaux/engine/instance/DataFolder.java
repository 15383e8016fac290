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

import io.glaux.engine.identity.ClusterSecret;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.Objects.requireNonNull;

/**
 * The folder of one instance, held by one process: the lock ends with the process, however it ends.
 */
public final class DataFolder
        implements AutoCloseable
{
    private static final int SECRET_BYTES = 32;
    /**
     * A command that asks whether the server runs holds the lock for a moment.
     */
    private static final long LOCK_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile)
    {
        this.path = requireNonNull(path, "path is null");
        this.lockFile = requireNonNull(lockFile, "lockFile is null");
    }

    /**
     * Makes the folder if it is not there, and takes its lock.
     *
     * @throws StartFailedException if it cannot be written, or another process holds it
     */
    public static DataFolder open(Path path)
    {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            PrivateFiles.createFolder(absolute);
            for (String folder : new String[] {"run", "log", "tls", "etc", "s3"}) {
                // the folder itself may be older than we are, and shared: then what we have in it must be private
                PrivateFiles.takeFolder(absolute.resolve(folder));
            }
            FileChannel lockFile = FileChannel.open(absolute.resolve("run/lock"), CREATE, WRITE);
            if (!lock(lockFile)) {
                lockFile.close();
                throw new StartFailedException(
                        "another server uses the data folder %s: stop it, or choose another with --data DIR".formatted(
                                absolute));
            }
            Files.deleteIfExists(absolute.resolve("run/state.json"));
            return new DataFolder(absolute, lockFile);
        }
        catch (IOException e) {
            throw new StartFailedException(
                    ("the data folder %s cannot be written: choose another with --data DIR, or change its " +
                            "owner").formatted(absolute),
                    e);
        }
    }

    private static boolean lock(FileChannel lockFile)
            throws IOException
    {
        long start = System.nanoTime();
        while (System.nanoTime() - start < LOCK_PATIENCE_NANOS) {
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    public Path path()
    {
        return path;
    }

    public Path resolve(String relative)
    {
        return path.resolve(relative);
    }

    /**
     * The file of the embedded store. SQLite gives its journals the permissions of this file.
     */
    public Path database()
    {
        Path file = path.resolve("glaux.db");
        try {
            PrivateFiles.takeFile(file);
            return file;
        }
        catch (IOException e) {
            throw new StartFailedException("the file %s cannot be written: change its owner".formatted(file), e);
        }
    }

    /**
     * The configured secret, else that of the file {@code cluster.secret}, which is made when it is not there.
     */
    public ClusterSecret clusterSecret(Optional<String> configured)
    {
        byte[] secret = configured.orElseGet(() -> readOrCreate("cluster.secret", DataFolder::randomSecret))
                .getBytes(UTF_8);
        if (secret.length < SECRET_BYTES) {
            throw new StartFailedException("cluster.secret is shorter than %s characters".formatted(SECRET_BYTES));
        }
        return new ClusterSecret(secret);
    }

    /**
     * The name of this server in its cluster, the same after each restart.
     */
    public String nodeId()
    {
        return readOrCreate("node.id", () -> UUID.randomUUID().toString());
    }

    private String readOrCreate(String name, Supplier<String> content)
    {
        Path file = resolve(name);
        try {
            if (!Files.exists(file)) {
                PrivateFiles.write(file, content.get() + "\n");
            }
            return Files.readString(file).strip();
        }
        catch (IOException e) {
            throw new StartFailedException(
                    "%s cannot be read or written: change its owner or its mode".formatted(file), e);
        }
    }

    private static String randomSecret()
    {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close()
            throws IOException
    {
        Files.deleteIfExists(resolve("run/state.json"));
        lockFile.close();
    }
}
