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
import io.glaux.cli.CommandFailure;
import io.glaux.cli.Identity;
import io.glaux.cli.local.PeerProcess;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * The S3 server that the sides of a case share, in a process of its own, so that none of them has it nearer than
 * another. It is the one that Glaux embeds.
 */
final class BenchStorage
        implements AutoCloseable
{
    static final String REGION = "us-east-1";
    static final String ACCESS_KEY = "bench";
    static final String SECRET_KEY = "bench-secret-of-a-server-on-loopback";

    private final PeerProcess process;
    private final URI endpoint;

    private BenchStorage(PeerProcess process, URI endpoint)
    {
        this.process = requireNonNull(process, "process is null");
        this.endpoint = requireNonNull(endpoint, "endpoint is null");
    }

    static BenchStorage start(BenchContext context, String bucket)
            throws IOException
    {
        Path data = context.work().resolve("storage");
        Files.createDirectories(data);
        String classPath = context.distribution().resolve("cli") + "/*" + File.pathSeparator + context.distribution()
                .resolve("embedded-s3") + "/*";
        Process process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                classPath,
                BenchStorage.class.getName(),
                data.toString()))
                .redirectError(context.work().resolve("storage.log").toFile())
                .start();
        BufferedReader reader = process.inputReader();
        String port = reader.readLine();
        if (port == null) {
            throw new CommandFailure("the S3 server of the benchmark did not start: see .cache/bench/*/storage.log");
        }
        BenchStorage storage = new BenchStorage(new PeerProcess(process), URI.create("http://127.0.0.1:" + port));
        storage.clients().s3().createBucket(request -> request.bucket(bucket));
        return storage;
    }

    /**
     * The same server, reached through something in front of it.
     */
    BenchStorage through(URI front)
    {
        return new BenchStorage(process, front);
    }

    URI endpoint()
    {
        return endpoint;
    }

    /**
     * The keys of glaux.properties that let a server use this storage.
     */
    Map<String, String> settings(String resultsLocation)
    {
        return Map.of(
                "s3.endpoint", endpoint.toString(),
                "s3.region", REGION,
                "s3.access-key", ACCESS_KEY,
                "s3.secret-key", SECRET_KEY,
                "s3.path-style", "true",
                "results.location", resultsLocation);
    }

    @Override
    public void close()
            throws InterruptedException
    {
        process.close();
    }

    private AwsClients clients()
    {
        return new AwsClients(endpoint, new Identity("bench", "", ACCESS_KEY, SECRET_KEY, "000000000000", REGION));
    }

    /**
     * The process itself: the embedded server is on its class path, and not on that of the command line.
     */
    public static void main(String[] arguments)
            throws ReflectiveOperationException
    {
        try {
            Object started = Class.forName("io.glaux.embedded.s3.EmbeddedS3Server")
                    .getMethod("start", String.class, int.class, Path.class, String.class, String.class)
                    .invoke(null, "127.0.0.1", 0, Path.of(arguments[0]), ACCESS_KEY, SECRET_KEY);
            System.out.println(((Map.Entry<?, ?>) started).getKey());
        }
        catch (InvocationTargetException e) {
            e.getCause().printStackTrace();
            System.exit(1);
        }
    }
}
