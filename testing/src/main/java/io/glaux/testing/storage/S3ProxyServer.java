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
package io.glaux.testing.storage;

import io.glaux.testing.Checkout;
import io.glaux.testing.process.Folders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/**
 * s3proxy in the JVM of the test, from the jars of the distribution, in a class loader of its own. It needs nothing of
 * the machine, so it is what suites use that only want some S3 server outside of Glaux.
 */
public final class S3ProxyServer
        implements S3Server
{
    private static final String ACCESS_KEY = "testing";
    private static final String SECRET_KEY = "testing-secret-key";

    private final Path folder;
    private final URLClassLoader loader;
    private final AutoCloseable server;
    private final int port;

    private S3ProxyServer(Path folder, URLClassLoader loader, Map.Entry<?, ?> started)
    {
        this.folder = requireNonNull(folder, "folder is null");
        this.loader = requireNonNull(loader, "loader is null");
        this.port = (Integer) started.getKey();
        this.server = (AutoCloseable) started.getValue();
    }

    public static S3ProxyServer start()
    {
        Path folder = Folders.temporary("s3proxy");
        URLClassLoader loader = new URLClassLoader("s3proxy", jars(), ClassLoader.getPlatformClassLoader());
        try {
            Object started = loader.loadClass("io.glaux.embedded.s3.EmbeddedS3Server")
                    .getMethod("start", String.class, int.class, Path.class, String.class, String.class)
                    .invoke(null, "127.0.0.1", 0, folder, ACCESS_KEY, SECRET_KEY);
            return new S3ProxyServer(folder, loader, (Map.Entry<?, ?>) started);
        }
        catch (ReflectiveOperationException e) {
            throw new LinkageError("The embedded S3 server of the distribution does not start", e);
        }
    }

    @Override
    public URI url()
    {
        return URI.create("http://127.0.0.1:%d".formatted(port));
    }

    @Override
    public String accessKey()
    {
        return ACCESS_KEY;
    }

    @Override
    public String secretKey()
    {
        return SECRET_KEY;
    }

    @Override
    public void close()
    {
        try {
            server.close();
            loader.close();
        }
        catch (Exception e) {
            throw new IllegalStateException("s3proxy does not stop", e);
        }
        Folders.delete(folder);
    }

    private static URL[] jars()
    {
        Path folder = Checkout.launcher().resolveSibling("embedded-s3");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).map(S3ProxyServer::url).toArray(URL[]::new);
        }
        catch (IOException e) {
            throw new UncheckedIOException("Glaux is not built: mvn package makes " + folder, e);
        }
    }

    private static URL url(Path file)
    {
        try {
            return file.toUri().toURL();
        }
        catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
