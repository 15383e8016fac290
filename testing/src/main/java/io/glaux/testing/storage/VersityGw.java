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
import io.glaux.testing.Requirement;
import io.glaux.testing.process.Command;
import io.glaux.testing.process.CommandResult;
import io.glaux.testing.process.Folders;
import io.glaux.testing.process.ServerProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * versitygw, the S3 server of another project (Go), over a folder. Built once into the cache of the checkout.
 */
public final class VersityGw
        implements S3Server
{
    private static final String VERSION = "v1.8.0";
    private static final String ACCESS_KEY = "testing";
    private static final String SECRET_KEY = "testing-secret-key";

    private final ServerProcess process;
    private final Path folder;
    private final int port;

    private VersityGw(ServerProcess process, Path folder, int port)
    {
        this.process = requireNonNull(process, "process is null");
        this.folder = requireNonNull(folder, "folder is null");
        this.port = port;
    }

    /**
     * Skips the calling test, by name, where there is no Go.
     */
    public static VersityGw start()
    {
        Path binary = binary();
        Path folder = Folders.temporary("versitygw");
        int port = ServerProcess.freePort();
        try {
            Path objects = Files.createDirectory(folder.resolve("objects"));
            ServerProcess process = ServerProcess.start(
                    List.of(
                            binary.toString(),
                            "--quiet",
                            "--keep-alive",
                            "--port",
                            "127.0.0.1:" + port,
                            "posix",
                            "--sidecar",
                            sidecar(folder),
                            objects.toString()),
                    Map.of("ROOT_ACCESS_KEY", ACCESS_KEY, "ROOT_SECRET_KEY", SECRET_KEY),
                    port,
                    folder.resolve("versitygw.log"));
            return new VersityGw(process, folder, port);
        }
        catch (IOException e) {
            throw new UncheckedIOException(e);
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
        process.close();
        Folders.delete(folder);
    }

    // where the metadata of objects lives: extended attributes are missing on some file systems of containers
    private static String sidecar(Path folder)
            throws IOException
    {
        return Files.createDirectory(folder.resolve("metadata")).toString();
    }

    /**
     * Whether the server is there or can be built: what a suite that needs it asks before it is made.
     */
    public static boolean isAvailable()
    {
        return Requirement.isMet(
                Files.isExecutable(folder().resolve("versitygw")) || hasGo(),
                "Go 1.24 or newer, which builds versitygw, the external S3 server of the storage suite");
    }

    private static Path folder()
    {
        return Checkout.cache().resolve("versitygw-" + VERSION);
    }

    private static Path binary()
    {
        Path folder = folder();
        Path binary = folder.resolve("versitygw");
        if (Files.isExecutable(binary)) {
            return binary;
        }
        CommandResult result = Command.of("go", "install", "github.com/versity/versitygw/cmd/versitygw@" + VERSION)
                .environment("GOBIN", folder.toString())
                .limit(Duration.ofMinutes(10))
                .run();
        if (result.exit() != 0) {
            throw new AssertionError("This Go does not build versitygw %s: %s".formatted(VERSION, result.err()));
        }
        return binary;
    }

    private static boolean hasGo()
    {
        return Command.of("sh", "-c", "command -v go").run().exit() == 0;
    }
}
