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
package io.glaux.cli.bench;

import io.glaux.cli.AwsClients;
import io.glaux.cli.local.PeerProcess;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

import static java.util.Objects.requireNonNull;

/**
 * Stock Trino 476, the last that is published as a whole, as a single server with its Hive connector on the same
 * catalog and the same storage.
 */
final class TrinoPeer
{
    static final String VERSION = "476";

    private static final String ROOT = "trino-server-" + VERSION;

    private final Path installation;
    private final Path data;
    private final String memory;

    private TrinoPeer(Path installation, Path data, String memory)
    {
        this.installation = requireNonNull(installation, "installation is null");
        this.data = requireNonNull(data, "data is null");
        this.memory = requireNonNull(memory, "memory is null");
    }

    /**
     * Fetches and unpacks the server, once for all benchmarks.
     *
     * @param memory of the heap, as the JVM takes it
     */
    static TrinoPeer prepare(BenchContext context, PeerArtifacts artifacts, String memory)
            throws IOException, InterruptedException
    {
        context.say("fetching Trino " + VERSION + " (0.8 GB, once)");
        Path tarball = artifacts.fetch("io.trino:trino-server:%s:tar.gz".formatted(VERSION));
        Path installation = artifacts.unpack(tarball, ROOT, List.of("lib", "plugin/hive"));
        return new TrinoPeer(installation, Files.createDirectories(context.work().resolve("trino")), memory);
    }

    /**
     * Starts the server, which ends with the benchmark, and waits until it answers.
     *
     * @param driver of Trino
     * @param database of unqualified names
     */
    JdbcSide connect(BenchContext context, AwsClients glue, BenchStorage storage, Driver driver, String database)
            throws IOException, InterruptedException, SQLException
    {
        context.say("starting Trino " + VERSION);
        Started server = start(glue, storage);
        context.started().add(server.process());
        Properties user = new Properties();
        user.setProperty("user", "bench");
        JdbcSide side = JdbcSide.connect(
                "trino-" + VERSION, driver, server.url() + "/awsdatacatalog/" + database, user);
        context.started().add(side);
        return side;
    }

    /**
     * @return the URL of the server, which is still starting, and its process
     */
    private Started start(AwsClients glue, BenchStorage storage)
            throws IOException
    {
        int port = freePort();
        Path etc = Files.createDirectories(data.resolve("etc"));
        Files.createDirectories(etc.resolve("catalog"));
        Files.writeString(etc.resolve("config.properties"),
                """
                coordinator=true
                node-scheduler.include-coordinator=true
                http-server.http.port=%s
                discovery.uri=http://127.0.0.1:%s
                catalog.config-dir=%s
                plugin.dir=%s
                node.environment=bench
                node.id=bench
                """.formatted(port, port, etc.resolve("catalog"), installation.resolve("plugin")));
        Files.writeString(etc.resolve("catalog/awsdatacatalog.properties"),
                """
                connector.name=hive
                hive.metastore=glue
                hive.metastore.glue.region=%s
                hive.metastore.glue.endpoint-url=%s
                hive.metastore.glue.aws-access-key=%s
                hive.metastore.glue.aws-secret-key=%s
                fs.native-s3.enabled=true
                s3.region=%s
                s3.endpoint=%s
                s3.path-style-access=true
                s3.aws-access-key=%s
                s3.aws-secret-key=%s
                """.formatted(
                        glue.region().id(),
                        glue.endpoint(),
                        glue.credentials().accessKeyId(),
                        glue.credentials().secretAccessKey(),
                        BenchStorage.REGION,
                        storage.endpoint(),
                        BenchStorage.ACCESS_KEY,
                        BenchStorage.SECRET_KEY));
        Process process = new ProcessBuilder(command(etc))
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("server.log").toFile())
                .redirectInput(new File("/dev/null"))
                .start();
        return new Started("jdbc:trino://127.0.0.1:%s".formatted(port), new PeerProcess(process));
    }

    private List<String> command(Path etc)
    {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memory,
                "-XX:+UseG1GC",
                "-XX:G1HeapRegionSize=32M",
                "-XX:+ExplicitGCInvokesConcurrent",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-OmitStackTraceInFastThrow",
                "-XX:ReservedCodeCacheSize=512M",
                "-XX:PerMethodRecompilationCutoff=10000",
                "-XX:PerBytecodeRecompilationCutoff=10000",
                "-Djdk.attach.allowAttachSelf=true",
                "-Djdk.nio.maxCachedBufferSize=2000000",
                "-Dfile.encoding=UTF-8",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dconfig=" + etc.resolve("config.properties"),
                "-cp",
                installation.resolve("lib") + "/*",
                "io.trino.server.TrinoServer");
    }

    private static int freePort()
            throws IOException
    {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private record Started(String url, PeerProcess process)
    {
        Started
        {
            requireNonNull(url, "url is null");
            requireNonNull(process, "process is null");
        }
    }
}
