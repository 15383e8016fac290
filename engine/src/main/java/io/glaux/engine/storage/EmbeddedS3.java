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
package io.glaux.engine.storage;

import io.glaux.engine.error.ErrorCode;
import io.glaux.engine.error.GlauxException;
import io.glaux.engine.identity.AccessKey;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * The S3 server in this process, over a folder. It runs in a class loader of its own, and answers only who signs with
 * its key.
 */
public final class EmbeddedS3
        implements AutoCloseable
{
    private static final String ENTRY = "io.glaux.embedded.s3.EmbeddedS3Server";
    private static final String ADDRESS = "127.0.0.1";
    private static final String REGION = "us-east-1";

    private final StorageConfig config;
    private final AutoCloseable server;
    private final URLClassLoader classLoader;

    private EmbeddedS3(StorageConfig config, AutoCloseable server, URLClassLoader classLoader)
    {
        this.config = requireNonNull(config, "config is null");
        this.server = requireNonNull(server, "server is null");
        this.classLoader = requireNonNull(classLoader, "classLoader is null");
    }

    /**
     * Starts the server on a free port of 127.0.0.1.
     *
     * @param jars the folder {@code embedded-s3} of the distribution
     * @param data where the buckets are, each a folder; made if it does not exist
     * @throws GlauxException when it does not start
     */
    public static EmbeddedS3 start(Path jars, Path data, AccessKey key)
    {
        try (Stream<Path> files = Files.list(jars)) {
            return start(files.filter(file -> file.toString().endsWith(".jar")).sorted().toList(), data, key);
        }
        catch (IOException e) {
            throw new GlauxException(
                    ErrorCode.INTERNAL_ERROR,
                    "The folder of the embedded storage is not there: " + jars,
                    e);
        }
    }

    /**
     * @param classPath jars and folders of classes
     */
    static EmbeddedS3 start(List<Path> classPath, Path data, AccessKey key)
    {
        URLClassLoader classLoader = new URLClassLoader(
                "embedded-s3",
                classPath.stream().map(EmbeddedS3::url).toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader());
        try {
            Files.createDirectories(data);
            requireAttributes(data);
            // the types of the entry method are the JDK's: nothing else is known on both sides
            Map.Entry<?, ?> started = (Map.Entry<?, ?>) classLoader.loadClass(ENTRY)
                    .getMethod("start", String.class, int.class, Path.class, String.class, String.class)
                    .invoke(null, ADDRESS, 0, data.toAbsolutePath(), key.id(), key.secret());
            URI endpoint = URI.create("http://%s:%s".formatted(ADDRESS, started.getKey()));
            StorageConfig config = new StorageConfig(endpoint, REGION, Optional.of(key), true);
            return new EmbeddedS3(config, (AutoCloseable) started.getValue(), classLoader);
        }
        catch (ReflectiveOperationException | IOException e) {
            close(classLoader);
            throw new GlauxException(
                    ErrorCode.INTERNAL_ERROR,
                    "The embedded storage does not start over %s: %s".formatted(data, e.getCause() == null ? e
                            : e.getCause()),
                    e);
        }
        catch (GlauxException e) {
            close(classLoader);
            throw e;
        }
    }

    /**
     * How to reach it.
     */
    public StorageConfig config()
    {
        return config;
    }

    @Override
    public void close()
    {
        try {
            server.close();
        }
        catch (Exception e) {
            throw new GlauxException(
                    ErrorCode.INTERNAL_ERROR,
                    "The embedded storage does not stop: " + e.getMessage(),
                    e);
        }
        finally {
            close(classLoader);
        }
    }

    /**
     * Content types, checksums and metadata of objects are extended attributes of their files.
     */
    private static void requireAttributes(Path data)
            throws IOException
    {
        Path probe = Files.createTempFile(data, ".probe", null);
        try {
            Files.setAttribute(probe, "user:probe", ByteBuffer.wrap(new byte[] {1}));
        }
        catch (IOException | UnsupportedOperationException e) {
            throw new GlauxException(
                    ErrorCode.INVALID_INPUT,
                    "The embedded storage needs a file system with user extended attributes (ext4, xfs, btrfs, zfs, " +
                            "APFS, NTFS), "
                            + "which that of %s has not: choose another data folder, or set s3.endpoint".formatted(
                            data),
                    e);
        }
        finally {
            Files.deleteIfExists(probe);
        }
    }

    private static URL url(Path file)
    {
        try {
            return file.toUri().toURL();
        }
        catch (MalformedURLException e) {
            throw new IllegalArgumentException("Not a path of a jar: " + file, e);
        }
    }

    private static void close(URLClassLoader classLoader)
    {
        try {
            classLoader.close();
        }
        catch (IOException _) {
            // its jars stay open until the process ends, which harms nobody
        }
    }
}
